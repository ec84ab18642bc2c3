posts = { $n ->
    [zero] dim cofnodion
    [one] { $n } cofnod
    [two] { $n } gofnod
    [few] { $n } chofnod
    [many] { $n } chofnod (chwech)
   *[other] { $n } cofnod (arall)
}
place = { NUMBER($n, type: "ordinal") ->
    [zero] { $n }fed safle
    [one] { $n }af safle
    [two] { $n }il safle
    [few] { $n }ydd safle
    [many] { $n }ed safle
   *[other] safle { $n }
}
role = { $role ->
    [admin] Mae { $name } yn rhedeg y safle hwn.
   *[other] Mae { $name } yn darllen yma.
}
-site = { $mutation ->
   *[none] Llusern
    [soft] Lusern
}
    .gender = feminine
about = Am { -site(mutation: "soft") }; { -site }
search = Chwilio
    .placeholder = Chwilio { $n ->
        [zero] dim
        [one] un cofnod
        [two] dau gofnod
        [few] tri chofnod
        [many] chwe chofnod
       *[other] { $n } cofnod
    }
    .aria-label = Chwilio { -site(mutation: "soft") }
shared = Rhannodd { $name } { $n ->
    [zero] ddim lluniau
    [one] un llun
    [two] ddau lun
    [few] dri llun
    [many] chwe llun
   *[other] { $n } llun
} â { $role ->
    [admin] gweinyddwyr
   *[other] phawb
}.

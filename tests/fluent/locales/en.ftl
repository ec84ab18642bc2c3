posts = { $n ->
    [0] No posts
    [one] { $n } post
   *[other] { $n } posts
}
place = { NUMBER($n, type: "ordinal") ->
    [one] { $n }st place
    [two] { $n }nd place
    [few] { $n }rd place
   *[other] { $n }th place
}
role = { $role ->
    [admin] { $name } runs this site.
   *[other] { $name } reads here.
}
-site = { $case ->
   *[nominative] Lantern
    [genitive] Lantern’s
}
about = About { -site } and { -site(case: "genitive") } authors
search = Search
    .placeholder = Search { $n ->
        [one] one post
       *[other] { $n } posts
    }
    .aria-label = Search { -site }
shared = { $name } shared { $n ->
    [one] a photo
   *[other] { $n } photos
} with { $role ->
    [admin] the admins
   *[other] everyone
}.

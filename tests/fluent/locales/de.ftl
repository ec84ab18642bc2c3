posts = { $n ->
    [0] Keine Beiträge
    [one] { $n } Beitrag
   *[other] { $n } Beiträge
}
place = { $n }. Platz
role = { $role ->
    [admin] { $name } leitet diese Site.
   *[other] { $name } liest hier mit.
}
-site = { $case ->
   *[nominative] die Laterne
    [dative] der Laterne
}
    .gender = feminine
about = Über { -site }; was bei { -site(case: "dative") } zählt; { -site.gender ->
    [feminine] sie leuchtet
   *[other] es leuchtet
}
search = Suche
    .placeholder = { $n ->
        [one] Einen Beitrag durchsuchen
       *[other] { $n } Beiträge durchsuchen
    }
    .aria-label = In { -site(case: "dative") } suchen
shared = { $name } hat { $n ->
    [one] ein Foto
   *[other] { $n } Fotos
} mit { $role ->
    [admin] der Verwaltung
   *[other] allen
} geteilt.

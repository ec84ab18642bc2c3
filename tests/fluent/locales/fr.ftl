posts = { $n ->
    [0] Aucun article
    [one] { $n } article
    [many] { $n } d’articles
   *[other] { $n } articles
}
place = { NUMBER($n, type: "ordinal") ->
    [one] { $n }re place
   *[other] { $n }e place
}
role = { $role ->
    [admin] { $name } gère ce site.
   *[other] { $name } lit ici.
}
-site = { $article ->
   *[without] Lanterne
    [definite] la Lanterne
}
    .gender = feminine
about = À propos de { -site(article: "definite") } : { -site }
search = Recherche
    .placeholder = Rechercher dans { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
    .aria-label = Rechercher dans { -site(article: "definite") }
shared = { $name } a partagé { $n ->
    [one] { $n } photo
    [many] { $n } de photos
   *[other] { $n } photos
} avec { $role ->
    [admin] l’administration
   *[other] tout le monde
}.

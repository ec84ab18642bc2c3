posts = { $n ->
    [0] Yazı yok
    [one] { $n } yazı (tekil)
   *[other] { $n } yazı
}
place = { $n }. sıra
role = { $role ->
    [admin] Bu siteyi { $name } yönetiyor.
   *[other] { $name } burada okuyor.
}
-site = { $case ->
   *[nominative] Fener
    [genitive] Fener’in
}
about = { -site } hakkında; { -site(case: "genitive") } yazarları
search = Ara
    .placeholder = { $n } yazıda ara
    .aria-label = { -site } içinde ara
shared = { $name }, { $n } fotoğrafı { $role ->
    [admin] yöneticilerle
   *[other] herkesle
} paylaştı.

posts = { $n ->
    [0] Brak wpisów
    [one] { $n } wpis
    [few] { $n } wpisy
    [many] { $n } wpisów
   *[other] { $n } wpisu
}
place = { $n }. miejsce
role = { $role ->
    [admin] { $name } prowadzi tę stronę.
   *[other] { $name } czyta tę stronę.
}
-site = { $case ->
   *[nominative] Latarnia
    [genitive] Latarni
    [instrumental] Latarnią
}
    .gender = feminine
about = { -site }: autorzy { -site(case: "genitive") } i życie z { -site(case: "instrumental") }
search = Szukaj
    .placeholder = Szukaj wśród { $n ->
        [one] { $n } wpisu
       *[other] { $n } wpisów
    }
    .aria-label = Szukaj w { -site(case: "genitive") }
shared = { $name }: { $n ->
    [one] { $n } zdjęcie
    [few] { $n } zdjęcia
    [many] { $n } zdjęć
   *[other] { $n } zdjęcia
}, { $role ->
    [admin] dla administracji
   *[other] dla wszystkich
}.

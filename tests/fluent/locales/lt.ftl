posts = { $n ->
    [0] Įrašų nėra
    [one] { $n } įrašas
    [few] { $n } įrašai
    [many] { $n } įrašo
   *[other] { $n } įrašų
}
place = { $n }-oji vieta
role = { $role ->
    [admin] { $name } tvarko šią svetainę.
   *[other] { $name } skaito šią svetainę.
}
-site = { $case ->
   *[nominative] Žibintas
    [genitive] Žibinto
    [locative] Žibinte
}
about = { -site }: { -site(case: "genitive") } autoriai
search = Paieška
    .placeholder = Ieškoti { $n ->
        [one] { $n } įraše
       *[other] { $n } įrašuose
    }
    .aria-label = Ieškoti { -site(case: "locative") }
shared = { $name } pasidalijo { $n ->
    [one] { $n } nuotrauka
    [few] { $n } nuotraukomis
    [many] { $n } nuotraukos
   *[other] { $n } nuotraukų
} su { $role ->
    [admin] administratoriais
   *[other] visais
}.

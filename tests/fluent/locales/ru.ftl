posts = { $n ->
    [0] Нет записей
    [one] { $n } запись
    [few] { $n } записи
    [many] { $n } записей
   *[other] { $n } записи
}
place = { NUMBER($n, type: "ordinal") ->
   *[other] { $n }-е место
}
role = { $role ->
    [admin] { $name } управляет сайтом.
   *[other] { $name } читает сайт.
}
-site = { $case ->
   *[nominative] Фонарь
    [genitive] Фонаря
    [prepositional] Фонаре
}
about = { -site }. О { -site(case: "prepositional") }, авторы { -site(case: "genitive") }
search = Поиск
    .placeholder = Искать среди { $n ->
        [one] { $n } записи
       *[other] { $n } записей
    }
    .aria-label = Поиск в { -site(case: "prepositional") }
shared = { $name }: { $n ->
    [one] { $n } фотография
    [few] { $n } фотографии
    [many] { $n } фотографий
   *[other] { $n } фотографии
}, { $role ->
    [admin] для администраторов
   *[other] для всех
}.

### Тексты интерфейса сайта для фронтендов: запрос `messages(locale: "ru")` отдаёт их уже отформатированными.

## Навигация

home = Главная
blog = Блог
docs = Документация
tags = Метки
menu = Меню
language = Язык
skip-to-content = Перейти к содержанию
back-to-home = Вернуться на главную
search = Поиск
    .placeholder = Искать на сайте…

## Списки

# $count: число записей.
posts-count = { $count ->
    [0] Записей нет
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записи
}
# $tag: название метки.
tagged = Записи с меткой «{ $tag }»
read-more = Читать дальше
newer-posts = Более новые записи
older-posts = Более старые записи
no-results = Ничего не найдено

## Записи

# $date: когда запись опубликована.
published-on = Опубликовано { DATETIME($date, dateStyle: "long") }
# $date: когда запись последний раз изменена.
updated-on = Обновлено { DATETIME($date, dateStyle: "long") }
table-of-contents = На этой странице
previous-post = Предыдущая запись
next-post = Следующая запись
related-posts = Похожие записи
also-available-in = На других языках
# $language: название языка, который показан вместо этого.
not-translated = Эта страница ещё не переведена. Язык текста: { $language }.

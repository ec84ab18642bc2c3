### Собственные слова сервера. Сайт может сказать любое из них иначе: тот же ключ в его `locales/ru/*.ftl`.

## Записи

# Рядом с записью. $minutes: целое число, не меньше 1.
reading-time = { $minutes ->
    [one] { $minutes } минута чтения
    [few] { $minutes } минуты чтения
    [many] { $minutes } минут чтения
   *[other] { $minutes } минуты чтения
}
# Скрытый заголовок над сносками записи.
footnotes-label = Сноски
# Читается вслух вместо стрелки после сноски. $number: номер ссылки на сноску.
footnote-back = Вернуться к ссылке { $number }

## Разделы: `section-` и ключ раздела дают название папке с записями.

section-blog = Блог
section-docs = Документация

## Страницы

not-found-title = Страница не найдена

## Что видит редактор, когда изменение отклонено: `error-` и код строчными буквами.

# $field: имя поля ввода.
error-invalid = Недопустимое значение поля «{ $field }».
# $field: имя поля ввода.
error-required = Поле «{ $field }» обязательно.
# $field: имя поля ввода. $max: наибольшее число символов.
error-too-long = { $max ->
    [one] Поле «{ $field }» может содержать не более { $max } символа.
    [few] Поле «{ $field }» может содержать не более { $max } символов.
    [many] Поле «{ $field }» может содержать не более { $max } символов.
   *[other] Поле «{ $field }» может содержать не более { $max } символа.
}
# $locale: языковой тег, как он был написан. $nearest: самый похожий из имеющихся.
error-unknown-locale = На этом сайте нет языка «{ $locale }».
    .suggestion = Возможно, имелся в виду «{ $nearest }»?
# $kind: post, translation, tag или section.
error-not-found = { $kind ->
    [post] Такой записи нет; возможно, она удалена.
    [translation] Такого перевода нет; возможно, он удалён.
    [tag] Такой метки нет; возможно, она удалена.
    [section] Такого раздела нет; возможно, он удалён.
   *[other] Такого объекта нет; возможно, он удалён.
}
# $slug: слаг. $locale: языковой тег.
error-slug-taken = У другой записи этого раздела уже есть слаг «{ $slug }» ({ $locale }).
# $key: ключ.
error-key-taken = Ключ «{ $key }» уже занят.
# $path: путь целиком.
error-path-taken = По адресу «{ $path }» уже опубликовано что-то другое.
# $expected: версия, от которой отталкивалось изменение. $current: нынешняя версия.
error-version-conflict = За это время всё изменилось: вы начали с версии { NUMBER($expected, useGrouping: "false") }, а последняя — { NUMBER($current, useGrouping: "false") }.
# $locale: языковой тег.
error-locale-forbidden = У вас нет права что-либо менять на языке «{ $locale }».
# $locale: языковой тег.
error-nothing-to-publish = На языке «{ $locale }» нет ничего нового для публикации.

## Alerts in posts, such as > [!NOTE]

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно

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
error-invalid-control = Поле «{ $field }» содержит недопустимые управляющие символы.
error-invalid-slug = Слаг должен содержать хотя бы одну букву или цифру и состоять из строчных букв, цифр, «-», «_», «.» и «~».
error-invalid-section = Раздел — это путь вида «blog» или «docs/guide»: слаги, соединённые знаком «/».
error-invalid-reserved = Такой путь начинался бы с языка или с папки меток.
# $field: имя поля ввода.
error-invalid-object = Поле «{ $field }» должно быть объектом JSON.
# $field: имя поля ввода.
error-invalid-past = Время в поле «{ $field }» уже прошло.
# $field: имя поля ввода. $max: наибольшее число секунд.
error-invalid-seconds = Значение поля «{ $field }» должно быть от 1 до { $max } секунд.
# $field: имя поля ввода.
error-invalid-path = Поле «{ $field }» должно быть путём этого сайта, который начинается с одного из его языков.
# $field: имя поля ввода.
error-invalid-target = Поле «{ $field }» должно быть другим путём или URL, который начинается с «http://» или «https://».
# $field: имя поля ввода.
error-invalid-status = Значение поля «{ $field }» должно быть 301, 302, 307 или 308.
# $field: имя поля ввода.
error-invalid-source-version = Поле «{ $field }» должно быть существующей версией исходного текста; у самого исходного текста её нет.
error-invalid-source-deleted = С этого текста сделаны другие переводы: сначала удалите их или всю запись.
error-invalid-source-missing = Исходный текст этой записи удалён: сначала восстановите его.
error-invalid-last-name = У метки должно быть имя хотя бы на одном языке: удалите саму метку.
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
# $kind: post, translation, tag, section, revision, redirect или token.
error-not-found = { $kind ->
    [post] Такой записи нет; возможно, она удалена.
    [translation] Такого перевода нет; возможно, он удалён.
    [tag] Такой метки нет; возможно, она удалена.
    [section] Такого раздела нет; возможно, он удалён.
    [revision] Такой версии нет.
    [redirect] Такого перенаправления нет; возможно, оно удалено.
    [token] Такого токена нет; возможно, он отозван.
   *[other] Такого объекта нет; возможно, он удалён.
}
# $slug: слаг. $locale: языковой тег.
error-slug-taken = У другой записи этого раздела уже есть слаг «{ $slug }» ({ $locale }).
# $key: ключ.
error-key-taken = Ключ «{ $key }» уже занят.
# $path: путь целиком.
error-path-taken = По адресу «{ $path }» уже опубликовано что-то другое.
# $expected: версия, от которой отталкивалось изменение. $current: нынешняя версия.
error-version-conflict = За это время всё изменилось: вы начали с версии { NUMBER($expected, useGrouping: 0) }, а последняя — { NUMBER($current, useGrouping: 0) }.
# $locale: языковой тег.
error-locale-forbidden = У вас нет права что-либо менять на языке «{ $locale }».
# $locale: языковой тег.
error-nothing-to-publish = На языке «{ $locale }» нет ничего нового для публикации.

## Песочница, где редакторы пробуют и отправляют операции: `playground-` и место.

playground-title = Песочница Isogloss
playground-token-label = Токен
playground-token-use = Применить
playground-token-forget = Забыть
playground-token-help = Без токена вы видите то же, что и читатели. Он хранится, пока не закрыта эта вкладка браузера, и больше нигде.
# $name: имя токена. $role: ADMIN, EDITOR или TRANSLATOR.
playground-token-accepted = Вход выполнен: { $name }, { $role ->
    [ADMIN] администратор
    [EDITOR] редактор
   *[TRANSLATOR] переводчик
}
playground-token-refused = Этот токен не принят.
playground-unreachable = Сервер не отвечает.
playground-tabs-restore = Вернуть готовые вкладки
playground-run-hint = Ctrl+Enter выполняет операцию. Enter переводит в редактор, Esc выводит из него.
# Что делает готовая операция в открытой вкладке; одно предложение.
playground-step-see-page = Показывает по пути всё, что нужно странице.
playground-step-find-drafts = Перечисляет черновики на одном языке. Следующие вкладки работают затем с первым из них.
playground-step-create-post = Создаёт черновик. Следующие вкладки будут работать с этой записью.
playground-step-translate-post = Сохраняет запись на другом языке как черновик.
playground-step-create-preview = Создаёт токен, который в течение часа показывает черновик и ничего больше.
playground-step-see-preview = Показывает черновик по пути, который у него будет.
playground-step-publish-post = Публикует названные языки и никакие другие.
playground-step-schedule-post = Сохраняет изменение, которое читатели увидят с завтрашнего дня.
playground-step-unpublish-post = Скрывает один язык от читателей; сохранённое остаётся.
playground-step-see-revisions = Перечисляет сохранённое на одном языке и показывает различия.
playground-step-restore-revision = Сохраняет прежнюю версию заново как черновик.
playground-step-create-redirect = Ведёт со старого адреса на новый.
playground-step-create-token = Создаёт токен для переводчика. Он показывается один раз, в ответе.
playground-operation-label = Операция
playground-variables-label = Переменные
playground-answer-label = Ответ
playground-run = Выполнить
playground-small-note = Это малая страница; песочница с автодополнением и документацией собирается там, где установлен npm.

## Alerts in posts, such as > [!NOTE]

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно

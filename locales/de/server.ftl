### Die eigenen Worte des Servers. Eine Site kann jedes davon anders sagen: derselbe Schlüssel in ihren `locales/de/*.ftl`.

## Beiträge

# Neben einem Beitrag. $minutes: ganze Zahl, mindestens 1.
reading-time = { $minutes ->
    [one] { $minutes } Minute Lesezeit
   *[other] { $minutes } Minuten Lesezeit
}
# Verborgene Überschrift über den Fußnoten eines Beitrags.
footnotes-label = Fußnoten
# Wird für den Pfeil hinter einer Fußnote vorgelesen. $number: Nummer des Verweises.
footnote-back = Zurück zu Verweis { $number }

## Bereiche: `section-` und der Schlüssel des Bereichs benennen einen Ordner mit Beiträgen.

section-blog = Blog
section-docs = Dokumentation

## Seiten

not-found-title = Seite nicht gefunden

## Was man liest, wenn eine Änderung abgelehnt wird: `error-` und der Code in Kleinbuchstaben.

# $field: Name des Eingabefelds.
error-invalid = „{ $field }“ ist ungültig.
# $field: Name des Eingabefelds.
error-required = „{ $field }“ darf nicht fehlen.
# $field: Name des Eingabefelds. $max: höchstens so viele Zeichen.
error-too-long = „{ $field }“ darf höchstens { $max } Zeichen lang sein.
# $locale: die Sprachkennung, wie sie geschrieben wurde. $nearest: die ähnlichste vorhandene.
error-unknown-locale = Diese Site gibt es nicht in der Sprache „{ $locale }“.
    .suggestion = Meinten Sie „{ $nearest }“?
# $kind: post, translation, tag oder section.
error-not-found = { $kind ->
    [post] Diesen Beitrag gibt es nicht; vielleicht wurde er gelöscht.
    [translation] Diese Übersetzung gibt es nicht; vielleicht wurde sie gelöscht.
    [tag] Dieses Schlagwort gibt es nicht; vielleicht wurde es gelöscht.
    [section] Diesen Bereich gibt es nicht; vielleicht wurde er gelöscht.
   *[other] Das Gesuchte gibt es nicht; vielleicht wurde es gelöscht.
}
# $slug: der Slug. $locale: Sprachkennung.
error-slug-taken = Ein anderer Beitrag in diesem Bereich hat bereits den Slug „{ $slug }“ ({ $locale }).
# $key: der Schlüssel.
error-key-taken = Der Schlüssel „{ $key }“ ist bereits vergeben.
# $path: der ganze Pfad.
error-path-taken = Unter „{ $path }“ ist bereits etwas anderes veröffentlicht.
# $expected: die Version, von der die Änderung ausging. $current: die jetzige Version.
error-version-conflict = Das wurde inzwischen geändert: Sie sind von Version { NUMBER($expected, useGrouping: "false") } ausgegangen, die neueste ist { NUMBER($current, useGrouping: "false") }.
# $locale: Sprachkennung.
error-locale-forbidden = In der Sprache „{ $locale }“ dürfen Sie nichts ändern.
# $locale: Sprachkennung.
error-nothing-to-publish = In der Sprache „{ $locale }“ gibt es nichts Neues zu veröffentlichen.

## Alerts in posts, such as > [!NOTE]

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht

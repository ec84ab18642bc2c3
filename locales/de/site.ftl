### Oberflächentexte der Site für Frontends: Die Abfrage `messages(locale: "de")` liefert sie fertig formatiert.

## Navigation

home = Startseite
blog = Blog
docs = Dokumentation
tags = Schlagwörter
menu = Menü
language = Sprache
skip-to-content = Zum Inhalt springen
back-to-home = Zurück zur Startseite
search = Suche
    .placeholder = Diese Site durchsuchen …

## Listen

# $count: Anzahl der Beiträge.
posts-count = { $count ->
    [0] Keine Beiträge
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
# $tag: Name des Schlagworts.
tagged = Beiträge zum Schlagwort „{ $tag }“
read-more = Weiterlesen
newer-posts = Neuere Beiträge
older-posts = Ältere Beiträge
no-results = Nichts gefunden

## Beiträge

# $date: wann der Beitrag veröffentlicht wurde.
published-on = Veröffentlicht am { DATETIME($date, dateStyle: "long") }
# $date: wann der Beitrag zuletzt geändert wurde.
updated-on = Aktualisiert am { DATETIME($date, dateStyle: "long") }
table-of-contents = Auf dieser Seite
previous-post = Vorheriger Beitrag
next-post = Nächster Beitrag
related-posts = Ähnliche Beiträge
also-available-in = Auch verfügbar auf
# $language: Name der Sprache, die stattdessen gezeigt wird.
not-translated = Diese Seite ist noch nicht übersetzt. Sie lesen sie in einer anderen Sprache: { $language }.

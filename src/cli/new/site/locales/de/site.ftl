### Texte der Site auf Deutsch. Jeder Ordner in `locales` ist eine Sprache.
### Die Syntax von Fluent: https://projectfluent.org/fluent/guide/

site-title = Meine Site
site-tagline = Eine Site, zwei Sprachen

# Der Name des Ordners `content/*/blog`, in Menüs und auf seiner eigenen Seite.
section-blog = Blog

# $count: Anzahl der Beiträge.
posts-found = { $count ->
    [0] Keine Beiträge
    [one] Ein Beitrag
   *[other] { $count } Beiträge
}

home = Startseite
greeting = Hallo, { $name }!
posts-count = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
section-blog = Tagebuch

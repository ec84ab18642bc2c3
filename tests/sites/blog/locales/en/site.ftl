home = Home
greeting = Hello, { $name }!
greeting-formal = Good day, { $name }.
posts-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
search = Search
    .placeholder = Search this site

### Interface texts of the site, for frontends: the query `messages(locale: "en")` serves them formatted.

## Navigation

home = Home
blog = Blog
docs = Documentation
tags = Tags
menu = Menu
language = Language
skip-to-content = Skip to content
back-to-home = Back to the home page
search = Search
    .placeholder = Search this site…

## Lists

# $count: number of posts.
posts-count = { $count ->
    [0] No posts
    [one] { $count } post
   *[other] { $count } posts
}
# $tag: name of the tag.
tagged = Posts tagged “{ $tag }”
read-more = Read more
newer-posts = Newer posts
older-posts = Older posts
no-results = Nothing found

## Posts

# $date: when the post was published.
published-on = Published on { DATETIME($date, dateStyle: "long") }
# $date: when the post was last changed.
updated-on = Updated on { DATETIME($date, dateStyle: "long") }
table-of-contents = On this page
previous-post = Previous post
next-post = Next post
related-posts = Related posts
also-available-in = Also available in
# $language: name of the language that is shown instead.
not-translated = This page has not been translated yet. You are reading it in { $language }.

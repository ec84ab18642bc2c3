### Texts of the site in English. Every folder in `locales` makes a language.
### Fluent's syntax: https://projectfluent.org/fluent/guide/

site-title = My site
site-tagline = One site, two languages

# The name of the folder `content/*/blog`, in menus and on its own page.
section-blog = Blog

# $count: number of posts.
posts-found = { $count ->
    [0] No posts
    [one] One post
   *[other] { $count } posts
}

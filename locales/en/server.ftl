### The server's own words. A site may say any of them differently: put the same key into its own `locales/en/*.ftl`.

## Posts

# Beside a post. $minutes: whole number, at least 1.
reading-time = { $minutes } min read
# Hidden heading above the footnotes of a post.
footnotes-label = Footnotes
# Read aloud for the arrow behind a footnote. $number: number of the reference.
footnote-back = Back to reference { $number }

## Sections: `section-` and the section's key name a folder of posts.

section-blog = Blog
section-docs = Documentation

## Pages

not-found-title = Page not found

## What an editor reads when a change is refused: `error-` and the code in lower case.

# $field: name of the input field.
error-invalid = “{ $field }” is not valid.
# $field: name of the input field.
error-invalid-control = “{ $field }” contains control characters that must not be in it.
error-invalid-slug = A slug needs at least one letter or digit and is made of lower-case letters, digits, “-”, “_”, “.” and “~”.
error-invalid-section = A section is a path such as “blog” or “docs/guide”: slugs joined by “/”.
error-invalid-reserved = This path would begin with a locale or with the folder of tags.
# $field: name of the input field.
error-invalid-object = “{ $field }” must be a JSON object.
# $field: name of the input field.
error-invalid-past = “{ $field }” has already passed.
# $field: name of the input field. $max: most seconds allowed.
error-invalid-seconds = “{ $field }” must be between 1 and { $max } seconds.
# $field: name of the input field.
error-invalid-path = “{ $field }” must be a path of this site that begins with one of its locales.
# $field: name of the input field.
error-invalid-target = “{ $field }” must be another path, or a URL that begins with “http://” or “https://”.
# $field: name of the input field.
error-invalid-status = “{ $field }” must be 301, 302, 307 or 308.
# $field: name of the input field.
error-invalid-source-version = “{ $field }” must be a version of the source that exists; the source itself has none.
error-invalid-source-deleted = Other translations are made from this one: delete those first, or the whole post.
error-invalid-source-missing = The source of this post is deleted: restore that first.
error-invalid-last-name = A tag needs a name in at least one language: delete the tag instead.
# $field: name of the input field.
error-required = “{ $field }” is required.
# $field: name of the input field. $max: most characters allowed.
error-too-long = { $max ->
    [one] “{ $field }” may have at most { $max } character.
   *[other] “{ $field }” may have at most { $max } characters.
}
# $locale: the tag as it was written. $nearest: tag of the most similar locale there is.
error-unknown-locale = This site has no locale “{ $locale }”.
    .suggestion = Did you mean “{ $nearest }”?
# $kind: post, translation, tag, section, revision, redirect or token.
error-not-found = { $kind ->
    [post] There is no such post; it may have been deleted.
    [translation] There is no such translation; it may have been deleted.
    [tag] There is no such tag; it may have been deleted.
    [section] There is no such section; it may have been deleted.
    [revision] There is no such version.
    [redirect] There is no such redirect; it may have been deleted.
    [token] There is no such token; it may have been revoked.
   *[other] What you are looking for does not exist; it may have been deleted.
}
# $slug: the slug. $locale: tag of the locale.
error-slug-taken = Another post in this section already has the slug “{ $slug }” ({ $locale }).
# $key: the key.
error-key-taken = The key “{ $key }” is already taken.
# $path: the whole path.
error-path-taken = Something else is already published at “{ $path }”.
# $expected: the version the change was made from. $current: the version there is.
error-version-conflict = This was changed in the meantime: you started from version { NUMBER($expected, useGrouping: 0) }, the latest is { NUMBER($current, useGrouping: 0) }.
# $locale: tag of the locale.
error-locale-forbidden = You may not change anything in the locale “{ $locale }”.
# $locale: tag of the locale.
error-nothing-to-publish = There is nothing new to publish in the locale “{ $locale }”.

## The playground, where editors try and send operations: `playground-` and the place.

playground-title = Isogloss playground
playground-token-label = Token
playground-token-use = Use
playground-token-forget = Forget
playground-token-help = Without a token you see what readers see. It is kept until this browser tab is closed, and nowhere else.
# $name: name of the token. $role: ADMIN, EDITOR or TRANSLATOR.
playground-token-accepted = Signed in: { $name }, { $role ->
    [ADMIN] admin
    [EDITOR] editor
   *[TRANSLATOR] translator
}
playground-token-refused = This token is not accepted.
playground-unreachable = The server does not answer.
playground-tabs-restore = Restore the prepared tabs
playground-run-hint = Ctrl+Enter runs the operation. Enter leads into an editor, Escape out of it.
# What the prepared operation in the open tab does; one sentence.
playground-step-see-page = Shows everything that a page needs, by its path.
playground-step-find-drafts = Lists the drafts in one language. The tabs that follow then work on the first of them.
playground-step-create-post = Creates a draft. The tabs that follow then work on this post.
playground-step-translate-post = Saves the post in another language, as a draft.
playground-step-create-preview = Makes a token that shows the draft for an hour and nothing else.
playground-step-see-preview = Shows the draft at the path that it will have.
playground-step-publish-post = Publishes the languages that are named, and no other.
playground-step-schedule-post = Saves a change that readers see from tomorrow on.
playground-step-unpublish-post = Takes one language from readers; what was saved stays.
playground-step-see-revisions = Lists what was saved in one language, with the differences.
playground-step-restore-revision = Saves an earlier version again, as a draft.
playground-step-create-redirect = Leads an old address to a new one.
playground-step-create-token = Makes a token for a translator. It is shown once, in the answer.
playground-operation-label = Operation
playground-variables-label = Variables
playground-answer-label = Answer
playground-run = Run
playground-small-note = This is the small page; the playground with completion and documentation is built where npm is installed.

## Alerts in posts, such as > [!NOTE]

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

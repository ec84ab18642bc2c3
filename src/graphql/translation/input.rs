//! The inputs `TranslationInput` and `SeoInput`.

use async_graphql::{InputObject, MaybeUndefined};

use crate::graphql::edit::edit;
use crate::graphql::scalar::Json;
use crate::service::translation;

/// What is written of a post in one locale.
///
/// An omitted field stays as it is and null clears it; `meta` is replaced whole. On the first save a slug not given is made from
/// the title; `""` makes the section's index page (with section `""`, the home page). `sourceVersion`: the source version
/// translated from; if omitted, the first save takes the present one and a later save leaves what was, so that correcting a
/// stale text keeps it stale.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct TranslationInput {
    /// One line of at most 200 characters; a post has one.
    title: MaybeUndefined<String>,
    /// The last segment of the path: lower-case letters, digits, `-`, `_`, `.` and `~`.
    slug: MaybeUndefined<String>,
    /// What the post is about, in at most 1,000 characters.
    description: MaybeUndefined<String>,
    /// The body: Markdown with MDC, at most 2 MiB.
    markdown: MaybeUndefined<String>,
    /// What search engines are told instead of title and description.
    seo: MaybeUndefined<SeoInput>,
    /// This locale's own front matter, laid over the shared `meta` key by key: a JSON object.
    meta: MaybeUndefined<Json>,
    /// Whether menus show it in this locale; null goes by what all locales share.
    navigation: MaybeUndefined<bool>,
    /// The source version that was translated from.
    source_version: Option<i32>,
}

/// What search engines are told; an omitted field stays as it is and null clears it.
#[derive(Clone, Debug, InputObject)]
struct SeoInput {
    /// Instead of the title.
    title: MaybeUndefined<String>,
    /// Instead of the description.
    description: MaybeUndefined<String>,
    /// Path or URL of an image.
    image: MaybeUndefined<String>,
}

impl TranslationInput {
    /// The input as the service knows it.
    pub(in crate::graphql) fn read(self) -> translation::TranslationInput {
        translation::TranslationInput {
            title: edit(self.title, |text| text),
            slug: edit(self.slug, |text| text),
            description: edit(self.description, |text| text),
            markdown: edit(self.markdown, |text| text),
            seo: edit(self.seo, SeoInput::read),
            meta: edit(self.meta, |Json(value)| value),
            navigation: edit(self.navigation, |navigation| navigation),
            source_version: self.source_version,
        }
    }
}

impl SeoInput {
    fn read(self) -> translation::SeoInput {
        translation::SeoInput {
            title: edit(self.title, |text| text),
            description: edit(self.description, |text| text),
            image: edit(self.image, |text| text),
        }
    }
}

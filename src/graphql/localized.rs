//! What exists in several locales: the interface, and its versions in the other ones.

use async_graphql::{Interface, SimpleObject};

use super::post::Post;
use super::scalar::LocaleTag;
use super::section::Section;
use super::seo::Seo;
use super::tag::Tag;
use crate::service::read::view::AlternateView;
use crate::service::site::Site;

/// Something that exists in several locales and is shown in one of them.
#[derive(Interface)]
#[expect(
    clippy::duplicated_attributes,
    reason = "several fields of the interface have one type"
)]
#[graphql(
    field(
        name = "requested_locale",
        ty = "LocaleTag",
        desc = "The locale asked for."
    ),
    field(
        name = "locale",
        ty = "LocaleTag",
        desc = "The locale that was served."
    ),
    field(
        name = "is_fallback",
        ty = "bool",
        desc = "Whether another locale than the one asked for was served."
    ),
    field(
        name = "path",
        ty = "String",
        desc = "In the requested locale: a fallback keeps the reader's locale and takes the served locale's slug. Where another thing\nowns that path, the served locale's own path."
    ),
    field(
        name = "url",
        ty = "String",
        desc = "Absolute, percent-encoded URL of `path` under the configured site."
    ),
    field(
        name = "seo",
        ty = "Seo",
        desc = "What search engines and link previews are told."
    ),
    field(
        name = "alternates",
        ty = "Vec<Alternate>",
        desc = "The published versions of the same thing, the served one included, in the order of `locales`."
    )
)]
pub(crate) enum Localized {
    Post(Post),
    Tag(Tag),
    Section(Section),
}

/// The same thing in one of the locales in which it is published.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Alternate {
    /// The locale of this version.
    locale: LocaleTag,
    /// The value of `hreflang` for a link to it.
    hreflang: String,
    /// Its path.
    path: String,
    /// Absolute, percent-encoded URL of `path`.
    url: String,
    /// Its title.
    title: String,
    /// Whether it is in the site's default locale: what `hreflang="x-default"` points at.
    is_default: bool,
}

impl Alternate {
    /// Each of `views`, in their order.
    pub(crate) fn all(site: &Site, views: &[AlternateView]) -> Vec<Self> {
        views.iter().map(|view| Self::of(site, view)).collect()
    }

    fn of(site: &Site, view: &AlternateView) -> Self {
        let AlternateView { place, title } = view;
        Self {
            locale: LocaleTag::from(&place.locale),
            hreflang: place.locale.as_str().to_owned(),
            path: site.path(place),
            url: site.url(place),
            title: title.clone(),
            is_default: place.locale == *site.locales.default_locale(),
        }
    }
}

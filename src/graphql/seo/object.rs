//! The type `Seo`.

use async_graphql::SimpleObject;

use super::json_ld::Work;
use crate::graphql::scalar::Json;
use crate::service::read::view::SeoView;
use crate::service::site::Site;

/// What search engines and link previews are told.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Seo {
    /// For `<title>`: what the front matter's `seo` says, else the title.
    title: String,
    /// For `<meta name="description">`: what the front matter's `seo` says, else the description.
    description: String,
    /// For `<link rel="canonical">`: where the served locale publishes the page, which for a fallback is not `url`.
    canonical_url: String,
    /// Absolute URL of the image for link previews.
    image: Option<String>,
    /// The page as schema.org describes it, for `<script type="application/ld+json">`.
    json_ld: Json,
}

impl Seo {
    /// Of `work`, with what its front matter says otherwise.
    pub(crate) fn of(site: &Site, work: &Work<'_>, says: &SeoView) -> Self {
        let or_else = |said: &Option<String>, otherwise: &str| {
            said.clone().unwrap_or_else(|| otherwise.to_owned())
        };
        let image = says.image.as_deref().map(|image| absolute(site, image));
        Self {
            title: or_else(&says.title, work.title),
            description: or_else(&says.description, work.description),
            canonical_url: site.url(work.canonical),
            json_ld: Json(work.json_ld(site, image.as_deref())),
            image,
        }
    }
}

/// A path becomes a URL of the site; what is a URL already stays.
fn absolute(site: &Site, image: &str) -> String {
    let has_host = image.starts_with("//") || image.contains("://") || image.starts_with("data:");
    match image.strip_prefix('/') {
        _ if has_host => image.to_owned(),
        Some(path) => format!("{}/{path}", site.url),
        None => format!("{}/{image}", site.url),
    }
}

//! What is the same for every request: the locales with their texts, and how paths and URLs are written.

use crate::domain::fallback::{Chain, Locales};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;
use crate::domain::path::{PathStrategy, encode};
use crate::domain::route::Place;
use crate::domain::scope::{Audience, Scope};
use crate::messages::catalog::Catalog;

/// A site as it was configured.
#[derive(Debug)]
pub struct Site {
    /// Its locales, each with its fallback chain.
    pub locales: Locales,
    /// Which locales are written into paths.
    pub strategy: PathStrategy,
    /// Scheme and host, without a trailing slash.
    pub url: String,
    /// The texts of the locale files.
    pub catalog: Catalog,
    /// How many words of prose a reader takes in each minute.
    pub words_per_minute: u32,
    /// How the trees for Nuxt Content's frontends are made.
    pub minimark: Mode,
}

impl Site {
    /// The public path of a place.
    pub fn path(&self, place: &Place) -> String {
        self.strategy
            .write(&self.locales, &place.locale, &place.rest)
    }

    /// The absolute URL of a place, percent-encoded.
    pub fn url(&self, place: &Place) -> String {
        format!("{}{}", self.url, encode(&self.path(place)))
    }

    /// What a reader sees who asks for `locale`, with the configured chain or with another one.
    pub fn scope(&self, locale: Locale, fallback: Option<&[Locale]>, now: Instant) -> Scope {
        let configured = self.locales.chain(&locale);
        let chain = match fallback {
            Some(after) => Chain::new(locale, after.iter().cloned()),
            None => configured.clone(),
        };
        Scope {
            is_configured: chain == configured,
            chain,
            audience: Audience::Readers,
            now,
        }
    }
}

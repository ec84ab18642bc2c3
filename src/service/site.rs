//! What is the same for every request: the locales with their texts, and how paths and URLs are written.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::change::Change;
use crate::domain::fallback::{Chain, Locales};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;
use crate::domain::path::{PathStrategy, Rest, encode};
use crate::domain::route::Place;
use crate::domain::scope::{Audience, Scope};
use crate::messages::catalog::Catalog;

/// A site as it was configured.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its locales, each with its fallback chain.
    pub locales: Locales,
    /// Which locales are written into paths.
    pub strategy: PathStrategy,
    /// Scheme and host, without a trailing slash.
    pub url: String,
    /// The texts of the locale files.
    pub catalog: Arc<Catalog>,
    /// How many words of prose a reader takes in each minute.
    pub words_per_minute: u32,
    /// How the trees for Nuxt Content's frontends are made.
    pub minimark: Mode,
    /// Locales whose views are not built yet: what they show is worked out for each request.
    pub unbuilt: BTreeSet<Locale>,
}

/// The site as it is now: another one once a locale file changed.
#[derive(Clone, Debug)]
pub struct LiveSite(Arc<RwLock<Arc<Site>>>);

impl LiveSite {
    /// A site that may change.
    pub fn new(site: Arc<Site>) -> Self {
        Self(Arc::new(RwLock::new(site)))
    }

    /// The site now; who asks keeps it for as long as the work takes.
    pub fn current(&self) -> Arc<Site> {
        // Whoever panicked while holding the lock was only exchanging one pointer for another.
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes another one the site from now on.
    pub fn replace(&self, site: Arc<Site>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = site;
    }
}

impl Site {
    /// The public path of a place.
    pub fn path(&self, place: &Place) -> String {
        self.strategy
            .write(&self.locales, &place.locale, &place.rest)
    }

    /// The public path at which a change is, or was; `None` where it concerns all locales.
    pub fn path_of(&self, change: &Change, rest: &Rest) -> Option<String> {
        let locale = change.locale.as_ref()?;
        Some(self.strategy.write(&self.locales, locale, rest))
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
            is_configured: chain == configured && !self.unbuilt.contains(chain.requested()),
            chain,
            audience: Audience::Readers,
            now,
        }
    }
}

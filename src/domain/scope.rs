//! As whom, in which language and as of when one looks.
//! A parent hands its scope to its children, so that a locale filter is never forgotten one level down.

use super::fallback::Chain;
use super::instant::Instant;
use super::locale::Locale;

/// Who looks, and therefore what exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Readers: what is published, and nothing else.
    Readers,
    /// Editors who asked for the newest state.
    Editors,
}

/// What a parent hands to its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What is tried, the requested locale first.
    pub chain: Chain,
    /// Whether `chain` is the configured one, for which a view is kept.
    pub is_configured: bool,
    /// Who looks.
    pub audience: Audience,
    /// The present, passed in.
    pub now: Instant,
}

impl Scope {
    /// The same for somebody else.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> Self {
        Self {
            audience,
            ..self.clone()
        }
    }

    /// The locale asked for.
    pub fn requested(&self) -> &Locale {
        self.chain.requested()
    }
}

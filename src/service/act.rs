//! What every change needs: the site, the database, new ids and secrets; and for one change who makes it and when.
//! Nothing of it is ambient: it is handed in.

use std::sync::Arc;

use super::problem::{Problem, Problems, WriteError};
use super::site::Site;
use crate::domain::access::{Caller, Deed};
use crate::domain::id::Ids;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::store::Store;

/// 32 bytes that nobody can guess; `None` where the system gives none.
pub type Randomness = fn() -> Option<[u8; 32]>;

/// Writes for one site.
#[derive(Clone, Debug)]
pub struct Writer {
    /// The site.
    pub site: Arc<Site>,
    /// Its database.
    pub store: Store,
    /// Where new ids come from.
    pub ids: Arc<Ids>,
    /// Where secrets come from.
    pub randomness: Randomness,
}

/// One change: by whom, and when.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// With what.
    pub writer: &'a Writer,
    /// By whom.
    pub caller: &'a Caller,
    /// When.
    pub now: Instant,
}

impl Act<'_> {
    /// The site.
    pub(super) fn site(&self) -> &Site {
        &self.writer.site
    }

    /// Refuses what the role may not.
    pub(super) fn require(&self, deed: Deed) -> Result<(), WriteError> {
        match self.caller.may(deed) {
            true => Ok(()),
            false => Err(WriteError::Forbidden(self.caller.role, deed)),
        }
    }

    /// The locale that an input names, if the caller may write there.
    pub(super) fn locale(
        &self,
        problems: &mut Problems,
        path: &[&str],
        tag: &str,
    ) -> Option<Locale> {
        let locale = problems.locale(&self.site().locales, path, tag)?;
        if !self.caller.covers(&locale) {
            problems.add(Problem::locale_forbidden(path, &locale));
        }
        Some(locale)
    }

    /// Notes that the caller may not write what all locales share.
    pub(super) fn share(&self, problems: &mut Problems, path: &[&str]) {
        if self.caller.covers_all() {
            return;
        }
        let locales = self.site().locales.all();
        let locale = locales.iter().find(|locale| !self.caller.covers(locale));
        let default = self.site().locales.default_locale();
        problems.add(Problem::locale_forbidden(path, locale.unwrap_or(default)));
    }
}

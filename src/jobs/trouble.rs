//! Something that is tried again and again: that it fails is said once, and that it works again, too.

use std::fmt::Display;

/// Whether it failed when it was tried last.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    is_there: bool,
}

impl Trouble {
    /// Takes note of how it went, and says so where that is news.
    pub(super) fn note<E: Display>(&mut self, result: &Result<(), E>, fails: &str, works: &str) {
        match result {
            Err(error) if !self.is_there => tracing::error!(%error, "{fails}"),
            Ok(()) if self.is_there => tracing::info!("{works}"),
            _ => {}
        }
        self.is_there = result.is_err();
    }
}

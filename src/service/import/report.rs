//! What a run of an import did, in numbers.

use std::collections::BTreeMap;

use crate::domain::locale::Locale;

/// Files by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Translations that were not there before.
    pub created: usize,
    /// Translations that say something else now.
    pub updated: usize,
    /// Translations that say what they said.
    pub unchanged: usize,
    /// Translations that were taken away, because their file is.
    pub removed: usize,
    /// Files left alone, because an editor changed what was imported from them.
    pub conflicts: usize,
    /// Files that could not be taken in.
    pub failed: usize,
    /// Of those created, updated and unchanged: how many are drafts.
    pub drafts: usize,
}

/// What a run did in each locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By locale.
    pub locales: BTreeMap<Locale, Counts>,
    /// Files that could not be taken in and that say no locale.
    pub failed_without_locale: usize,
}

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No file of this run speaks of this translation.
    Bystander,
    Created,
    Updated,
    Unchanged,
    Removed,
    Conflict,
    Failed,
}

impl Counts {
    /// The sums of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            removed: self.removed + other.removed,
            conflicts: self.conflicts + other.conflicts,
            failed: self.failed + other.failed,
            drafts: self.drafts + other.drafts,
        }
    }
}

impl Report {
    /// The sums of all locales.
    pub fn total(&self) -> Counts {
        self.locales
            .values()
            .copied()
            .fold(Counts::default(), Counts::plus)
    }

    pub(super) fn count(&mut self, locale: &Locale, verdict: Verdict, is_draft: bool) {
        if verdict == Verdict::Bystander {
            return;
        }
        let counts = self.locales.entry(locale.clone()).or_default();
        let is_there = match verdict {
            Verdict::Bystander => return,
            Verdict::Created => add(&mut counts.created),
            Verdict::Updated => add(&mut counts.updated),
            Verdict::Unchanged => add(&mut counts.unchanged),
            Verdict::Removed => !add(&mut counts.removed),
            Verdict::Conflict => !add(&mut counts.conflicts),
            Verdict::Failed => !add(&mut counts.failed),
        };
        if is_there && is_draft {
            counts.drafts += 1;
        }
    }
}

fn add(count: &mut usize) -> bool {
    *count += 1;
    true
}

//! How far translations are, and what is to be done.

use std::sync::Arc;

use super::PostView;
use crate::document::segment::Change;
use crate::domain::locale::Locale;
use crate::domain::translation::TranslationStatus;

/// How far a post is in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationView {
    /// How far it is.
    pub status: TranslationStatus,
    /// The locale that it was first written in.
    pub source_locale: Locale,
    /// The version of the source that counts.
    pub source_version: i32,
    /// What changed in the source, where it is stale.
    pub segments: Vec<Change>,
}

/// Something that is to be done in a locale, or was.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// The locale.
    pub locale: Locale,
    /// As readers see it; its newest state where they see none.
    pub source: Arc<PostView>,
    /// Its newest state in the locale; `None` where it is missing.
    pub target: Option<Arc<PostView>>,
    /// How far it is.
    pub translation: TranslationView,
}

/// A page of what is to be done, the most urgent first.
#[derive(Clone, Debug, Default)]
pub struct TranslationQueueView {
    /// Each with its cursor.
    pub rows: Vec<(String, TaskView)>,
    /// Whether there is more.
    pub has_next: bool,
    /// Whether there is something before it.
    pub has_previous: bool,
    /// How much there is in all, if the plan wants to know.
    pub total: i64,
}

//! The types `TranslationState` and `Segment`: how far a post is in one locale.

use async_graphql::{Enum, SimpleObject};

use crate::document::segment::Change;
use crate::domain::translation;
use crate::graphql::scalar::LocaleTag;
use crate::service::read::view::TranslationView;

/// How far a post is in one locale, compared with the locale it was first written in.
#[derive(SimpleObject)]
pub(crate) struct TranslationState {
    /// How far it is.
    status: TranslationStatus,
    /// The locale that the post was first written in.
    source_locale: LocaleTag,
    /// The published source's version, or the newest one's if none is published: what to send back as `sourceVersion`.
    source_version: i32,
    /// Headings, paragraphs and other blocks that changed in the source since the translation was last brought up to date;
    /// empty unless `status` is STALE.
    stale_segments: Vec<Segment>,
}

/// A block of the source that changed.
#[derive(Clone, SimpleObject)]
pub(crate) struct Segment {
    /// Its place among the blocks of the source's body, from 0; of a block that is gone, the place at which it would stand.
    /// The title is -2 and the description -1.
    index: i32,
    /// What it says now, as Markdown; empty where it is gone.
    source: String,
    /// What stood there before; null where it is new.
    was: Option<String>,
}

/// How far a post is in one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "translation::TranslationStatus")]
pub(crate) enum TranslationStatus {
    /// It was first written in this locale.
    Source,
    /// Nothing changed in the source since it was last brought up to date.
    UpToDate,
    /// Something did: see `staleSegments`.
    Stale,
    /// It is not written in this locale.
    Missing,
}

impl TranslationState {
    pub(crate) fn of(view: &TranslationView) -> Self {
        Self {
            status: view.status.into(),
            source_locale: LocaleTag::from(&view.source_locale),
            source_version: view.source_version,
            stale_segments: segments(view),
        }
    }
}

/// What changed in the source.
pub(super) fn segments(view: &TranslationView) -> Vec<Segment> {
    let segment = |change: &Change| Segment {
        index: change.index,
        source: change.source.clone(),
        was: change.was.clone(),
    };
    view.segments.iter().map(segment).collect()
}

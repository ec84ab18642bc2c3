//! What readers, and editors who listen, can notice: one entry of the log of changes.
//! How the log is kept and followed is not known here.

use super::id::{PostId, TagId};
use super::locale::Locale;
use super::path::Rest;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// An editor can see something new, readers cannot.
    DraftSaved,
    /// It was not visible, and is.
    Published,
    /// It was visible and is, but not the same or not in the same place.
    Updated,
    /// It was visible and is a draft.
    Unpublished,
    /// It was visible and is no more.
    Deleted,
    /// The site has a locale more.
    LocaleAdded,
    /// Interface texts are others than before.
    MessagesChanged,
}

/// One thing that readers could notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To which post.
    pub post: Option<PostId>,
    /// Or to which tag.
    pub tag: Option<TagId>,
    /// In which locale; `None` for all of them.
    pub locale: Option<Locale>,
    /// Where it is visible now.
    pub rest: Option<Rest>,
    /// Where it was visible before.
    pub previous_rest: Option<Rest>,
    /// The hash of what is visible now.
    pub hash: Option<String>,
}

impl Change {
    /// Something that happened, of which the rest is still to be said.
    pub fn new(kind: ChangeKind) -> Self {
        Self {
            kind,
            post: None,
            tag: None,
            locale: None,
            rest: None,
            previous_rest: None,
            hash: None,
        }
    }
}

impl ChangeKind {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::DraftSaved,
        Self::Published,
        Self::Updated,
        Self::Unpublished,
        Self::Deleted,
        Self::LocaleAdded,
        Self::MessagesChanged,
    ];

    /// The kind of a word of the log.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The word in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DraftSaved => "DRAFT_SAVED",
            Self::Published => "PUBLISHED",
            Self::Updated => "UPDATED",
            Self::Unpublished => "UNPUBLISHED",
            Self::Deleted => "DELETED",
            Self::LocaleAdded => "LOCALE_ADDED",
            Self::MessagesChanged => "MESSAGES_CHANGED",
        }
    }
}

/// A change as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number.
    pub seq: i64,
    /// What happened.
    pub change: Change,
}

//! The enum `ChangeKind`.

use async_graphql::Enum;

use crate::domain::change;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "change::ChangeKind")]
pub(crate) enum ChangeKind {
    /// Something was saved, scheduled or cancelled that readers do not see. Told to those who may see drafts.
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

//! The append-only log of what readers could notice, which caches, subscriptions and other instances follow.
//! Its numbers are taken as the last thing before a commit, so that their order is the order of commits.

use sea_orm::Value;

use super::batch;
use super::connection::WriteTx;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;

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
    /// The word in the database.
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

/// The number of the newest change; 0 before the first.
pub async fn head(tx: &impl Rows) -> Result<i64, StoreError> {
    let rows = tx
        .rows(Statement::new("SELECT seq FROM change_head WHERE id = 1"))
        .await?;
    rows.first().map_or(Ok(0), |row| get(row, 0))
}

/// Writes the changes, each with a number of its own; answers with the newest number.
/// Call it right before the commit: from here on nothing else is written.
pub async fn append(tx: &WriteTx, changes: &[Change], now: Instant) -> Result<i64, StoreError> {
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return head(tx).await;
    }
    let mut statement = Statement::new("UPDATE change_head SET seq = seq + ");
    statement.bind(count).push(" WHERE id = 1 RETURNING seq");
    let rows = tx.all(statement).await?;
    let newest: i64 = match rows.first() {
        Some(row) => get(row, 0)?,
        None => return Err(StoreError::Corrupt("change_head has no row".to_owned())),
    };
    let values = changes
        .iter()
        .zip(newest - count + 1..)
        .map(|(change, seq)| row(change, seq, now))
        .collect();
    const HEAD: &str = "INSERT INTO change \
        (seq, kind, post_id, tag_id, locale, rest, previous_rest, hash, created_at) VALUES";
    batch::insert(tx, HEAD, values, "").await?;
    Ok(newest)
}

fn row(change: &Change, seq: i64, now: Instant) -> Vec<Value> {
    let text = |rest: &Option<Rest>| rest.as_ref().map(|rest| rest.as_str().to_owned());
    vec![
        seq.into(),
        change.kind.as_str().into(),
        change.post.map(|id| id.0).into(),
        change.tag.map(|id| id.0).into(),
        change
            .locale
            .as_ref()
            .map(|locale| locale.as_str().to_owned())
            .into(),
        text(&change.rest).into(),
        text(&change.previous_rest).into(),
        change.hash.clone().into(),
        now.micros().into(),
    ]
}

//! The append-only log of what readers could notice, which caches, subscriptions and other instances follow.
//! Its numbers are taken as the last thing before a commit, so that their order is the order of commits.

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::change::{Change, ChangeKind, Logged};
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;

/// The number of the newest change; 0 before the first.
pub async fn head(tx: &impl Rows) -> Result<i64, StoreError> {
    let rows = tx
        .rows(Statement::new("SELECT seq FROM change_head WHERE id = 1"))
        .await?;
    rows.first().map_or(Ok(0), |row| get(row, 0))
}

/// The changes behind one, at most `limit` of them, the oldest first.
pub async fn behind(tx: &impl Rows, after: i64, limit: usize) -> Result<Vec<Logged>, StoreError> {
    let mut statement = Statement::new(
        "SELECT seq, kind, post_id, tag_id, locale, rest, previous_rest, hash FROM change WHERE seq > ",
    );
    statement
        .bind(after)
        .push(" ORDER BY seq LIMIT ")
        .bind(i64::try_from(limit).unwrap_or(i64::MAX));
    tx.rows(statement).await?.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Logged, StoreError> {
    let rest = |column| -> Result<Option<Rest>, StoreError> {
        Ok(get::<Option<String>>(row, column)?.map(|rest| Rest::from_canonical(&rest)))
    };
    let kind: String = get(row, 1)?;
    let locale: Option<String> = get(row, 4)?;
    Ok(Logged {
        seq: get(row, 0)?,
        change: Change {
            kind: ChangeKind::parse(&kind)
                .ok_or_else(|| StoreError::Corrupt(format!("a change of the kind `{kind}`")))?,
            post: get::<Option<i64>>(row, 2)?.map(PostId),
            tag: get::<Option<i64>>(row, 3)?.map(TagId),
            locale: locale.as_deref().map(Locale::from_canonical),
            rest: rest(5)?,
            previous_rest: rest(6)?,
            hash: get(row, 7)?,
        },
    })
}

/// Writes the changes, each with a number of its own; answers with the newest number.
/// Call it right before the commit: from here on nothing else is written.
pub async fn append(tx: &WriteTx, changes: &[Change], now: Instant) -> Result<i64, StoreError> {
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return head(tx).await;
    }
    let newest = advance(tx, count).await?;
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

/// Takes a number that no change has, for a write that nobody is told of, but that what is remembered must not outlive;
/// answers with it. Call it right before the commit.
pub async fn skip(tx: &WriteTx) -> Result<i64, StoreError> {
    advance(tx, 1).await
}

/// Takes the next numbers, which the transaction makes known when it commits; answers with the last of them.
async fn advance(tx: &WriteTx, count: i64) -> Result<i64, StoreError> {
    let mut statement = Statement::new("UPDATE change_head SET seq = seq + ");
    statement.bind(count).push(" WHERE id = 1 RETURNING seq");
    let rows = tx.all(statement).await?;
    let no_row = || StoreError::Corrupt("change_head has no row".to_owned());
    let newest = get(rows.first().ok_or_else(no_row)?, 0)?;
    tx.note(newest);
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

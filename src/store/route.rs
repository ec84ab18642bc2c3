//! Paths as they are written: where things are live, and where they once were.
//! How a path is answered is `domain::route`'s decision.

use std::collections::BTreeSet;

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get, of_list};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};

const COLUMNS: &str = "rest, locale, kind, post_id, tag_id, target, status";

/// All rows at these paths, in no order.
pub async fn at(tx: &impl Rows, rests: &[&str]) -> Result<Vec<RouteRow>, StoreError> {
    let head = format!("SELECT {COLUMNS} FROM route WHERE rest");
    of_list(tx, &head, rests, "")
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The live paths of posts, in no order.
pub async fn live_of_posts(tx: &impl Rows, posts: &[PostId]) -> Result<Vec<RouteRow>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|id| id.0).collect();
    let head = format!("SELECT {COLUMNS} FROM route WHERE post_id");
    let rows = of_list(tx, &head, &ids, "AND kind = 'live'").await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<RouteRow, StoreError> {
    Ok(RouteRow {
        rest: Rest::from_canonical(&get::<String>(row, 0)?),
        locale: Locale::from_canonical(&get::<String>(row, 1)?),
        kind: kind(&get::<String>(row, 2)?, row, 3)?,
    })
}

/// What a row leads to, by its kind and by the columns `post_id`, `tag_id`, `target`, `status`, of which the first is at `column`.
pub(super) fn kind(name: &str, row: &QueryResult, column: usize) -> Result<RouteKind, StoreError> {
    let corrupt = || StoreError::Corrupt(format!("a route of the kind `{name}`"));
    let post = get::<Option<i64>>(row, column)?.map(|id| Subject::Post(PostId(id)));
    let tag = get::<Option<i64>>(row, column + 1)?.map(|id| Subject::Tag(TagId(id)));
    let subject = post.or(tag);
    match name {
        "live" => Ok(RouteKind::Live(subject.ok_or_else(corrupt)?)),
        "moved" => Ok(RouteKind::Moved(subject.ok_or_else(corrupt)?)),
        "gone" => Ok(RouteKind::Gone),
        "manual" => Ok(RouteKind::Manual {
            target: get::<Option<String>>(row, column + 2)?.ok_or_else(corrupt)?,
            status: u16::try_from(get::<Option<i32>>(row, column + 3)?.unwrap_or(301))
                .map_err(|_| corrupt())?,
        }),
        _ => Err(corrupt()),
    }
}

/// Sets these rows, whatever was at their paths before. Where two are for one path in one locale, the live one stays.
pub async fn put(tx: &WriteTx, rows: &[RouteRow]) -> Result<(), StoreError> {
    let is_live = |row: &&RouteRow| matches!(row.kind, RouteKind::Live(_));
    let live: BTreeSet<(&Rest, &Locale)> = rows
        .iter()
        .filter(is_live)
        .map(|row| (&row.rest, &row.locale))
        .collect();
    let values = rows
        .iter()
        .filter(|row| is_live(row) || !live.contains(&(&row.rest, &row.locale)))
        .map(values)
        .collect();
    const TAIL: &str = "ON CONFLICT (rest, locale) DO UPDATE SET kind = excluded.kind, \
        post_id = excluded.post_id, tag_id = excluded.tag_id, target = excluded.target, \
        status = excluded.status";
    let head = format!("INSERT INTO route ({COLUMNS}) VALUES");
    batch::insert(tx, &head, values, TAIL).await
}

/// Removes what an editor made at a place; answers whether it was there.
pub async fn delete_manual(tx: &WriteTx, rest: &Rest, locale: &Locale) -> Result<bool, StoreError> {
    let mut statement = Statement::new("DELETE FROM route WHERE kind = 'manual' AND rest = ");
    statement
        .bind(rest.as_str())
        .push(" AND locale = ")
        .bind(locale.as_str());
    Ok(tx.run(statement).await? > 0)
}

/// Lets every path of a tag lead to nothing that can be shown; the tag can be deleted then.
pub async fn forsake_tag(tx: &WriteTx, tag: TagId) -> Result<(), StoreError> {
    let mut statement =
        Statement::new("UPDATE route SET kind = 'gone', tag_id = NULL WHERE tag_id = ");
    statement.bind(tag.0);
    tx.run(statement).await?;
    Ok(())
}

fn values(row: &RouteRow) -> Vec<Value> {
    let (kind, subject, manual) = match &row.kind {
        RouteKind::Live(subject) => ("live", Some(*subject), None),
        RouteKind::Moved(subject) => ("moved", Some(*subject), None),
        RouteKind::Gone => ("gone", None, None),
        RouteKind::Manual { target, status } => ("manual", None, Some((target.clone(), *status))),
    };
    let (post, tag) = match subject {
        Some(Subject::Post(post)) => (Some(post.0), None),
        Some(Subject::Tag(tag)) => (None, Some(tag.0)),
        None => (None, None),
    };
    vec![
        row.rest.as_str().into(),
        row.locale.as_str().into(),
        kind.into(),
        post.into(),
        tag.into(),
        manual.as_ref().map(|(target, _)| target.clone()).into(),
        manual.map(|(_, status)| i32::from(status)).into(),
    ]
}

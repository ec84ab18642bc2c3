//! The view of each locale that lists, facets, neighbors and menus read: `listing` with its companions and the tallies.
//! Derived in the transaction that changes content; which post is shown where is `domain::listing`'s decision, not this room's.

mod check;
mod expected;
mod stored;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::Value;

use super::batch;
use super::error::StoreError;
use super::transaction::WriteTx;
use crate::domain::fallback::Locales;
use crate::domain::id::PostId;
use crate::domain::slug::Section;

pub use check::{Difference, check};

/// What may have changed.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// Everything: another set of locales, another chain, another collation.
    All,
    /// These posts: what they say, where they are live, their tags.
    Posts(&'a [PostId]),
}

/// One post as one locale shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    served_locale: String,
    path_locale: String,
    rest: String,
    section: String,
    dated: bool,
    sorted_at: i64,
    updated_at: i64,
    title_key: Vec<u8>,
    source_order: String,
    tags: BTreeSet<i64>,
}

/// By locale and post.
type View = BTreeMap<(String, PostId), Row>;

/// Brings the view up to date with what is written, by writing the difference.
pub async fn refresh(tx: &WriteTx, locales: &Locales, which: Which<'_>) -> Result<(), StoreError> {
    match which {
        Which::All => {
            for table in ["listing", "listing_section", "listing_tag", "tally"] {
                tx.run(super::statement::Statement::new(&format!(
                    "DELETE FROM {table}"
                )))
                .await?;
            }
            let expected = expected::all(tx, locales).await?;
            replace(tx, &View::new(), &expected).await
        }
        Which::Posts([]) => Ok(()),
        Which::Posts(posts) => {
            let concerned = stored::concerned(tx, posts).await?;
            let mut old = stored::of_posts(tx, &concerned.posts).await?;
            let mut new = expected::of_posts(tx, locales, &concerned.posts).await?;
            // A post that was only met at one of the paths keeps its rows elsewhere: whom it meets there was not loaded.
            old.retain(|(_, post), row| concerned.covers(*post, &row.rest));
            new.retain(|(_, post), row| concerned.covers(*post, &row.rest));
            replace(tx, &old, &new).await
        }
    }
}

/// Writes what is in `new` and not in `old`, and removes what is in `old` and not in `new`.
async fn replace(tx: &WriteTx, old: &View, new: &View) -> Result<(), StoreError> {
    let differs = |one: &View, key: &(String, PostId), row: &Row| one.get(key) != Some(row);
    let gone: Vec<_> = old
        .iter()
        .filter(|(key, row)| differs(new, key, row))
        .collect();
    let fresh: Vec<_> = new
        .iter()
        .filter(|(key, row)| differs(old, key, row))
        .collect();
    remove(tx, &gone).await?;
    insert(tx, &fresh).await?;
    let deltas = tally::deltas(&gone, &fresh);
    tally::apply(tx, &deltas).await
}

type Entry<'a> = (&'a (String, PostId), &'a Row);

async fn remove(tx: &WriteTx, rows: &[Entry<'_>]) -> Result<(), StoreError> {
    let mut by_locale: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for ((locale, post), _) in rows {
        by_locale.entry(locale).or_default().push(post.0);
    }
    for (locale, posts) in by_locale {
        for chunk in posts.chunks(batch::LIST_MAX) {
            for table in ["listing", "listing_section", "listing_tag"] {
                let mut statement = super::statement::Statement::new(&format!(
                    "DELETE FROM {table} WHERE locale = "
                ));
                statement
                    .bind(locale)
                    .push(" AND post_id IN ")
                    .bind_list(chunk);
                tx.run(statement).await?;
            }
        }
    }
    Ok(())
}

async fn insert(tx: &WriteTx, rows: &[Entry<'_>]) -> Result<(), StoreError> {
    const LISTING: &str = "INSERT INTO listing (locale, post_id, served_locale, path_locale, rest, \
        section, dated, sorted_at, updated_at, title_key, source_order) VALUES";
    const SECTION: &str =
        "INSERT INTO listing_section (locale, section, sorted_at, post_id) VALUES";
    const TAG: &str = "INSERT INTO listing_tag (locale, tag_id, sorted_at, post_id) VALUES";
    let listing = rows
        .iter()
        .map(|(key, row)| listing_values(key, row))
        .collect();
    batch::insert(tx, LISTING, listing, "").await?;
    let sections = rows
        .iter()
        .flat_map(|((locale, post), row)| {
            folders(&row.section).map(move |section| -> Vec<Value> {
                vec![
                    locale.clone().into(),
                    section.into(),
                    row.sorted_at.into(),
                    post.0.into(),
                ]
            })
        })
        .collect();
    batch::insert(tx, SECTION, sections, "").await?;
    let tags = rows
        .iter()
        .flat_map(|((locale, post), row)| {
            row.tags.iter().map(move |tag| -> Vec<Value> {
                vec![
                    locale.clone().into(),
                    (*tag).into(),
                    row.sorted_at.into(),
                    post.0.into(),
                ]
            })
        })
        .collect();
    batch::insert(tx, TAG, tags, "").await
}

fn listing_values((locale, post): &(String, PostId), row: &Row) -> Vec<Value> {
    vec![
        locale.clone().into(),
        post.0.into(),
        row.served_locale.clone().into(),
        row.path_locale.clone().into(),
        row.rest.clone().into(),
        row.section.clone().into(),
        row.dated.into(),
        row.sorted_at.into(),
        row.updated_at.into(),
        row.title_key.clone().into(),
        row.source_order.clone().into(),
    ]
}

/// A folder and all above it, the root included.
fn folders(section: &str) -> impl Iterator<Item = String> + use<> {
    // What is stored is canonical; should it ever not be, the root is what remains.
    let section = Section::parse(section).unwrap_or_default();
    section
        .with_ancestors()
        .map(|section| section.to_string())
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests;

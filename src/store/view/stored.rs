//! The view as it is stored, and which posts a change concerns.

use std::collections::BTreeSet;

use super::{PostId, Row, StoreError, View};
use crate::store::rows::{Rows, get, of_list};
use crate::store::statement::Statement;

/// Posts whose rows may change, because they or a post at one of their paths did.
pub(super) struct Concerned {
    named: BTreeSet<PostId>,
    rests: BTreeSet<String>,
    pub(super) posts: Vec<i64>,
}

impl Concerned {
    /// Whether all that decides this row was loaded.
    pub(super) fn covers(&self, post: PostId, rest: &str) -> bool {
        self.named.contains(&post) || self.rests.contains(rest)
    }
}

/// `named`, and whoever is or was shown at a path at which one of them is or was shown.
pub(super) async fn concerned(tx: &impl Rows, named: &[PostId]) -> Result<Concerned, StoreError> {
    let ids: Vec<i64> = named.iter().map(|post| post.0).collect();
    let mut rests = BTreeSet::new();
    for (head, tail) in [
        ("SELECT rest FROM route WHERE post_id", "AND kind = 'live'"),
        ("SELECT DISTINCT rest FROM listing WHERE post_id", ""),
    ] {
        for row in of_list(tx, head, &ids, tail).await? {
            rests.insert(get::<String>(&row, 0)?);
        }
    }
    let list: Vec<&str> = rests.iter().map(String::as_str).collect();
    let mut posts: BTreeSet<i64> = ids.into_iter().collect();
    let there = "SELECT DISTINCT post_id FROM route WHERE rest";
    for row in of_list(
        tx,
        there,
        &list,
        "AND kind = 'live' AND post_id IS NOT NULL",
    )
    .await?
    {
        posts.insert(get(&row, 0)?);
    }
    Ok(Concerned {
        named: named.iter().copied().collect(),
        rests,
        posts: posts.into_iter().collect(),
    })
}

const LISTING: &str = "SELECT locale, post_id, served_locale, path_locale, rest, section, \
    dated, sorted_at, updated_at, title_key, source_order FROM listing";
const TAGS: &str = "SELECT locale, post_id, tag_id FROM listing_tag";

/// The rows of these posts.
pub(super) async fn of_posts(tx: &impl Rows, posts: &[i64]) -> Result<View, StoreError> {
    let listing = of_list(tx, &format!("{LISTING} WHERE post_id"), posts, "").await?;
    let tags = of_list(tx, &format!("{TAGS} WHERE post_id"), posts, "").await?;
    view(&listing, &tags)
}

/// All rows.
pub(super) async fn all(tx: &impl Rows) -> Result<View, StoreError> {
    let listing = tx.rows(Statement::new(LISTING)).await?;
    let tags = tx.rows(Statement::new(TAGS)).await?;
    view(&listing, &tags)
}

fn view(
    listing: &[sea_orm::QueryResult],
    tags: &[sea_orm::QueryResult],
) -> Result<View, StoreError> {
    let mut view = View::new();
    for row in listing {
        let key = (get(row, 0)?, PostId(get(row, 1)?));
        let row = Row {
            served_locale: get(row, 2)?,
            path_locale: get(row, 3)?,
            rest: get(row, 4)?,
            section: get(row, 5)?,
            dated: get(row, 6)?,
            sorted_at: get(row, 7)?,
            updated_at: get(row, 8)?,
            title_key: get(row, 9)?,
            source_order: get(row, 10)?,
            tags: BTreeSet::new(),
        };
        view.insert(key, row);
    }
    for row in tags {
        let key = (get(row, 0)?, PostId(get(row, 1)?));
        if let Some(of) = view.get_mut(&key) {
            of.tags.insert(get(row, 2)?);
        }
    }
    Ok(view)
}

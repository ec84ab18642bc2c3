//! The tags of a scope, collated by name, page by page.
//! A site has few tags beside its posts, so all of them are named and sorted, and one page is loaded.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cursor::{self, Ordered};
use super::plan::{Page, TagPlan};
use super::shelf::Shelf;
use super::view::TagListView;
use super::{ReadError, Reader};
use crate::domain::id::TagId;
use crate::domain::order::Collation;
use crate::domain::scope::Scope;
use crate::store::read::list::Key;
use crate::store::read::name;

impl Reader {
    /// A page of the tags that have something to show in the scope, by name.
    pub async fn tags(
        &self,
        scope: &Scope,
        page: &Page,
        plan: &TagPlan,
    ) -> Result<TagListView, ReadError> {
        let behind = page
            .cursor
            .as_deref()
            .map(|cursor| cursor::key(cursor, Ordered::Tags))
            .transpose()?;
        let tx = self.store.read().await?;
        let scope = Arc::new(scope.clone());
        let shelf = Shelf::open(&tx, &scope).await?;
        let ids: BTreeSet<TagId> = shelf
            .tags()
            .await?
            .into_iter()
            .map(|(tag, _)| tag)
            .collect();
        let wanted = name::Wanted {
            tags: ids.clone(),
            ..name::Wanted::default()
        };
        let names = name::of(&tx, &wanted).await?;
        let ids: Vec<TagId> = ids.into_iter().collect();
        let collation = Collation::of(scope.requested());
        let mut keys: Vec<(Vec<u8>, i64)> =
            super::tag::views(&self.site, &shelf, &scope, &ids, &names)
                .into_iter()
                .map(|(id, view)| (collation.key(&view.name), id.0))
                .collect();
        keys.sort();
        let total = i64::try_from(keys.len()).unwrap_or(i64::MAX);
        let rows = cut(keys, &behind, page);
        let ids = rows.keys.iter().map(|(_, id)| TagId(*id)).collect();
        let tags = self
            .loader(&tx)
            .tags(&shelf, &scope, ids, &names, plan)
            .await?;
        Ok(TagListView {
            rows: rows
                .keys
                .into_iter()
                .filter_map(|(key, id)| {
                    let cursor = cursor::of_key(Ordered::Tags, &Key::Bytes(key), id);
                    Some((cursor, Arc::clone(tags.get(&TagId(id))?)))
                })
                .collect(),
            has_next: rows.has_next,
            has_previous: rows.has_previous,
            total,
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Rows {
    keys: Vec<(Vec<u8>, i64)>,
    has_next: bool,
    has_previous: bool,
}

/// A page of sorted keys.
fn cut(keys: Vec<(Vec<u8>, i64)>, cursor: &Option<(Key, i64)>, page: &Page) -> Rows {
    let cursor = match cursor {
        Some((Key::Bytes(key), id)) => Some((key.clone(), *id)),
        _ => None,
    };
    let (start, end) = match (&cursor, page.is_backward) {
        (None, _) => (0, keys.len()),
        (Some(cursor), false) => (keys.partition_point(|key| key <= cursor), keys.len()),
        (Some(cursor), true) => (0, keys.partition_point(|key| key < cursor)),
    };
    let length = end.saturating_sub(start).min(page.limit);
    let start = if page.is_backward {
        end.saturating_sub(length)
    } else {
        start
    };
    Rows {
        has_next: start + length < keys.len(),
        has_previous: start > 0,
        keys: keys.into_iter().skip(start).take(length).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_both_ways() {
        let keys: Vec<(Vec<u8>, i64)> = (1..=5u8).map(|key| (vec![key], 0)).collect();
        let page = |is_backward| Page {
            limit: 2,
            is_backward,
            cursor: None,
        };
        let at = |key: u8| Some((Key::Bytes(vec![key]), 0));
        for (is_backward, cursor, expected) in [
            (false, None, ([1, 2], true, false)),
            (false, at(2), ([3, 4], true, true)),
            (false, at(3), ([4, 5], false, true)),
            (true, None, ([4, 5], false, true)),
            (true, at(4), ([2, 3], true, true)),
            (true, at(3), ([1, 2], true, false)),
        ] {
            let rows = cut(keys.clone(), &cursor, &page(is_backward));
            let found: Vec<u8> = rows.keys.iter().map(|(key, _)| key[0]).collect();
            assert_eq!(
                (found.as_slice(), rows.has_next, rows.has_previous),
                (&expected.0[..], expected.1, expected.2)
            );
        }
    }
}

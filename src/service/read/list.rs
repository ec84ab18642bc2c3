//! Pages of posts, with their totals and facets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cursor::{self, Ordered};
use super::loader::{Item, Loader, Loading, item};
use super::plan::{ListArgs, ListPlan, Page};
use super::shelf::Shelf;
use super::view::{ListView, TagView};
use crate::domain::id::TagId;
use crate::domain::scope::Scope;
use crate::store::read::list::{Filter, Row};
use crate::store::read::name;

impl Loader<'_> {
    /// A page of each list, in the order of `filters`.
    pub(super) fn lists<'b>(
        &'b self,
        shelf: &'b Shelf<'b>,
        scope: &'b Arc<Scope>,
        filters: Vec<Filter>,
        args: &'b ListArgs,
        plan: &'b ListPlan,
    ) -> Loading<'b, Vec<Arc<ListView>>> {
        Box::pin(async move {
            let slice = cursor::slice(args.order, &args.page)?;
            let rows = shelf.slices(&filters, &slice).await?;
            let mut pages = pages(filters.len(), rows, &args.page);
            let ordered = Ordered::Posts(slice.column);
            self.fill(shelf, scope, ordered, &mut pages, plan).await?;
            let mut views: Vec<ListView> = pages.into_iter().map(|page| page.view).collect();
            let counts = shelf
                .counts(&filters, plan.total, plan.facets.is_some())
                .await?;
            for (view, total) in views.iter_mut().zip(counts.totals) {
                view.total = total;
            }
            if let Some(plan) = &plan.facets {
                self.facets(shelf, scope, counts.facets, &mut views, plan)
                    .await?;
            }
            Ok(views.into_iter().map(Arc::new).collect())
        })
    }

    /// Loads the posts of all pages together.
    async fn fill(
        &self,
        shelf: &Shelf<'_>,
        scope: &Arc<Scope>,
        ordered: Ordered,
        pages: &mut [PageOfRows],
        plan: &ListPlan,
    ) -> Result<(), super::ReadError> {
        let items: Vec<Item> = pages
            .iter()
            .flat_map(|page| &page.rows)
            .map(|row| item(scope, row.listed.clone()))
            .collect();
        let mut posts = self.posts(shelf, items, &plan.node).await?.into_iter();
        for page in pages {
            for row in &page.rows {
                if let Some(post) = posts.next().flatten() {
                    let cursor = cursor::of_key(ordered, &row.key, row.listed.post.0);
                    page.view.rows.push((cursor, post));
                }
            }
        }
        Ok(())
    }

    pub(super) async fn facets(
        &self,
        shelf: &Shelf<'_>,
        scope: &Arc<Scope>,
        found: Vec<(usize, TagId, i64)>,
        views: &mut [ListView],
        plan: &super::plan::TagPlan,
    ) -> Result<(), super::ReadError> {
        let ids: std::collections::BTreeSet<TagId> = found.iter().map(|(_, tag, _)| *tag).collect();
        let wanted = name::Wanted {
            tags: ids.clone(),
            ..name::Wanted::default()
        };
        let names = name::of(self.tx, &wanted).await?;
        let ids = ids.into_iter().collect();
        let tags = self.tags(shelf, scope, ids, &names, plan).await?;
        for (list, tag, count) in found {
            if let (Some(view), Some(tag)) = (views.get_mut(list), tags.get(&tag)) {
                view.facets.push((Arc::clone(tag), count));
            }
        }
        for view in views {
            let most_first = |(tag, count): &(Arc<TagView>, i64)| (-count, tag.key.clone());
            view.facets.sort_by_key(most_first);
        }
        Ok(())
    }
}

/// The rows of one page, and the view that they become.
#[derive(Debug, Default)]
pub(super) struct PageOfRows {
    pub(super) rows: Vec<Row>,
    pub(super) view: ListView,
}

/// Cuts the rows of several lists into pages: drops the row too many, and turns pages that were read backward.
pub(super) fn pages(lists: usize, rows: Vec<Row>, page: &Page) -> Vec<PageOfRows> {
    let mut by_list: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for row in rows {
        by_list.entry(row.list).or_default().push(row);
    }
    (0..lists)
        .map(|list| {
            let mut rows = by_list.remove(&list).unwrap_or_default();
            let has_more = rows.len() > page.limit;
            rows.truncate(page.limit);
            if page.is_backward {
                rows.reverse();
            }
            let has_before = page.cursor.is_some();
            PageOfRows {
                rows,
                view: ListView {
                    has_next: if page.is_backward {
                        has_before
                    } else {
                        has_more
                    },
                    has_previous: if page.is_backward {
                        has_more
                    } else {
                        has_before
                    },
                    ..ListView::default()
                },
            }
        })
        .collect()
}

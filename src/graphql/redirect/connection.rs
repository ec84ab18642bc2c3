//! Pages of redirects.

use async_graphql::SimpleObject;

use crate::graphql::page::{self, PageInfo};
use crate::graphql::route::Redirect;
use crate::service::read::view::RedirectListView;

/// Redirects by locale and path.
#[derive(SimpleObject)]
pub(crate) struct RedirectConnection {
    /// Each with its cursor.
    edges: Vec<RedirectEdge>,
    /// The same without cursors.
    nodes: Vec<Redirect>,
    /// Where the page lies.
    page_info: PageInfo,
    /// How many there are in all.
    total_count: i32,
}

/// A redirect in a list.
#[derive(SimpleObject)]
pub(crate) struct RedirectEdge {
    /// Its place, for `after`.
    cursor: String,
    /// The redirect.
    node: Redirect,
}

impl RedirectConnection {
    /// The connection of a loaded page.
    pub(super) fn of(list: RedirectListView, has_previous: bool) -> Self {
        let page_info = PageInfo::of(&list.rows, list.has_next, has_previous);
        let edges: Vec<RedirectEdge> = list
            .rows
            .into_iter()
            .map(|(cursor, view)| RedirectEdge {
                cursor,
                node: view.into(),
            })
            .collect();
        Self {
            nodes: edges.iter().map(|edge| edge.node.clone()).collect(),
            edges,
            page_info,
            total_count: page::total(list.total),
        }
    }
}

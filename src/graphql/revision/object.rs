//! The type `Revision` and its connection.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};

use crate::graphql::error;
use crate::graphql::page::{self, PageInfo};
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::service::read::view::{RevisionListView, RevisionView};

/// A saved state of a post in one locale; it never changes.
#[derive(Clone)]
pub(crate) struct Revision {
    list: Arc<RevisionListView>,
    place: usize,
}

/// One saved state.
#[Object]
impl Revision {
    /// Its number, from 1; the newest has the greatest.
    async fn version(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.view(ctx)?.row.version)
    }

    /// The locale.
    async fn locale(&self, ctx: &Context<'_>) -> Result<LocaleTag> {
        Ok(LocaleTag::from(&self.view(ctx)?.locale))
    }

    /// When it was saved.
    async fn created_at(&self, ctx: &Context<'_>) -> Result<DateTime> {
        Ok(DateTime(self.view(ctx)?.row.created_at))
    }

    /// Who saved it: the name of a token, or of what brought it.
    async fn author(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.view(ctx)?.row.author)
    }

    /// The title.
    async fn title(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.view(ctx)?.row.title)
    }

    /// The last segment of the path; empty for an index page.
    async fn slug(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.view(ctx)?.row.slug)
    }

    /// The description.
    async fn description(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.view(ctx)?.row.description)
    }

    /// The body as it was written.
    async fn markdown(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.view(ctx)?.row.markdown)
    }

    /// Whether this is the state readers see.
    async fn is_published(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.view(ctx)?.is_published)
    }

    /// Unified diff of title, slug, description, SEO, own `meta` and body; empty where nothing differs.
    async fn diff(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The version to compare with; without it, the one before.")]
        against: Option<i32>,
    ) -> Result<&str> {
        let diff = self.view(ctx)?.diffs.get(&against);
        diff.map(String::as_str).ok_or_else(|| match against {
            Some(version) => {
                error::bad_input("against", format!("is {version}; there is no such version"))
            }
            None => error::not_loaded(ctx, "diff"),
        })
    }
}

impl Revision {
    fn view(&self, ctx: &Context<'_>) -> Result<&RevisionView> {
        let row = self.list.rows.get(self.place);
        row.map(|(_, view)| view)
            .ok_or_else(|| error::not_loaded(ctx, "revision"))
    }
}

/// Saved states, the newest first.
#[derive(SimpleObject)]
pub(crate) struct RevisionConnection {
    /// Each with its cursor.
    edges: Vec<RevisionEdge>,
    /// The same without cursors.
    nodes: Vec<Revision>,
    /// Where the page lies.
    page_info: PageInfo,
    /// How many there are in all.
    total_count: i32,
}

/// A saved state in a list.
#[derive(SimpleObject)]
pub(crate) struct RevisionEdge {
    /// Its place, for `after`.
    cursor: String,
    /// The saved state.
    node: Revision,
}

impl RevisionConnection {
    /// The connection of a loaded page.
    pub(crate) fn of(list: &Arc<RevisionListView>) -> Self {
        let revision = |place| Revision {
            list: Arc::clone(list),
            place,
        };
        let edges = list
            .rows
            .iter()
            .enumerate()
            .map(|(place, (cursor, _))| RevisionEdge {
                cursor: cursor.clone(),
                node: revision(place),
            });
        Self {
            edges: edges.collect(),
            nodes: (0..list.rows.len()).map(revision).collect(),
            page_info: PageInfo::of(&list.rows, list.has_next, list.has_previous),
            total_count: page::total(list.total),
        }
    }
}

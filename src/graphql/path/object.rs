//! The types `PathConnection`, `PathEdge` and `PathEntry`.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use crate::graphql::backend;
use crate::graphql::localized::Alternate;
use crate::graphql::page::{self, PageInfo};
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::service::read::view::{self, PathListView, PathView};
use crate::service::site::Site;

/// A page of paths as it was loaded.
pub(crate) struct PathConnection {
    pub(crate) list: PathListView,
    /// Whether the page begins behind a cursor.
    pub(crate) is_continued: bool,
}

/// A page of the list of published paths.
#[Object]
impl PathConnection {
    /// The paths of this page, each with its cursor.
    async fn edges(&self, ctx: &Context<'_>) -> Result<Vec<PathEdge>> {
        let site = backend::site(ctx)?;
        let rows = self.list.rows.iter();
        Ok(rows
            .map(|(cursor, path)| PathEdge {
                cursor: cursor.clone(),
                node: PathEntry::of(site, path),
            })
            .collect())
    }

    /// The paths of this page.
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<PathEntry>> {
        let site = backend::site(ctx)?;
        let rows = self.list.rows.iter();
        Ok(rows.map(|(_, path)| PathEntry::of(site, path)).collect())
    }

    /// Where this page lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.list.rows, self.list.has_next, self.is_continued)
    }

    /// How many paths the whole list has.
    async fn total_count(&self) -> i32 {
        page::total(self.list.total)
    }
}

/// A path in a list.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct PathEdge {
    /// For `after`.
    cursor: String,
    /// The path.
    node: PathEntry,
}

/// One published path.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct PathEntry {
    /// The path.
    path: String,
    /// The locale of the path.
    locale: LocaleTag,
    /// What it leads to.
    kind: PathKind,
    /// Whether another locale is served there.
    is_fallback: bool,
    /// When readers last saw a change.
    updated_at: DateTime,
    /// The published versions of the same thing, in the order of `locales`.
    alternates: Vec<Alternate>,
}

/// What a published path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "view::PathKind")]
pub(crate) enum PathKind {
    /// A post.
    Post,
    /// A tag's page.
    Tag,
    /// The page of a folder without an index post.
    Section,
}

impl PathEntry {
    fn of(site: &Site, view: &PathView) -> Self {
        Self {
            path: site.path(&view.place),
            locale: LocaleTag::from(&view.place.locale),
            kind: view.kind.into(),
            is_fallback: view.is_fallback,
            updated_at: DateTime(view.updated_at),
            alternates: Alternate::all(site, &view.alternates),
        }
    }
}

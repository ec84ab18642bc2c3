//! The types `Body`, `TocEntry` and `ReadingTime`.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};

use crate::document::{minimark, toc};
use crate::graphql::error;
use crate::graphql::scalar::Json;
use crate::service::read::view::{BodyView, PostView};

/// How many levels of headings a table of contents can have.
const LEVELS: u8 = 5;

/// A body that is loaded.
pub(crate) struct Body {
    view: Arc<BodyView>,
    /// What the front matter says of the tree's table of contents.
    toc: Option<serde_json::Value>,
}

impl Body {
    /// The body of a post; an error of ours where it was not loaded.
    pub(crate) fn of(ctx: &Context<'_>, post: &Arc<PostView>) -> Result<Self> {
        let view = post.body.clone();
        Ok(Self {
            view: view.ok_or_else(|| error::not_loaded(ctx, "body"))?,
            toc: post.meta.get("toc").cloned(),
        })
    }

    /// A body of no post.
    pub(crate) fn new(view: Arc<BodyView>) -> Self {
        Self { view, toc: None }
    }
}

/// One Markdown body in every form that a frontend may want.
#[Object]
impl Body {
    /// As it was written, without the front matter.
    async fn markdown(&self) -> &str {
        &self.view.markdown
    }

    /// Sanitized HTML.
    async fn html(&self) -> &str {
        &self.view.html
    }

    /// The text alone, without markup.
    async fn text(&self) -> &str {
        &self.view.text
    }

    /// The same tree that Nuxt Content v3 delivers: `{type: "minimark", value: […], toc: {…}}`.
    async fn minimark(&self, ctx: &Context<'_>) -> Result<Json> {
        let tree = self.view.minimark.as_ref();
        let tree = tree.ok_or_else(|| error::not_loaded(ctx, "minimark"))?;
        let tree: serde_json::Value =
            serde_json::from_str(tree).map_err(|failure| error::internal(ctx, &failure))?;
        Ok(Json(match &self.toc {
            Some(options) => minimark::with_toc(tree, options),
            None => tree,
        }))
    }

    /// HTML before `<!--more-->`; null without one.
    async fn excerpt(&self) -> Option<&str> {
        self.view.excerpt.as_deref()
    }

    /// The headings as a tree: the table of contents.
    async fn toc(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How many levels: 1 is `##` alone, 2, as without it, `##` and `###`, 5 all."
        )]
        depth: Option<i32>,
    ) -> Result<Vec<TocEntry>> {
        let depth = match depth {
            None => toc::DEPTH,
            Some(depth) => u8::try_from(depth)
                .ok()
                .filter(|levels| (1..=LEVELS).contains(levels))
                .ok_or_else(|| {
                    error::bad_input("depth", format!("is {depth}; allowed is 1 to {LEVELS}"))
                })?,
        };
        let entries: Vec<toc::TocEntry> = serde_json::from_str(&self.view.toc)
            .map_err(|failure| error::internal(ctx, &failure))?;
        let entries = toc::cut(&entries, depth);
        Ok(entries.into_iter().map(TocEntry::from).collect())
    }
}

/// A heading, and the headings below it.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct TocEntry {
    /// The heading's id, for `#…`.
    anchor: String,
    /// The heading's level: 2 for `##`.
    depth: i32,
    /// The heading's text.
    text: String,
    /// The headings of the next level below it.
    children: Vec<TocEntry>,
}

impl From<toc::TocEntry> for TocEntry {
    fn from(entry: toc::TocEntry) -> Self {
        Self {
            anchor: entry.anchor,
            depth: i32::from(entry.depth),
            text: entry.text,
            children: entry.children.into_iter().map(Self::from).collect(),
        }
    }
}

/// How long a post takes to read.
///
/// `text` is written in the served locale, from the message `reading-time`.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ReadingTime {
    /// Whole minutes, at least 1.
    pub(crate) minutes: i32,
    /// Words of prose, counted by the rules of the language.
    pub(crate) words: i32,
    /// For readers, such as `4 min read`.
    pub(crate) text: String,
}

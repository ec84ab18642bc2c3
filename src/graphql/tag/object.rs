//! The type `Tag`.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};

use crate::graphql::backend;
use crate::graphql::id::{self, Named, NodeId};
use crate::graphql::localized::Alternate;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::post::{self, PostConnection, PostOrder};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::seo::{Kind, Seo, Work};
use crate::service::read::view::{SeoView, TagView};

/// A tag as its scope shows it.
#[derive(Clone)]
pub(crate) struct Tag(pub(crate) Arc<TagView>);

/// What posts have in common, with a name in each locale and a page of its own.
#[Object]
impl Tag {
    /// Names the tag as seen through one scope: never the same for two locales.
    pub(crate) async fn id(&self) -> ID {
        let TagView {
            id, scope, locale, ..
        } = self.0.as_ref();
        ID(NodeId::of(Named::Tag(*id), scope, locale).write())
    }

    /// The same in every locale.
    async fn tag_id(&self) -> ID {
        ID(id::write_tag(self.0.id))
    }

    /// The stable key, the same in every locale.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// The locale asked for.
    pub(crate) async fn requested_locale(&self) -> LocaleTag {
        LocaleTag::from(self.0.scope.requested())
    }

    /// The locale that was served.
    pub(crate) async fn locale(&self) -> LocaleTag {
        LocaleTag::from(&self.0.locale)
    }

    /// Whether another locale than the one asked for was served.
    pub(crate) async fn is_fallback(&self) -> bool {
        self.0.locale != *self.0.scope.requested()
    }

    /// In the requested locale: a fallback keeps the reader's locale and takes the served locale's slug. Where another thing
    /// owns that path, the served locale's own path.
    pub(crate) async fn path(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.path(&self.0.place))
    }

    /// Absolute, percent-encoded URL of `path` under the configured site.
    pub(crate) async fn url(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.url(&self.0.place))
    }

    /// What search engines and link previews are told of the tag's page.
    pub(crate) async fn seo(&self, ctx: &Context<'_>) -> Result<Seo> {
        let work = Work {
            kind: Kind::Term,
            canonical: &self.0.canonical,
            locale: &self.0.locale,
            source_locale: None,
            title: &self.0.name,
            description: &self.0.description,
            date: None,
            published_at: None,
            updated_at: None,
            alternates: &self.0.alternates,
        };
        Ok(Seo::of(backend::site(ctx)?, &work, &SeoView::default()))
    }

    /// The versions of the same tag in all locales that have one, the served one included, in the order of `locales`.
    pub(crate) async fn alternates(&self, ctx: &Context<'_>) -> Result<Vec<Alternate>> {
        Ok(Alternate::all(backend::site(ctx)?, &self.0.alternates))
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The last segment of the path.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What the tag stands for; may be empty.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// Published posts that carry the tag and can be shown in the requested locale.
    async fn post_count(&self) -> i32 {
        page::total(self.0.count)
    }

    /// Those posts.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    async fn posts(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(PostOrder::Newest)", desc = "Their order.")]
        order_by: Option<PostOrder>,
        #[graphql(desc = "How many from the beginning, 1 to 100; 20 unless `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "The page begins behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The page ends before this cursor.")] before: Option<String>,
    ) -> Result<PostConnection> {
        let page = PageArgs {
            first,
            after,
            last,
            before,
        };
        let args = post::plan::list_args(order_by, page)?;
        post::list(ctx, &self.0.lists, &args)
    }
}

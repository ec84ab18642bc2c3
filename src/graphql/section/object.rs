//! The type `Section`.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};

use crate::graphql::backend;
use crate::graphql::id::{Named, NodeId};
use crate::graphql::localized::Alternate;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::post::{self, Post, PostConnection, PostOrder};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::seo::{Kind, Seo, Work};
use crate::service::read::view::{SectionView, SeoView};

/// A folder as its scope shows it.
#[derive(Clone)]
pub(crate) struct Section(pub(crate) Arc<SectionView>);

/// A folder of posts, such as `blog` or `docs/guide`; the empty key is the locale's root.
#[Object]
impl Section {
    /// Names the section as seen through one scope: never the same for two locales.
    pub(crate) async fn id(&self) -> ID {
        let SectionView {
            key, scope, locale, ..
        } = self.0.as_ref();
        ID(NodeId::of(Named::Section(key.clone()), scope, locale).write())
    }

    /// The folder's path below the locale, the same in every locale.
    async fn key(&self) -> &str {
        self.0.key.as_str()
    }

    /// The post at the section's own path, made from an index file; `route` then answers with that post.
    async fn index(&self) -> Option<Post> {
        self.0.index.clone().map(Post)
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

    /// In the requested locale.
    pub(crate) async fn path(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.path(&self.0.place))
    }

    /// Absolute, percent-encoded URL of `path` under the configured site.
    pub(crate) async fn url(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.url(&self.0.place))
    }

    /// What search engines and link previews are told of the section's page.
    pub(crate) async fn seo(&self, ctx: &Context<'_>) -> Result<Seo> {
        let work = Work {
            kind: Kind::Collection,
            canonical: &self.0.canonical,
            locale: &self.0.locale,
            source_locale: None,
            title: &self.0.title,
            description: "",
            date: None,
            published_at: None,
            updated_at: None,
            alternates: &self.0.alternates,
        };
        Ok(Seo::of(backend::site(ctx)?, &work, &SeoView::default()))
    }

    /// The same section in all locales that have one, the served one included, in the order of `locales`.
    pub(crate) async fn alternates(&self, ctx: &Context<'_>) -> Result<Vec<Alternate>> {
        Ok(Alternate::all(backend::site(ctx)?, &self.0.alternates))
    }

    /// The title in the served locale.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// The posts of the folder alone, without its index and without the folders below it.
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

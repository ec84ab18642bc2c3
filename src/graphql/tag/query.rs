//! The root fields `tag` and `tags`.

use async_graphql::{Context, ID, Object, OneofObject, Result};

use super::connection::TagConnection;
use super::{Tag, plan};
use crate::graphql::page::{self, PageArgs};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error, id};
use crate::service::read;
use crate::service::read::plan::{RoutePlan, TagPlan};
use crate::service::read::view::RouteView;

/// Tags.
#[derive(Default)]
pub(crate) struct TagQuery;

/// Names one tag; exactly one field is given.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum TagBy {
    /// Its `tagId`: the same in every locale.
    TagId(ID),
    /// Its key.
    Key(String),
    /// A path at which it is shown.
    Path(String),
}

/// Tags.
#[Object]
impl TagQuery {
    /// One tag, or null where the locale cannot show it.
    ///
    /// Without `locale`: by path the locale of the path, else the default locale.
    async fn tag(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tag.")] by: TagBy,
        #[graphql(desc = "The locale to show it in, in any spelling.")] locale: Option<LocaleTag>,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
    ) -> Result<Option<Tag>> {
        let mut plan = TagPlan::default();
        plan::extend(&mut plan, &Selected::here(ctx));
        let by = match by {
            TagBy::TagId(id) => read::plan::TagBy::Id(id::read_tag(&id).ok_or_else(|| {
                error::bad_input("tagId", "is no id that this server has given out")
            })?),
            TagBy::Key(key) => read::plan::TagBy::Key(key),
            TagBy::Path(path) => match &locale {
                None => return by_path(ctx, &path, fallback.as_deref(), plan).await,
                Some(_) => {
                    let found = by_path(ctx, &path, None, TagPlan::default()).await?;
                    let Some(Tag(tag)) = found else {
                        return Ok(None);
                    };
                    read::plan::TagBy::Id(tag.id)
                }
            },
        };
        let requested = match &locale {
            Some(tag) => backend::locale(ctx, tag)?,
            None => backend::site(ctx)?.locales.default_locale().clone(),
        };
        let scope = backend::scope_of(ctx, requested, fallback.as_deref())?;
        let found = backend::reader(ctx)?.tag(&scope, &by, &plan).await;
        let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(found.map(Tag))
    }

    /// The tags that a locale can show, by name.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the contract has that many")]
    async fn tags(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to show them in, in any spelling.")] locale: LocaleTag,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(desc = "How many from the beginning, 1 to 100; 20 unless `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "The page begins behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The page ends before this cursor.")] before: Option<String>,
    ) -> Result<Option<TagConnection>> {
        let scope = backend::scope(ctx, &locale, fallback.as_deref())?;
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let page = args.page()?;
        let mut plan = TagPlan::default();
        plan::extend_list(&mut plan, &Selected::here(ctx));
        let list = backend::reader(ctx)?.tags(&scope, &page, &plan).await;
        let list = list.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(TagConnection(list)))
    }
}

/// The tag that a path leads to; null where it leads to anything else.
async fn by_path(
    ctx: &Context<'_>,
    path: &str,
    fallback: Option<&[LocaleTag]>,
    plan: TagPlan,
) -> Result<Option<Tag>> {
    let fallback = backend::fallback(ctx, fallback)?;
    let plan = RoutePlan {
        tag: plan,
        ..RoutePlan::default()
    };
    let route = backend::reader(ctx)?
        .route(path, fallback.as_deref(), None, &plan, backend::now(ctx)?)
        .await
        .map_err(|failure| error::of_read(ctx, &failure))?;
    Ok(match route {
        RouteView::Tag(tag) => Some(Tag(tag)),
        _ => None,
    })
}

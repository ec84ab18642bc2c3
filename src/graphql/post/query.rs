//! The root fields `post` and `posts`.

use async_graphql::{Context, Object, Result};

use super::input::{ContentView, PostBy, PostFilter, PostOrder};
use super::{Post, PostConnection, plan};
use crate::domain::access::Deed;
use crate::domain::scope::{Audience, Scope};
use crate::graphql::page::{self, PageArgs};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error, id, sender};
use crate::service::read;
use crate::service::read::plan::{ListPlan, PostPlan, RoutePlan};
use crate::service::read::view::RouteView;

/// Posts.
#[derive(Default)]
pub(crate) struct PostQuery;

/// Posts.
#[Object]
impl PostQuery {
    /// One post, or null where the locale cannot show it.
    ///
    /// Without `locale`: by path the locale of the path, else the default locale.
    async fn post(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which post.")] by: PostBy,
        #[graphql(desc = "The locale to show it in, in any spelling.")] locale: Option<LocaleTag>,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(
            default_with = "Some(ContentView::Published)",
            desc = "Which state; LATEST needs a token."
        )]
        view: Option<ContentView>,
    ) -> Result<Option<Post>> {
        let is_latest = view == Some(ContentView::Latest);
        if is_latest {
            sender::caller(ctx, Deed::Read).await?;
        }
        let mut plan = PostPlan::default();
        plan::extend(&mut plan, &Selected::here(ctx));
        let by = match by {
            PostBy::PostId(id) => read::plan::PostBy::Id(id::read_post(&id).ok_or_else(|| {
                error::bad_input("postId", "is no id that this server has given out")
            })?),
            PostBy::Key(key) => read::plan::PostBy::Key(key),
            PostBy::Path(path) if is_latest => {
                return latest_by_path(ctx, &path, locale.as_ref(), fallback.as_deref(), plan)
                    .await;
            }
            PostBy::Path(path) => match &locale {
                None => return by_path(ctx, &path, fallback.as_deref(), plan).await,
                Some(_) => {
                    let found = by_path(ctx, &path, None, PostPlan::default()).await?;
                    let Some(Post(post)) = found else {
                        return Ok(None);
                    };
                    read::plan::PostBy::Id(post.id)
                }
            },
        };
        let requested = match &locale {
            Some(tag) => backend::locale(ctx, tag)?,
            None => backend::site(ctx)?.locales.default_locale().clone(),
        };
        let scope = backend::scope_of(ctx, requested, fallback.as_deref())?;
        let audience = match is_latest {
            true => Audience::Editors,
            false => Audience::Readers,
        };
        load(ctx, &scope.for_audience(audience), &by, &plan).await
    }

    /// The posts that a locale can show.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the contract has that many")]
    async fn posts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to show them in, in any spelling.")] locale: LocaleTag,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(desc = "Which posts; without it, all.")] filter: Option<PostFilter>,
        #[graphql(default_with = "Some(PostOrder::Newest)", desc = "Their order.")]
        order_by: Option<PostOrder>,
        #[graphql(
            default_with = "Some(ContentView::Published)",
            desc = "Which state; LATEST needs a token, and lists drafts, too."
        )]
        view: Option<ContentView>,
        #[graphql(desc = "How many from the beginning, 1 to 100; 20 unless `last` is given.")]
        first: Option<i32>,
        #[graphql(desc = "The page begins behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The page ends before this cursor.")] before: Option<String>,
    ) -> Result<Option<PostConnection>> {
        let is_latest = view == Some(ContentView::Latest);
        if is_latest {
            sender::caller(ctx, Deed::Read).await?;
        }
        let scope = backend::scope(ctx, &locale, fallback.as_deref())?;
        let filter = filter.unwrap_or_default();
        if let Some(field) = filter.of_editors().filter(|_| !is_latest) {
            return Err(error::bad_input(field, "needs `view: LATEST`"));
        }
        let filter = filter.read(ctx)?;
        let page = PageArgs {
            first,
            after,
            last,
            before,
        };
        let args = plan::list_args(order_by, page)?;
        let mut plan = ListPlan::default();
        plan::extend_list(&mut plan, &Selected::here(ctx));
        let reader = backend::reader(ctx)?;
        let list = match is_latest {
            true => reader.latest_posts(&scope, &filter, &args, &plan).await,
            false => reader.posts(&scope, &filter, &args, &plan).await,
        };
        let list = list.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(PostConnection(list)))
    }
}

/// The post whose newest state is, or will be, at a path.
async fn latest_by_path(
    ctx: &Context<'_>,
    path: &str,
    locale: Option<&LocaleTag>,
    fallback: Option<&[LocaleTag]>,
    plan: PostPlan,
) -> Result<Option<Post>> {
    let reader = backend::reader(ctx)?;
    let found = reader.written_at(path).await;
    let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
    let Some((post, of_path)) = found else {
        return Ok(None);
    };
    let requested = match locale {
        Some(tag) => backend::locale(ctx, tag)?,
        None => of_path,
    };
    let scope = backend::scope_of(ctx, requested, fallback)?.for_audience(Audience::Editors);
    load(ctx, &scope, &read::plan::PostBy::Id(post), &plan).await
}

/// A post as the scope's audience sees it: what is published, or the newest state.
pub(crate) async fn load(
    ctx: &Context<'_>,
    scope: &Scope,
    by: &read::plan::PostBy,
    plan: &PostPlan,
) -> Result<Option<Post>> {
    let reader = backend::reader(ctx)?;
    let found = match scope.audience {
        Audience::Readers => reader.post(scope, by, plan).await,
        Audience::Editors => reader.latest(scope, by, plan).await,
    };
    let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
    Ok(found.map(Post))
}

/// The post that a path leads to; null where it leads to anything else.
async fn by_path(
    ctx: &Context<'_>,
    path: &str,
    fallback: Option<&[LocaleTag]>,
    plan: PostPlan,
) -> Result<Option<Post>> {
    let fallback = backend::fallback(ctx, fallback)?;
    let plan = RoutePlan {
        post: plan,
        ..RoutePlan::default()
    };
    let route = backend::reader(ctx)?
        .route(path, fallback.as_deref(), None, &plan, backend::now(ctx)?)
        .await
        .map_err(|failure| error::of_read(ctx, &failure))?;
    Ok(match route {
        RouteView::Post(post) => Some(Post(post)),
        _ => None,
    })
}

//! What mutations of posts and translations answer with.

use async_graphql::{Context, Result, SimpleObject};

use super::{Post, plan};
use crate::domain::id::PostId;
use crate::domain::scope::Scope;
use crate::graphql::selection::Selected;
use crate::graphql::user_error::{UserError, split};
use crate::graphql::{backend, error};
use crate::service::problem::WriteError;
use crate::service::read::plan::PostPlan;
use crate::service::translation::Written;

/// A post was written, or was not.
///
/// `post` is in view LATEST, in the locale written to; for what locales share, in the source locale.
#[derive(SimpleObject)]
pub(crate) struct PostPayload {
    /// The post in its newest state; null when nothing was written.
    post: Option<Post>,
    /// Why nothing was written; empty when something was.
    user_errors: Vec<UserError>,
}

/// Translations were published or taken back, or were not.
///
/// One post a locale, in the order named, in view LATEST; empty when nothing changed.
#[derive(SimpleObject)]
pub(crate) struct PublishPayload {
    /// The post in each locale named, in its newest state.
    posts: Vec<Post>,
    /// Why nothing changed; empty when something did.
    user_errors: Vec<UserError>,
}

impl PostPayload {
    /// What was written, read back.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        result: Result<Written, WriteError>,
    ) -> Result<Option<Self>> {
        let (written, user_errors) = split(ctx, result)?;
        let posts = read_back(ctx, written.as_slice(), "PostPayload", "post").await?;
        Ok(Some(Self {
            post: posts.into_iter().next(),
            user_errors,
        }))
    }
}

impl PublishPayload {
    /// What was changed, read back.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        result: Result<Vec<Written>, WriteError>,
    ) -> Result<Option<Self>> {
        let (written, user_errors) = split(ctx, result)?;
        let written = written.unwrap_or_default();
        let posts = read_back(ctx, &written, "PublishPayload", "posts").await?;
        Ok(Some(Self { posts, user_errors }))
    }
}

/// The newest states of what was written, with what is selected of them.
async fn read_back(
    ctx: &Context<'_>,
    written: &[Written],
    payload: &str,
    field: &str,
) -> Result<Vec<Post>> {
    let mut plan = PostPlan::default();
    for child in Selected::here(ctx).children(payload) {
        if child.name() == field {
            plan::extend(&mut plan, &child);
        }
    }
    let site = backend::site(ctx)?;
    let now = backend::now(ctx)?;
    let wanted: Vec<(PostId, Scope)> = written
        .iter()
        .map(|each| (each.post, site.scope(each.locale.clone(), None, now)))
        .collect();
    let found = backend::reader(ctx)?.latest_of(&wanted, &plan).await;
    let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
    Ok(found.into_iter().flatten().map(Post).collect())
}

//! The mutation `previewTokenCreate`.

use async_graphql::{Context, ID, Object, Result, SimpleObject};

use crate::domain::access::Deed;
use crate::graphql::payload;
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::graphql::user_error::{UserError, split};
use crate::graphql::{backend, sender};
use crate::service::preview_token;

/// Making preview tokens.
#[derive(Default)]
pub(crate) struct PreviewTokenMutation;

/// A preview token was made, or was not.
#[derive(SimpleObject)]
struct PreviewTokenPayload {
    /// What `route(previewToken:)` takes; null when none was made.
    token: Option<String>,
    /// Where the draft can be seen.
    path: Option<String>,
    /// The same under the configured site.
    url: Option<String>,
    /// Until when it is valid.
    expires_at: Option<DateTime>,
    /// Why none was made; empty when one was.
    user_errors: Vec<UserError>,
}

/// Making preview tokens.
#[Object]
impl PreviewTokenMutation {
    /// [editor] A read-only token for one post in one locale, drafts included.
    async fn preview_token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(
            default_with = "Some(3600)",
            desc = "For how many seconds it is valid, at most 30 days."
        )]
        expires_in: Option<i32>,
    ) -> Result<Option<PreviewTokenPayload>> {
        const HOUR: i32 = 3600;
        let act = sender::act(ctx, Deed::Translate).await?;
        let seconds = expires_in.unwrap_or(HOUR);
        let made = async {
            preview_token::create(&act, payload::post(&post_id)?, &locale.0, seconds).await
        }
        .await;
        let (made, user_errors) = split(ctx, made)?;
        let site = backend::site(ctx)?;
        Ok(Some(PreviewTokenPayload {
            path: made.as_ref().map(|made| site.path(&made.place)),
            url: made.as_ref().map(|made| site.url(&made.place)),
            expires_at: made.as_ref().map(|made| DateTime(made.expires_at)),
            token: made.map(|made| made.token),
            user_errors,
        }))
    }
}

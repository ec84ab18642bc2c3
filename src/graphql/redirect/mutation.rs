//! The mutations of redirects.

use async_graphql::{Context, Object, Result, SimpleObject};

use crate::domain::access::Deed;
use crate::domain::route::RedirectReason;
use crate::graphql::payload::DeletePayload;
use crate::graphql::route::Redirect;
use crate::graphql::user_error::{UserError, split};
use crate::graphql::{backend, sender};
use crate::service::read::view::RedirectView;
use crate::service::redirect;

/// Making redirects.
#[derive(Default)]
pub(crate) struct RedirectMutation;

/// A redirect was made, or was not.
#[derive(SimpleObject)]
struct RedirectPayload {
    /// The redirect; null when none was made.
    redirect: Option<Redirect>,
    /// Why none was made; empty when one was.
    user_errors: Vec<UserError>,
}

/// Making redirects.
#[Object]
impl RedirectMutation {
    /// [editor] Lets a path at which nothing is published lead elsewhere; one that an editor made before is replaced.
    async fn redirect_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A path of the site, with its locale.")] from: String,
        #[graphql(desc = "A path, or a URL that begins with `http://` or `https://`.")] to: String,
        #[graphql(
            default_with = "Some(301)",
            desc = "301 or 308 for good, 302 or 307 for now."
        )]
        status_code: Option<i32>,
    ) -> Result<Option<RedirectPayload>> {
        const PERMANENT: i32 = 301;
        let act = sender::act(ctx, Deed::Edit).await?;
        let made = redirect::create(&act, &from, &to, status_code.unwrap_or(PERMANENT)).await;
        let (made, user_errors) = split(ctx, made)?;
        let site = backend::site(ctx)?;
        let view = made.map(|made| RedirectView {
            from: site.path(&made.place),
            to: made.target,
            status: made.status,
            reason: RedirectReason::Manual,
        });
        Ok(Some(RedirectPayload {
            redirect: view.map(Redirect::from),
            user_errors,
        }))
    }

    /// [editor] Deletes a redirect that an editor made. Those that changed slugs left behind stay.
    async fn redirect_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its path.")] from: String,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let site = backend::site(ctx)?;
        let deleted = redirect::delete(&act, &from).await;
        DeletePayload::of(ctx, deleted, |place| site.path(&place))
    }
}

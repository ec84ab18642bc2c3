//! The root fields `route` and `routes`.

use async_graphql::{Context, Object, Result};

use super::object::Route;
use super::plan::plan;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error, preview_token};

/// How many paths one request may name.
const PATHS_MAX: usize = 100;

/// Paths.
#[derive(Default)]
pub(crate) struct RouteQuery;

/// Paths.
#[Object]
impl RouteQuery {
    /// What lives at one public path, and all that a page needs, in one request.
    ///
    /// The locale is read from the path. No path is an error: what cannot be a path, or begins with no known locale, is
    /// `NotFound`; `/` is a `Redirect` to the default locale's home. `previewToken` shows its post's newest state in its locale, at
    /// the path it will have and at the one it has.
    async fn route(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The path, such as `/en/blog/hello`. Percent-encoded paths are understood; query and fragment are ignored."
        )]
        path: String,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(
            desc = "Of `previewTokenCreate`; one that is not valid is an error, never the published page."
        )]
        preview_token: Option<String>,
    ) -> Result<Route> {
        let preview = match preview_token {
            Some(token) => Some(preview_token::read(ctx, &token).await?),
            None => None,
        };
        let fallback = backend::fallback(ctx, fallback.as_deref())?;
        let plan = plan(&Selected::here(ctx));
        let now = backend::now(ctx)?;
        let view = backend::reader(ctx)?
            .route(&path, fallback.as_deref(), preview.as_ref(), &plan, now)
            .await
            .map_err(|failure| error::of_read(ctx, &failure))?;
        Route::of(ctx, view)
    }

    /// Several paths at once, answered in the order asked; at most 100.
    #[graphql(complexity = "1 + paths.len() * child_complexity")]
    async fn routes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The paths, each as in `route`.")] paths: Vec<String>,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
    ) -> Result<Option<Vec<Option<Route>>>> {
        if paths.len() > PATHS_MAX {
            return Err(error::limit_exceeded("paths", paths.len(), PATHS_MAX));
        }
        let fallback = backend::fallback(ctx, fallback.as_deref())?;
        let plan = plan(&Selected::here(ctx));
        let views = backend::reader(ctx)?
            .routes(&paths, fallback.as_deref(), &plan, backend::now(ctx)?)
            .await
            .map_err(|failure| error::of_read(ctx, &failure))?;
        let routes = views.into_iter().map(|view| Route::of(ctx, view).map(Some));
        routes.collect::<Result<_>>().map(Some)
    }
}

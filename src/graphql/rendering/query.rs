//! The root field `render`.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};

use super::object::Rendering;
use crate::domain::access::Deed;
use crate::graphql::post::Body;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::{backend, error, sender};
use crate::service::rendering;

/// Bodies that are not saved.
#[derive(Default)]
pub(crate) struct RenderingQuery;

/// Bodies that are not saved.
#[Object]
impl RenderingQuery {
    /// [editor] A body rendered but not saved, with the problems found in it: what a live preview shows.
    #[graphql(complexity = "100 + child_complexity")]
    async fn render(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The body: Markdown with MDC, at most 2 MiB.")] markdown: String,
        #[graphql(desc = "The locale whose words and direction it gets.")] locale: LocaleTag,
    ) -> Result<Option<Rendering>> {
        sender::caller(ctx, Deed::Read).await?;
        let locale = backend::locale(ctx, &locale)?;
        if let Some(refusal) = rendering::refusal(&markdown) {
            return Err(error::too_much(&refusal.message));
        }
        let site = &backend::writer(ctx)?.site;
        let rendered = rendering::preview(site, &locale, markdown).await;
        let (body, diagnostics) = rendered.map_err(|failure| error::internal(ctx, &failure))?;
        Ok(Some(Rendering {
            body: Body::new(Arc::new(body)),
            diagnostics: diagnostics.into_iter().map(Into::into).collect(),
        }))
    }
}

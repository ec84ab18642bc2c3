//! Preview tokens: permissions to see one post in one locale as it is now. Where they are shown is `route`.

mod mutation;

pub(super) use mutation::PreviewTokenMutation;

use async_graphql::{Context, Result};

use super::{backend, error};
use crate::service::preview_token::{self, Preview};

/// What a preview token lets its bearer see. The answer is for nobody else.
pub(super) async fn read(ctx: &Context<'_>, token: &str) -> Result<Preview> {
    ctx.insert_http_header("cache-control", "no-store");
    let store = &backend::writer(ctx)?.store;
    let preview = preview_token::read(store, token, backend::now(ctx)?).await;
    let preview = preview.map_err(|failure| error::of_read(ctx, &failure.into()))?;
    preview.ok_or_else(error::no_preview)
}

//! The root field `redirects`.

use async_graphql::{Context, Object, Result};

use super::connection::RedirectConnection;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::route::RedirectReason;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::{backend, error};

/// Redirects.
#[derive(Default)]
pub(crate) struct RedirectQuery;

/// Redirects.
#[Object]
impl RedirectQuery {
    /// Every redirect that is stored and its reason, for static hosting and for editors.
    ///
    /// Those are SLUG_CHANGED and MANUAL; LOCALE_SLUG and NORMALIZED follow from how paths are written.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn redirects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of one locale; without it, of all.")] locale: Option<LocaleTag>,
        #[graphql(desc = "Those with one of these reasons; without it, all.")] reasons: Option<
            Vec<RedirectReason>,
        >,
        #[graphql(desc = "How many, 1 to 100; 20 without it.")] first: Option<i32>,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<String>,
    ) -> Result<Option<RedirectConnection>> {
        let locale = locale.map(|tag| backend::locale(ctx, &tag)).transpose()?;
        let has_previous = after.is_some();
        let page = PageArgs::forward(first, after).page()?;
        let reasons =
            reasons.map(|reasons| reasons.into_iter().map(Into::into).collect::<Vec<_>>());
        let reader = backend::reader(ctx)?;
        let list = reader
            .redirects(locale.as_ref(), reasons.as_deref(), &page)
            .await;
        let list = list.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(RedirectConnection::of(list, has_previous)))
    }
}

//! The root field `paths`.

use async_graphql::{Context, Object, Result};

use super::object::PathConnection;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::graphql::{backend, error};

/// Published paths.
#[derive(Default)]
pub(crate) struct PathQuery;

/// Published paths.
#[Object]
impl PathQuery {
    /// Every published path. A sitemap wants it as it is; a static build also needs the pages served by fallback.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only paths in this locale, in any spelling.")] locale: Option<LocaleTag>,
        #[graphql(desc = "Only what readers saw change then or later.")] updated_since: Option<
            DateTime,
        >,
        #[graphql(
            default_with = "Some(false)",
            desc = "Whether paths at which another locale is served are listed too."
        )]
        include_fallbacks: Option<bool>,
        #[graphql(desc = "How many, 1 to 100; 20 unless given.")] first: Option<i32>,
        #[graphql(desc = "The page begins behind this cursor.")] after: Option<String>,
    ) -> Result<Option<PathConnection>> {
        let locale = locale.map(|tag| backend::locale(ctx, &tag)).transpose()?;
        let page = PageArgs::forward(first, after).page()?;
        let list = backend::reader(ctx)?
            .paths(
                locale.as_ref(),
                updated_since.map(|DateTime(instant)| instant),
                include_fallbacks.unwrap_or(false),
                &page,
            )
            .await
            .map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(PathConnection {
            list,
            is_continued: page.cursor.is_some(),
        }))
    }
}

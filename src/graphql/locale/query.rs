//! The root field `locales`.

use async_graphql::{Context, Object, Result};

use super::object::LocaleInfo;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error};
use crate::service::read::view::CoverageView;

/// The locales of the site.
#[derive(Default)]
pub(crate) struct LocaleQuery;

/// The locales of the site.
#[Object]
impl LocaleQuery {
    /// The locales of the site: the default one first, the others by tag.
    async fn locales(&self, ctx: &Context<'_>) -> Result<Vec<LocaleInfo>> {
        let locales = backend::site(ctx)?.locales.all().iter();
        if !Selected::here(ctx).selects("LocaleInfo", "coverage") {
            let info = |locale| LocaleInfo {
                locale,
                coverage: None,
            };
            return Ok(locales.cloned().map(info).collect());
        }
        let covered = backend::reader(ctx)?.coverage().await;
        let covered = covered.map_err(|failure| error::of_read(ctx, &failure))?;
        // A locale without posts may have no row of its own; the total is the same for all.
        let posts_total = covered.values().map(|each| each.posts_total).max();
        let info = |locale| LocaleInfo {
            coverage: Some(covered.get(&locale).copied().unwrap_or(CoverageView {
                posts: 0,
                posts_total: posts_total.unwrap_or(0),
            })),
            locale,
        };
        Ok(locales.cloned().map(info).collect())
    }
}

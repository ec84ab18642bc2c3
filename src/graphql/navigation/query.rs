//! The root field `navigation`.

use async_graphql::{Context, Object, Result};

use super::object::NavigationItem;
use crate::graphql::post;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::{backend, error};

/// How many levels a menu may have.
const DEPTH_MAX: u32 = 20;

/// How many it has unless the request says otherwise.
const DEPTH: i32 = 4;

/// Menus.
#[derive(Default)]
pub(crate) struct NavigationQuery;

/// Menus.
#[Object]
impl NavigationQuery {
    /// The tree of sections and posts that a menu needs, in the order of the source files; `.navigation.yml` titles
    /// included.
    async fn navigation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to show it in, in any spelling.")] locale: LocaleTag,
        #[graphql(desc = "Replaces the configured chain; `[]` turns fallback off.")]
        fallback: Option<Vec<LocaleTag>>,
        #[graphql(desc = "Only what lies below this folder, such as `docs`.")] section: Option<
            String,
        >,
        #[graphql(default_with = "Some(DEPTH)", desc = "How many levels, 1 to 20.")] depth: Option<
            i32,
        >,
    ) -> Result<Option<Vec<NavigationItem>>> {
        let scope = backend::scope(ctx, &locale, fallback.as_deref())?;
        let section = section.as_deref().map(post::section).transpose()?;
        let depth = levels(depth.unwrap_or(DEPTH))?;
        let items = backend::reader(ctx)?
            .navigation(&scope, section.as_ref(), depth)
            .await
            .map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(items.into_iter().map(NavigationItem::from).collect()))
    }
}

fn levels(depth: i32) -> Result<u32> {
    u32::try_from(depth)
        .ok()
        .filter(|levels| (1..=DEPTH_MAX).contains(levels))
        .ok_or_else(|| {
            error::bad_input("depth", format!("is {depth}; allowed is 1 to {DEPTH_MAX}"))
        })
}

//! The root field `revisions`.

use async_graphql::{Context, ID, Object, Result};

use super::{RevisionConnection, plan};
use crate::domain::access::Deed;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error, id, sender};

/// Saved states.
#[derive(Default)]
pub(crate) struct RevisionQuery;

/// Saved states.
#[Object]
impl RevisionQuery {
    /// [editor] The saved states of a post in one locale, the newest first; also of a translation or post that was deleted.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn revisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(desc = "How many, 1 to 100; 20 without it.")] first: Option<i32>,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<String>,
    ) -> Result<Option<RevisionConnection>> {
        sender::caller(ctx, Deed::Read).await?;
        let post = id::read_post(&post_id)
            .ok_or_else(|| error::bad_input("postId", "is no id that this server has given out"))?;
        let locale = backend::locale(ctx, &locale)?;
        let page = PageArgs::forward(first, after).page()?;
        let plan = plan::plan(&Selected::here(ctx));
        let reader = backend::reader(ctx)?;
        let list = reader.revisions(post, &locale, &page, &plan).await;
        let list = list.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(RevisionConnection::of(&list)))
    }
}

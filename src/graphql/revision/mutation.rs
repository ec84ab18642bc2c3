//! The mutation `revisionRestore`.

use async_graphql::{Context, ID, Object, Result};

use crate::domain::access::Deed;
use crate::graphql::payload;
use crate::graphql::post::PostPayload;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::sender;
use crate::service::revision;

/// Bringing back saved states.
#[derive(Default)]
pub(crate) struct RevisionMutation;

/// Bringing back saved states.
#[Object]
impl RevisionMutation {
    /// [editor] Saves the revision's title, slug, description, SEO and Markdown as a new newest state; publishes nothing. Brings
    /// back what was deleted.
    async fn revision_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(desc = "The version to bring back.")] version: i32,
        #[graphql(
            desc = "The newest version that was looked at; without it, the last writer wins."
        )]
        expected_version: Option<i32>,
    ) -> Result<Option<PostPayload>> {
        let act = sender::act(ctx, Deed::Translate).await?;
        let result = async {
            revision::restore(
                &act,
                payload::post(&post_id)?,
                &locale.0,
                version,
                expected_version,
            )
            .await
        }
        .await;
        PostPayload::of(ctx, result).await
    }
}

//! The mutations of translations.

use async_graphql::{Context, ID, Object, Result};

use super::TranslationInput;
use crate::domain::access::Deed;
use crate::graphql::payload::{self, DeletePayload};
use crate::graphql::post::PostPayload;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::sender;
use crate::service::translation;

/// Writing translations.
#[derive(Default)]
pub(crate) struct TranslationMutation;

/// Writing translations.
#[Object]
impl TranslationMutation {
    /// [editor] Creates or changes the post in one locale, and in no other. What readers see stays until it is published.
    async fn translation_save(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale that is written.")] locale: LocaleTag,
        #[graphql(desc = "What is written.")] input: TranslationInput,
        #[graphql(
            desc = "The `version` in view LATEST that the change was made from, 0 for a translation that is not there; \
            without it, the last writer wins."
        )]
        expected_version: Option<i32>,
    ) -> Result<Option<PostPayload>> {
        let act = sender::act(ctx, Deed::Translate).await?;
        let result = async {
            translation::save(
                &act,
                payload::post(&post_id)?,
                &locale.0,
                input.read(),
                expected_version,
            )
            .await
        }
        .await;
        PostPayload::of(ctx, result).await
    }

    /// [editor] Deletes the post in one locale. Its path leads to the fallback, or to `Gone` when there is none; its saved states
    /// stay and can be restored. The source cannot be deleted while others are translated from it.
    async fn translation_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(
            desc = "The `version` in view LATEST that was looked at; without it, whatever is there is deleted."
        )]
        expected_version: Option<i32>,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let result = async {
            translation::delete(&act, payload::post(&post_id)?, &locale.0, expected_version).await
        }
        .await;
        DeletePayload::of(ctx, result, |()| post_id.0)
    }

    /// [editor] Declares a stale translation good as it is, against the source version that was looked at; the next change
    /// of the source makes it stale again.
    async fn translation_confirm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(desc = "The `sourceVersion` that was looked at.")] source_version: i32,
    ) -> Result<Option<PostPayload>> {
        let act = sender::act(ctx, Deed::Translate).await?;
        let result = async {
            translation::confirm(&act, payload::post(&post_id)?, &locale.0, source_version).await
        }
        .await;
        PostPayload::of(ctx, result).await
    }
}

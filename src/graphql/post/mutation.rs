//! The mutations of posts: what all locales share, and what readers see.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result};

use super::payload::{PostPayload, PublishPayload};
use crate::domain::access::Deed;
use crate::graphql::edit::edit;
use crate::graphql::payload::{self, DeletePayload};
use crate::graphql::scalar::{Date, DateTime, Json, LocaleTag};
use crate::graphql::sender;
use crate::graphql::translation::TranslationInput;
use crate::service::post;

/// Writing posts.
#[derive(Default)]
pub(crate) struct PostMutation;

/// Writing posts.
#[Object]
impl PostMutation {
    /// [editor] Makes a post with its first translation, as a draft.
    async fn post_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The post.")] input: PostCreateInput,
    ) -> Result<Option<PostPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        PostPayload::of(ctx, post::create(&act, input.read()).await).await
    }

    /// [editor] Changes what all locales share; never touches a translation. Another section moves the paths of all locales, and
    /// the old ones redirect.
    async fn post_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "What changes.")] input: PostUpdateInput,
    ) -> Result<Option<PostPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let result =
            async { post::update(&act, payload::post(&post_id)?, input.read()).await }.await;
        PostPayload::of(ctx, result).await
    }

    /// [editor] Deletes a post in all locales. Its paths answer `Gone`; its saved states stay and can be restored.
    async fn post_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(
            desc = "The `sharedVersion` that was looked at; without it, whatever is there is deleted."
        )]
        expected_version: Option<i32>,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let result =
            async { post::delete(&act, payload::post(&post_id)?, expected_version).await }.await;
        DeletePayload::of(ctx, result, |()| post_id.0)
    }

    /// [editor] Publishes the newest state in the locales named one by one: there is no silent `all`.
    ///
    /// A future `at` schedules that very state: later saves do not change it, another postPublish of the locale replaces it.
    async fn post_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locales, all or none of which are published.")] locales: Vec<
            LocaleTag,
        >,
        #[graphql(desc = "When; without it, or in the past, now.")] at: Option<DateTime>,
    ) -> Result<Option<PublishPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let at = at.map(|DateTime(at)| at);
        let result =
            async { post::publish(&act, payload::post(&post_id)?, &tags(locales), at).await }.await;
        PublishPayload::of(ctx, result).await
    }

    /// [editor] Cancels a schedule; what readers see stays.
    async fn post_unschedule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locales.")] locales: Vec<LocaleTag>,
    ) -> Result<Option<PublishPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let result =
            async { post::unschedule(&act, payload::post(&post_id)?, &tags(locales)).await }.await;
        PublishPayload::of(ctx, result).await
    }

    /// [editor] Takes the post from readers and cancels a schedule. The path then leads to the fallback, or to `Gone` when there
    /// is none; saved states stay.
    async fn post_unpublish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `postId` of the post.")] post_id: ID,
        #[graphql(desc = "The locales.")] locales: Vec<LocaleTag>,
    ) -> Result<Option<PublishPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let result =
            async { post::unpublish(&act, payload::post(&post_id)?, &tags(locales)).await }.await;
        PublishPayload::of(ctx, result).await
    }
}

/// A post that is wanted.
#[derive(Clone, Debug, InputObject)]
struct PostCreateInput {
    /// The stable key that ties the translations together; without it, it is made from the path.
    key: Option<String>,
    /// The folder, such as `blog` or `docs/guide`; the empty text is the root. It begins with its first post.
    #[graphql(default_with = "Some(String::from(\"blog\"))")]
    section: Option<String>,
    /// The day that lists go by; without it, they go by the day of publication.
    date: Option<Date>,
    /// The keys of tags, in their order.
    tags: Option<Vec<String>>,
    /// Whether menus show it.
    #[graphql(default_with = "Some(true)")]
    navigation: Option<bool>,
    /// Front matter that all locales share: a JSON object.
    meta: Option<Json>,
    /// The locale that it is first written in: its source locale.
    locale: LocaleTag,
    /// What it says there.
    translation: TranslationInput,
}

/// What changes of what all locales share.
///
/// An omitted field stays as it is and null clears it; lists and `meta` are replaced whole.
#[derive(Clone, Debug, InputObject)]
struct PostUpdateInput {
    /// The folder; it must leave all paths free.
    section: MaybeUndefined<String>,
    /// The day that lists go by.
    date: MaybeUndefined<Date>,
    /// The keys of tags, in their order.
    tags: MaybeUndefined<Vec<String>>,
    /// Whether menus show it, where a translation does not say otherwise.
    navigation: MaybeUndefined<bool>,
    /// Front matter: a JSON object.
    meta: MaybeUndefined<Json>,
    /// The `sharedVersion` that the change was made from; without it, the last writer wins.
    expected_version: Option<i32>,
}

impl PostCreateInput {
    fn read(self) -> post::PostCreate {
        post::PostCreate {
            key: self.key,
            section: self.section.unwrap_or_else(|| "blog".to_owned()),
            date: self.date.map(|Date(date)| date),
            tags: self.tags.unwrap_or_default(),
            navigation: self.navigation.unwrap_or(true),
            meta: self.meta.map(|Json(value)| value),
            locale: self.locale.0,
            translation: self.translation.read(),
        }
    }
}

impl PostUpdateInput {
    fn read(self) -> post::PostUpdate {
        post::PostUpdate {
            section: edit(self.section, |section| section),
            date: edit(self.date, |Date(date)| date),
            tags: edit(self.tags, |tags| tags),
            navigation: edit(self.navigation, |navigation| navigation),
            meta: edit(self.meta, |Json(value)| value),
            expected: self.expected_version,
        }
    }
}

fn tags(locales: Vec<LocaleTag>) -> Vec<String> {
    locales.into_iter().map(|LocaleTag(tag)| tag).collect()
}

//! The mutations of tags.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};

use super::{Tag, plan};
use crate::domain::access::Deed;
use crate::domain::scope::Audience;
use crate::graphql::edit::edit;
use crate::graphql::payload::{self, DeletePayload};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::user_error::{UserError, split};
use crate::graphql::{backend, error, sender};
use crate::service::problem::WriteError;
use crate::service::read::plan::{TagBy, TagPlan};
use crate::service::tag::{self, Written};

/// Writing tags.
#[derive(Default)]
pub(crate) struct TagMutation;

/// A tag was written, or was not.
#[derive(SimpleObject)]
struct TagPayload {
    /// The tag in the locale written to; null when nothing was written.
    tag: Option<Tag>,
    /// Why nothing was written; empty when something was.
    user_errors: Vec<UserError>,
}

/// A tag that is wanted.
#[derive(Clone, Debug, InputObject)]
struct TagCreateInput {
    /// The stable key, by which posts name it: written like a slug.
    key: String,
    /// The locale that it is first named in.
    locale: LocaleTag,
    /// Its name there, of at most 100 characters.
    name: String,
    /// The last segment of its path; without it, it is made from the name.
    slug: Option<String>,
    /// What it is about, in at most 1,000 characters.
    description: Option<String>,
}

/// Writing tags.
#[Object]
impl TagMutation {
    /// [editor] Makes a tag; posts carry it by its key.
    async fn tag_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The tag.")] input: TagCreateInput,
    ) -> Result<Option<TagPayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let new = tag::TagCreate {
            key: input.key,
            locale: input.locale.0,
            name: input.name,
            slug: input.slug,
            description: input.description,
        };
        TagPayload::of(ctx, tag::create(&act, new).await).await
    }

    /// [editor] Names a tag in one locale, for readers at once. A slug that changes leaves a redirect.
    async fn tag_translate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `tagId` of the tag.")] tag_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(desc = "Its name there, of at most 100 characters.")] name: String,
        #[graphql(
            desc = "The last segment of its path; without it, it stays, or is made from the name."
        )]
        slug: Option<String>,
        #[graphql(
            desc = "What it is about, in at most 1,000 characters; without it, what is said stays, and null clears it."
        )]
        description: MaybeUndefined<String>,
    ) -> Result<Option<TagPayload>> {
        let act = sender::act(ctx, Deed::Translate).await?;
        let description = edit(description, |text| text);
        let written = async {
            tag::translate(
                &act,
                payload::tag(&tag_id)?,
                &locale.0,
                name,
                slug,
                description,
            )
            .await
        }
        .await;
        TagPayload::of(ctx, written).await
    }

    /// [editor] Takes a tag's name in one locale away; it is shown by fallback there, or not at all.
    async fn tag_translation_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `tagId` of the tag.")] tag_id: ID,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let deleted =
            async { tag::translation_delete(&act, payload::tag(&tag_id)?, &locale.0).await }.await;
        DeletePayload::of(ctx, deleted, |()| tag_id.0)
    }

    /// [editor] Deletes a tag and takes it from all posts; its paths answer `Gone`.
    async fn tag_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `tagId` of the tag.")] tag_id: ID,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::Edit).await?;
        let deleted = async { tag::delete(&act, payload::tag(&tag_id)?).await }.await;
        DeletePayload::of(ctx, deleted, |()| tag_id.0)
    }
}

impl TagPayload {
    /// What was written, read back.
    async fn of(ctx: &Context<'_>, result: Result<Written, WriteError>) -> Result<Option<Self>> {
        let (written, user_errors) = split(ctx, result)?;
        let Some((id, locale)) = written else {
            return Ok(Some(Self {
                tag: None,
                user_errors,
            }));
        };
        let mut plan = TagPlan::default();
        for field in Selected::here(ctx).children("TagPayload") {
            if field.name() == "tag" {
                plan::extend(&mut plan, &field);
            }
        }
        let scope = backend::site(ctx)?.scope(locale, None, backend::now(ctx)?);
        let scope = scope.for_audience(Audience::Editors);
        let found = backend::reader(ctx)?
            .tag(&scope, &TagBy::Id(id), &plan)
            .await;
        let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(Self {
            tag: found.map(Tag),
            user_errors,
        }))
    }
}

//! The type `Post`.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result};

use super::body::{Body, ReadingTime};
use super::plan;
use crate::document::words::{self, Words};
use crate::domain::access::Deed;
use crate::domain::status;
use crate::graphql::backend;
use crate::graphql::error;
use crate::graphql::id::{self, Named, NodeId};
use crate::graphql::localized::Alternate;
use crate::graphql::message;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::revision::RevisionConnection;
use crate::graphql::scalar::{Date, DateTime, Json, LocaleTag};
use crate::graphql::section::Section;
use crate::graphql::sender;
use crate::graphql::seo::{Kind, Seo, Work};
use crate::graphql::tag::Tag;
use crate::graphql::translation::TranslationState;
use crate::service::read::view::PostView;

/// A post as its scope shows it.
#[derive(Clone)]
pub(crate) struct Post(pub(crate) Arc<PostView>);

/// One post, served whole from one locale.
#[Object]
impl Post {
    /// Names the post as seen through one scope: never the same for two locales.
    pub(crate) async fn id(&self) -> ID {
        let PostView {
            id, scope, locale, ..
        } = self.0.as_ref();
        ID(NodeId::of(Named::Post(*id), scope, locale).write())
    }

    /// The same in every locale and view.
    async fn post_id(&self) -> ID {
        ID(id::write_post(self.0.id))
    }

    /// The stable key that ties the translations together.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// The locale asked for.
    pub(crate) async fn requested_locale(&self) -> LocaleTag {
        LocaleTag::from(self.0.scope.requested())
    }

    /// The locale that was served.
    pub(crate) async fn locale(&self) -> LocaleTag {
        LocaleTag::from(&self.0.locale)
    }

    /// Whether another locale than the one asked for was served.
    pub(crate) async fn is_fallback(&self) -> bool {
        self.0.locale != *self.0.scope.requested()
    }

    /// In the requested locale: a fallback keeps the reader's locale and takes the served locale's slug. Where another thing
    /// owns that path, the served locale's own path.
    pub(crate) async fn path(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.path(&self.0.place))
    }

    /// Absolute, percent-encoded URL of `path` under the configured site.
    pub(crate) async fn url(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(backend::site(ctx)?.url(&self.0.place))
    }

    /// The published versions of the same post, the served one included, in the order of `locales`.
    pub(crate) async fn alternates(&self, ctx: &Context<'_>) -> Result<Vec<Alternate>> {
        Ok(Alternate::all(backend::site(ctx)?, &self.0.alternates))
    }

    /// The last segment of the path; empty for an index page.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The folder that the post lies in.
    async fn section(&self, ctx: &Context<'_>) -> Result<Section> {
        let section = self.0.section.clone().map(Section);
        section.ok_or_else(|| error::not_loaded(ctx, "section"))
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What the post is about, in a sentence or two; may be empty.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// The date that all locales share.
    async fn date(&self) -> Option<Date> {
        self.0.date.map(Date)
    }

    /// When the served translation was first published.
    async fn published_at(&self) -> Option<DateTime> {
        self.0.published_at.map(DateTime)
    }

    /// When readers last saw a change.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// How long it takes to read.
    async fn reading_time(&self, ctx: &Context<'_>) -> Result<ReadingTime> {
        let site = backend::site(ctx)?;
        let words = Words {
            prose: self.0.words,
            code: self.0.code_words,
        };
        let minutes = words::minutes(words, site.words_per_minute);
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        let chain = site.locales.chain(&self.0.locale);
        Ok(ReadingTime {
            minutes,
            words: i32::try_from(self.0.words).unwrap_or(i32::MAX),
            text: message::reading_time(site, &chain, minutes),
        })
    }

    /// The text itself.
    async fn body(&self, ctx: &Context<'_>) -> Result<Body> {
        Body::of(ctx, &self.0)
    }

    /// What search engines and link previews are told.
    pub(crate) async fn seo(&self, ctx: &Context<'_>) -> Result<Seo> {
        Ok(Seo::of(backend::site(ctx)?, &work(&self.0), &self.0.seo))
    }

    /// The tags it carries, in the order of its front matter; those that the requested locale cannot show are left out.
    async fn tags(&self) -> Vec<Tag> {
        self.0.tags.iter().cloned().map(Tag).collect()
    }

    /// Front matter the server has no field for.
    async fn meta(&self) -> Json {
        Json(self.0.meta.clone().into())
    }

    /// Whether menus show it; where the front matter has an object (`title`, `icon`), true, and the object is
    /// `meta.navigation`.
    async fn navigation(&self) -> bool {
        self.0.navigation
    }

    /// Extension of the file it came from, such as `md`.
    async fn extension(&self) -> &str {
        &self.0.extension
    }

    /// Path of the file it came from, without its extension.
    async fn stem(&self) -> &str {
        &self.0.stem
    }

    /// Changes whenever the served content changes.
    async fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The neighbor before it in the same section and requested locale: in the order NEWEST if any of them has a date
    /// (`previous` is older), else SOURCE (`previous` comes before).
    async fn previous(&self) -> Option<Post> {
        self.0.previous.clone().map(Post)
    }

    /// The neighbor behind it, in the same order.
    async fn next(&self) -> Option<Post> {
        self.0.next.clone().map(Post)
    }

    /// Posts that share most tags, newest first, looked for among the 200 newest of each tag.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn related(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Some(3)", desc = "How many, 1 to 100.")] first: Option<i32>,
    ) -> Result<Vec<Post>> {
        let count = plan::related_count(first)?;
        let related = self.0.related.get(&count);
        let related = related.ok_or_else(|| error::not_loaded(ctx, "related"))?;
        Ok(related.iter().cloned().map(Post).collect())
    }

    /// Of the state shown: PUBLISHED is what readers see; the newest state of a published post may be DRAFT or SCHEDULED.
    async fn status(&self) -> PublicationStatus {
        self.0.status.into()
    }

    /// Of this translation in the state shown; it grows with every saved state.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Of what all locales share: date, tags, section and `meta`; `expectedVersion` of postUpdate and postDelete.
    async fn shared_version(&self) -> i32 {
        self.0.shared_version
    }

    /// [editor] What all locales share of `meta`.
    async fn shared_meta(&self, ctx: &Context<'_>) -> Result<Option<Json>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(Some(front_matter(&self.0.shared_meta)))
    }

    /// [editor] What this locale lays over it, key by key.
    async fn own_meta(&self, ctx: &Context<'_>) -> Result<Option<Json>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(Some(front_matter(&self.0.own_meta)))
    }

    /// [editor] When a scheduled state goes live.
    async fn scheduled_for(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(self.0.scheduled_for.map(DateTime))
    }

    /// [editor] Whether the newest state differs from what readers see.
    async fn has_unpublished_changes(&self, ctx: &Context<'_>) -> Result<Option<bool>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(Some(self.0.has_unpublished_changes))
    }

    /// [editor] How far the post is in the requested locale, compared with the locale it was first written in.
    async fn translation(&self, ctx: &Context<'_>) -> Result<Option<TranslationState>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(self.0.translation.as_deref().map(TranslationState::of))
    }

    /// [editor] Every locale of this post in its newest state (view LATEST), in the order of `locales`.
    async fn translations(&self, ctx: &Context<'_>) -> Result<Option<Vec<Post>>> {
        sender::caller(ctx, Deed::Read).await?;
        Ok(Some(
            self.0.translations.iter().cloned().map(Post).collect(),
        ))
    }

    /// [editor] The saved states of the translation that is shown, the newest first.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn revisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 20 without it.")] first: Option<i32>,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<String>,
    ) -> Result<Option<RevisionConnection>> {
        sender::caller(ctx, Deed::Read).await?;
        let page = PageArgs::forward(first, after).page()?;
        let list = self.0.revisions.iter().find(|(each, _)| *each == page);
        let (_, list) = list.ok_or_else(|| error::not_loaded(ctx, "revisions"))?;
        Ok(Some(RevisionConnection::of(list)))
    }
}

/// Where a translation stands between being written and being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "status::Status")]
pub(crate) enum PublicationStatus {
    /// Saved, and seen by editors alone.
    Draft,
    /// Will be published at a time that is set.
    Scheduled,
    /// What readers see.
    Published,
    /// Was published and was taken back.
    Unpublished,
}

/// Stored front matter; what is no object was not written by us and counts as empty.
fn front_matter(text: &str) -> Json {
    let values: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).unwrap_or_default();
    Json(values.into())
}

/// The post as search engines are told of it: an article has a date or lies in a section, any other post is a page.
fn work(post: &PostView) -> Work<'_> {
    let is_index = post.slug.is_empty();
    let is_article = post.date.is_some() || !post.section_key.is_root();
    Work {
        kind: if is_article && !is_index {
            Kind::Posting
        } else {
            Kind::Page
        },
        canonical: &post.canonical,
        locale: &post.locale,
        source_locale: Some(&post.source_locale),
        title: &post.title,
        description: &post.description,
        date: post.date,
        published_at: post.published_at,
        updated_at: Some(post.updated_at),
        alternates: &post.alternates,
    }
}

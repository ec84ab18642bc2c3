//! The type `ContentChange`.

use async_graphql::{Context, Object, Result};

use super::kind::ChangeKind;
use crate::domain::change::{self, Change, Logged};
use crate::domain::scope::Audience;
use crate::graphql::post::{self, Post};
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, id};
use crate::service::feed;
use crate::service::read::plan::{PostBy, PostPlan};

/// One change.
#[derive(Clone, Debug)]
pub(crate) struct ContentChange(pub(crate) Logged);

/// One change of content, or of the site's locales and texts.
#[Object]
impl ContentChange {
    /// `after` of a later subscription goes on behind this change.
    async fn cursor(&self) -> String {
        feed::write_cursor(self.0.seq)
    }

    /// What happened.
    async fn kind(&self) -> ChangeKind {
        self.change().kind.into()
    }

    /// Where it happened: where the content is now, or was until now. Null for LOCALE_ADDED and MESSAGES_CHANGED.
    async fn path(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        self.path_now(ctx)
    }

    /// Where it was before, if the path changed.
    async fn previous_path(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        self.path_before(ctx)
    }

    /// The locale; null when all locales are concerned.
    async fn locale(&self) -> Option<LocaleTag> {
        self.change().locale.as_ref().map(LocaleTag::from)
    }

    /// The `hash` of the post as it was published by this change.
    async fn hash(&self) -> Option<&str> {
        self.change().hash.as_deref()
    }

    /// Cache keys to purge: `post:ID` and `tag:ID`, with `postId` and `tagId` as elsewhere, `path:/de/blog/x`, `locale:de`, and
    /// `messages`.
    async fn keys(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let Change {
            kind,
            post,
            tag,
            locale,
            ..
        } = self.change();
        let paths = [self.path_now(ctx)?, self.path_before(ctx)?];
        let mut keys = Vec::new();
        keys.extend(post.map(|post| format!("post:{}", id::write_post(post))));
        keys.extend(tag.map(|tag| format!("tag:{}", id::write_tag(tag))));
        keys.extend(
            paths
                .into_iter()
                .flatten()
                .map(|path| format!("path:{path}")),
        );
        keys.extend(locale.as_ref().map(|locale| format!("locale:{locale}")));
        if *kind == change::ChangeKind::MessagesChanged {
            keys.push("messages".to_owned());
        }
        Ok(keys)
    }

    /// The post as the listener sees it in the locale of the change: as readers do, or its newest state where a draft was
    /// saved. Null when it is gone, and when no post or no single locale is concerned.
    async fn post(&self, ctx: &Context<'_>) -> Result<Option<Post>> {
        let Change {
            post: Some(id),
            locale: Some(locale),
            kind,
            ..
        } = self.change()
        else {
            return Ok(None);
        };
        let audience = match kind {
            change::ChangeKind::DraftSaved => Audience::Editors,
            _ => Audience::Readers,
        };
        let mut plan = PostPlan::default();
        post::plan::extend(&mut plan, &Selected::here(ctx));
        let scope = backend::scope_of(ctx, locale.clone(), None)?.for_audience(audience);
        post::load(ctx, &scope, &PostBy::Id(*id), &plan).await
    }
}

impl ContentChange {
    fn change(&self) -> &Change {
        &self.0.change
    }

    fn path_now(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let site = backend::site(ctx)?;
        let change = self.change();
        let rest = change.rest.as_ref().or(change.previous_rest.as_ref());
        Ok(rest.and_then(|rest| site.path_of(change, rest)))
    }

    fn path_before(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let site = backend::site(ctx)?;
        let change = self.change();
        let rest = change.rest.as_ref().and(change.previous_rest.as_ref());
        Ok(rest.and_then(|rest| site.path_of(change, rest)))
    }
}

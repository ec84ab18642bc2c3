//! The types `LocaleInfo` and `Coverage`.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use super::name::name;
use crate::domain::locale::{self, Locale};
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::{backend, error, page};
use crate::service::read::view::CoverageView;

/// One locale of the site, with how much of the site it has if that was asked for.
pub(crate) struct LocaleInfo {
    pub(crate) locale: Locale,
    pub(crate) coverage: Option<CoverageView>,
}

/// One locale of the site.
#[Object]
impl LocaleInfo {
    /// Its tag.
    async fn code(&self) -> LocaleTag {
        LocaleTag::from(&self.locale)
    }

    /// Its name as it is written within a sentence: the message `locale-name-<tag>` of the language of the name, else by CLDR
    /// `Deutsch`, `русский`, `العربية`.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            name = "in",
            desc = "The language of the name, in any spelling, known to the site or not; by default its own."
        )]
        reader: Option<LocaleTag>,
    ) -> Result<String> {
        let reader = match reader {
            None => self.locale.clone(),
            Some(LocaleTag(tag)) => Locale::parse(&tag).map_err(|_| {
                error::bad_input("in", format!("is `{tag}`, which is no language tag"))
            })?,
        };
        let key = format!("locale-name-{}", self.locale);
        let said = backend::site(ctx)?.catalog.own(&reader, &key);
        Ok(said.unwrap_or_else(|| name(&self.locale, &reader)))
    }

    /// The direction in which its text runs.
    async fn direction(&self) -> TextDirection {
        self.locale.direction().into()
    }

    /// Path of the locale's home.
    async fn path(&self, ctx: &Context<'_>) -> Result<String> {
        let home = Place {
            locale: self.locale.clone(),
            rest: Rest::default(),
        };
        Ok(backend::site(ctx)?.path(&home))
    }

    /// Whether it is the default locale, which `/` leads to.
    async fn is_default(&self, ctx: &Context<'_>) -> Result<bool> {
        let default = backend::site(ctx)?.locales.default_locale();
        Ok(self.locale == *default)
    }

    /// What is tried after it, in order, where it lacks something.
    async fn fallback(&self, ctx: &Context<'_>) -> Result<Vec<LocaleTag>> {
        let chain = backend::site(ctx)?.locales.chain(&self.locale);
        Ok(chain.after().iter().map(LocaleTag::from).collect())
    }

    /// Published posts and translated messages, out of all there are.
    async fn coverage(&self, ctx: &Context<'_>) -> Result<Coverage> {
        let site = backend::site(ctx)?;
        let posts = self.coverage;
        let posts = posts.ok_or_else(|| error::not_loaded(ctx, "coverage"))?;
        let default = site.locales.default_locale();
        let messages = site.catalog.coverage(&self.locale, default);
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Ok(Coverage {
            posts: page::total(posts.posts),
            posts_total: page::total(posts.posts_total),
            messages: count(messages.translated),
            messages_total: count(messages.total),
        })
    }
}

/// The direction in which text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "locale::TextDirection")]
pub(crate) enum TextDirection {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// How much of the site a locale has.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct Coverage {
    /// Posts published in the locale itself.
    posts: i32,
    /// Posts published in any locale.
    posts_total: i32,
    /// Messages that the locale itself has.
    messages: i32,
    /// Messages that the default locale has.
    messages_total: i32,
}

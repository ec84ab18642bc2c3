//! The inputs that name, filter and order posts.

use async_graphql::{Context, Enum, ID, InputObject, OneofObject, Result};

use super::object::PublicationStatus;
use crate::domain::slug::Section;
use crate::graphql::backend;
use crate::graphql::error;
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::service::read::plan;

/// Names one post; exactly one field is given.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum PostBy {
    /// Its `postId`: the same in every locale and view.
    PostId(ID),
    /// Its key.
    Key(String),
    /// A path at which it is shown.
    Path(String),
}

/// Which posts a list has; all conditions hold together.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PostFilter {
    /// The folder and all folders below it.
    section: Option<String>,
    /// Tag keys; a post must carry all of them.
    tags: Option<Vec<String>>,
    /// Published then or later.
    published_after: Option<DateTime>,
    /// Published before then.
    published_before: Option<DateTime>,
    /// Only posts published in these locales themselves, not by fallback.
    translated_into: Option<LocaleSet>,
    /// [editor] With view LATEST alone: by the newest state of the requested locale's own translation, no fallback.
    statuses: Option<Vec<PublicationStatus>>,
    /// [editor] With view LATEST alone: part of the title, case and diacritics folded.
    title_contains: Option<String>,
}

/// Which state of a post is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum ContentView {
    /// What readers see.
    #[default]
    Published,
    /// The newest saved state, published or not; needs a token. What a post leads to from there is as readers see it.
    Latest,
}

/// Locales of which a post needs all, any or none; the conditions that are given hold together.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct LocaleSet {
    /// All of these.
    all: Option<Vec<LocaleTag>>,
    /// At least one of these.
    any: Option<Vec<LocaleTag>>,
    /// None of these.
    none: Option<Vec<LocaleTag>>,
}

/// The order of a list of posts.
///
/// NEWEST and OLDEST go by `date`, else by the day of first publication, then by id. TITLE is collated for the requested
/// locale, then by id. SOURCE is the order of the source files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[graphql(remote = "plan::PostOrder")]
pub(crate) enum PostOrder {
    /// By date, the newest first.
    #[default]
    Newest,
    /// By date, the oldest first.
    Oldest,
    /// By the time of the last change that readers saw, the last first.
    RecentlyUpdated,
    /// By title, as the requested locale sorts.
    Title,
    /// In the order of the source files.
    Source,
}

impl PostFilter {
    /// The field that only editors who see the newest states can filter by, if one is given.
    pub(crate) fn of_editors(&self) -> Option<&'static str> {
        let statuses = self.statuses.as_ref().map(|_| "statuses");
        statuses.or_else(|| self.title_contains.as_ref().map(|_| "titleContains"))
    }

    /// The filter as the service knows it.
    pub(crate) fn read(self, ctx: &Context<'_>) -> Result<plan::PostFilter> {
        let LocaleSet { all, any, none } = self.translated_into.unwrap_or_default();
        let locales = |tags: Option<Vec<LocaleTag>>| {
            let tags = tags
                .map(|tags| bounded("translatedInto", tags))
                .transpose()?;
            tags.map(|tags| backend::locales(ctx, &tags)).transpose()
        };
        Ok(plan::PostFilter {
            section: self.section.as_deref().map(section).transpose()?,
            tags: bounded("tags", self.tags.unwrap_or_default())?,
            published_after: self.published_after.map(|DateTime(instant)| instant),
            published_before: self.published_before.map(|DateTime(instant)| instant),
            translated_into_all: locales(all)?.unwrap_or_default(),
            translated_into_any: locales(any)?,
            translated_into_none: locales(none)?.unwrap_or_default(),
            statuses: self
                .statuses
                .map(|statuses| statuses.into_iter().map(Into::into).collect()),
            title_contains: self.title_contains,
        })
    }
}

/// How many tags or locales one filter may name.
const NAMES_MAX: usize = 100;

fn bounded<T>(argument: &str, names: Vec<T>) -> Result<Vec<T>> {
    if names.len() > NAMES_MAX {
        return Err(error::limit_exceeded(argument, names.len(), NAMES_MAX));
    }
    Ok(names)
}

/// The folder that an argument `section` names.
pub(crate) fn section(key: &str) -> Result<Section> {
    Section::parse(key).map_err(|_| {
        error::bad_input(
            "section",
            "is the key of a folder, such as `docs/guide`; the empty text is the root",
        )
    })
}

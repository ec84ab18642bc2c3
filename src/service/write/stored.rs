//! What the database knows of one post that somebody wants to change.

use std::collections::HashMap;

use super::{PostChange, TranslationChange};
use crate::domain::id::{PostId, TranslationId};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, Subject};
use crate::domain::slug::Section;
use crate::store::post::{self, PostRow};
use crate::store::revision::{self, Slugs};
use crate::store::translation::{self, TranslationRow};
use crate::store::{Rows, StoreError, route};

/// A post with all its translations, deleted ones included.
#[derive(Clone, Debug)]
pub(in crate::service) struct StoredPost {
    pub(in crate::service) row: PostRow,
    pub(in crate::service) translations: Vec<TranslationRow>,
    slugs: HashMap<TranslationId, Slugs>,
    live: HashMap<Locale, Rest>,
}

impl StoredPost {
    /// The post with this id, if there is one, and be it deleted.
    pub(in crate::service) async fn load(
        tx: &impl Rows,
        id: PostId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(row) = post::by_ids(tx, &[id]).await?.pop() else {
            return Ok(None);
        };
        let live = route::live_of_posts(tx, &[id]).await?.into_iter();
        let slugs = revision::slugs(tx, &[id]).await?.into_iter();
        Ok(Some(Self {
            row,
            translations: translation::of_posts(tx, &[id]).await?,
            slugs: slugs.map(|slugs| (slugs.translation, slugs)).collect(),
            live: live
                .filter(|row| row.kind == RouteKind::Live(Subject::Post(id)))
                .map(|row| (row.locale, row.rest))
                .collect(),
        }))
    }

    /// Its row in a locale, deleted or not.
    pub(in crate::service) fn any(&self, locale: &Locale) -> Option<&TranslationRow> {
        self.translations.iter().find(|row| row.locale == *locale)
    }

    /// Its translation into a locale, unless it is deleted.
    pub(in crate::service) fn translation(&self, locale: &Locale) -> Option<&TranslationRow> {
        self.any(locale).filter(|row| row.head_rest.is_some())
    }

    /// Its translations that are not deleted.
    pub(in crate::service) fn living(&self) -> impl Iterator<Item = &TranslationRow> {
        self.translations
            .iter()
            .filter(|row| row.head_rest.is_some())
    }

    /// Whether nothing of it is left but saved states.
    pub(in crate::service) fn is_deleted(&self) -> bool {
        self.living().next().is_none()
    }

    /// The version of the source that a translation is brought up to date with: what is published, else the newest.
    pub(in crate::service) fn source_version(&self) -> Option<i32> {
        let source = self.translation(&self.row.source_locale)?;
        Some(source.current_version())
    }

    /// The slug of the newest state in a locale.
    pub(in crate::service) fn head_slug(&self, row: &TranslationRow) -> Option<&str> {
        self.slugs.get(&row.id).map(|slugs| slugs.head.as_str())
    }

    /// A translation as it is, to be changed.
    pub(in crate::service) fn change(&self, row: &TranslationRow) -> TranslationChange {
        let live = self.live.get(&row.locale).cloned();
        TranslationChange {
            before: Some(row.clone()),
            live_before: live.clone(),
            after: row.clone(),
            live,
            revision: None,
            rendering: None,
        }
    }

    /// The post with these translations changed and everything shared as it is.
    pub(in crate::service) fn with(self, translations: Vec<TranslationChange>) -> PostChange {
        PostChange {
            before: Some(self.row.clone()),
            after: self.row,
            translations,
        }
    }

    /// All translations in another folder: their newest states and their live ones move.
    pub(in crate::service) fn moved(&self, to: &Section) -> Vec<TranslationChange> {
        let in_folder = |slug: &str| rest_of(to, slug);
        self.living()
            .map(|row| {
                let mut change = self.change(row);
                let slugs = self.slugs.get(&row.id);
                change.after.head_rest = slugs.map(|slugs| in_folder(&slugs.head));
                let live = slugs.and_then(|slugs| slugs.live.as_deref());
                change.live = live.filter(|_| change.live.is_some()).map(in_folder);
                change
            })
            .collect()
    }
}

/// The path of a post with a slug as revisions keep it: empty for an index page.
pub(in crate::service) fn rest_of(section: &Section, slug: &str) -> Rest {
    match (section.is_root(), slug.is_empty()) {
        (_, true) => Rest::of_section(section),
        (true, false) => Rest::from_canonical(slug),
        (false, false) => Rest::from_canonical(&format!("{section}/{slug}")),
    }
}

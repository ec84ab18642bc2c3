//! A new newest state of a translation, made from the one before it and what a save says.
//! Whether its path is free is asked elsewhere.

use super::{SeoInput, Texts};
use crate::domain::id::{PostId, TranslationId};
use crate::domain::locale::Locale;
use crate::domain::path::{Rest, reserved};
use crate::domain::slug::{Section, Slug};
use crate::domain::source::SourceSeo;
use crate::service::act::Act;
use crate::service::input::{self, Edit};
use crate::service::problem::{Problem, Problems, WriteError};
use crate::service::rendering;
use crate::service::site::Site;
use crate::service::write::TranslationChange;
use crate::service::write::stored::{StoredPost, rest_of};
use crate::store::WriteTx;
use crate::store::rendering::{self as stored_rendering, Rendering};
use crate::store::revision::RevisionRow;
use crate::store::translation::TranslationRow;

/// A new state in the making.
pub(in crate::service) struct Draft<'a> {
    pub(in crate::service) act: &'a Act<'a>,
    pub(in crate::service) section: &'a Section,
    pub(in crate::service) locale: &'a Locale,
    /// Where in the input its parts are.
    pub(in crate::service) path: &'a [&'a str],
}

impl Draft<'_> {
    /// The state after a save, and its path; what is missing or cannot be is noted.
    pub(in crate::service) fn revise(
        &self,
        texts: Texts,
        head: Option<&RevisionRow>,
        problems: &mut Problems,
    ) -> Option<(Rest, RevisionRow)> {
        let mut revision = head.cloned().unwrap_or_else(|| self.blank());
        let (title_path, slug_path) = (self.at("title"), self.at("slug"));
        let is_broken = texts.is_broken;
        revision.title = texts.title.or(revision.title, String::new());
        if revision.title.is_empty() && !is_broken {
            problems.add(Problem::required(&title_path));
        }
        let slug = match texts.slug {
            Edit::Set(slug) => slug.map_or_else(String::new, |slug| slug.to_string()),
            Edit::Keep if head.is_some() => revision.slug,
            Edit::Keep | Edit::Clear => match Slug::of_title(&revision.title) {
                Ok(slug) => slug.to_string(),
                Err(_) if is_broken || revision.title.is_empty() => return None,
                Err(_) => {
                    problems.add(Problem::invalid(&slug_path, "error-invalid-slug"));
                    return None;
                }
            },
        };
        revision.slug = slug;
        revision.description = texts.description.or(revision.description, String::new());
        revision.markdown = texts.markdown.or(revision.markdown, String::new());
        revision.seo = seo(texts.seo, revision.seo);
        revision.meta = input::meta_text(texts.meta, revision.meta);
        revision.navigation = texts.navigation.or_none(revision.navigation);
        let rest = rest_of(self.section, &revision.slug);
        if reserved(self.section, &rest, self.act.site().locales.all()).is_some() {
            problems.add(Problem::invalid(&slug_path, "error-invalid-reserved"));
        }
        Some((rest, revision))
    }

    fn at<'b>(&'b self, name: &'b str) -> Vec<&'b str> {
        self.path.iter().copied().chain([name]).collect()
    }

    fn blank(&self) -> RevisionRow {
        RevisionRow {
            translation: TranslationId(0),
            version: 0,
            slug: String::new(),
            title: String::new(),
            description: String::new(),
            seo: SourceSeo::default(),
            meta: "{}".to_owned(),
            navigation: None,
            front_matter: "{}".to_owned(),
            markdown: String::new(),
            author: String::new(),
            created_at: self.act.now,
        }
    }

    /// The translation of a stored post with this new state.
    pub(in crate::service) fn change(
        &self,
        stored: &StoredPost,
        rest: Rest,
        revision: RevisionRow,
    ) -> TranslationChange {
        let change = match stored.any(self.locale) {
            Some(row) => stored.change(row),
            None => self.blank_translation(stored.row.id),
        };
        self.with_head(change, rest, revision)
    }

    /// A translation that was never there.
    pub(in crate::service) fn blank_translation(&self, post: PostId) -> TranslationChange {
        TranslationChange {
            before: None,
            live_before: None,
            after: TranslationRow {
                id: TranslationId(self.act.writer.ids.next(self.act.now)),
                post,
                locale: self.locale.clone(),
                head_version: 0,
                live_version: None,
                scheduled_version: None,
                publish_at: None,
                published_at: None,
                confirmed_source_version: None,
                head_rest: None,
                stem: String::new(),
                extension: "md".to_owned(),
                source_root: None,
                source_file: None,
                imported_hash: None,
                imported_version: None,
                updated_at: self.act.now,
            },
            live: None,
            revision: None,
            rendering: None,
        }
    }

    /// Makes a revision its newest state.
    pub(in crate::service) fn with_head(
        &self,
        mut change: TranslationChange,
        rest: Rest,
        revision: RevisionRow,
    ) -> TranslationChange {
        let after = &mut change.after;
        after.head_version += 1;
        if after.source_file.is_none() {
            after.stem = stem(self.locale, self.section, &revision.slug);
        }
        if after.live_version.is_none() {
            after.updated_at = self.act.now;
        }
        after.head_rest = Some(rest);
        change.revision = Some(RevisionRow {
            translation: after.id,
            version: after.head_version,
            author: self.act.caller.name.clone(),
            created_at: self.act.now,
            ..revision
        });
        change
    }
}

fn seo(edit: Edit<SeoInput>, before: SourceSeo) -> SourceSeo {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    match edit {
        Edit::Keep => before,
        Edit::Clear => SourceSeo::default(),
        Edit::Set(seo) => SourceSeo {
            title: filled(seo.title.or_none(before.title)),
            description: filled(seo.description.or_none(before.description)),
            image: filled(seo.image.or_none(before.image)),
        },
    }
}

/// Where a file of the post would lie: what orders posts that came from no file among those that did.
pub(in crate::service) fn stem(locale: &Locale, section: &Section, slug: &str) -> String {
    let name = if slug.is_empty() { "index" } else { slug };
    match section.is_root() {
        true => format!("{locale}/{name}"),
        false => format!("{locale}/{section}/{name}"),
    }
}

/// How the new state looks: as it was rendered before the transaction, or with the body of the state before it.
pub(in crate::service) async fn rendered(
    tx: &WriteTx,
    site: &Site,
    change: &TranslationChange,
    body: Option<Rendering>,
) -> Result<Option<Rendering>, WriteError> {
    let Some(revision) = &change.revision else {
        return Ok(None);
    };
    let kept = match (&body, &change.before) {
        (None, Some(row)) if row.head_rest.is_some() => {
            stored_rendering::by_version(tx, row.id, row.head_version).await?
        }
        _ => None,
    };
    let locale = &change.after.locale;
    Ok(Some(match body.or(kept) {
        Some(body) => rendering::seal(body, revision),
        None => rendering::of_revision(site, locale, revision),
    }))
}

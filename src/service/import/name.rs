//! What tags and folders are called: from `tags.yml`, the locale files, front matter and `.navigation.yml`.
//! A name that a file says as before is not written again, whatever editors made of it since.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::translation::json;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::id::{Ids, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::{Rest, TAG_PREFIX};
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::domain::slug::Slug;
use crate::domain::source::{SourceFolder, SourceTag};
use crate::store::section::SectionRow;
use crate::store::tag::{TagName, TagRow};

/// What each name was when it was last imported from a folder: hashes by what is named.
#[derive(Debug, Default)]
pub(super) struct Seen {
    hashes: BTreeMap<String, String>,
    pub(super) is_changed: bool,
}

impl Seen {
    /// Reads the setting in which it is kept.
    pub(super) fn read(text: Option<&str>) -> Self {
        let hashes = text.and_then(|text| serde_json::from_str(text).ok());
        Self {
            hashes: hashes.unwrap_or_default(),
            is_changed: false,
        }
    }

    /// The text of the setting.
    pub(super) fn write(&self) -> String {
        serde_json::to_string(&self.hashes).unwrap_or_default()
    }

    /// Whether a file says something else than at the last import.
    fn is_news(&mut self, what: String, value: &str) -> bool {
        let hash = hexadecimal(Sha256::digest(value.as_bytes()).iter().take(8));
        let is_news = self.hashes.get(&what) != Some(&hash);
        if is_news {
            self.hashes.insert(what, hash);
            self.is_changed = true;
        }
        is_news
    }
}

/// What a run makes of tags.
#[derive(Debug, Default)]
pub(super) struct TagPlan {
    /// Tags that are new or called otherwise.
    pub(super) rows: Vec<TagRow>,
    /// All tags by key.
    pub(super) ids: HashMap<String, TagId>,
    /// Paths that appear or change.
    pub(super) routes: Vec<RouteRow>,
    /// What readers can notice.
    pub(super) changes: Vec<Change>,
}

/// How a run names tags.
pub(super) struct Naming<'a> {
    pub(super) locales: &'a Locales,
    /// The text of the message `tag-<key>` that a locale itself has.
    pub(super) message: &'a (dyn Fn(&str, &Locale) -> Option<String> + Sync),
    pub(super) ids: &'a Ids,
    pub(super) now: Instant,
}

impl Naming<'_> {
    /// Plans the tags of a run.
    pub(super) fn plan(
        &self,
        stored: &BTreeMap<String, TagRow>,
        tags: &[SourceTag],
        seen: &mut Seen,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> TagPlan {
        let mut plan = TagPlan::default();
        let mut taken: HashSet<(Locale, String)> = stored
            .values()
            .flat_map(|tag| {
                tag.names
                    .iter()
                    .map(|(locale, name)| (locale.clone(), name.slug.clone()))
            })
            .collect();
        plan.ids
            .extend(stored.values().map(|tag| (tag.key.clone(), tag.id)));
        for tag in tags {
            let before = stored.get(&tag.key);
            let mut row = before.cloned().unwrap_or_else(|| TagRow {
                id: TagId(self.ids.next(self.now)),
                key: tag.key.clone(),
                names: BTreeMap::new(),
            });
            for (locale, name) in self.names(tag) {
                self.rename(&mut row, &locale, name, &mut taken, seen, diagnostics);
            }
            plan.ids.insert(tag.key.clone(), row.id);
            if before != Some(&row) {
                plan.note(before, row);
            }
        }
        plan
    }

    /// What a tag is called, at least in the default locale: by a message of the locale, else by a file, else by its key.
    /// A slug that nobody said is empty.
    fn names(&self, tag: &SourceTag) -> BTreeMap<Locale, TagName> {
        let mut names = tag.names.clone();
        for locale in self.locales.all() {
            if let Some(name) = (self.message)(&tag.key, locale) {
                names.insert(locale.clone(), name);
            }
        }
        let default = self.locales.default_locale();
        if !names.contains_key(default) {
            let any = tag.names.values().next().unwrap_or(&tag.key).clone();
            names.insert(default.clone(), any);
        }
        names
            .into_iter()
            .map(|(locale, name)| {
                let slug = tag.slugs.get(&locale).map_or("", Slug::as_str).to_owned();
                let description = tag.descriptions.get(&locale).cloned().unwrap_or_default();
                let name = TagName {
                    name,
                    slug,
                    description,
                };
                (locale, name)
            })
            .collect()
    }

    fn rename(
        &self,
        row: &mut TagRow,
        locale: &Locale,
        said: TagName,
        taken: &mut HashSet<(Locale, String)>,
        seen: &mut Seen,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let is_news = seen.is_news(format!("tag {} {locale}", row.key), &format!("{said:?}"));
        if !is_news && row.names.contains_key(locale) {
            return;
        }
        let made = || Slug::of_title(&said.name).map(|slug| slug.to_string());
        let wanted = match said.slug.is_empty() {
            true => made().unwrap_or_else(|_| row.key.clone()),
            false => said.slug.clone(),
        };
        if let Some(old) = row.names.get(locale) {
            taken.remove(&(locale.clone(), old.slug.clone()));
        }
        let slug = free_slug(&wanted, locale, taken);
        if slug != wanted {
            let message = format!(
                "in `{locale}` another tag has the slug `{wanted}`; `{}` is served as `{slug}`",
                row.key
            );
            let help = "give one of them another `slug` in `tags.yml`";
            diagnostics.push(Diagnostic::warning("TAG_SLUG_TAKEN", message).help(help));
        }
        taken.insert((locale.clone(), slug.clone()));
        row.names.insert(locale.clone(), TagName { slug, ..said });
    }
}

fn free_slug(wanted: &str, locale: &Locale, taken: &HashSet<(Locale, String)>) -> String {
    let is_free = |slug: &String| !taken.contains(&(locale.clone(), slug.clone()));
    let numbered = (2u64..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

impl TagPlan {
    fn note(&mut self, before: Option<&TagRow>, row: TagRow) {
        let rest = |name: &TagName| Rest::from_canonical(&format!("{TAG_PREFIX}/{}", name.slug));
        for (locale, name) in &row.names {
            let old = before.and_then(|before| before.names.get(locale));
            if old == Some(name) {
                continue;
            }
            let route = |rest, kind| RouteRow {
                rest,
                locale: locale.clone(),
                kind,
            };
            let previous = old.map(rest).filter(|old| *old != rest(name));
            let moved = previous
                .clone()
                .map(|old| route(old, RouteKind::Moved(Subject::Tag(row.id))));
            self.routes.extend(moved);
            self.routes
                .push(route(rest(name), RouteKind::Live(Subject::Tag(row.id))));
            self.changes.push(Change {
                tag: Some(row.id),
                locale: Some(locale.clone()),
                rest: Some(rest(name)),
                previous_rest: previous,
                ..Change::new(match old {
                    None => ChangeKind::Published,
                    Some(_) => ChangeKind::Updated,
                })
            });
        }
        self.rows.push(row);
    }
}

/// The folders that files name otherwise than at the last import.
pub(super) fn folders(
    folders: &[SourceFolder],
    stored: &[SectionRow],
    seen: &mut Seen,
) -> (Vec<SectionRow>, Vec<Change>) {
    let mut rows = Vec::new();
    let mut changes = Vec::new();
    for folder in folders {
        let row = SectionRow {
            section: folder.section.clone(),
            locale: folder.locale.clone(),
            title: folder.title.clone(),
            navigation: json(&folder.navigation),
        };
        let said = format!("{:?} {}", row.title, row.navigation);
        let is_news = seen.is_news(format!("folder {} {}", row.section, row.locale), &said);
        let is_there = stored
            .iter()
            .any(|each| each.section == row.section && each.locale == row.locale);
        if (is_there && !is_news) || stored.contains(&row) {
            continue;
        }
        changes.push(Change {
            locale: Some(row.locale.clone()),
            rest: Some(Rest::of_section(&row.section)),
            ..Change::new(ChangeKind::Updated)
        });
        rows.push(row);
    }
    (rows, changes)
}

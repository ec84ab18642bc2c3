//! Folders as a scope shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::post::in_order;
use super::shelf::Shelf;
use super::view::{AlternateView, SectionView};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::scope::{Audience, Scope};
use crate::domain::slug::Section;
use crate::service::site::Site;
use crate::store::read::name::{Names, SectionNames};

/// The folders with these keys that have a post in the scope, by key; for editors, those without one as well.
pub(super) fn views(
    site: &Site,
    shelf: &Shelf<'_>,
    scope: &Arc<Scope>,
    keys: &[Section],
    names: &Names,
) -> BTreeMap<Section, SectionView> {
    let unnamed = SectionNames::default();
    keys.iter()
        .filter_map(|key| {
            let names = match scope.audience {
                Audience::Readers => names.sections.get(key)?,
                Audience::Editors => names.sections.get(key).unwrap_or(&unnamed),
            };
            let count = shelf.section_count(key, names.counts.get(scope.requested()).copied());
            let locale = match (scope.audience, served(scope, names)) {
                (_, Some(locale)) => locale,
                (Audience::Readers, None) => return None,
                // A folder in which nothing is published yet.
                (Audience::Editors, None) => scope.requested().clone(),
            };
            (count > 0 || scope.audience == Audience::Editors).then(|| {
                let title = title(site, scope.chain.locales(), key, names);
                let view = SectionView {
                    scope: Arc::clone(scope),
                    key: key.clone(),
                    place: place(scope.requested(), key),
                    canonical: place(&locale, key),
                    title,
                    alternates: alternates(site, key, names),
                    index: None,
                    lists: Vec::new(),
                    locale,
                };
                (key.clone(), view)
            })
        })
        .collect()
}

/// The first locale of the chain that has posts of its own in the folder.
fn served(scope: &Scope, names: &SectionNames) -> Option<Locale> {
    let has_own = |locale: &&Locale| names.counts.get(*locale).is_some_and(|(_, own)| *own > 0);
    scope.chain.locales().iter().find(has_own).cloned()
}

/// A folder's title, which resolves on its own along the chain: what its settings or the locale files call it; else its last
/// segment.
fn title(site: &Site, chain: &[Locale], key: &Section, names: &SectionNames) -> String {
    chain
        .iter()
        .find_map(|locale| own_title(site, locale, key, names))
        .unwrap_or_else(|| key.last_segment().unwrap_or("/").to_owned())
}

fn own_title(site: &Site, locale: &Locale, key: &Section, names: &SectionNames) -> Option<String> {
    let title = names.titles.get(locale).cloned();
    title.or_else(|| site.catalog.own(locale, &message_key(key)))
}

/// The message that names a folder: `section-blog`, `section-docs-guide`; the root is `section-home`.
pub(super) fn message_key(key: &Section) -> String {
    if key.is_root() {
        return "section-home".to_owned();
    }
    format!("section-{}", key.as_str().replace('/', "-"))
}

pub(super) fn alternates(site: &Site, key: &Section, names: &SectionNames) -> Vec<AlternateView> {
    let with_posts = names.counts.iter().filter(|(_, (_, own))| *own > 0);
    in_order(
        site,
        with_posts.map(|(locale, _)| AlternateView {
            place: place(locale, key),
            title: title(site, site.locales.chain(locale).locales(), key, names),
        }),
    )
}

fn place(locale: &Locale, key: &Section) -> Place {
    Place {
        locale: locale.clone(),
        rest: Rest::of_section(key),
    }
}

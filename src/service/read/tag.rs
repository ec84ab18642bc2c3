//! Tags as a scope shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::post::in_order;
use super::shelf::Shelf;
use super::view::{AlternateView, TagView};
use crate::domain::id::TagId;
use crate::domain::listing;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::scope::{Audience, Scope};
use crate::domain::slug::Slug;
use crate::service::site::Site;
use crate::store::read::name::{Names, TagName, TagNames};

/// The tags with these ids that have a name and a post in the scope, by id; for editors, those without a post as well.
pub(super) fn views(
    site: &Site,
    shelf: &Shelf<'_>,
    scope: &Arc<Scope>,
    ids: &[TagId],
    names: &Names,
) -> BTreeMap<TagId, TagView> {
    let places: listing::Places<TagId> = names
        .tags
        .iter()
        .map(|(id, names)| (*id, places(names)))
        .collect();
    let shown = listing::shown(&scope.chain, &places);
    ids.iter()
        .filter_map(|id| {
            let (names, shown) = (names.tags.get(id)?, shown.get(id)?);
            let name = names.names.get(&shown.locale)?;
            let count = shelf.tag_count(*id, names.counts.get(scope.requested()).copied());
            (count > 0 || scope.audience == Audience::Editors).then(|| {
                let view = TagView {
                    scope: Arc::clone(scope),
                    id: *id,
                    key: names.key.clone(),
                    locale: shown.locale.clone(),
                    place: shown.place.clone(),
                    canonical: place(&shown.locale, name),
                    name: name.name.clone(),
                    slug: name.slug.clone(),
                    description: name.description.clone(),
                    count,
                    alternates: alternates(site, names),
                    lists: Vec::new(),
                };
                (*id, view)
            })
        })
        .collect()
}

/// Where the tag is published: it has a name there, and something to show.
pub(super) fn alternates(site: &Site, names: &TagNames) -> Vec<AlternateView> {
    let has_posts = |locale: &Locale| {
        names
            .counts
            .get(locale)
            .is_some_and(|(shown, _)| *shown > 0)
    };
    let named = names.names.iter().filter(|(locale, _)| has_posts(locale));
    in_order(
        site,
        named.map(|(locale, name)| AlternateView {
            place: place(locale, name),
            title: name.name.clone(),
        }),
    )
}

fn places(names: &TagNames) -> Vec<Place> {
    names
        .names
        .iter()
        .map(|(locale, name)| place(locale, name))
        .collect()
}

fn place(locale: &Locale, name: &TagName) -> Place {
    Place {
        locale: locale.clone(),
        rest: Slug::parse(&name.slug).map_or_else(|_| Rest::default(), |slug| Rest::of_tag(&slug)),
    }
}

//! What a locale can show, and where: the rows that lists, neighbors, facets and menus read.
//! The view is derived; computing it anew from published places must always give the same rows.

use std::collections::BTreeMap;

use super::fallback::Chain;
use super::id::PostId;
use super::locale::Locale;
use super::path::Rest;
use super::route::{Place, Shown};

/// The published places of things with ids of one kind: where each is live in which locale.
pub type Places<Id = PostId> = BTreeMap<Id, Vec<Place>>;

/// Everything that the requested locale of `chain` can show of `places`, by post.
///
/// Of two posts with one path, the one whose served locale comes first in the chain owns it; the other is shown at the path of
/// its served locale. Two posts never have one path in one locale, so there is no third case.
pub fn shown<Id: Copy + Ord>(chain: &Chain, places: &Places<Id>) -> BTreeMap<Id, Shown> {
    let served: BTreeMap<Id, &Place> = places
        .iter()
        .filter_map(|(post, places)| Some((*post, served(chain, places)?)))
        .collect();
    let mut owners: BTreeMap<&Rest, (Option<usize>, Id)> = BTreeMap::new();
    for (post, place) in &served {
        let claim = (chain.rank(&place.locale), *post);
        let owner = owners.entry(&place.rest).or_insert(claim);
        *owner = claim.min(*owner);
    }
    served
        .iter()
        .map(|(post, place)| {
            let is_owner = owners
                .get(&place.rest)
                .is_some_and(|(_, owner)| owner == post);
            (*post, shown_at(chain, place, is_owner))
        })
        .collect()
}

fn served<'a>(chain: &Chain, places: &'a [Place]) -> Option<&'a Place> {
    let locale = chain.first_of(places.iter().map(|place| &place.locale))?;
    places.iter().find(|place| place.locale == *locale)
}

fn shown_at(chain: &Chain, place: &Place, is_owner: bool) -> Shown {
    let locale: &Locale = if is_owner {
        chain.requested()
    } else {
        &place.locale
    };
    Shown {
        locale: place.locale.clone(),
        place: Place {
            locale: locale.clone(),
            rest: place.rest.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::route::{self, RouteKind, RouteRow, Subject};

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn any_places() -> impl Strategy<Value = Places> {
        let place = (0..5i64, 0..3usize, 0..4usize);
        prop::collection::vec(place, 0..15).prop_map(|rows| {
            let mut places = Places::new();
            for (post, tag, rest) in rows {
                let place = Place {
                    locale: locale(["en", "de", "fr"][tag]),
                    rest: Rest::from_canonical(["a", "b", "c", "d"][rest]),
                };
                let is_taken = places.values().flatten().any(|each| *each == place);
                let of_post: &mut Vec<Place> = places.entry(PostId(post)).or_default();
                if !is_taken && of_post.iter().all(|each| each.locale != place.locale) {
                    of_post.push(place);
                }
            }
            places
        })
    }

    proptest! {
        #[test]
        fn a_list_shows_a_post_where_its_path_is_answered_with_it(places in any_places()) {
            let chain = Chain::new(locale("de"), [locale("fr"), locale("en")]);
            let rows: Vec<RouteRow> = places
                .iter()
                .flat_map(|(post, places)| places.iter().map(|place| RouteRow {
                    rest: place.rest.clone(),
                    locale: place.locale.clone(),
                    kind: RouteKind::Live(Subject::Post(*post)),
                }))
                .collect();
            let listed = shown(&chain, &places);
            for post in places.keys() {
                let answered = route::shown(&chain, Subject::Post(*post), &rows);
                prop_assert_eq!(listed.get(post), answered.as_ref());
            }
        }
    }
}

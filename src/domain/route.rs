//! How a path is answered: one pure decision over what the database knows of the path.
//! What is shown in which order of preference is decided here and nowhere else.

use super::fallback::Chain;
use super::id::{PostId, TagId};
use super::locale::Locale;
use super::path::Rest;

/// What has a path of its own in each locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A post.
    Post(PostId),
    /// A tag.
    Tag(TagId),
}

/// One row of the route table: what one locale knows of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteRow {
    /// The path without its locale.
    pub rest: Rest,
    /// The locale.
    pub locale: Locale,
    /// What it leads to.
    pub kind: RouteKind,
}

/// What a path leads to in the locale of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteKind {
    /// Published here.
    Live(Subject),
    /// Published here once; now it is elsewhere or nowhere.
    Moved(Subject),
    /// A thing was published here once that is not even a saved state any more.
    Gone,
    /// An editor's redirect.
    Manual {
        /// A path or URL.
        target: String,
        /// 301, 302, 307 or 308.
        status: u16,
    },
}

/// A path in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The locale of the path's prefix.
    pub locale: Locale,
    /// What follows.
    pub rest: Rest,
}

/// A subject as it is shown in one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The locale that is served.
    pub locale: Locale,
    /// Its path in the requested locale, or in the served one where another subject owns that.
    pub place: Place,
}

/// Why a path is answered with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectReason {
    /// The slug changed, or the section.
    SlugChanged,
    /// The slug is that of another locale.
    LocaleSlug,
    /// The path was not in canonical form.
    Normalized,
    /// An editor made it.
    Manual,
}

/// How a path is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// With this subject, served from this locale, at the path that was asked for.
    Show(Subject, Locale),
    /// With the folder at this path.
    Section,
    /// With another path of the same subject.
    Moved(RedirectReason, Place),
    /// With what an editor said.
    Manual {
        /// A path or URL.
        target: String,
        /// 301, 302, 307 or 308.
        status: u16,
    },
    /// It was published and nothing of it can be shown any more.
    Gone,
    /// Nothing was ever here; the places may be what was meant.
    NotFound(Vec<Place>),
}

/// Decides how `rest` is answered in the requested locale of `chain`.
///
/// `rows` holds every row at `rest`, and every row at any live path of the subjects among those.
/// In order: what is shown at the path, by its own translation or by fallback; the folder at the path; a live path of another
/// locale; a redirect or an old path; nothing.
pub fn decide(chain: &Chain, rest: &Rest, rows: &[RouteRow], is_section_shown: bool) -> Decision {
    let here: Vec<&RouteRow> = rows.iter().filter(|row| row.rest == *rest).collect();
    if let Some((subject, locale)) = shown_at(chain, &here, rows) {
        return Decision::Show(subject, locale);
    }
    if is_section_shown {
        return Decision::Section;
    }
    if let Some(place) = other_locale(chain, &here, rows) {
        return Decision::Moved(RedirectReason::LocaleSlug, place);
    }
    if let Some(decision) = once_there(chain, &here, rows) {
        return decision;
    }
    Decision::NotFound(suggestions(&here, rows))
}

/// How a subject with these rows is shown in the requested locale of `chain`; `None` if it is not.
///
/// `rows` must hold every live row of the subject, and every row at the paths of those.
pub fn shown(chain: &Chain, subject: Subject, rows: &[RouteRow]) -> Option<Shown> {
    let served = served(chain, subject, rows)?;
    let live = |row: &&RouteRow| row.kind == RouteKind::Live(subject) && row.locale == *served;
    let rest = &rows.iter().find(live)?.rest;
    let owner = shown_at(
        chain,
        &rows
            .iter()
            .filter(|row| row.rest == *rest)
            .collect::<Vec<_>>(),
        rows,
    );
    let is_owner = owner.is_none_or(|(owner, _)| owner == subject);
    let locale = if is_owner { chain.requested() } else { served };
    Some(Shown {
        locale: served.clone(),
        place: Place {
            locale: locale.clone(),
            rest: rest.clone(),
        },
    })
}

/// The first locale of the chain in which the subject is live.
fn served<'a>(chain: &Chain, subject: Subject, rows: &'a [RouteRow]) -> Option<&'a Locale> {
    let live = rows
        .iter()
        .filter(|row| row.kind == RouteKind::Live(subject));
    chain.first_of(live.map(|row| &row.locale))
}

/// What is shown at a path: the first row along the chain whose subject is served from that row's locale.
fn shown_at(chain: &Chain, here: &[&RouteRow], rows: &[RouteRow]) -> Option<(Subject, Locale)> {
    chain.locales().iter().find_map(|locale| {
        let row = here.iter().find(|row| row.locale == *locale)?;
        let RouteKind::Live(subject) = row.kind else {
            return None;
        };
        let is_served_here = served(chain, subject, rows) == Some(locale);
        is_served_here.then(|| (subject, locale.clone()))
    })
}

/// Where a subject that is live at this path in another locale is shown in the requested one.
fn other_locale(chain: &Chain, here: &[&RouteRow], rows: &[RouteRow]) -> Option<Place> {
    let mut live: Vec<(&RouteRow, Subject)> = here
        .iter()
        .filter_map(|row| match row.kind {
            RouteKind::Live(subject) => Some((*row, subject)),
            _ => None,
        })
        .collect();
    live.sort_by_key(|(row, _)| {
        (
            chain.rank(&row.locale).unwrap_or(usize::MAX),
            row.locale.clone(),
        )
    });
    live.into_iter()
        .find_map(|(_, subject)| shown(chain, subject, rows))
        .map(|shown| shown.place)
}

/// What becomes of an old path, or what an editor said of it; the requested locale's own rows first, then those of its chain,
/// since an old path of a fallback was a path of the requested locale, too.
fn once_there(chain: &Chain, here: &[&RouteRow], rows: &[RouteRow]) -> Option<Decision> {
    chain.locales().iter().find_map(|locale| {
        let row = here.iter().find(|row| row.locale == *locale)?;
        match &row.kind {
            RouteKind::Live(_) => None,
            RouteKind::Gone => Some(Decision::Gone),
            RouteKind::Moved(subject) => Some(match shown(chain, *subject, rows) {
                Some(shown) => Decision::Moved(RedirectReason::SlugChanged, shown.place),
                None => Decision::Gone,
            }),
            RouteKind::Manual { target, status } => {
                (locale == chain.requested()).then(|| Decision::Manual {
                    target: target.clone(),
                    status: *status,
                })
            }
        }
    })
}

/// Where the subjects that are live at this path in locales outside the chain can be seen.
fn suggestions(here: &[&RouteRow], rows: &[RouteRow]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for row in rows {
        let is_meant =
            matches!(row.kind, RouteKind::Live(_)) && here.iter().any(|each| each.kind == row.kind);
        if is_meant {
            places.push(Place {
                locale: row.locale.clone(),
                rest: row.rest.clone(),
            });
        }
    }
    places
}

#[cfg(test)]
mod tests;

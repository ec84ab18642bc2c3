//! Whose path it is, when one post changes: no two posts have one path in one locale, neither as their newest state nor live.

use super::stored::rest_of;
use super::{PostChange, TranslationChange};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{Place, RouteKind, Subject};
use crate::domain::slug::SLUG_CHARS_MAX;
use crate::service::problem::{Problem, ProblemCode, Problems};
use crate::service::site::Site;
use crate::store::{Rows, StoreError, route, translation};

/// Notes what is wrong with the paths that a post would have; they come from `path` in the input.
pub(in crate::service) async fn check(
    tx: &impl Rows,
    site: &Site,
    change: &PostChange,
    path: &[&str],
    problems: &mut Problems,
) -> Result<(), StoreError> {
    for one in &change.translations {
        let locale = &one.after.locale;
        if let Some(rest) = claimed_head(one)
            && is_head_taken(tx, change, locale, rest).await?
        {
            let taken = Problem::new(ProblemCode::SlugTaken, path, "error-slug-taken")
                .with("slug", rest.last_segment())
                .with("locale", locale.as_str());
            problems.add(taken.suggest(free(tx, change, locale, rest).await?));
        }
        if let Some(rest) = claimed_live(one)
            && is_live_taken(tx, change, locale, rest).await?
        {
            let place = Place {
                locale: locale.clone(),
                rest: rest.clone(),
            };
            let taken = Problem::new(ProblemCode::PathTaken, path, "error-path-taken");
            problems.add(taken.with("path", site.path(&place)));
        }
    }
    Ok(())
}

/// The path that its newest state did not have before.
fn claimed_head(one: &TranslationChange) -> Option<&Rest> {
    let before = one.before.as_ref().and_then(|row| row.head_rest.as_ref());
    one.after
        .head_rest
        .as_ref()
        .filter(|rest| before != Some(*rest))
}

/// The path at which it was not live before.
fn claimed_live(one: &TranslationChange) -> Option<&Rest> {
    one.live
        .as_ref()
        .filter(|rest| one.live_before.as_ref() != Some(*rest))
}

/// Whether the newest state of another post has this path in the locale.
async fn is_head_taken(
    tx: &impl Rows,
    change: &PostChange,
    locale: &Locale,
    rest: &Rest,
) -> Result<bool, StoreError> {
    let there = translation::at_rests(tx, &[rest.as_str()]).await?;
    let is_other =
        |row: &translation::TranslationRow| row.locale == *locale && row.post != change.after.id;
    Ok(there.iter().any(is_other))
}

async fn is_live_taken(
    tx: &impl Rows,
    change: &PostChange,
    locale: &Locale,
    rest: &Rest,
) -> Result<bool, StoreError> {
    let there = route::at(tx, &[rest.as_str()]).await?;
    Ok(there.iter().any(|row| {
        let is_live =
            matches!(row.kind, RouteKind::Live(of) if of != Subject::Post(change.after.id));
        row.locale == *locale && is_live
    }))
}

/// How many numbered slugs are tried.
const TRIES: usize = 64;

/// The first numbered slug that no post has in that folder and locale.
async fn free(
    tx: &impl Rows,
    change: &PostChange,
    locale: &Locale,
    rest: &Rest,
) -> Result<Option<String>, StoreError> {
    let section = &change.after.section;
    // An index page has no slug to be numbered.
    if rest.as_str() == section.as_str() {
        return Ok(None);
    }
    let slug = rest.last_segment();
    let kept: String = slug.chars().take(SLUG_CHARS_MAX - 4).collect();
    let candidates: Vec<(String, Rest)> = (2..2 + TRIES)
        .map(|number| format!("{kept}-{number}"))
        .map(|slug| (slug.clone(), rest_of(section, &slug)))
        .collect();
    let texts: Vec<&str> = candidates.iter().map(|(_, rest)| rest.as_str()).collect();
    let mut taken: Vec<Rest> = Vec::new();
    for row in translation::at_rests(tx, &texts).await? {
        taken.extend(row.head_rest.filter(|_| row.locale == *locale));
    }
    for row in route::at(tx, &texts).await? {
        let is_live = matches!(row.kind, RouteKind::Live(_));
        taken.extend((is_live && row.locale == *locale).then_some(row.rest));
    }
    let free = candidates
        .into_iter()
        .find(|(_, rest)| !taken.contains(rest));
    Ok(free.map(|(slug, _)| slug))
}

//! Whose path it is, when one post changes: no two posts have one path in one locale, neither as their newest state nor live.

use std::collections::HashMap;

use super::{PostChange, TranslationChange};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::route::{RouteKind, Subject};
use crate::domain::slug::SLUG_CHARS_MAX;
use crate::service::problem::{Problem, ProblemCode};
use crate::service::site::Site;
use crate::store::{Rows, StoreError, route, translation};

/// What is wrong with the paths that a post would have. `at` says where in the input a locale's path comes from.
pub(in crate::service) async fn problems<'a>(
    tx: &impl Rows,
    site: &Site,
    change: &PostChange,
    at: impl Fn(&Locale) -> &'a [&'a str],
) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    for one in &change.translations {
        let path = at(&one.after.locale);
        if let Some(rest) = claimed_head(one)
            && is_head_taken(tx, change, &one.after.locale, &[rest]).await?
        {
            let slug = rest.last_segment();
            let suggestion = free(tx, change, one, rest).await?;
            let taken = Problem::new(ProblemCode::SlugTaken, path, "error-slug-taken");
            problems.push(
                taken
                    .with("slug", slug)
                    .with("locale", one.after.locale.as_str())
                    .suggest(suggestion),
            );
        }
        if let Some(rest) = claimed_live(one)
            && is_live_taken(tx, change, &one.after.locale, rest).await?
        {
            let place = Place {
                locale: one.after.locale.clone(),
                rest: rest.clone(),
            };
            let taken = Problem::new(ProblemCode::PathTaken, path, "error-path-taken");
            problems.push(taken.with("path", site.path(&place)));
        }
    }
    Ok(problems)
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

/// Whether the newest state of another post has one of these paths in the locale.
async fn is_head_taken(
    tx: &impl Rows,
    change: &PostChange,
    locale: &Locale,
    rests: &[&Rest],
) -> Result<bool, StoreError> {
    let texts: Vec<&str> = rests.iter().map(|rest| rest.as_str()).collect();
    let there = translation::at_rests(tx, &texts).await?;
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
    one: &TranslationChange,
    rest: &Rest,
) -> Result<Option<String>, StoreError> {
    // An index page has no slug to be numbered.
    if rest.as_str() == change.after.section.as_str() {
        return Ok(None);
    }
    let slug = rest.last_segment();
    let kept: String = slug.chars().take(SLUG_CHARS_MAX - 4).collect();
    let candidates: HashMap<String, Rest> = (2..2 + TRIES)
        .map(|number| format!("{kept}-{number}"))
        .map(|slug| {
            (
                slug.clone(),
                super::stored::rest_of(&change.after.section, &slug),
            )
        })
        .collect();
    let texts: Vec<&str> = candidates.values().map(Rest::as_str).collect();
    let mut taken: Vec<Rest> = Vec::new();
    for row in translation::at_rests(tx, &texts).await? {
        taken.extend(row.head_rest.filter(|_| row.locale == one.after.locale));
    }
    for row in route::at(tx, &texts).await? {
        let is_live = matches!(row.kind, RouteKind::Live(_));
        taken.extend((is_live && row.locale == one.after.locale).then_some(row.rest));
    }
    Ok((2..2 + TRIES)
        .map(|number| format!("{kept}-{number}"))
        .find(|slug| {
            candidates
                .get(slug)
                .is_some_and(|rest| !taken.contains(rest))
        }))
}

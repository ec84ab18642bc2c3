//! The table of decisions, then what must hold for any table.

use proptest::prelude::*;

use super::*;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn chain(tags: &str) -> Chain {
    let mut locales = tags.split(' ').map(locale);
    Chain::new(locales.next().unwrap(), locales)
}

/// `en:a=1` is post 1 live at `a` in `en`; `~` instead of `=` is an old path; `en:a>/x` an editor's redirect; `#1` is tag 1.
fn rows(text: &str) -> Vec<RouteRow> {
    text.split_whitespace()
        .map(|row| {
            let (tag, row) = row.split_once(':').unwrap();
            let at = row.find(['=', '~', '>']).unwrap();
            let subject = || match row[at + 1..].strip_prefix('#') {
                Some(id) => Subject::Tag(TagId(id.parse().unwrap())),
                None => Subject::Post(PostId(row[at + 1..].parse().unwrap())),
            };
            RouteRow {
                rest: Rest::from_canonical(&row[..at]),
                locale: locale(tag),
                kind: match &row[at..=at] {
                    "=" => RouteKind::Live(subject()),
                    "~" => RouteKind::Moved(subject()),
                    _ => RouteKind::Manual {
                        target: row[at + 1..].to_owned(),
                        status: 301,
                    },
                },
            }
        })
        .collect()
}

fn show(decision: Decision) -> String {
    match decision {
        Decision::Show(Subject::Post(PostId(id)), locale) => format!("post {id} in {locale}"),
        Decision::Show(Subject::Tag(TagId(id)), locale) => format!("tag {id} in {locale}"),
        Decision::Section => "section".to_owned(),
        Decision::Moved(reason, place) => format!("{reason:?} {}/{}", place.locale, place.rest),
        Decision::Manual { target, .. } => format!("Manual {target}"),
        Decision::Gone => "Gone".to_owned(),
        Decision::NotFound(places) if places.is_empty() => "NotFound".to_owned(),
        Decision::NotFound(places) => {
            let places: Vec<String> = places
                .iter()
                .map(|place| format!("{}/{}", place.locale, place.rest))
                .collect();
            format!("NotFound {}", places.join(" "))
        }
    }
}

#[test]
fn a_path_is_answered_as_the_design_says() {
    for (case, tags, rest, table, answer) in [
        ("an exact path", "en", "a", "en:a=1", "post 1 in en"),
        ("a tag", "en", "tags/x", "en:tags/x=#1", "tag 1 in en"),
        ("a fallback", "de en", "a", "en:a=1", "post 1 in en"),
        ("no fallback wanted", "de", "a", "en:a=1", "NotFound en/a"),
        (
            "the slug of another locale",
            "de en",
            "a",
            "en:a=1 de:b=1",
            "LocaleSlug de/b",
        ),
        (
            "a slug outside the chain",
            "de en",
            "c",
            "en:a=1 fr:c=1",
            "LocaleSlug de/a",
        ),
        (
            "a slug outside the chain, with an own one",
            "de en",
            "c",
            "de:b=1 en:a=1 fr:c=1",
            "LocaleSlug de/b",
        ),
        (
            "one canonical fallback path",
            "de fr en",
            "a",
            "en:a=1 fr:c=1",
            "LocaleSlug de/c",
        ),
        (
            "an old slug",
            "en",
            "old",
            "en:old~1 en:a=1",
            "SlugChanged en/a",
        ),
        (
            "an old slug of a translation that is gone",
            "de en",
            "alt",
            "de:alt~1 en:a=1",
            "SlugChanged de/a",
        ),
        (
            "an old slug of the fallback",
            "de en",
            "old",
            "en:old~1 en:a=1",
            "SlugChanged de/a",
        ),
        (
            "an old slug outside the chain",
            "de en",
            "old",
            "fr:old~1 en:a=1",
            "NotFound",
        ),
        ("a removed post", "en", "a", "en:a~1", "Gone"),
        (
            "a removed post, asked for in a locale that fell back to it",
            "de en",
            "a",
            "en:a~1",
            "Gone",
        ),
        (
            "a removed post, seen from a locale that never showed it",
            "de",
            "a",
            "en:a~1",
            "NotFound",
        ),
        (
            "a new post takes an old path over",
            "en",
            "a",
            "en:a=2 en:b=1",
            "post 2 in en",
        ),
        (
            "a fallback wins over an old path",
            "de en",
            "a",
            "de:a~1 de:b=1 en:a=2",
            "post 2 in en",
        ),
        (
            "another post owns the path",
            "de en",
            "a",
            "de:a=2 en:a=1",
            "post 2 in de",
        ),
        (
            "the redirect of a post whose path another one owns leads to the served locale",
            "de en",
            "c",
            "de:a=2 en:a=1 fr:c=1",
            "LocaleSlug en/a",
        ),
        (
            "an earlier fallback owns the path",
            "de fr en",
            "a",
            "fr:a=2 en:a=1",
            "post 2 in fr",
        ),
        (
            "the later one does not own a path that is served from elsewhere",
            "de fr en",
            "a",
            "fr:a=2 de:b=2 en:a=1",
            "post 1 in en",
        ),
        (
            "an editor's redirect",
            "en",
            "a",
            "en:a>/en/b",
            "Manual /en/b",
        ),
        (
            "an editor's redirect is of one locale",
            "de en",
            "a",
            "en:a>/en/b",
            "NotFound",
        ),
        (
            "a fallback wins over an editor's redirect",
            "de en",
            "a",
            "de:a>/de/b en:a=1",
            "post 1 in en",
        ),
        ("nothing", "en", "a", "", "NotFound"),
    ] {
        let rest = Rest::from_canonical(rest);
        assert_eq!(
            show(decide(&chain(tags), &rest, &rows(table), false)),
            answer,
            "{case}"
        );
    }
}

#[test]
fn a_post_wins_over_the_folder_at_its_path_and_the_folder_over_an_old_path() {
    let rest = Rest::from_canonical("docs");
    let decide = |table| show(decide(&chain("de en"), &rest, &rows(table), true));
    assert_eq!(decide("en:docs=1"), "post 1 in en");
    assert_eq!(decide("de:docs~1"), "section");
    assert_eq!(decide(""), "section");
}

fn any_rows() -> impl Strategy<Value = Vec<RouteRow>> {
    let row = (0..3usize, 0..4usize, 0..4i64, prop::bool::weighted(0.8));
    prop::collection::vec(row, 0..12).prop_map(|rows| {
        let mut table: Vec<RouteRow> = Vec::new();
        for (tag, rest, post, is_live) in rows {
            let subject = Subject::Post(PostId(post));
            let row = RouteRow {
                rest: Rest::from_canonical(["a", "b", "c", "d"][rest]),
                locale: locale(["en", "de", "fr"][tag]),
                kind: if is_live {
                    RouteKind::Live(subject)
                } else {
                    RouteKind::Moved(subject)
                },
            };
            // One row a path and locale, one live path a post and locale, as the database has it.
            let clash = |each: &RouteRow| {
                each.locale == row.locale
                    && (each.rest == row.rest || (is_live && each.kind == row.kind))
            };
            if !table.iter().any(clash) {
                table.push(row);
            }
        }
        table
    })
}

proptest! {
    #[test]
    fn every_shown_place_answers_with_the_same_post(rows in any_rows(), which in 0..3usize) {
        let site = ["de fr en", "fr en", "en"];
        let chain_of = |locale: &Locale| match locale.as_str() {
            "de" => chain(site[0]),
            "fr" => chain(site[1]),
            _ => chain(site[2]),
        };
        let requested = chain(site[which]);
        for post in 0..4 {
            let subject = Subject::Post(PostId(post));
            let Some(shown) = shown(&requested, subject, &rows) else { continue };
            let there = chain_of(&shown.place.locale);
            let decision = decide(&there, &shown.place.rest, &rows, false);
            prop_assert_eq!(decision, Decision::Show(subject, shown.locale));
        }
    }

    #[test]
    fn a_redirect_is_one_hop(rows in any_rows(), rest in 0..4usize) {
        let requested = chain("de fr en");
        let rest = Rest::from_canonical(["a", "b", "c", "d"][rest]);
        if let Decision::Moved(_, place) = decide(&requested, &rest, &rows, false) {
            let there = if place.locale == locale("de") { requested } else if place.locale == locale("fr") { chain("fr en") } else { chain("en") };
            prop_assert!(matches!(decide(&there, &place.rest, &rows, false), Decision::Show(..)));
        }
    }
}

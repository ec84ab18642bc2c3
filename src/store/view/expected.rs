//! The view as it should be, computed from what is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::QueryResult;

use super::{PostId, Row, StoreError, View};
use crate::domain::fallback::Locales;
use crate::domain::instant::{Date, Instant};
use crate::domain::listing::{self, Places};
use crate::domain::locale::Locale;
use crate::domain::order::{Collation, source_order};
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::store::rows::{Rows, get, of_list};
use crate::store::statement::Statement;

const POSTS: &str = "SELECT p.id, p.section, p.date, p.updated_at FROM post p";
const TAGS: &str = "SELECT t.post_id, t.tag_id FROM post_tag t";
const PLACES: &str = "SELECT r.post_id, r.locale, r.rest, t.published_at, t.updated_at, t.stem, \
    v.title FROM route r \
    JOIN post_translation t ON t.post_id = r.post_id AND t.locale = r.locale \
    JOIN revision v ON v.translation_id = t.id AND v.version = t.live_version \
    WHERE r.kind = 'live'";

/// The rows of all posts.
pub(super) async fn all(tx: &impl Rows, locales: &Locales) -> Result<View, StoreError> {
    let posts = tx.rows(Statement::new(POSTS)).await?;
    let tags = tx.rows(Statement::new(TAGS)).await?;
    let places = tx.rows(Statement::new(PLACES)).await?;
    view(locales, &posts, &tags, &places)
}

/// The rows of these posts, as far as no other post is at one of their paths.
pub(super) async fn of_posts(
    tx: &impl Rows,
    locales: &Locales,
    ids: &[i64],
) -> Result<View, StoreError> {
    let posts = of_list(tx, &format!("{POSTS} WHERE p.id"), ids, "").await?;
    let tags = of_list(tx, &format!("{TAGS} WHERE t.post_id"), ids, "").await?;
    let places = of_list(tx, &format!("{PLACES} AND r.post_id"), ids, "").await?;
    view(locales, &posts, &tags, &places)
}

/// What all locales of a post share.
struct Shared {
    section: String,
    date: Option<Instant>,
    updated_at: i64,
    tags: BTreeSet<i64>,
}

/// A published translation.
struct Live {
    published_at: i64,
    updated_at: i64,
    source_order: String,
    title: String,
}

fn view(
    locales: &Locales,
    posts: &[QueryResult],
    tags: &[QueryResult],
    places: &[QueryResult],
) -> Result<View, StoreError> {
    let shared = shared(posts, tags)?;
    let (places, live) = published(locales, places)?;
    let mut view = View::new();
    for locale in locales.all() {
        let collation = Collation::of(locale);
        for (post, shown) in listing::shown(&locales.chain(locale), &places) {
            let Some(shared) = shared.get(&post) else {
                continue;
            };
            let Some(live) = live.get(&(post, shown.locale.clone())) else {
                continue;
            };
            let row = Row {
                served_locale: shown.locale.to_string(),
                path_locale: shown.place.locale.to_string(),
                rest: shown.place.rest.to_string(),
                section: shared.section.clone(),
                dated: shared.date.is_some(),
                sorted_at: sorted_at(shared, live),
                updated_at: shared.updated_at.max(live.updated_at),
                title_key: collation.key(&live.title),
                source_order: live.source_order.clone(),
                tags: shared.tags.clone(),
            };
            view.insert((locale.to_string(), post), row);
        }
    }
    Ok(view)
}

fn sorted_at(shared: &Shared, live: &Live) -> i64 {
    let published = Instant::from_micros(live.published_at).start_of_day();
    shared.date.unwrap_or(published).micros()
}

fn shared(
    posts: &[QueryResult],
    tags: &[QueryResult],
) -> Result<HashMap<PostId, Shared>, StoreError> {
    let mut shared = HashMap::with_capacity(posts.len());
    for row in posts {
        let date: Option<String> = get(row, 2)?;
        let post = Shared {
            section: get(row, 1)?,
            date: date.as_deref().and_then(Date::parse).map(Date::instant),
            updated_at: get(row, 3)?,
            tags: BTreeSet::new(),
        };
        shared.insert(PostId(get(row, 0)?), post);
    }
    for row in tags {
        if let Some(post) = shared.get_mut(&PostId(get(row, 0)?)) {
            post.tags.insert(get(row, 1)?);
        }
    }
    Ok(shared)
}

type LiveByPlace = HashMap<(PostId, Locale), Live>;

fn published(locales: &Locales, rows: &[QueryResult]) -> Result<(Places, LiveByPlace), StoreError> {
    // A locale whose folder was taken away keeps its content, which no chain reaches.
    let known: BTreeMap<&str, &Locale> = locales
        .all()
        .iter()
        .map(|locale| (locale.as_str(), locale))
        .collect();
    let mut places = Places::new();
    let mut live = LiveByPlace::with_capacity(rows.len());
    for row in rows {
        let tag: String = get(row, 1)?;
        let Some(&locale) = known.get(tag.as_str()) else {
            continue;
        };
        let post = PostId(get(row, 0)?);
        let rest: String = get(row, 2)?;
        places.entry(post).or_default().push(Place {
            locale: locale.clone(),
            rest: Rest::from_canonical(&rest),
        });
        let stem: String = get(row, 5)?;
        let translation = Live {
            published_at: get::<Option<i64>>(row, 3)?.unwrap_or(0),
            updated_at: get(row, 4)?,
            source_order: source_order(locale, &stem),
            title: get(row, 6)?,
        };
        live.insert((post, locale.clone()), translation);
    }
    Ok((places, live))
}

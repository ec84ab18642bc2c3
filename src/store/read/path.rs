//! Every published path, page by page: what sitemaps and static builds ask for.

use sea_orm::QueryResult;

use super::{locale, rest};
use crate::domain::fallback::Chain;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::TAG_PREFIX;
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Which paths are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// In the requested locales of these chains.
    pub chains: Vec<Chain>,
    /// Changed then or later.
    pub updated_since: Option<Instant>,
    /// Also those at which another locale is served.
    pub with_fallbacks: bool,
}

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A post.
    Post(PostId),
    /// A tag.
    Tag(TagId),
    /// A folder without an index page.
    Section(Section),
}

/// One published path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is.
    pub place: Place,
    /// What is there.
    pub thing: Thing,
    /// Whether another locale is served.
    pub is_fallback: bool,
    /// When readers last saw a change; of a tag or folder, of any of its posts.
    pub updated_at: Instant,
}

/// The next paths behind `behind`, by locale and then by path.
pub async fn page(
    tx: &ReadTx,
    filter: &Filter,
    behind: Option<&Place>,
    limit: usize,
) -> Result<Vec<Row>, StoreError> {
    let mut statement = Statement::default();
    let from = from(&mut statement, filter);
    statement.push(&format!("SELECT * {from}"));
    if let Some(place) = behind {
        statement
            .push(" AND (x.locale, x.rest) > (")
            .bind(place.locale.as_str());
        statement.push(", ").bind(place.rest.as_str()).push(")");
    }
    statement.push(" ORDER BY x.locale, x.rest LIMIT ");
    statement.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = tx.all(statement).await?;
    rows.iter().map(read).collect()
}

/// How many paths there are in all.
pub async fn total(tx: &ReadTx, filter: &Filter) -> Result<i64, StoreError> {
    let mut statement = Statement::default();
    let from = from(&mut statement, filter);
    statement.push(&format!("SELECT COUNT(*) AS total {from}"));
    let rows = tx.all(statement).await?;
    Ok(rows
        .first()
        .map(|row| row.try_get("", "total"))
        .transpose()?
        .unwrap_or(0))
}

fn from(statement: &mut Statement, filter: &Filter) -> String {
    let tags: Vec<&str> = filter
        .chains
        .iter()
        .map(|chain| chain.requested().as_str())
        .collect();
    let locales = statement.list(&tags);
    let since = statement.parameter(filter.updated_since.map_or(i64::MIN, Instant::micros));
    let mut parts = vec![posts(filter), named_tags(), sections(filter)];
    if filter.with_fallbacks {
        parts.extend(
            filter
                .chains
                .iter()
                .flat_map(|chain| unnamed_tags(statement, chain)),
        );
    }
    format!(
        "FROM ({}) x WHERE x.locale IN {locales} AND x.updated_at >= {since}",
        parts.join(" UNION ALL ")
    )
}

fn posts(filter: &Filter) -> String {
    let is_here = if filter.with_fallbacks {
        "l.path_locale = l.locale"
    } else {
        "l.served_locale = l.locale"
    };
    format!(
        "SELECT 'post' AS kind, l.locale, l.rest, l.post_id AS id, \
         CASE WHEN l.served_locale = l.locale THEN 0 ELSE 1 END AS is_fallback, l.updated_at \
         FROM listing l WHERE {is_here}"
    )
}

/// Tags in the locales that have a name for them.
fn named_tags() -> String {
    format!(
        "SELECT 'tag', n.locale, '{TAG_PREFIX}/' || n.slug, n.tag_id, 0, {} \
         FROM tag_translation n JOIN tally y ON y.locale = n.locale AND y.section = '' AND y.tag_id = n.tag_id \
         WHERE y.shown > 0",
        tag_updated_at("n.locale")
    )
}

/// Tags in a locale that has no name for them, at the slug of the first locale of its chain that has one.
/// A slug that another tag has in an earlier locale of the chain may be that one's path and is left out.
fn unnamed_tags(statement: &mut Statement, chain: &Chain) -> Vec<String> {
    let requested = statement.parameter(chain.requested().as_str());
    let mut parts = Vec::new();
    for (rank, locale) in chain.locales().iter().enumerate().skip(1) {
        let earlier: Vec<&str> = chain
            .locales()
            .iter()
            .take(rank)
            .map(Locale::as_str)
            .collect();
        let earlier = statement.list(&earlier);
        let locale = statement.parameter(locale.as_str());
        parts.push(format!(
            "SELECT 'tag', y.locale, '{TAG_PREFIX}/' || n.slug, n.tag_id, 1, {} \
             FROM tag_translation n JOIN tally y ON y.locale = {requested} AND y.section = '' AND y.tag_id = n.tag_id \
             WHERE y.shown > 0 AND n.locale = {locale} AND NOT EXISTS (\
             SELECT 1 FROM tag_translation o WHERE (o.tag_id = n.tag_id OR o.slug = n.slug) AND o.locale IN {earlier})",
            tag_updated_at("y.locale")
        ));
    }
    parts
}

/// When readers last saw a change in any post that carries the tag `n.tag_id`.
fn tag_updated_at(locale: &str) -> String {
    format!(
        "(SELECT MAX(l.updated_at) FROM listing_tag g JOIN listing l ON l.locale = g.locale AND l.post_id = g.post_id \
         WHERE g.locale = {locale} AND g.tag_id = n.tag_id)"
    )
}

/// Folders without a page of their own.
fn sections(filter: &Filter) -> String {
    let has_posts = if filter.with_fallbacks {
        "y.shown > 0"
    } else {
        "y.own > 0"
    };
    format!(
        "SELECT 'section', y.locale, y.section, 0, CASE WHEN y.own > 0 THEN 0 ELSE 1 END, \
         (SELECT MAX(l.updated_at) FROM listing_section b JOIN listing l ON l.locale = b.locale AND l.post_id = b.post_id \
         WHERE b.locale = y.locale AND b.section = y.section) \
         FROM tally y WHERE y.tag_id = 0 AND {has_posts} AND NOT EXISTS (\
         SELECT 1 FROM listing l WHERE l.locale = y.locale AND l.path_locale = y.locale AND l.rest = y.section)"
    )
}

fn read(row: &QueryResult) -> Result<Row, StoreError> {
    let kind: String = row.try_get("", "kind")?;
    let id: i64 = row.try_get("", "id")?;
    let rest = rest(row, "rest")?;
    let is_fallback: i32 = row.try_get("", "is_fallback")?;
    Ok(Row {
        thing: match kind.as_str() {
            "post" => Thing::Post(PostId(id)),
            "tag" => Thing::Tag(TagId(id)),
            _ => Thing::Section(Section::from_canonical(rest.as_str())),
        },
        place: Place {
            locale: locale(row, "locale")?,
            rest,
        },
        is_fallback: is_fallback != 0,
        updated_at: Instant::from_micros(row.try_get("", "updated_at")?),
    })
}

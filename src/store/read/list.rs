//! Pages of posts from the view of a locale, several lists at once.
//! A list is a folder, a tag, or whatever a filter leaves; its pages go by keys, not by offsets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sea_orm::QueryResult;

use super::{Listed, Reach, listed, locale, rest, tag};
use crate::domain::id::TagId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Which posts a list has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The requested locale.
    pub locale: Locale,
    /// Which of its rows.
    pub reach: Reach,
    /// The folder alone, without its index page.
    pub in_section: Option<Section>,
    /// The folder and all below it.
    pub below: Option<Section>,
    /// Carrying this tag.
    pub tag: Option<TagId>,
    /// Carrying all tags with these keys.
    pub tag_keys: Vec<String>,
    /// Published then or later.
    pub published_after: Option<Instant>,
    /// Published before then.
    pub published_before: Option<Instant>,
    /// Published in each of these locales.
    pub translated_into_all: Vec<Locale>,
    /// Published in one of these locales.
    pub translated_into_any: Option<Vec<Locale>>,
    /// Published in none of these locales.
    pub translated_into_none: Vec<Locale>,
}

impl Filter {
    /// Everything that a locale shows.
    pub fn all(locale: Locale, reach: Reach) -> Self {
        Self {
            locale,
            reach,
            in_section: None,
            below: None,
            tag: None,
            tag_keys: Vec::new(),
            published_after: None,
            published_before: None,
            translated_into_all: Vec::new(),
            translated_into_any: None,
            translated_into_none: Vec::new(),
        }
    }
}

/// What a list is ordered by; ties are broken by id in the same direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Date, else day of first publication.
    SortedAt,
    /// Last change.
    UpdatedAt,
    /// Collated title.
    TitleKey,
    /// Order of the source files.
    SourceOrder,
}

/// Where a page begins or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Microseconds since 1970.
    Time(i64),
    /// A collation key.
    Bytes(Vec<u8>),
    /// A text compared by bytes.
    Text(String),
}

/// Which rows of each list are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The order.
    pub column: Column,
    /// Whether the largest comes first.
    pub is_descending: bool,
    /// Only what comes behind this key and id, in the direction read.
    pub behind: Option<(Key, i64)>,
    /// How many rows at most.
    pub limit: usize,
}

/// A post of a list, with the key it is ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which of the lists it belongs to.
    pub list: usize,
    /// The post.
    pub listed: Listed,
    /// Its key.
    pub key: Key,
}

/// A slice of each list, list after list, each in its order.
pub async fn slices(tx: &ReadTx, lists: &[Filter], slice: &Slice) -> Result<Vec<Row>, StoreError> {
    let mut statement = Statement::default();
    let mut parts = Vec::new();
    for (index, filter) in lists.iter().enumerate() {
        parts.push(select(&mut statement, index, filter, slice));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    statement.push(&parts.join(" UNION ALL "));
    let rows = tx.all(statement).await?;
    let mut rows: Vec<Row> = rows
        .iter()
        .map(|row| read(row, slice.column))
        .collect::<Result<_, _>>()?;
    // Each part is in order; a union promises none between its parts.
    rows.sort_by_key(|row| row.list);
    Ok(rows)
}

/// The posts at the own paths of folders, each with its folder.
pub async fn index_pages(
    tx: &ReadTx,
    requested: &Locale,
    sections: &[Section],
    reach: Reach,
) -> Result<Vec<(Section, Listed)>, StoreError> {
    if sections.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::new(
        "SELECT l.post_id, l.served_locale, l.path_locale, l.rest FROM listing l WHERE l.path_locale = l.locale AND l.locale = ",
    );
    let keys: Vec<&str> = sections.iter().map(Section::as_str).collect();
    statement
        .bind(requested.as_str())
        .push(" AND l.rest IN ")
        .bind_list(&keys);
    statement.push(&reach.condition("l"));
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| {
            let listed = listed(row)?;
            Ok((
                Section::from_canonical(listed.shown.place.rest.as_str()),
                listed,
            ))
        })
        .collect()
}

/// How many posts of a folder are looked at for one that is spelled like what was asked for.
const NEARBY_MAX: i64 = 500;

/// Where the posts in the folder of a path are shown.
pub async fn places_nearby(tx: &ReadTx, asked: &Place) -> Result<Vec<Place>, StoreError> {
    let folder = asked
        .rest
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut statement = Statement::new(
        "SELECT l.post_id, l.served_locale, l.path_locale, l.rest FROM listing l WHERE l.locale = ",
    );
    statement
        .bind(asked.locale.as_str())
        .push(" AND l.section = ")
        .bind(folder);
    statement
        .push(" ORDER BY l.sorted_at DESC, l.post_id DESC LIMIT ")
        .bind(NEARBY_MAX);
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| Ok(listed(row)?.shown.place))
        .collect()
}

/// The titles of what is shown at some paths, by path and locale of the path.
pub async fn titles_of(
    tx: &ReadTx,
    places: &[Place],
) -> Result<BTreeMap<Rest, BTreeMap<Locale, String>>, StoreError> {
    let mut titles: BTreeMap<Rest, BTreeMap<Locale, String>> = BTreeMap::new();
    if places.is_empty() {
        return Ok(titles);
    }
    let rests: Vec<&str> = places.iter().map(|place| place.rest.as_str()).collect();
    let mut statement = Statement::new(
        "SELECT l.path_locale, l.rest, r.title FROM listing l \
         JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale \
         JOIN revision r ON r.translation_id = t.id AND r.version = t.live_version \
         WHERE l.path_locale = l.locale AND l.rest IN ",
    );
    statement.bind_list(&rests);
    for row in tx.all(statement).await? {
        let title: String = row.try_get("", "title")?;
        titles
            .entry(rest(&row, "rest")?)
            .or_default()
            .insert(locale(&row, "path_locale")?, title);
    }
    Ok(titles)
}

/// How many posts each list has.
pub async fn totals(tx: &ReadTx, lists: &[Filter]) -> Result<Vec<i64>, StoreError> {
    let mut statement = Statement::default();
    let mut parts = Vec::new();
    for (index, filter) in lists.iter().enumerate() {
        let from = from(&mut statement, filter);
        parts.push(format!(
            "SELECT CAST({index} AS BIGINT) AS list, COUNT(*) AS total {from}"
        ));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    statement
        .push(&parts.join(" UNION ALL "))
        .push(" ORDER BY 1");
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "total")?))
        .collect()
}

/// How many posts of each list carry each tag.
pub async fn facets(tx: &ReadTx, lists: &[Filter]) -> Result<Vec<(usize, TagId, i64)>, StoreError> {
    let mut statement = Statement::default();
    let mut parts = Vec::new();
    for (index, filter) in lists.iter().enumerate() {
        let from = from(&mut statement, filter);
        parts.push(format!(
            "SELECT CAST({index} AS BIGINT) AS list, f.tag_id, COUNT(*) AS total \
             FROM (SELECT l.locale, l.post_id {from}) m \
             JOIN listing_tag f ON f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id"
        ));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    statement.push(&parts.join(" UNION ALL "));
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| Ok((list(row)?, tag(row, "tag_id")?, row.try_get("", "total")?)))
        .collect()
}

fn select(statement: &mut Statement, index: usize, filter: &Filter, slice: &Slice) -> String {
    let column = slice.column.name();
    let (comparison, direction) = if slice.is_descending {
        ("<", "DESC")
    } else {
        (">", "ASC")
    };
    let mut sql = format!(
        "SELECT CAST({index} AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, l.{column} AS sort_key "
    );
    sql.push_str(&from(statement, filter));
    if let Some((key, id)) = &slice.behind {
        let key = match key {
            Key::Time(micros) => statement.parameter(*micros),
            Key::Bytes(bytes) => statement.parameter(bytes.clone()),
            Key::Text(text) => statement.parameter(text.as_str()),
        };
        let id = statement.parameter(*id);
        let _ = write!(
            sql,
            " AND (l.{column}, l.post_id) {comparison} ({key}, {id})"
        );
    }
    let limit = statement.parameter(i64::try_from(slice.limit).unwrap_or(i64::MAX));
    let _ = write!(
        sql,
        " ORDER BY l.{column} {direction}, l.post_id {direction} LIMIT {limit}"
    );
    format!("SELECT * FROM ({sql}) AS s{index}")
}

/// `FROM listing l … WHERE …`: the rows of a list.
fn from(statement: &mut Statement, filter: &Filter) -> String {
    let locale = statement.parameter(filter.locale.as_str());
    let mut joins = String::from("FROM listing l");
    let mut conditions = format!("l.locale = {locale}{}", filter.reach.condition("l"));
    if let Some(section) = &filter.in_section {
        let section = statement.parameter(section.as_str());
        let _ = write!(
            conditions,
            " AND l.section = {section} AND l.rest <> l.section"
        );
    }
    if let Some(section) = filter.below.as_ref().filter(|section| !section.is_root()) {
        let section = statement.parameter(section.as_str());
        joins.push_str(" JOIN listing_section b ON b.locale = l.locale AND b.post_id = l.post_id");
        let _ = write!(conditions, " AND b.section = {section}");
    }
    if let Some(tag) = filter.tag {
        let tag = statement.parameter(tag.0);
        joins.push_str(" JOIN listing_tag g ON g.locale = l.locale AND g.post_id = l.post_id");
        let _ = write!(conditions, " AND g.tag_id = {tag}");
    }
    for key in &filter.tag_keys {
        let key = statement.parameter(key.as_str());
        let _ = write!(
            conditions,
            " AND EXISTS (SELECT 1 FROM listing_tag k JOIN tag ON tag.id = k.tag_id \
             WHERE tag.key = {key} AND k.locale = l.locale AND k.post_id = l.post_id)"
        );
    }
    if filter.published_after.is_some() || filter.published_before.is_some() {
        joins.push_str(
            " JOIN post_translation t ON t.post_id = l.post_id AND t.locale = l.served_locale",
        );
    }
    if let Some(after) = filter.published_after {
        let after = statement.parameter(after.micros());
        let _ = write!(conditions, " AND t.published_at >= {after}");
    }
    if let Some(before) = filter.published_before {
        let before = statement.parameter(before.micros());
        let _ = write!(conditions, " AND t.published_at < {before}");
    }
    conditions.push_str(&translated(statement, filter));
    format!("{joins} WHERE {conditions}")
}

fn translated(statement: &mut Statement, filter: &Filter) -> String {
    let mut conditions = String::new();
    let mut condition = |statement: &mut Statement, verb: &str, locales: &[Locale]| {
        let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
        let list = statement.list(&tags);
        let _ = write!(
            conditions,
            " AND {verb} (SELECT 1 FROM route v WHERE v.post_id = l.post_id AND v.kind = 'live' AND v.locale IN {list})"
        );
    };
    for locale in &filter.translated_into_all {
        condition(statement, "EXISTS", std::slice::from_ref(locale));
    }
    if let Some(any) = &filter.translated_into_any {
        condition(statement, "EXISTS", any);
    }
    if !filter.translated_into_none.is_empty() {
        condition(statement, "NOT EXISTS", &filter.translated_into_none);
    }
    conditions
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::SortedAt => "sorted_at",
            Self::UpdatedAt => "updated_at",
            Self::TitleKey => "title_key",
            Self::SourceOrder => "source_order",
        }
    }
}

fn read(row: &QueryResult, column: Column) -> Result<Row, StoreError> {
    Ok(Row {
        list: list(row)?,
        listed: listed(row)?,
        key: match column {
            Column::SortedAt | Column::UpdatedAt => Key::Time(row.try_get("", "sort_key")?),
            Column::TitleKey => Key::Bytes(row.try_get("", "sort_key")?),
            Column::SourceOrder => Key::Text(row.try_get("", "sort_key")?),
        },
    })
}

fn list(row: &QueryResult) -> Result<usize, StoreError> {
    let list: i64 = row.try_get("", "list")?;
    usize::try_from(list).map_err(|_| StoreError::Corrupt(format!("list {list}")))
}

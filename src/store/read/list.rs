//! Pages of posts from the view of a locale, several lists at once.
//! A list is a folder, a tag, or whatever a filter leaves; its pages go by keys, not by offsets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sea_orm::QueryResult;

pub use super::filter::Filter;
use super::filter::from;
use super::{Listed, Reach, listed, locale, rest, tag};
use crate::domain::id::TagId;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

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
        "SELECT l.post_id, l.served_locale, l.path_locale, l.rest FROM listing l WHERE l.locale = ",
    );
    let keys: Vec<&str> = sections.iter().map(Section::as_str).collect();
    let locale = statement.parameter(requested.as_str());
    statement
        .push(&format!(
            "{locale} AND l.path_locale = {locale} AND l.rest IN "
        ))
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
    let locales: Vec<&str> = places.iter().map(|place| place.locale.as_str()).collect();
    let mut statement = Statement::default();
    let locales = statement.list(&locales);
    // The second list says nothing new: with it, the index that begins with both locales leads to the path.
    statement.push(&format!(
        "SELECT l.path_locale, l.rest, r.title FROM listing l \
         CROSS JOIN post_translation t CROSS JOIN revision r \
         WHERE t.post_id = l.post_id AND t.locale = l.served_locale \
         AND r.translation_id = t.id AND r.version = t.live_version \
         AND l.path_locale = l.locale AND l.locale IN {locales} AND l.path_locale IN {locales} AND l.rest IN ",
    ));
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
        let from = from(&mut statement, filter, None);
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
        let from = from(&mut statement, filter, None);
        parts.push(format!(
            "SELECT CAST({index} AS BIGINT) AS list, f.tag_id, COUNT(*) AS total \
             FROM (SELECT l.locale, l.post_id {from}) m \
             CROSS JOIN listing_tag f WHERE f.locale = m.locale AND f.post_id = m.post_id GROUP BY f.tag_id"
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
    let (lead, column) = (filter.lead(Some(slice.column)), slice.column.name());
    let (comparison, direction) = if slice.is_descending {
        ("<", "DESC")
    } else {
        (">", "ASC")
    };
    let mut sql = format!(
        "SELECT CAST({index} AS BIGINT) AS list, l.post_id, l.served_locale, l.path_locale, l.rest, {lead}.{column} AS sort_key "
    );
    sql.push_str(&from(statement, filter, Some(slice.column)));
    if let Some((key, id)) = &slice.behind {
        let key = match key {
            Key::Time(micros) => statement.parameter(*micros),
            Key::Bytes(bytes) => statement.parameter(bytes.clone()),
            Key::Text(text) => statement.parameter(text.as_str()),
        };
        let id = statement.parameter(*id);
        let _ = write!(
            sql,
            " AND ({lead}.{column}, {lead}.post_id) {comparison} ({key}, {id})"
        );
    }
    let limit = statement.parameter(i64::try_from(slice.limit).unwrap_or(i64::MAX));
    let _ = write!(
        sql,
        " ORDER BY {lead}.{column} {direction}, {lead}.post_id {direction} LIMIT {limit}"
    );
    format!("SELECT * FROM ({sql}) AS s{index}")
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

//! Which posts a list has, and how the database finds them.
//! What becomes of the rows is `list`'s.

use std::fmt::Write as _;

use super::Reach;
use super::list::Column;
use crate::domain::id::TagId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::slug::Section;
use crate::store::statement::Statement;

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

    /// The alias of the table that leads to the rows: the tag's or the folder's own list where it has the wanted order, or
    /// where there is none; else the whole view in that order, of which the others say what belongs here.
    pub(super) fn lead(&self, order: Option<Column>) -> &'static str {
        let is_kept = matches!(order, None | Some(Column::SortedAt));
        match (is_kept, self.has_tag(), self.folder()) {
            (true, true, _) => "g",
            (true, false, Some(_)) => "b",
            _ => "l",
        }
    }

    /// Whether it has a tag.
    fn has_tag(&self) -> bool {
        self.tag.is_some() || !self.tag_keys.is_empty()
    }

    /// The folder with all below it, unless that is everything.
    fn folder(&self) -> Option<&Section> {
        self.below.as_ref().filter(|section| !section.is_root())
    }
}

/// `FROM … WHERE …`: the rows of a list, whose alias is `l`, to be brought into an order.
///
/// SQLite takes the tables of a `CROSS JOIN` one by one as they are written. Left to itself it would have to guess from
/// statistics that it does not have, and may read the whole view for a page.
pub(super) fn from(statement: &mut Statement, filter: &Filter, order: Option<Column>) -> String {
    let locale = statement.parameter(filter.locale.as_str());
    let mut tables = vec!["listing l"];
    let mut conditions = format!("l.locale = {locale}{}", filter.reach.condition("l"));
    if let Some(section) = &filter.in_section {
        let section = statement.parameter(section.as_str());
        let _ = write!(
            conditions,
            " AND l.section = {section} AND l.rest <> l.section"
        );
    }
    if let Some(section) = filter.folder() {
        let section = statement.parameter(section.as_str());
        let table = "listing_section b";
        conditions.push_str(&beside("b", &locale, "section", &section));
        tables.insert(place(filter, order, "b"), table);
    }
    let mut tags = tags(statement, filter).into_iter();
    if let Some(tag) = tags.next() {
        conditions.push_str(&beside("g", &locale, "tag_id", &tag));
        tables.insert(place(filter, order, "g"), "listing_tag g");
    }
    for tag in tags {
        let is_it = beside("k", &locale, "tag_id", &tag);
        let _ = write!(
            conditions,
            " AND EXISTS (SELECT 1 FROM listing_tag k WHERE {})",
            is_it.trim_start_matches(" AND ")
        );
    }
    if filter.published_after.is_some() || filter.published_before.is_some() {
        tables.push("post_translation t");
        conditions.push_str(" AND t.post_id = l.post_id AND t.locale = l.served_locale");
    }
    conditions.push_str(&published(statement, filter));
    conditions.push_str(&translated(statement, filter));
    format!("FROM {} WHERE {conditions}", tables.join(" CROSS JOIN "))
}

/// Where a table stands among the others: first if it leads, else behind the view.
fn place(filter: &Filter, order: Option<Column>, alias: &str) -> usize {
    usize::from(filter.lead(order) != alias)
}

/// That a list beside the view, of tags or folders, has the post.
fn beside(alias: &str, locale: &str, column: &str, value: &str) -> String {
    format!(
        " AND {alias}.locale = {locale} AND {alias}.{column} = {value} AND {alias}.post_id = l.post_id"
    )
}

/// The ids of all tags that a post has to carry.
fn tags(statement: &mut Statement, filter: &Filter) -> Vec<String> {
    let by_id = filter.tag.map(|tag| statement.parameter(tag.0));
    let mut tags: Vec<String> = by_id.into_iter().collect();
    for key in &filter.tag_keys {
        let key = statement.parameter(key.as_str());
        tags.push(format!("(SELECT id FROM tag WHERE key = {key})"));
    }
    tags
}

fn published(statement: &mut Statement, filter: &Filter) -> String {
    let mut conditions = String::new();
    if let Some(after) = filter.published_after {
        let after = statement.parameter(after.micros());
        let _ = write!(conditions, " AND t.published_at >= {after}");
    }
    if let Some(before) = filter.published_before {
        let before = statement.parameter(before.micros());
        let _ = write!(conditions, " AND t.published_at < {before}");
    }
    conditions
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

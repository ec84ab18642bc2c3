//! What things are called in every locale: tags, sections, and posts in their other languages.
//! One statement answers for a whole level of a page.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::QueryResult;

use super::{locale, post, rest, section, tag};
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::route::Place;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Whose names are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Posts whose tags are wanted.
    pub tagged: BTreeSet<PostId>,
    /// Tags by themselves.
    pub tags: BTreeSet<TagId>,
    /// Folders.
    pub sections: BTreeSet<Section>,
    /// Posts whose published versions are wanted.
    pub translated: BTreeSet<PostId>,
}

/// The names found.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The tags of each post, in their order.
    pub of_posts: BTreeMap<PostId, Vec<TagId>>,
    /// Each tag, and every other one that has a slug in common with it.
    pub tags: BTreeMap<TagId, TagNames>,
    /// Each folder.
    pub sections: BTreeMap<Section, SectionNames>,
    /// Each post's published versions.
    pub translations: BTreeMap<PostId, Vec<Translation>>,
}

/// A tag in every locale.
#[derive(Clone, Debug, Default)]
pub struct TagNames {
    /// The stable key.
    pub key: String,
    /// What it is called.
    pub names: BTreeMap<Locale, TagName>,
    /// How many posts carry it in each locale: shown, and published in the locale itself.
    pub counts: BTreeMap<Locale, (i64, i64)>,
}

/// A tag in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName {
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Its description.
    pub description: String,
}

/// A folder in every locale.
#[derive(Clone, Debug, Default)]
pub struct SectionNames {
    /// Its title where content says one.
    pub titles: BTreeMap<Locale, String>,
    /// How many posts it has in each locale: shown, and published in the locale itself.
    pub counts: BTreeMap<Locale, (i64, i64)>,
}

/// A published version of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Where it is published.
    pub place: Place,
    /// Its title.
    pub title: String,
}

/// The tag with this key.
pub async fn tag_by_key(tx: &ReadTx, key: &str) -> Result<Option<TagId>, StoreError> {
    let mut statement = Statement::new("SELECT id FROM tag WHERE key = ");
    statement.bind(key);
    let rows = tx.all(statement).await?;
    rows.first().map(|row| tag(row, "id")).transpose()
}

/// All names that are wanted, in one statement; in none if nothing is.
pub async fn of(tx: &ReadTx, wanted: &Wanted) -> Result<Names, StoreError> {
    let mut names = Names::default();
    if *wanted == Wanted::default() {
        return Ok(names);
    }
    for row in tx.all(statement(wanted)).await? {
        read(&mut names, &row)?;
    }
    Ok(names)
}

fn statement(wanted: &Wanted) -> Statement {
    let mut statement = Statement::default();
    let tagged = statement.list(&wanted.tagged.iter().map(|post| post.0).collect::<Vec<_>>());
    let tags = statement.list(&wanted.tags.iter().map(|tag| tag.0).collect::<Vec<_>>());
    let sections = statement.list(
        &wanted
            .sections
            .iter()
            .map(Section::as_str)
            .collect::<Vec<_>>(),
    );
    let translated = statement.list(
        &wanted
            .translated
            .iter()
            .map(|post| post.0)
            .collect::<Vec<_>>(),
    );
    let wants_tags = !(wanted.tagged.is_empty() && wanted.tags.is_empty());
    let mut parts: Vec<String> = Vec::new();
    if wants_tags {
        let these = format!(
            "(SELECT tag_id FROM post_tag WHERE post_id IN {tagged} UNION SELECT id FROM tag WHERE id IN {tags})"
        );
        parts.push(format!(
            "SELECT 'carries' AS kind, post_id AS a, tag_id AS b, '' AS locale, '' AS x, '' AS y, '' AS z, \
             CAST(position AS BIGINT) AS n, CAST(0 AS BIGINT) AS own FROM post_tag WHERE post_id IN {tagged}"
        ));
        // Tags that share a slug are rivals for a path; who owns it depends on where each is served from.
        parts.push(format!(
            "SELECT 'tag' AS kind, t.tag_id AS a, CAST(0 AS BIGINT) AS b, t.locale, t.name AS x, t.slug AS y, t.description AS z, \
             CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own FROM tag_translation t WHERE t.tag_id IN (\
             SELECT r.tag_id FROM tag_translation m CROSS JOIN tag_translation r WHERE r.slug = m.slug AND m.tag_id IN {these})"
        ));
        parts.push(format!(
            "SELECT 'key' AS kind, id AS a, CAST(0 AS BIGINT) AS b, '' AS locale, key AS x, '' AS y, '' AS z, \
             CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own FROM tag WHERE id IN {these}"
        ));
        parts.push(format!(
            "SELECT 'count' AS kind, tag_id AS a, CAST(0 AS BIGINT) AS b, locale, '' AS x, '' AS y, '' AS z, \
             shown AS n, own FROM tally WHERE section = '' AND tag_id IN {these}"
        ));
    }
    if !wanted.sections.is_empty() {
        parts.push(format!(
            "SELECT 'section' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, title AS y, '' AS z, \
             CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own FROM section_translation WHERE title IS NOT NULL AND section IN {sections}"
        ));
        parts.push(format!(
            "SELECT 'holds' AS kind, CAST(0 AS BIGINT) AS a, CAST(0 AS BIGINT) AS b, locale, section AS x, '' AS y, '' AS z, \
             shown AS n, own FROM tally WHERE tag_id = 0 AND section IN {sections}"
        ));
    }
    if !wanted.translated.is_empty() {
        parts.push(format!(
            "SELECT 'translation' AS kind, t.post_id AS a, CAST(0 AS BIGINT) AS b, t.locale, r.title AS x, w.rest AS y, '' AS z, \
             CAST(0 AS BIGINT) AS n, CAST(0 AS BIGINT) AS own FROM post_translation t \
             CROSS JOIN revision r CROSS JOIN route w WHERE t.post_id IN {translated} \
             AND r.translation_id = t.id AND r.version = t.live_version \
             AND w.post_id = t.post_id AND w.kind = 'live' AND w.locale = t.locale"
        ));
    }
    statement.push(&parts.join(" UNION ALL "));
    statement.push(" ORDER BY 1, 2, 8, 4");
    statement
}

fn read(names: &mut Names, row: &QueryResult) -> Result<(), StoreError> {
    let kind: String = row.try_get("", "kind")?;
    let counts = |row: &QueryResult| -> Result<(i64, i64), StoreError> {
        Ok((row.try_get("", "n")?, row.try_get("", "own")?))
    };
    match kind.as_str() {
        "carries" => {
            names
                .of_posts
                .entry(post(row, "a")?)
                .or_default()
                .push(tag(row, "b")?);
        }
        "tag" => {
            let name = TagName {
                name: row.try_get("", "x")?,
                slug: row.try_get("", "y")?,
                description: row.try_get("", "z")?,
            };
            names
                .tags
                .entry(tag(row, "a")?)
                .or_default()
                .names
                .insert(locale(row, "locale")?, name);
        }
        "key" => names.tags.entry(tag(row, "a")?).or_default().key = row.try_get("", "x")?,
        "count" => {
            let counts = counts(row)?;
            names
                .tags
                .entry(tag(row, "a")?)
                .or_default()
                .counts
                .insert(locale(row, "locale")?, counts);
        }
        "section" => {
            let title: String = row.try_get("", "y")?;
            let names = names.sections.entry(section(row, "x")?).or_default();
            names.titles.insert(locale(row, "locale")?, title);
        }
        "holds" => {
            let counts = counts(row)?;
            let names = names.sections.entry(section(row, "x")?).or_default();
            names.counts.insert(locale(row, "locale")?, counts);
        }
        _ => {
            let translation = Translation {
                place: Place {
                    locale: locale(row, "locale")?,
                    rest: rest(row, "y")?,
                },
                title: row.try_get("", "x")?,
            };
            names
                .translations
                .entry(post(row, "a")?)
                .or_default()
                .push(translation);
        }
    }
    Ok(())
}

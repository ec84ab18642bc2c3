//! What leads from a post to other posts: its neighbors in the folder, and posts that share tags.
//! One statement answers for every post of a level.

use super::{Listed, Reach, listed, locale, post};
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Which relations of which posts are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The posts, each in the locale that it was requested in.
    pub items: Vec<(PostId, Locale)>,
    /// Whether neighbors are.
    pub neighbors: bool,
    /// How many related posts are; none with 0.
    pub related: usize,
}

/// How one post relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The neighbor before.
    Previous,
    /// The neighbor after.
    Next,
    /// Shares tags; the number is its place among those that do, from 1.
    Related(usize),
}

/// One relation found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The post it was asked of.
    pub of: (PostId, Locale),
    /// How the other one relates.
    pub role: Role,
    /// The other one.
    pub to: Listed,
}

/// How many of a tag's newest posts are looked at for related ones.
pub const NEWEST_OF_TAG: usize = 200;

/// The relations that are wanted, in no order.
pub async fn of_posts(
    tx: &ReadTx,
    wanted: &Wanted,
    reach: Reach,
) -> Result<Vec<Relation>, StoreError> {
    if wanted.items.is_empty() || !(wanted.neighbors || wanted.related > 0) {
        return Ok(Vec::new());
    }
    let mut statement = Statement::new("WITH item AS (SELECT l.* FROM ");
    statement.bind_pairs(
        wanted
            .items
            .iter()
            .map(|(post, locale)| (post.0, locale.as_str())),
    );
    statement.push(
        " AS wanted CROSS JOIN listing l WHERE l.post_id = wanted.column1 AND l.locale = wanted.column2)",
    );
    if wanted.related > 0 {
        statement.push(&tagged());
    }
    let mut parts = Vec::new();
    if wanted.neighbors {
        parts.push(neighbors(reach));
    }
    if wanted.related > 0 {
        let limit = i64::try_from(wanted.related).unwrap_or(i64::MAX);
        let limit = statement.parameter(limit);
        parts.push(related(reach, &limit));
    }
    statement.push(&parts.join(" UNION ALL "));
    let rows = tx.all(statement).await?;
    rows.iter().map(relation).collect()
}

/// The neighbors in the order NEWEST where any post of the folder has a date, else in the order SOURCE.
/// A folder's index page is neither a neighbor nor has any.
fn neighbors(reach: Reach) -> String {
    let own = reach.condition("n");
    let pick = |column: &str, comparison: &str, direction: &str| {
        format!(
            "(SELECT n.post_id FROM listing n WHERE n.locale = i.locale AND n.section = i.section AND n.rest <> n.section{own} \
             AND (n.{column}, n.post_id) {comparison} (i.{column}, i.post_id) ORDER BY n.{column} {direction}, n.post_id {direction} LIMIT 1)"
        )
    };
    let is_dated = format!(
        "EXISTS (SELECT 1 FROM listing n WHERE n.locale = i.locale AND n.section = i.section AND n.dated = TRUE{own})"
    );
    let neighbor = |role: &str, comparison: &str, direction: &str| {
        format!(
            "SELECT i.locale AS of_locale, i.post_id AS of_post, '{role}' AS role, CASE WHEN {is_dated} THEN {} ELSE {} END AS id \
             FROM item i WHERE i.rest <> i.section",
            pick("sorted_at", comparison, direction),
            pick("source_order", comparison, direction),
        )
    };
    format!(
        " SELECT x.of_locale, x.of_post, x.role, CAST(0 AS BIGINT) AS place, l.post_id, l.served_locale, l.path_locale, l.rest \
         FROM ({} UNION ALL {}) x CROSS JOIN listing l WHERE l.locale = x.of_locale AND l.post_id = x.id",
        neighbor("previous", "<", "DESC"),
        neighbor("next", ">", "ASC"),
    )
}

/// The tags of all posts together, each with the last of its newest posts; older ones are not looked at.
fn tagged() -> String {
    let last = |column: &str, none: &str| {
        format!(
            "COALESCE((SELECT e.{column} FROM listing_tag e WHERE e.locale = d.locale AND e.tag_id = d.tag_id \
             ORDER BY e.sorted_at DESC, e.post_id DESC LIMIT 1 OFFSET {}), {none})",
            NEWEST_OF_TAG - 1
        )
    };
    // Kept as it is, so that a tag that many of the posts carry is looked at once.
    format!(
        ", tagged AS MATERIALIZED (SELECT d.locale, d.tag_id, {} AS since, {} AS since_post FROM (\
         SELECT DISTINCT i.locale, c.tag_id FROM item i CROSS JOIN post_tag c WHERE c.post_id = i.post_id) d)",
        // The least number itself is no `BIGINT` to PostgreSQL: it reads the digits first and the sign afterward.
        last("sorted_at", &(i64::MIN + 1).to_string()),
        last("post_id", "0"),
    )
}

/// Posts that share most tags, newest first, among the newest of each tag.
fn related(reach: Reach, limit: &str) -> String {
    // A list of a tag has what the view has; only what it does not say is asked of the view.
    let own = match reach {
        Reach::All => String::new(),
        Reach::Own => format!(
            " AND EXISTS (SELECT 1 FROM listing l WHERE l.locale = g.locale AND l.post_id = g.post_id{})",
            reach.condition("l")
        ),
    };
    // The tables of a `CROSS JOIN` are taken as they are written: from a post over its tags to their newest posts. SQLite
    // has no statistics to find that out, and would go through every tag of every post once for each post.
    format!(
        " SELECT x.of_locale, x.of_post, 'related' AS role, x.place, l.post_id, l.served_locale, l.path_locale, l.rest FROM (\
         SELECT i.locale AS of_locale, i.post_id AS of_post, g.post_id AS id, ROW_NUMBER() OVER (\
         PARTITION BY i.locale, i.post_id ORDER BY COUNT(*) DESC, g.sorted_at DESC, g.post_id DESC) AS place \
         FROM item i CROSS JOIN post_tag c CROSS JOIN tagged d CROSS JOIN listing_tag g \
         WHERE c.post_id = i.post_id AND d.locale = i.locale AND d.tag_id = c.tag_id \
         AND g.locale = d.locale AND g.tag_id = d.tag_id AND (g.sorted_at, g.post_id) >= (d.since, d.since_post) \
         AND g.post_id <> i.post_id{own} GROUP BY i.locale, i.post_id, g.post_id, g.sorted_at) x \
         CROSS JOIN listing l WHERE l.locale = x.of_locale AND l.post_id = x.id AND x.place <= {limit}"
    )
}

fn relation(row: &sea_orm::QueryResult) -> Result<Relation, StoreError> {
    let role: String = row.try_get("", "role")?;
    let place: i64 = row.try_get("", "place")?;
    Ok(Relation {
        of: (post(row, "of_post")?, locale(row, "of_locale")?),
        role: match role.as_str() {
            "previous" => Role::Previous,
            "next" => Role::Next,
            _ => Role::Related(usize::try_from(place).unwrap_or(usize::MAX)),
        },
        to: listed(row)?,
    })
}

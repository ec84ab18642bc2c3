//! How SQLite finds what pages ask for. It has no statistics: what it does follows from the tables, the indexes and the text
//! of a statement, and is the same on a small site as on a large one. What reads a whole table is listed here with a reason.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};

use crate::case::{Case, site};
use crate::database::{Backend, Databases};
use crate::queries;

/// Statements that may read a whole table, or all that a locale shows, by how they begin.
const WHOLE: [(&str, &str); 8] = [
    (
        "SELECT CAST(# AS BIGINT) AS list, COUNT(*)",
        "counts of a filter that no tally is kept of",
    ),
    (
        "SELECT CAST(# AS BIGINT) AS list, f.tag_id, COUNT(*)",
        "facets of such a filter",
    ),
    (
        "SELECT locale, own AS posts FROM tally",
        "how much of the site each locale has",
    ),
    (
        "SELECT section, locale, title, navigation FROM section_translation",
        "a menu has every folder",
    ),
    (
        "SELECT * FROM (SELECT 'post' AS kind",
        "paths of what was changed since, in the order of the paths",
    ),
    (
        "SELECT COUNT(*) AS total FROM (SELECT 'post' AS kind",
        "how many paths there are",
    ),
    (
        "SELECT w.post_id, w.locale, w.rest, p.section",
        "a chain that is not configured is resolved from all that is published",
    ),
    (
        "SELECT c.post_id, c.tag_id, tag.key FROM post_tag",
        "the tags of such a chain",
    ),
];

/// Every order, from both ends.
const ORDERS: [&str; 5] = ["NEWEST", "OLDEST", "RECENTLY_UPDATED", "TITLE", "SOURCE"];

/// Filters that have a list of their own, alone and together.
const FILTERS: [&str; 5] = [
    "{}",
    r#"{ section: "blog" }"#,
    r#"{ tags: ["web"] }"#,
    r#"{ tags: ["web", "tools"] }"#,
    r#"{ section: "blog", tags: ["web"] }"#,
];

/// What leads from a post to others.
const NODE: &str = "path title tags { name postCount } section { title path } alternates { path } \
    previous { path } next { path } related(first: 3) { path }";

/// No statement of any case, nor of a list in any order, reads a whole table unless it is said why.
pub(super) async fn no_page_reads_a_whole_table(
    databases: &Databases,
    cases: &BTreeMap<String, Case>,
) -> Result<()> {
    let mut statements = BTreeMap::new();
    for case in cases.values().cloned().chain(lists()) {
        let outcome = queries::run(databases, Backend::Sqlite, &case.site, cases, &case).await?;
        ensure!(
            case.name.contains('/') || outcome.answer.get("errors").is_none(),
            "{}: {}",
            case.name,
            outcome.answer
        );
        for sql in outcome.statements {
            statements.entry(sql).or_insert_with(|| case.name.clone());
        }
    }
    let database =
        Database::connect(databases.seeded(Backend::Sqlite, &site("blog")).await?).await?;
    let mut problems = Vec::new();
    let mut needed = BTreeSet::new();
    for (sql, name) in &statements {
        let plan = plan(&database, sql).await?;
        let whole = whole(sql, &plan);
        match WHOLE
            .iter()
            .find(|(head, _)| numberless(sql).starts_with(head))
        {
            Some((head, _)) if !whole.is_empty() => {
                needed.insert(*head);
            }
            None if !whole.is_empty() => {
                let plan = plan.join("\n  ");
                problems.push(format!("{name}: {}\n{sql}\n  {plan}", whole.join(", ")));
            }
            _ => {}
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n\n"));
    let idle = WHOLE.iter().filter(|(head, _)| !needed.contains(head));
    let idle: Vec<&str> = idle.map(|(head, _)| *head).collect();
    ensure!(idle.is_empty(), "these need no exception: {idle:?}");
    Ok(())
}

/// A case for each order, filter and end, for its first page and for the one behind it.
fn lists() -> impl Iterator<Item = Case> {
    ORDERS.iter().flat_map(|order| {
        let list = move |arguments: &str| {
            let page = |count: &str| {
                format!("posts({arguments} orderBy: {order}, {count}) {{ nodes {{ {NODE} }} }}")
            };
            [
                page("first: 3"),
                page("last: 3"),
                page("first: 3, after: $after"),
            ]
        };
        let filtered = FILTERS
            .iter()
            .flat_map(move |filter| list(&format!(r#"locale: "en", filter: {filter},"#)));
        let of_things = list("").into_iter().flat_map(|page| {
            [
                format!(r#"tag(locale: "en", by: {{ key: "web" }}) {{ {page} }}"#),
                format!(r#"route(path: "/en/blog") {{ ... on Section {{ {page} }} }}"#),
            ]
        });
        filtered.chain(of_things).map(|field| asked(order, &field))
    })
}

/// A case that has no file.
fn asked(order: &str, field: &str) -> Case {
    let (head, variables) = match field.contains("$after") {
        true => ("query ($after: String!)", json!({ "after": cursor(order) })),
        false => ("query", Value::Null),
    };
    Case {
        name: format!("a list by {order}"),
        query: format!("{head} {{ {field} }}"),
        site: site("blog"),
        variables: variables.as_object().cloned().unwrap_or_default(),
        takes: Vec::new(),
        statements_max: None,
    }
}

/// Somewhere in a list; nothing has to be there.
fn cursor(order: &str) -> &'static str {
    match order {
        "RECENTLY_UPDATED" => "u~7~1700000000000000",
        "TITLE" => "t~7~61",
        "SOURCE" => "s~7~61",
        _ => "d~7~1700000000000000",
    }
}

async fn plan(database: &DatabaseConnection, sql: &str) -> Result<Vec<String>> {
    let explain = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
    let rows = database
        .query_all_raw(explain)
        .await
        .context(sql.to_owned())?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "detail")?))
        .collect()
}

/// The lines of a plan that say that a table is read as a whole, or all that it has of a locale or kind.
fn whole(sql: &str, plan: &[String]) -> Vec<String> {
    let sorts = plan
        .iter()
        .any(|line| line.contains("TEMP B-TREE FOR ORDER BY"));
    let is_page = sql.contains(" LIMIT ") && !sorts;
    let is_list = numberless(sql).starts_with("SELECT * FROM (SELECT CAST(# AS BIGINT) AS list");
    let lines = plan.iter().filter(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Some(verb), Some(alias)) = (words.first(), words.get(1)) else {
            return false;
        };
        let is_broad = line.ends_with("(locale=?)") || line.ends_with("(kind=?)");
        // A page that goes along an index in its own order ends with its last row.
        let is_in_order = is_page && sql.contains(&format!("ORDER BY {alias}."));
        match *verb {
            "SCAN" => is_table(sql, alias),
            "SEARCH" if line.contains("AUTOMATIC") => is_table(sql, alias),
            "SEARCH" => is_broad && !is_in_order,
            _ => is_list && line.contains("TEMP B-TREE FOR ORDER BY"),
        }
    });
    lines.cloned().collect()
}

/// Whether the name in a plan is a table's or its alias, and not that of something that the statement computes.
fn is_table(sql: &str, name: &str) -> bool {
    let words = sql
        .split(|letter: char| letter.is_whitespace() || "(),".contains(letter))
        .filter(|word| !word.is_empty());
    // The last table may have no word behind it.
    let words: Vec<&str> = words.chain([""]).collect();
    let computed = ["wanted", "item", "tagged", "here"];
    words.windows(3).any(|window| match window {
        [from, table, alias] => {
            matches!(*from, "FROM" | "JOIN")
                && !computed.contains(table)
                && (*table == name || *alias == name)
        }
        _ => false,
    })
}

/// The text with `#` for each number.
fn numberless(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for letter in sql.chars() {
        match letter.is_ascii_digit() {
            true if text.ends_with('#') => {}
            true => text.push('#'),
            false => text.push(letter),
        }
    }
    text
}

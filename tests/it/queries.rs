//! Queries and what comes of them: each `tests/queries/<noun>/<case>.graphql` has its answer (`.json`) and the statements that
//! found it (`.sql`) beside it, the same for both databases. They are reviewed as prose: an answer that changed is a change
//! of behavior, and one statement more is a change of speed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, bail, ensure};
use libtest_mimic::Trial;
use serde_json::{Map, Value};
use similar::TextDiff;

use crate::case::{self, Case};
use crate::database::{Backend, Databases, open};
use crate::{Harness, app};

type Cases = Arc<BTreeMap<String, Case>>;

/// What a request gave.
pub(crate) struct Outcome {
    pub(crate) answer: Value,
    pub(crate) statements: Vec<String>,
}

/// When set, snapshots are written instead of compared, from what SQLite gives.
const UPDATE_VARIABLE: &str = "ISOGLOSS_UPDATE";

/// Every case on both databases, and that no snapshot is left without a case.
pub(crate) fn trials(harness: &Harness) -> Result<Vec<Trial>> {
    let cases: Cases = Arc::new(case::all()?);
    let mut trials = vec![harness.once("queries::no_snapshot_is_left_over", {
        let cases = Arc::clone(&cases);
        async move |_| left_over(&cases)
    })];
    for name in cases.keys() {
        let title = format!("queries/{name}");
        let (name, cases) = (name.clone(), Arc::clone(&cases));
        trials.extend(harness.on_both(&title, async move |databases, backend| {
            let case = cases.get(&name).context("no such case")?;
            let outcome = run(databases, backend, &case.site, &cases, case).await?;
            if let Some(most) = case.statements_max {
                let count = outcome.statements.len();
                ensure!(count <= most, "{count} statements, at most {most}");
            }
            compare(backend, case, &outcome)
        }));
    }
    Ok(trials)
}

/// Asks a case of one site on one database.
pub(crate) async fn run(
    databases: &Databases,
    backend: Backend,
    site: &Path,
    cases: &BTreeMap<String, Case>,
    case: &Case,
) -> Result<Outcome> {
    run_at(&databases.seeded(backend, site).await?, site, cases, case).await
}

/// The same of a database that holds the site.
pub(crate) async fn run_at(
    url: &str,
    site: &Path,
    cases: &BTreeMap<String, Case>,
    case: &Case,
) -> Result<Outcome> {
    let mut variables = case.variables.clone();
    for take in &case.takes {
        let other = cases.get(&take.case);
        let other = other.with_context(|| format!("there is no case {}", take.case))?;
        ensure!(other.takes.is_empty(), "{} takes itself", take.case);
        let answer = ask(url, site, other, other.variables.clone().into()).await?;
        let value = answer.answer.pointer(&take.pointer).cloned();
        let value = value
            .with_context(|| format!("the answer to {} has no {}", take.case, take.pointer))?;
        variables.insert(take.variable.clone(), value);
    }
    ask(url, site, case, variables.into()).await
}

/// The store is this request's alone, so that no other test's statements are recorded.
async fn ask(url: &str, site: &Path, case: &Case, variables: Value) -> Result<Outcome> {
    let mut store = open(url).await?;
    let recorded: Arc<Mutex<Vec<String>>> = Arc::default();
    store.on_read({
        let recorded = Arc::clone(&recorded);
        move |sql| {
            if let Ok(mut recorded) = recorded.lock() {
                recorded.push(sql.to_owned());
            }
        }
    });
    let answer = app::ask(&store, site, &case.query, variables).await?;
    let statements = recorded.lock().map(|all| all.clone()).unwrap_or_default();
    Ok(Outcome { answer, statements })
}

/// That an answer and its statements are as the snapshots have them.
pub(crate) fn compare(backend: Backend, case: &Case, outcome: &Outcome) -> Result<()> {
    let (json, sql) = (snapshot(case, "json"), snapshot(case, "sql"));
    let mut answer = outcome.answer.clone();
    if let Some(then) = fs::read_to_string(&json)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
    {
        arrange(&mut answer, &then);
    }
    let statements: Vec<String> = outcome
        .statements
        .iter()
        .map(|sql| by_clause(sql))
        .collect();
    let then = fs::read_to_string(&sql).unwrap_or_default();
    let statements = numbered(&arrange_statements(statements, &then));
    let snapshots = [(json, format!("{answer:#}\n")), (sql, statements)];
    let is_updating = std::env::var(UPDATE_VARIABLE).is_ok_and(|value| value == "1");
    let mut problems = String::new();
    for (file, now) in &snapshots {
        if is_updating && backend == Backend::Sqlite {
            fs::write(file, now)?;
        } else if !file.exists() && !is_updating {
            let file = file.display();
            writeln!(
                problems,
                "{file} is missing: {UPDATE_VARIABLE}=1 cargo test --test it writes it"
            )?;
        } else if !is_updating && let Some(diff) = diff(file, now)? {
            problems.push_str(&diff);
        }
    }
    ensure!(problems.is_empty(), "{problems}");
    Ok(())
}

/// Brings fields, and errors, into the order of an earlier answer. Root fields are answered side by side: which of them is
/// first is no part of what is compared.
fn arrange(now: &mut Value, then: &Value) {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            let mut arranged = Map::new();
            for (key, then) in then {
                if let Some(mut value) = now.shift_remove(key) {
                    if let (Value::Array(now), Value::Array(then), "errors") =
                        (&mut value, then, key.as_str())
                    {
                        now.sort_by_key(|each| then.iter().position(|it| it == each));
                    }
                    arrange(&mut value, then);
                    arranged.insert(key.clone(), value);
                }
            }
            arranged.append(now);
            *now = arranged;
        }
        (Value::Array(now), Value::Array(then)) => {
            now.iter_mut()
                .zip(then)
                .for_each(|(now, then)| arrange(now, then));
        }
        _ => {}
    }
}

/// Brings statements into the order of an earlier snapshot, for the same reason.
fn arrange_statements(mut now: Vec<String>, then: &str) -> Vec<String> {
    let mut arranged = Vec::new();
    for block in then.split("-- ") {
        let known = block.split_once('\n').map(|(_, sql)| sql.trim_end());
        if let Some(at) = now.iter().position(|sql| Some(sql.as_str()) == known) {
            arranged.push(now.remove(at));
        }
    }
    arranged.append(&mut now);
    arranged
}

fn diff(file: &Path, now: &str) -> Result<Option<String>> {
    let then = fs::read_to_string(file)?;
    if then == now {
        return Ok(None);
    }
    let diff = TextDiff::from_lines(then.as_str(), now);
    let mut diff = diff.unified_diff();
    let name = file
        .strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap_or(file);
    diff.context_radius(4)
        .header(&name.display().to_string(), "now");
    Ok(Some(format!("\n{diff}")))
}

fn numbered(statements: &[String]) -> String {
    let statements = statements.iter().enumerate();
    let statements = statements.map(|(index, sql)| format!("-- {}\n{sql}\n", index + 1));
    statements.collect::<Vec<String>>().join("\n")
}

/// One clause a line, so that a difference shows where it is.
fn by_clause(sql: &str) -> String {
    let mut lines = sql.to_owned();
    for clause in CLAUSES {
        lines = lines.replace(clause, &format!("\n{}", clause.trim_start()));
    }
    lines
        .replace("LEFT\nJOIN", "LEFT JOIN")
        .trim_end()
        .to_owned()
}

const CLAUSES: [&str; 6] = [
    " FROM ",
    " WHERE ",
    " UNION ALL ",
    " ORDER BY ",
    " LIMIT ",
    " JOIN ",
];

fn snapshot(case: &Case, extension: &str) -> PathBuf {
    case::folder().join(format!("{}.{extension}", case.name))
}

fn left_over(cases: &BTreeMap<String, Case>) -> Result<()> {
    let strangers: Vec<String> = case::files(&case::folder())?
        .into_iter()
        .filter(|file| {
            let name = file
                .strip_prefix(case::folder())
                .unwrap_or(file)
                .with_extension("");
            let is_known = file
                .extension()
                .is_some_and(|it| it == "graphql" || it == "json" || it == "sql");
            !is_known || !cases.contains_key(&*name.to_string_lossy())
        })
        .map(|file| file.display().to_string())
        .collect();
    if !strangers.is_empty() {
        bail!("these belong to no case: {}", strangers.join(", "));
    }
    Ok(())
}

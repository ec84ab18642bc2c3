//! A case: a GraphQL document in `tests/queries`, with comments that say how it is asked and snapshots beside it.
//!
//! ```graphql
//! # site: blog                                            a folder of tests/sites; this one is the default
//! # variables: {"path": "/en/blog/hello"}
//! # take: after = posts/newest /data/posts/pageInfo/endCursor    from the answer to another case
//! # statements: at most 6
//! query …
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

/// One document and how it is asked.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Path below `tests/queries` without extension, such as `route/page`.
    pub(crate) name: String,
    /// The document, comments included.
    pub(crate) query: String,
    /// Folder of the site it asks.
    pub(crate) site: PathBuf,
    pub(crate) variables: Map<String, Value>,
    /// Variables whose values another case's answer holds.
    pub(crate) takes: Vec<Take>,
    /// Most statements it may run.
    pub(crate) statements_max: Option<usize>,
}

/// A variable whose value stands in the answer to another case.
#[derive(Clone, Debug)]
pub(crate) struct Take {
    pub(crate) variable: String,
    pub(crate) case: String,
    /// JSON pointer into the answer.
    pub(crate) pointer: String,
}

/// The folder of all cases.
pub(crate) fn folder() -> PathBuf {
    tests().join("queries")
}

/// The folder of a fixture site.
pub(crate) fn site(name: &str) -> PathBuf {
    tests().join("sites").join(name)
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// All cases by name.
pub(crate) fn all() -> Result<BTreeMap<String, Case>> {
    let files = files(&folder())?;
    let documents = files
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "graphql"));
    documents
        .map(|file| {
            let case = read(file).with_context(|| format!("{} is no case", file.display()))?;
            Ok((case.name.clone(), case))
        })
        .collect()
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(file: &Path) -> Result<Case> {
    let query = fs::read_to_string(file)?;
    let name = file.strip_prefix(folder())?.with_extension("");
    let mut case = Case {
        name: name.to_string_lossy().replace('\\', "/"),
        site: site("blog"),
        variables: Map::new(),
        takes: Vec::new(),
        statements_max: None,
        query,
    };
    let comments = case.query.lines().map_while(|line| line.strip_prefix('#'));
    for comment in comments {
        // A comment without a known word before its colon is prose.
        let Some((word, value)) = comment.trim().split_once(": ") else {
            continue;
        };
        match word {
            "site" => case.site = site(value.trim()),
            "variables" => case.variables = serde_json::from_str(value)?,
            "take" => case.takes.push(take(value)?),
            "statements" => {
                let most = value.strip_prefix("at most ");
                let most = most.context("`statements:` wants `at most N`")?;
                case.statements_max = Some(most.trim().parse()?);
            }
            _ => {}
        }
    }
    ensure!(case.site.is_dir(), "there is no {}", case.site.display());
    Ok(case)
}

fn take(text: &str) -> Result<Take> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [variable, "=", case, pointer] = words.as_slice() else {
        bail!("`take:` wants `VARIABLE = CASE POINTER`, not `{text}`");
    };
    Ok(Take {
        variable: (*variable).to_owned(),
        case: (*case).to_owned(),
        pointer: (*pointer).to_owned(),
    })
}

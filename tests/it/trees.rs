//! The trees for frontends built on Nuxt Content, compared with what the real Nuxt Content makes of the same files.
//!
//! `cargo test --test it -- trees` prints the score of every collection. What differs is named with its reason in
//! `tests/trees/differences.tsv`: a file that differs and is not there fails, and so does one that is there and is equal.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use isogloss::document::front_matter::{self, Rules};
use isogloss::document::minimark;
use isogloss::domain::minimark::Mode;
use libtest_mimic::Trial;
use rayon::prelude::*;
use serde_json::Value;

use crate::Harness;
use crate::corpus::{shared, unpack};
use crate::database::Databases;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("trees::golden_files_plain", golden_plain),
        harness.once("trees::golden_files_wrapped", golden_wrapped),
        harness.once("trees::docus", docus),
        harness.once("trees::fastapi", fastapi),
        harness.once("trees::payloads_come_back_from_their_markdown", payloads),
    ]
}

/// One tree, and what it should be.
struct Compared {
    name: String,
    expected: Value,
    made: Value,
}

async fn golden_plain(_: &Databases) -> Result<()> {
    score("golden, plain", golden(Mode::Plain)?)
}

async fn golden_wrapped(_: &Databases) -> Result<()> {
    score("golden, wrapped", golden(Mode::Wrapped)?)
}

async fn docus(databases: &Databases) -> Result<()> {
    score("docus", corpus(databases, "docus")?)
}

async fn fastapi(databases: &Databases) -> Result<()> {
    score("fastapi", corpus(databases, "fastapi")?)
}

fn golden(mode: Mode) -> Result<Vec<Compared>> {
    let folder = shared()?.join("golden/nuxt");
    let mut compared = Vec::new();
    for file in files_in(&folder.join("expected"), ".json")? {
        if file.to_string_lossy().ends_with(".shiki.json") {
            continue;
        }
        let expected: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let name = file
            .strip_prefix(folder.join("expected"))?
            .with_extension("md");
        let wrapped = expected
            .get("bodyWrapped")
            .filter(|_| mode == Mode::Wrapped);
        // Files that Nuxt Content drops have no body.
        let Some(expected) = wrapped.or(expected.get("body")) else {
            println!("{}: dropped by the reference", name.display());
            continue;
        };
        compared.push(Compared {
            name: name.display().to_string(),
            expected: expected.clone(),
            made: tree(
                &fs::read_to_string(folder.join("content").join(&name))?,
                mode,
            )?,
        });
    }
    Ok(compared)
}

fn corpus(databases: &Databases, name: &str) -> Result<Vec<Compared>> {
    let corpora = shared()?.join("corpora");
    let folder = databases.folder().join(format!("trees-{name}"));
    fs::create_dir_all(&folder)?;
    unpack(&corpora.join(format!("{name}-docs.tar.gz")), &folder)?;
    let reference = corpora.join(format!("{name}-docs.nuxt-reference.jsonl.gz"));
    let output = Command::new("gzip").arg("-dc").arg(&reference).output()?;
    ensure!(
        output.status.success(),
        "{} cannot be unpacked",
        reference.display()
    );
    let lines = String::from_utf8(output.stdout)?;
    let compared = lines.lines().par_bridge().map(|line| {
        let document: Value = serde_json::from_str(line)?;
        let file = document["file"].as_str().context("no file")?;
        let text = fs::read_to_string(folder.join(name).join(file))?;
        if !file.ends_with(".md") {
            return Ok(None);
        }
        Ok(Some(Compared {
            name: format!("{name}/{file}"),
            expected: document["body"].clone(),
            made: tree(&text, Mode::Plain)?,
        }))
    });
    let compared: Result<Vec<Option<Compared>>> = compared.collect();
    Ok(compared?.into_iter().flatten().collect())
}

/// A payload has no Markdown: it is written from its tree, and has to give that tree again.
async fn payloads(_: &Databases) -> Result<()> {
    let shared = shared()?;
    let mut files = files_in(&shared.join("golden/nuxt/payloads"), "decoded.json")?;
    files.extend(files_in(&shared.join("seed"), "decoded.json")?);
    let mut compared = Vec::new();
    for file in files {
        let payload: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let mut documents = BTreeMap::new();
        collect_documents(&payload, &mut documents);
        for (path, document) in documents {
            let (nodes, problems) = minimark::read(&document["body"]);
            ensure!(problems.is_empty(), "{path}: {problems:?}");
            compared.push(Compared {
                name: path,
                expected: document["body"].clone(),
                made: tree(&minimark::write(&nodes), Mode::Wrapped)?,
            });
        }
    }
    score("payloads", compared)
}

fn collect_documents<'v>(value: &'v Value, found: &mut BTreeMap<String, &'v Value>) {
    match value {
        Value::Object(object) if object.contains_key("body") && object.contains_key("path") => {
            found.insert(value["path"].to_string(), value);
        }
        Value::Object(object) => object
            .values()
            .for_each(|value| collect_documents(value, found)),
        Value::Array(list) => list
            .iter()
            .for_each(|value| collect_documents(value, found)),
        _ => {}
    }
}

fn tree(text: &str, mode: Mode) -> Result<Value> {
    let text = text.replace("\r\n", "\n");
    let file = front_matter::read(&text, Rules::Nuxt);
    let body = minimark::to_json(&minimark::of_markdown(file.markdown, mode).nodes);
    let body = serde_json::from_str(&body)?;
    Ok(match file.values.get("toc") {
        Some(options) => minimark::with_toc(body, options),
        None => body,
    })
}

fn score(name: &str, compared: Vec<Compared>) -> Result<()> {
    ensure!(!compared.is_empty(), "nothing was compared");
    let reasons = differences()?;
    let (mut equal, mut wrong) = (0, Vec::new());
    for one in &compared {
        let is_equal = one.expected == one.made;
        equal += usize::from(is_equal);
        match (is_equal, reasons.get(&one.name)) {
            (true, None) => {}
            (false, Some(reason)) => println!("{}: differs, {reason}", one.name),
            (true, Some(_)) => {
                wrong.push(format!("{} is equal, but listed as different", one.name))
            }
            (false, None) => wrong.push(first_difference(one)),
        }
    }
    println!("{name}: {equal} of {} trees are equal", compared.len());
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

fn first_difference(one: &Compared) -> String {
    let (expected, made) = narrow(&one.expected, &one.made);
    format!("{}:\n  expected {expected}\n  made     {made}", one.name)
}

/// The smallest parts that differ first.
fn narrow<'v>(expected: &'v Value, made: &'v Value) -> (&'v Value, &'v Value) {
    let pair = match (expected, made) {
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).find(|(one, other)| one != other)
        }
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => one
            .iter()
            .filter_map(|(key, value)| Some((value, other.get(key)?)))
            .find(|(one, other)| one != other),
        _ => None,
    };
    pair.map_or((expected, made), |(one, other)| narrow(one, other))
}

fn differences() -> Result<BTreeMap<String, String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees/differences.tsv");
    let text = fs::read_to_string(file)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(file, reason)| (file.to_owned(), reason.to_owned()))
        .collect())
}

fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_in(&path, ending)?);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

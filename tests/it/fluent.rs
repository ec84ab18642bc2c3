//! Formatting, held against @fluent/bundle: what it made of `tests/fluent/` is there as files, written by the script
//! beside them. Each result that differs here has one of the reasons below and stands in `differences.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use isogloss::domain::locale::Locale;
use isogloss::messages::args::Args;
use isogloss::messages::catalog::Catalog;
use libtest_mimic::Trial;
use serde_json::{Map, Value};

use crate::Harness;
use crate::case::files;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![harness.once(
        "fluent::messages_are_formatted_as_by_fluent_bundle",
        async |databases| as_expected(&databases.folder().join("fluent")),
    )]
}

/// One message with its arguments, as @fluent/bundle wrote it and as it is written here.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    locale: String,
    key: String,
    args: String,
    theirs: String,
    ours: String,
}

fn as_expected(temporary: &Path) -> Result<()> {
    let (catalog, problems) = Catalog::load(Some(&locales(temporary)?));
    let known = ["MESSAGE_ATTRIBUTE_DUPLICATE"];
    let unknown = problems
        .iter()
        .find(|problem| !known.contains(&problem.code));
    ensure!(unknown.is_none(), "{unknown:?}");
    let mut found = Vec::new();
    let mut compared = 0;
    for file in files(&folder().join("expected"))? {
        let tag = file.file_stem().context("no name")?.to_string_lossy();
        let locale = Locale::parse(&tag)?;
        let rows: Vec<Value> = serde_json::from_str(&fs::read_to_string(&file)?)?;
        compared += rows.len();
        for row in &rows {
            found.extend(difference(&catalog, &locale, row)?);
        }
    }
    ensure!(compared > 8_000, "only {compared} results are there");
    found.sort();
    judge(&found, compared)
}

/// The shared messages and a language's own, as a folder of locales.
fn locales(temporary: &Path) -> Result<PathBuf> {
    let shared = folder().join("shared.ftl");
    for file in files(&folder().join("locales"))? {
        let locale = temporary.join(file.file_stem().context("no name")?);
        fs::create_dir_all(&locale)?;
        fs::copy(&shared, locale.join("shared.ftl"))?;
        fs::copy(&file, locale.join("own.ftl"))?;
    }
    Ok(temporary.to_owned())
}

fn difference(catalog: &Catalog, locale: &Locale, row: &Value) -> Result<Option<Difference>> {
    let [key, args, isolating, text, attributes] = row.as_array().context("no row")?.as_slice()
    else {
        anyhow::bail!("{row} is no row");
    };
    let (key, given) = (
        key.as_str().context("no key")?,
        args.as_object().context("no arguments")?,
    );
    let mut typed = Args::from_json(given);
    if *isolating == Value::Bool(true) {
        typed = typed.isolating();
    }
    let message = catalog.format(std::slice::from_ref(locale), key, &typed);
    let message = message.with_context(|| format!("{locale} lacks {key}"))?;
    let theirs = shown(
        text.as_str().unwrap_or_default(),
        attributes.as_object().context("none")?,
    );
    let ours: Map<String, Value> = message
        .attributes
        .into_iter()
        .map(|(name, text)| (name, Value::String(text)))
        .collect();
    let ours = shown(&message.text, &ours);
    Ok((theirs != ours).then(|| Difference {
        locale: locale.to_string(),
        key: key.to_owned(),
        args: args.to_string(),
        theirs,
        ours,
    }))
}

/// Text and attributes in one line, with what is invisible made visible.
fn shown(text: &str, attributes: &Map<String, Value>) -> String {
    let attributes: BTreeMap<&String, &Value> = attributes.iter().collect();
    let mut line = text.to_owned();
    for (name, value) in attributes {
        line.push_str(&format!(" .{name}={}", value.as_str().unwrap_or_default()));
    }
    let characters = line.chars().map(|character| match character {
        '\n' => "\\n".to_owned(),
        '\u{A0}' | '\u{202F}' | '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{2068}' | '\u{2069}' => {
            format!("\\u{:04X}", u32::from(character))
        }
        character => character.to_string(),
    });
    characters.collect()
}

/// Every difference has a reason, every reason a difference, and the table says so.
fn judge(found: &[Difference], compared: usize) -> Result<()> {
    let mut table = format!(
        "# What is formatted otherwise than by @fluent/bundle: {} of {compared} results. Written by the tests.\n",
        found.len()
    );
    for reason in &REASONS {
        table.push_str(&format!("# {}: {}\n", reason.name, reason.why));
    }
    table.push_str("reason\tlocale\tkey\targuments\t@fluent/bundle\tIsogloss\n");
    let mut unused: BTreeSet<&str> = REASONS.iter().map(|reason| reason.name).collect();
    let mut unexplained = Vec::new();
    for each in found {
        let reason = REASONS.iter().find(|reason| (reason.explains)(each));
        let Some(reason) = reason else {
            unexplained.push(format!("{each:?}"));
            continue;
        };
        unused.remove(reason.name);
        let Difference {
            locale,
            key,
            args,
            theirs,
            ours,
        } = each;
        let row = [reason.name, locale, key, args, theirs, ours].join("\t");
        table.push_str(&format!("{row}\n"));
    }
    ensure!(
        unexplained.is_empty(),
        "without a reason:\n{}",
        unexplained.join("\n")
    );
    ensure!(unused.is_empty(), "no longer needed: {unused:?}");
    let file = folder().join("differences.tsv");
    if std::env::var("ISOGLOSS_UPDATE").is_ok_and(|value| value == "1") {
        fs::write(&file, &table)?;
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    let new = table
        .lines()
        .find(|line| !known.lines().any(|each| each == *line));
    ensure!(
        table == known,
        "{} is not up to date ({new:?}); ISOGLOSS_UPDATE=1 writes it anew",
        file.display()
    );
    Ok(())
}

/// Why a result may differ.
struct Reason {
    name: &'static str,
    why: &'static str,
    explains: fn(&Difference) -> bool,
}

const REASONS: [Reason; 7] = [
    Reason {
        name: "zero",
        why: "a number that is shown as zero has no sign",
        explains: |each| {
            let unsigned = |text: &str| text.replace("\\u200E", "").replace(['-', '\u{2212}'], "");
            each.args.contains("-0.") && unsigned(&each.theirs) == unsigned(&each.ours)
        },
    },
    Reason {
        name: "narrow-space",
        why: "CLDR writes U+202F, so that no line breaks there; V8 replaces it for programs that read dates",
        explains: |each| each.ours.replace("\\u202F", " ") == each.theirs,
    },
    Reason {
        name: "cldr-49",
        why: "the data of ICU4X is CLDR 49, that of Node.js 20 is CLDR 48",
        explains: |each| {
            let is_comma =
                each.locale == "hi" && each.ours.replace(',', "") == each.theirs.replace(',', "");
            let is_order = each.locale == "cy"
                && matches!(each.key.as_str(), "month-day" | "weekday-month-day");
            is_comma || is_order || (each.locale == "pl" && each.key == "date-short")
        },
    },
    Reason {
        name: "text-date",
        why: "JSON has no dates: DATETIME reads them from texts in RFC 3339",
        explains: |each| each.key == "text-date" && each.theirs == "{DATETIME()}",
    },
    Reason {
        name: "ungrouped",
        why: "Fluent has no booleans: useGrouping: \"false\" means what it says, not Intl's default; 0 works in both",
        explains: |each| {
            let digits = |text: &str| text.replace("\\u00A0", "").replace("\\u202F", "");
            let bare = |text: &str| digits(text).replace(['.', ','], "");
            each.key == "ungrouped-by-word" && bare(&each.ours) == bare(&each.theirs)
        },
    },
    Reason {
        name: "short-date",
        why: "ICU4X writes year, month and day in numbers as in the short date of the language, not as single fields",
        explains: |each| each.key == "date-numeric",
    },
    Reason {
        name: "month-name",
        why: "who asks for a short name of a month gets a name, the long one where dates have no short one in ICU4X",
        explains: |each| {
            each.key.starts_with("month-short-day") && matches!(each.locale.as_str(), "de" | "lt")
        },
    },
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fluent")
}

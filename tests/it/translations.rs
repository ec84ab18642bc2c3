//! Files that travel to translators and back, by the command line: what is written, what is taken, what is left alone.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use isogloss::document::exchange::{Unit, po, xliff};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::Harness;
use crate::database::Databases;
use crate::process::{Server, run, site};

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "translations::a_file_without_edits_changes_nothing",
            unedited,
        ),
        harness.once("translations::a_post_is_translated_in_a_file", translated),
        harness.once("translations::what_is_stale_is_brought_up_to_date", stale),
        harness.once("translations::what_cannot_be_taken_is_told", refused),
    ]
}

/// A folder with the demo, imported.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn new(databases: &Databases, name: &str) -> Result<Self> {
        let folder = site(databases, &format!("translations-{name}"))?;
        fs::create_dir_all(folder.join("locales/fr"))?;
        let site = Self { folder };
        site.done(&["import", "content"])?;
        Ok(site)
    }

    /// What a command prints, where it ends well.
    fn done(&self, arguments: &[&str]) -> Result<String> {
        let output = run(&self.folder, arguments)?;
        let problem = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{arguments:?}: {problem}");
        Ok(String::from_utf8(output.stdout)?)
    }

    fn export(&self, locale: &str, format: &str, more: &[&str]) -> Result<Vec<u8>> {
        let export = [
            "translations",
            "export",
            "--locale",
            locale,
            "--format",
            format,
        ];
        Ok(self.done(&[&export[..], more].concat())?.into_bytes())
    }

    /// Writes units into a file and takes it in; the numbers that are told.
    fn import(&self, locale: &str, units: &[Unit], more: &[&str]) -> Result<Value> {
        let header = po::Header {
            project: "demo",
            source_locale: "en",
            target_locale: locale,
            revised_at: "2026-01-31 12:00+0000",
        };
        let file = self.folder.join("file.po");
        fs::write(&file, po::write(&header, units))?;
        let import = ["translations", "import", "file.po", "--format", "json"];
        let output = run(&self.folder, &[&import[..], more].concat())?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).with_context(|| said)
    }

    async fn ask(&self, query: &str) -> Result<Value> {
        let server = Server::start(&self.folder, &[])?;
        let answer = server.ask(query).await?;
        server.stop()?;
        Ok(answer["data"]["route"].clone())
    }
}

fn of<'a>(units: &'a [Unit], post: &str) -> Vec<&'a Unit> {
    let begin = format!("{post}#");
    units
        .iter()
        .filter(|unit| unit.id.starts_with(&begin))
        .collect()
}

fn numbers(imported: &Value) -> [i64; 4] {
    ["saved", "published", "unchanged", "incomplete"]
        .map(|name| imported[name].as_i64().unwrap_or(-1))
}

async fn unedited(databases: &Databases) -> Result<()> {
    let site = Site::new(databases, "unedited")?;
    for format in ["po", "xliff"] {
        let file = site.folder.join(format);
        let told = site.export("de", format, &[&file.display().to_string()])?;
        ensure!(told.is_empty(), "a file and standard output");
        let import = [
            "translations",
            "import",
            &file.display().to_string(),
            "--format",
            "json",
        ];
        let imported: Value = serde_json::from_str(&site.done(&import)?)?;
        let [saved, published, unchanged, _] = numbers(&imported);
        ensure!(
            saved == 0 && published == 0 && unchanged > 5,
            "{format}: {imported:#}"
        );
        let problems = imported["problems"].as_array().context("no problems")?;
        ensure!(problems.is_empty(), "{format}: {imported:#}");
    }
    let read = xliff::read(&site.export("de", "xliff", &[])?);
    ensure!(
        read.target_locale.as_deref() == Some("de"),
        "{:?}",
        read.target_locale
    );
    Ok(())
}

async fn translated(databases: &Databases) -> Result<()> {
    let site = Site::new(databases, "translated")?;
    let units = po::read(&site.export("fr", "po", &["--only", "missing"])?).units;
    let mut ours: Vec<Unit> = of(&units, "blog/drafts").into_iter().cloned().collect();
    ensure!(ours.len() > 10, "{} texts", ours.len());
    for unit in &mut ours {
        unit.target = match unit.id.ends_with("#title") {
            true => "Brouillons".to_owned(),
            false => unit.source.clone(),
        };
    }
    // All but the last: nothing of it reaches the site.
    let partial = site.import("fr", &ours[..ours.len() - 1], &[])?;
    ensure!(numbers(&partial) == [0, 0, 0, 1], "{partial:#}");
    ensure!(
        partial["problems"][0]["code"] == "TRANSLATION_INCOMPLETE",
        "{partial:#}"
    );
    let dry = site.import("fr", &ours, &["--dry-run", "--publish"])?;
    ensure!(numbers(&dry) == [1, 1, 0, 0], "{dry:#}");
    let whole = site.import("fr", &ours, &["--publish"])?;
    ensure!(numbers(&whole) == [1, 1, 0, 0], "{whole:#}");
    let again = site.import("fr", &ours, &["--publish"])?;
    ensure!(numbers(&again) == [0, 0, 1, 0], "{again:#}");
    let page =
        "{ route(path: \"/fr/blog/brouillons\") { ... on Post { title locale isFallback } } }";
    let expected = json!({"title": "Brouillons", "locale": "fr", "isFallback": false});
    let page = site.ask(page).await?;
    ensure!(page == expected, "{page:#}");
    Ok(())
}

async fn stale(databases: &Databases) -> Result<()> {
    let site = Site::new(databases, "stale")?;
    let file = site.folder.join("content/en/blog/drafts.md");
    let text = fs::read_to_string(&file)?;
    let paragraph = "Waiting for both";
    ensure!(text.contains(paragraph), "the demo says something else");
    fs::write(&file, text.replace(paragraph, "To wait for both"))?;
    site.done(&["import", "content"])?;
    let mut units = po::read(&site.export("de", "po", &["--only", "stale"])?).units;
    ensure!(units.len() == 1, "{units:#?}");
    let unit = units.first_mut().context("no unit")?;
    ensure!(
        unit.is_fuzzy && unit.source.contains("To wait for both"),
        "{unit:#?}"
    );
    let previous = unit.previous.as_deref().unwrap_or_default();
    ensure!(previous.contains(paragraph), "{unit:#?}");
    let fuzzy = site.import("de", &units, &[])?;
    ensure!(numbers(&fuzzy) == [0, 0, 1, 0], "{fuzzy:#}");
    // What is no longer fuzzy was looked at: it is good as it is.
    let mut looked_at = units.clone();
    looked_at.first_mut().context("no unit")?.is_fuzzy = false;
    let dry = site.import("de", &looked_at, &["--dry-run"])?;
    ensure!(
        numbers(&dry) == [0, 0, 0, 0] && dry["confirmed"] == 1,
        "{dry:#}"
    );
    let before = fs::read_to_string(site.folder.join("content/de/blog/drafts.md"))?;
    let unit = units.first_mut().context("no unit")?;
    unit.is_fuzzy = false;
    unit.target = "Ein neuer Satz.".to_owned();
    let taken = site.import("de", &units, &["--publish"])?;
    ensure!(numbers(&taken) == [1, 1, 0, 0], "{taken:#}");
    ensure!(
        po::read(&site.export("de", "po", &["--only", "stale"])?)
            .units
            .is_empty(),
        "still stale"
    );
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.replace("To wait for both", "Waiting for both"))?;
    site.done(&["import", "content"])?;
    let mut units = po::read(&site.export("de", "po", &["--only", "stale"])?).units;
    ensure!(units.len() == 1, "{units:#?}");
    units.first_mut().context("no unit")?.is_fuzzy = false;
    let confirmed = site.import("de", &units, &[])?;
    ensure!(confirmed["confirmed"] == 1, "{confirmed:#}");
    let units = po::read(&site.export("de", "po", &["--only", "stale"])?).units;
    ensure!(units.is_empty(), "still stale: {units:#?}");
    // All but the one block is byte for byte what it was.
    site.done(&["export", "out"])?;
    let after = fs::read_to_string(site.folder.join("out/de/blog/drafts.md"))?;
    let body = |text: &str| {
        text.split("\n---\n")
            .nth(1)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let (before, after) = (body(&before), body(&after));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let kept = lines(&after)
        .iter()
        .filter(|line| lines(&before).contains(line))
        .count();
    ensure!(
        after.contains("Ein neuer Satz.") && kept + 1 == lines(&after).len(),
        "{after}"
    );
    Ok(())
}

async fn refused(databases: &Databases) -> Result<()> {
    let site = Site::new(databases, "refused")?;
    let mut units = po::read(&site.export("de", "po", &[])?).units;
    units.retain(|unit| unit.id.starts_with("blog/drafts#"));
    let marked = units
        .iter_mut()
        .find(|unit| unit.target.contains("<x id=\"1\"/>"));
    marked.context("no text with a mark")?.target = "Ohne Zeichen.".to_owned();
    let title = units.iter_mut().find(|unit| unit.id.ends_with("#title"));
    title.context("no title")?.target = "Anders".to_owned();
    units.push(Unit {
        id: "blog/nowhere#title".to_owned(),
        source: "Nothing".to_owned(),
        target: "Nichts".to_owned(),
        ..Unit::default()
    });
    let imported = site.import("de", &units, &[])?;
    ensure!(numbers(&imported) == [1, 0, 0, 0], "{imported:#}");
    let problems = imported["problems"].as_array().context("no problems")?;
    let codes: Vec<&str> = problems
        .iter()
        .filter_map(|each| each["code"].as_str())
        .collect();
    ensure!(
        codes.ends_with(&["MARK_MISSING", "UNIT_UNKNOWN"]),
        "{imported:#}"
    );
    ensure!(
        problems.iter().all(|each| each["line"].is_u64()),
        "{imported:#}"
    );
    for (arguments, expected) in [
        (
            &["translations", "import", "nowhere.po"][..],
            "nowhere.po cannot be read",
        ),
        (
            &["translations", "export", "--locale", "xx", "--format", "po"],
            "xx",
        ),
    ] {
        let output = run(&site.folder, arguments)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            !output.status.success() && said.contains(expected),
            "{said}"
        );
    }
    fs::write(site.folder.join("broken.xlf"), "<xliff><")?;
    let output = run(&site.folder, &["translations", "import", "broken.xlf"])?;
    ensure!(!output.status.success(), "a broken file is taken");
    Ok(())
}

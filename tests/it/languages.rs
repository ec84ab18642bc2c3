//! Languages come and go while the server runs: a folder is a locale, and a broken file takes nothing from readers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, Statement};
use serde_json::{Value, json};

use crate::Harness;
use crate::database::Databases;
use crate::process::{LOG, Server, repository, run, site};
use crate::readme::blocks;

/// Most that a change of a file may take until it is served.
const WITHIN: Duration = Duration::from_secs(2);

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("server::a_folder_is_a_language", async |databases| {
            a_folder_is_a_language(databases, "events").await
        }),
        harness.once(
            "server::a_folder_is_a_language_where_it_has_to_be_looked_for",
            async |databases| a_folder_is_a_language(databases, "poll").await,
        ),
        harness.once("server::the_new_language_of_the_readme", five_minutes),
        harness.once(
            "server::a_broken_file_takes_nothing_from_readers",
            broken_files,
        ),
        harness.once("server::files_are_saved_in_many_ways", ways_of_saving),
        harness.once(
            "server::a_language_that_is_taken_away_keeps_its_content",
            taken_away,
        ),
    ]
}

/// A server and the folder that it runs in.
struct Running {
    server: Server,
    folder: PathBuf,
}

impl Running {
    async fn new(databases: &Databases, name: &str, watching: &str) -> Result<Self> {
        let folder = site(databases, name)?;
        let server = Server::start(&folder, &[("ISOGLOSS_WATCH_LOCALES", watching)])?;
        Ok(Self { server, folder })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join("locales").join(name)
    }

    fn say(&self, name: &str, text: &str) -> Result<()> {
        let file = self.file(name);
        fs::create_dir_all(file.parent().unwrap_or(Path::new("")))?;
        Ok(fs::write(file, text)?)
    }

    /// Waits until a query has this answer, but not longer than it may take.
    async fn shows(&self, query: &str, pointer: &str, expected: &Value) -> Result<()> {
        let began = Instant::now();
        loop {
            let answer = self.server.ask(query).await?;
            if answer.pointer(pointer) == Some(expected) {
                return Ok(());
            }
            if began.elapsed() > WITHIN {
                bail!("{query}: {answer:#}, and not {expected} at {pointer}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What the title of the demo's message is in a locale.
    async fn says(&self, locale: &str, key: &str, expected: &str) -> Result<()> {
        let query = format!("{{ messages(locale: \"{locale}\", keys: [\"{key}\"]) {{ text }} }}");
        self.shows(&query, "/data/messages/0/text", &json!(expected))
            .await
    }

    fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join(LOG))?)
    }

    /// The kinds of changes in the log that have no post.
    async fn news(&self) -> Result<Vec<String>> {
        let file = self.folder.join("data/isogloss.db");
        let database = Database::connect(format!("sqlite://{}", file.display())).await?;
        let sql = "SELECT kind || COALESCE(' ' || locale, '') AS news FROM change \
            WHERE kind IN ('LOCALE_ADDED', 'MESSAGES_CHANGED') ORDER BY seq";
        let statement = Statement::from_string(DatabaseBackend::Sqlite, sql);
        let rows = database.query_all_raw(statement).await?;
        Ok(rows
            .iter()
            .map(|row| row.try_get("", "news"))
            .collect::<Result<_, _>>()?)
    }
}

async fn a_folder_is_a_language(databases: &Databases, watching: &str) -> Result<()> {
    let running = Running::new(databases, &format!("language-{watching}"), watching).await?;
    running.say("fr/site.ftl", "greeting = Bonjour\n")?;
    running.says("fr", "greeting", "Bonjour").await?;
    let locales = "{ locales { code name direction coverage { posts postsTotal } } }";
    let answer = running.server.ask(locales).await?;
    let french = answer["data"]["locales"].as_array().into_iter().flatten();
    let french: Vec<&Value> = french.filter(|locale| locale["code"] == "fr").collect();
    ensure!(french.len() == 1, "{answer:#}");
    ensure!(
        french[0]["name"] == "français" && french[0]["direction"] == "LTR",
        "{answer:#}"
    );
    // Everything is there by fallback, alone and in lists.
    let page =
        "{ route(path: \"/fr/docs/quick-start\") { ... on Post { locale isFallback path } } }";
    let expected = json!({"locale": "en", "isFallback": true, "path": "/fr/docs/quick-start"});
    running.shows(page, "/data/route", &expected).await?;
    let lists =
        "{ fr: posts(locale: \"fr\") { totalCount } en: posts(locale: \"en\") { totalCount } }";
    let answer = running.server.ask(lists).await?;
    ensure!(answer["data"]["fr"] == answer["data"]["en"], "{answer:#}");
    running.say("fr/site.ftl", "greeting = Salut\n")?;
    running.says("fr", "greeting", "Salut").await?;
    let file = reqwest::get(running.server.url("locales/fr.ftl")).await?;
    let file = file.text().await?;
    ensure!(file.contains("greeting = Salut\n"), "{file}");
    // A message names a language in another one; where none does, CLDR does.
    running.say("de/names.ftl", "locale-name-fr = Welsch\n")?;
    let names = "{ locales { de: name(in: \"de\") en: name(in: \"en\") } }";
    let expected = json!({"de": "Welsch", "en": "French"});
    running.shows(names, "/data/locales/3", &expected).await?;
    // A message names a tag, and names it anew.
    for name in ["Traduction", "La traduction"] {
        running.say("fr/tags.ftl", &format!("tag-translation = {name}\n"))?;
        let tag = "{ route(path: \"/fr/tags/traduction\") { ... on Tag { name key isFallback } } }";
        let expected = json!({"name": name, "key": "translation", "isFallback": false});
        running.shows(tag, "/data/route", &expected).await?;
    }
    let began = Instant::now();
    let expected = [&["LOCALE_ADDED fr"][..], &["MESSAGES_CHANGED"; 5]].concat();
    while running.news().await? != expected {
        ensure!(began.elapsed() < WITHIN, "{:?}", running.news().await?);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    running.server.stop()
}

async fn broken_files(databases: &Databases) -> Result<()> {
    let running = Running::new(databases, "broken", "events").await?;
    running.say("fr/site.ftl", "greeting = Bonjour\nother = Autre\n")?;
    running.says("fr", "greeting", "Bonjour").await?;
    running.say("fr/site.ftl", "greeting = Salut\nother = { $n ->\n")?;
    // A change of another file shows that this one was read.
    running.say("fr/more.ftl", "more = Plus\n")?;
    running.says("fr", "more", "Plus").await?;
    running.says("fr", "greeting", "Bonjour").await?;
    let log = running.log()?;
    ensure!(log.contains("fr/site.ftl:3:1"), "{log}");
    let check = run(&running.folder, &["check"])?;
    let said = String::from_utf8_lossy(&check.stderr).into_owned()
        + &String::from_utf8_lossy(&check.stdout);
    ensure!(
        !check.status.success() && said.contains("fr/site.ftl:3:1"),
        "{said}"
    );
    running.say("fr/site.ftl", "greeting = Salut\nother = Autre\n")?;
    running.says("fr", "greeting", "Salut").await
}

/// Editors replace a file by another one, move folders, write in pieces.
async fn ways_of_saving(databases: &Databases) -> Result<()> {
    let running = Running::new(databases, "saving", "events").await?;
    running.say("fr/site.ftl", "greeting = Un\n")?;
    running.says("fr", "greeting", "Un").await?;
    running.say("fr/.site.ftl.swp", "greeting = Deux\n")?;
    fs::rename(
        running.file("fr/.site.ftl.swp"),
        running.file("fr/site.ftl"),
    )?;
    running.says("fr", "greeting", "Deux").await?;
    fs::rename(running.file("fr"), running.file("away"))?;
    running.say("away/site.ftl", "greeting = Trois\n")?;
    fs::rename(running.file("away"), running.file("fr"))?;
    running.says("fr", "greeting", "Trois").await?;
    // The whole folder is exchanged for another one, as a deployment does it.
    let (old, new) = (running.folder.join("old"), running.folder.join("new"));
    crate::process::copy(&running.file(""), &new)?;
    fs::write(new.join("fr/site.ftl"), "greeting = Quatre\n")?;
    fs::rename(running.file(""), &old)?;
    fs::rename(&new, running.file(""))?;
    running.says("fr", "greeting", "Quatre").await?;
    running.say("fr/site.ftl", "greeting = Cinq\n")?;
    running.says("fr", "greeting", "Cinq").await
}

async fn taken_away(databases: &Databases) -> Result<()> {
    let running = Running::new(databases, "taken-away", "events").await?;
    let page = "{ route(path: \"/de/blog/schlagwörter-in-mehreren-sprachen\") { __typename } }";
    let away = running.folder.join("away");
    fs::rename(running.file("de"), &away)?;
    running
        .shows(page, "/data/route/__typename", &json!("NotFound"))
        .await?;
    let began = Instant::now();
    while !running.log()?.contains("locale=de posts=") {
        ensure!(began.elapsed() < WITHIN, "no warning: {}", running.log()?);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fs::rename(&away, running.file("de"))?;
    running
        .shows(page, "/data/route/__typename", &json!("Post"))
        .await?;
    // The default locale is the end of every chain: without it nothing is taken up.
    fs::rename(running.file("en"), &away)?;
    running.say("de/more.ftl", "more = Mehr\n")?;
    tokio::time::sleep(WITHIN).await;
    let page = "{ route(path: \"/en/docs/quick-start\") { __typename } }";
    running
        .shows(page, "/data/route/__typename", &json!("Post"))
        .await?;
    ensure!(
        running.log()?.contains("CONFIG_UNKNOWN_LOCALE"),
        "{}",
        running.log()?
    );
    fs::rename(&away, running.file("en"))?;
    running.says("de", "more", "Mehr").await
}

/// "Add a language in five minutes", from an empty folder to a published page.
async fn five_minutes(databases: &Databases) -> Result<()> {
    let readme = fs::read_to_string(repository().join("README.md"))?;
    let empty = databases.folder().join("server/five-minutes");
    fs::create_dir_all(&empty)?;
    run(&empty, &["new", "my-site"])?;
    let folder = empty.join("my-site");
    let server = Server::start(&folder, &[])?;
    let secret = server.secret()?;
    let running = Running { server, folder };
    let files: Vec<&str> = blocks(&readme, "fluent").collect();
    let [file] = files[..] else {
        bail!("not one file: {files:#?}");
    };
    running.say("fr/site.ftl", file)?;
    running.says("fr", "site-title", "Mon site").await?;
    let names = "{ tags(locale: \"fr\") { nodes { name } } posts(locale: \"fr\") { nodes { section { title } } } }";
    running
        .shows(names, "/data/tags/nodes/0/name", &json!("Début"))
        .await?;
    running
        .shows(names, "/data/posts/nodes/0/section/title", &json!("Blogue"))
        .await?;
    let mut variables = json!({});
    let mut path = None;
    let operations: Vec<&str> = blocks(&readme, "graphql language").collect();
    ensure!(operations.len() == 3, "{operations:#?}");
    for operation in operations {
        let body = json!({"query": operation, "variables": variables});
        let (answer, _) = running.server.send(Some(&secret), &body).await?;
        ensure!(answer["errors"].is_null(), "{operation}: {answer:#}");
        let data = answer["data"]
            .as_object()
            .and_then(|data| data.values().next());
        let data = data.context("no data")?;
        let errors = data.get("userErrors").unwrap_or(&Value::Null);
        ensure!(
            errors.is_null() || *errors == json!([]),
            "{operation}: {answer:#}"
        );
        if let Some(task) = data.pointer("/nodes/0") {
            variables =
                json!({"postId": task["source"]["postId"], "sourceVersion": task["sourceVersion"]});
        }
        path = data.pointer("/posts/0/path").cloned();
    }
    let path = path.context("nothing was published")?;
    let query =
        format!("{{ route(path: {path}) {{ ... on Post {{ title locale isFallback }} }} }}");
    let expected = json!({"title": "Bonjour", "locale": "fr", "isFallback": false});
    running.shows(&query, "/data/route", &expected).await
}

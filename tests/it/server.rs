//! The program itself, started in an empty folder as a user starts it: what it prints, what it answers, how it stops.

use std::fs;
use std::net::TcpListener;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::Harness;
use crate::database::Databases;
use crate::process::{Server, repository, run, site};
use crate::readme::blocks;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "server::the_readme_shows_the_answer_of_its_first_query",
            readme,
        ),
        harness.once(
            "server::a_first_start_says_where_it_is_and_a_second_keeps_what_is_there",
            two_starts,
        ),
        harness.once(
            "server::an_empty_database_stays_empty_without_the_demo",
            without_demo,
        ),
        harness.once("server::a_port_in_use_is_one_line", port_in_use),
        harness.once(
            "server::a_database_of_a_newer_version_is_refused",
            newer_database,
        ),
        harness.once(
            "server::a_file_imported_alone_stays_its_folder_s",
            single_file,
        ),
        harness.once("server::requests_are_refused_by_their_kind", refusals),
    ]
}

async fn readme(databases: &Databases) -> Result<()> {
    let server = Server::start(&site(databases, "readme")?, &[])?;
    let readme = fs::read_to_string(repository().join("README.md"))?;
    let query = blocks(&readme, "graphql")
        .next()
        .context("README.md has no query")?;
    let shown: Value = serde_json::from_str(
        blocks(&readme, "json")
            .next()
            .context("README.md has no answer")?,
    )?;
    let answer = server.ask(query).await?;
    ensure!(
        answer == shown,
        "README.md shows\n{shown:#}\nbut the answer is\n{answer:#}"
    );
    let posts = curl(&readme).context("README.md has no curl")?;
    let answer = server.ask(&posts).await?;
    ensure!(answer["errors"].is_null(), "{answer:#}");
    let file = reqwest::get(server.url("locales/de.ftl"))
        .await?
        .text()
        .await?;
    ensure!(file.starts_with("## de\n\n"), "{file}");
    told(&server, &readme).await
}

/// What the README subscribes to, with curl and from a program, begins to be told.
async fn told(server: &Server, readme: &str) -> Result<()> {
    let line = readme
        .lines()
        .find(|line| line.contains("text/event-stream"));
    let by_curl = line.and_then(query_of).context("no curl -N in README.md")?;
    let program = blocks(readme, "js").find(|block| block.contains("contentChanged"));
    let by_program = program
        .and_then(|block| block.split('`').nth(1))
        .context("README.md has no client")?;
    for query in [by_curl.as_str(), by_program] {
        let answer = reqwest::Client::new()
            .post(server.url("graphql"))
            .header("accept", "text/event-stream")
            .json(&json!({"query": query}));
        let mut answer = answer.send().await?;
        let first = answer.chunk().await?;
        ensure!(first.as_deref() == Some(b":\n\n"), "{query}: {first:?}");
        // A refusal would come at once.
        let next = tokio::time::timeout(Duration::from_millis(200), answer.chunk()).await;
        ensure!(next.is_err(), "{query}: {next:?}");
    }
    Ok(())
}

async fn two_starts(databases: &Databases) -> Result<()> {
    let folder = site(databases, "two-starts")?;
    let query = "{ posts(locale: \"en\", first: 100) { totalCount nodes { id hash updatedAt } } }";
    let first = Server::start(&folder, &[])?;
    ensure!(
        (2..=5).contains(&first.said.len()),
        "said {:#?}",
        first.said
    );
    ensure!(
        first
            .said
            .iter()
            .any(|line| line.contains("imported from content")),
        "{:#?}",
        first.said
    );
    let path = first
        .said
        .iter()
        .find_map(|line| line.split("route(path: ").nth(1));
    let path = path
        .and_then(|rest| rest.split(')').next())
        .context("no path to try")?;
    let route = first
        .ask(&format!("{{ route(path: {path}) {{ __typename }} }}"))
        .await?;
    ensure!(
        route.pointer("/data/route/__typename") == Some(&json!("Post")),
        "{path}: {route}"
    );
    let before = first.ask(query).await?;
    for health in ["healthz", "readyz"] {
        let answer = reqwest::get(first.url(health)).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{health}: {}",
            answer.status()
        );
    }
    first.stop()?;
    let log = folder.join("data/isogloss.db-wal");
    ensure!(!log.exists(), "a stopped server leaves more than one file");
    let second = Server::start(&folder, &[])?;
    ensure!(
        second
            .said
            .iter()
            .any(|line| line.contains("as it was left")),
        "{:#?}",
        second.said
    );
    let after = second.ask(query).await?;
    ensure!(before == after, "{before}\n{after}");
    second.stop()
}

async fn without_demo(databases: &Databases) -> Result<()> {
    let server = Server::start(
        &site(databases, "without-demo")?,
        &[("ISOGLOSS_DEMO", "false")],
    )?;
    let answer = server
        .ask("{ posts(locale: \"en\") { totalCount } route(path: \"/en\") { __typename } }")
        .await?;
    ensure!(
        answer
            == json!({"data": {"posts": {"totalCount": 0}, "route": {"__typename": "NotFound"}}}),
        "{answer}"
    );
    Ok(())
}

async fn port_in_use(databases: &Databases) -> Result<()> {
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let output = run(
        &site(databases, "port")?,
        &["serve", "--listen", &taken.local_addr()?.to_string()],
    )?;
    let problem = String::from_utf8_lossy(&output.stderr);
    ensure!(!output.status.success(), "it started");
    ensure!(
        problem.trim().lines().count() == 1 && problem.contains("in use"),
        "{problem}"
    );
    Ok(())
}

async fn newer_database(databases: &Databases) -> Result<()> {
    let folder = site(databases, "newer")?;
    ensure!(
        run(&folder, &["migrate"])?.status.success(),
        "it does not migrate"
    );
    let database = sea_orm::Database::connect(format!(
        "sqlite://{}",
        folder.join("data/isogloss.db").display()
    ))
    .await?;
    let insert = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_from_the_future', 0)";
    // And one that says that older programs cannot work on it.
    let leave = "UPDATE setting SET value = 'm20990101_000001_from_the_future' WHERE name = 'oldest binary'";
    for statement in [insert, leave] {
        sea_orm::ConnectionTrait::execute_unprepared(&database, statement).await?;
    }
    database.close().await?;
    for command in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["import", "content"],
    ] {
        let output = run(&folder, command)?;
        let problem = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(
            !output.status.success() && problem.contains("newer"),
            "{command:?}: {problem}"
        );
        ensure!(
            problem.contains("m20990101_000001_from_the_future"),
            "{problem}"
        );
    }
    Ok(())
}

async fn single_file(databases: &Databases) -> Result<()> {
    let folder = site(databases, "single-file")?;
    let import = |arguments: &[&str]| -> Result<Value> {
        let arguments = [&["import"], arguments, &["--format", "json"]].concat();
        let output = run(&folder, &arguments)?;
        serde_json::from_slice(&output.stdout).with_context(|| format!("{arguments:?}: {output:?}"))
    };
    let file = "content/en/blog/nuxt.md";
    import(&["content"])?;
    for arguments in [&[file][..], &[file, "--locale", "en"]] {
        let alone = import(arguments)?;
        ensure!(alone["total"]["unchanged"] == 1, "{arguments:?}: {alone}");
    }
    ensure!(
        !run(&folder, &["import", file, "--prune"])?.status.success(),
        "it pruned by one file"
    );
    fs::remove_file(folder.join(file))?;
    let pruned = import(&["content", "--prune"])?;
    ensure!(pruned["total"]["removed"] == 1, "{pruned}");
    ensure!(pruned["diagnostics"] == json!([]), "{pruned}");
    Ok(())
}

async fn refusals(databases: &Databases) -> Result<()> {
    let server = Server::start(&site(databases, "refusals")?, &[])?;
    let client = reqwest::Client::new();
    let url = server.url("graphql");
    let body = json!({"query": "{ locales { code } }"}).to_string();
    let post = |kind: &str, body: &str| {
        client
            .post(&url)
            .header("content-type", kind)
            .header("accept", "application/json")
            .body(body.to_owned())
    };
    for (name, request, status) in [
        ("JSON", post("application/json", &body), 200),
        ("text", post("text/plain", &body), 415),
        (
            "a form",
            post("application/x-www-form-urlencoded", "query={locales{code}}"),
            415,
        ),
        ("no JSON", post("application/json", "{"), 400),
        ("a list", post("application/json", "[]"), 400),
        (
            "GET",
            client.get(format!("{url}?query={{locales{{code}}}}")),
            200,
        ),
        ("PUT", client.put(&url), 405),
    ] {
        let answer = request.send().await?;
        ensure!(
            answer.status().as_u16() == status,
            "{name}: {} instead of {status}",
            answer.status()
        );
    }
    Ok(())
}

/// The query that the README asks with curl.
fn curl(readme: &str) -> Option<String> {
    query_of(readme.lines().find(|line| line.starts_with("$ curl"))?)
}

/// The query in the JSON of a command.
fn query_of(command: &str) -> Option<String> {
    let json = command.split('\'').find(|word| word.starts_with('{'))?;
    let body: Value = serde_json::from_str(json).ok()?;
    body["query"].as_str().map(str::to_owned)
}

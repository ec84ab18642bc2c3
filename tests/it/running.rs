//! A server that runs for a while: what happens at its time, also when it was stopped in between, and what its log keeps
//! to itself.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use isogloss::document::body::{BODY_BYTES_MAX, refusal};
use jiff::{SignedDuration, Timestamp};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::Harness;
use crate::database::Databases;
use crate::process::{LOG, Server, command, site};

/// Most that a publication may be late.
const LATE_MAX: SignedDuration = SignedDuration::from_secs(2);

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "server::what_is_scheduled_is_published_in_time_and_after_a_restart",
            schedule,
        ),
        harness.once("server::the_log_keeps_secrets", secrets),
        harness.once(
            "server::a_request_holds_the_longest_body_however_it_is_escaped",
            longest,
        ),
        harness.once(
            "server::a_database_that_does_not_come_is_waited_for_so_long_and_no_longer",
            absent,
        ),
    ]
}

/// Trying to connect takes five seconds by itself, and is not added to the wait.
async fn absent(databases: &Databases) -> Result<()> {
    let folder = site(databases, "absent")?;
    let begun = Instant::now();
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut command = command(&folder);
    command
        .args(["serve", "--listen", &address.to_string()])
        .env(
            "ISOGLOSS_DATABASE_URL",
            "postgres://u:hunter2@127.0.0.1:1/site",
        )
        .env("ISOGLOSS_DATABASE_WAIT_S", "7");
    let ended = tokio::task::spawn_blocking(move || command.output());
    tokio::time::sleep(Duration::from_secs(1)).await;
    ensure!(
        TcpStream::connect(address).is_err(),
        "it listens before it can answer"
    );
    let output = ended.await??;
    let (took, told) = (begun.elapsed(), String::from_utf8_lossy(&output.stderr));
    ensure!(
        !output.status.success() && took < Duration::from_secs(17),
        "{took:?}: {told}"
    );
    let end = "the database postgres://***@127.0.0.1:1/site cannot be opened: the database does not answer: ";
    for expected in [
        "waiting for the database postgres://***@127.0.0.1:1/site, for ",
        end,
    ] {
        ensure!(told.contains(expected), "{expected} is missing: {told}");
    }
    Ok(())
}

async fn schedule(databases: &Databases) -> Result<()> {
    let folder = site(databases, "schedule")?;
    let server = Server::start(&folder, &[])?;
    let secret = server.secret()?;
    let at = scheduled(&server, &secret, "soon", 1500).await?;
    ensure!(!server.shows("soon").await?, "published before its time");
    let late = appeared(&server, "soon").await?.duration_since(at);
    ensure!(
        late >= SignedDuration::ZERO && late <= LATE_MAX,
        "late by {late:?}"
    );

    let at = scheduled(&server, &secret, "meanwhile", 500).await?;
    server.stop()?;
    while now() <= at {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let server = Server::start(&folder, &[])?;
    let started = now();
    let late = appeared(&server, "meanwhile")
        .await?
        .duration_since(started);
    ensure!(late <= LATE_MAX, "late by {late:?} after the start");
    Ok(())
}

/// Writes a post and schedules it, in so many milliseconds; answers when.
pub(crate) async fn scheduled(
    server: &Server,
    secret: &str,
    slug: &str,
    millis: i64,
) -> Result<Timestamp> {
    let create = "mutation ($slug: String!) {
        postCreate(input: {section: \"blog\", locale: \"en\", translation: {title: \"Later\", slug: $slug, markdown: \"Text.\"}}) {
            post { postId } userErrors { code message }
        }
    }";
    let (made, _) = server
        .send(
            Some(secret),
            &json!({"query": create, "variables": {"slug": slug}}),
        )
        .await?;
    let post = made
        .pointer("/data/postCreate/post/postId")
        .with_context(|| format!("{made:#}"))?;
    let publish = "mutation ($post: ID!, $at: DateTime!) {
        postPublish(postId: $post, locales: [\"en\"], at: $at) { posts { scheduledFor } userErrors { code message } }
    }";
    let at = now() + SignedDuration::from_millis(millis);
    let variables = json!({"post": post, "at": at.to_string()});
    let (answer, _) = server
        .send(
            Some(secret),
            &json!({"query": publish, "variables": variables}),
        )
        .await?;
    ensure!(
        answer.pointer("/data/postPublish/userErrors") == Some(&json!([])),
        "{answer:#}"
    );
    Ok(at)
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is tested is when things happen"
)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// When a post was first seen by somebody who looks all the time.
pub(crate) async fn appeared(server: &Server, slug: &str) -> Result<Timestamp> {
    for _ in 0..200 {
        if server.shows(slug).await? {
            return Ok(now());
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    anyhow::bail!("`{slug}` was never published")
}

async fn secrets(databases: &Databases) -> Result<()> {
    let folder = site(databases, "secrets")?;
    let server = Server::start(&folder, &[("ISOGLOSS_LOG_LEVEL", "trace")])?;
    let admin = server.secret()?;
    let post = "{ post(by: {key: \"blog/drafts\"}, locale: \"en\") { postId } }";
    let (answer, _) = server.send(None, &json!({"query": post})).await?;
    let post = answer
        .pointer("/data/post/postId")
        .and_then(Value::as_str)
        .context("no post")?;
    let make = format!(
        "mutation {{ \
            tokenCreate(name: \"anna\", role: EDITOR) {{ secret }} \
            previewTokenCreate(postId: \"{post}\", locale: \"en\") {{ token }} \
        }}"
    );
    let (made, _) = server.send(Some(&admin), &json!({"query": make})).await?;
    let made = |pointer| {
        made.pointer(pointer)
            .and_then(Value::as_str)
            .context("not made")
    };
    let editor = made("/data/tokenCreate/secret")?;
    let preview = made("/data/previewTokenCreate/token")?;
    let look = format!(
        "{{ route(path: \"/en/blog/drafts-per-language\", previewToken: \"{preview}\") {{ __typename }} }}"
    );
    for (secret, query) in [
        (editor, look.as_str()),
        (editor, "{ no }"),
        ("isogloss_wrong", "{ viewer { name } }"),
    ] {
        server.send(Some(secret), &json!({"query": query})).await?;
    }
    server.stop()?;
    let log = fs::read_to_string(folder.join(LOG))?;
    ensure!(
        log.contains("TRACE"),
        "the log says too little to prove anything: {log}"
    );
    for secret in [&admin, editor, preview] {
        ensure!(!log.contains(secret), "the log shows a secret");
    }
    Ok(())
}

/// One byte over what a body may have, as some clients escape it: the body is refused, and not the request.
async fn longest(databases: &Databases) -> Result<()> {
    let server = Server::start(&site(databases, "longest")?, &[])?;
    let letters = "\\u044f".repeat(BODY_BYTES_MAX / "я".len());
    let query = r#"query ($markdown: String!) { render(markdown: $markdown, locale: \"ru\") { diagnostics { code } } }"#;
    let body = format!(r#"{{"query": "{query}", "variables": {{"markdown": "{letters}!"}}}}"#);
    let request = reqwest::Client::new()
        .post(server.url("graphql"))
        .header("content-type", "application/json")
        .bearer_auth(server.secret()?)
        .body(body);
    let answer: Value = serde_json::from_str(&request.send().await?.text().await?)?;
    let problem = answer.pointer("/errors/0/message");
    let expected = refusal(&"a".repeat(BODY_BYTES_MAX + 1)).map(|refusal| refusal.message);
    ensure!(problem == Some(&json!(expected)), "{answer:#}");
    Ok(())
}

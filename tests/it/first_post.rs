//! "Write your first post" of the README, as it stands there, sent to a server that was just started.

use std::fs;

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::Harness;
use crate::database::Databases;
use crate::process::{Server, run, site};
use crate::readme::blocks;

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "server::the_first_post_of_the_readme_is_written",
            first_post,
        ),
        harness.once("server::tokens_are_made_by_the_command_line", tokens),
    ]
}

async fn first_post(databases: &Databases) -> Result<()> {
    let server = Server::start(&site(databases, "first-post")?, &[])?;
    let secret = server.secret()?;
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))?;
    let operations: Vec<&str> = blocks(&readme, "graphql write").collect();
    ensure!(operations.len() == 4, "{} operations", operations.len());
    let mut id = Value::Null;
    for operation in operations {
        let body = json!({"query": operation, "variables": {"postId": id}});
        let (answer, cached) = server.send(Some(&secret), &body).await?;
        let data = answer["data"].as_object().context("no data")?;
        let field = data.values().next().context("no field")?;
        ensure!(field["userErrors"] == json!([]), "{operation}: {answer:#}");
        ensure!(cached.as_deref() == Some("no-store"), "{cached:?}");
        if let Some(made) = field.pointer("/post/postId") {
            id = made.clone();
        }
    }
    for (path, title) in [
        ("/en/blog/my-first-post", "My first post"),
        ("/de/blog/mein-erster-beitrag", "Mein erster Beitrag"),
    ] {
        let query =
            format!("{{ route(path: \"{path}\") {{ ... on Post {{ title tags {{ key }} }} }} }}");
        let (answer, cached) = server.send(None, &json!({"query": query})).await?;
        let expected = json!({"title": title, "tags": [{"key": "graphql"}]});
        ensure!(answer["data"]["route"] == expected, "{path}: {answer:#}");
        ensure!(cached.as_deref() == Some("no-cache"), "{cached:?}");
    }
    let by_get = format!(
        "{}?query=mutation%7BtokenRevoke(name:%22admin%22)%7BdeletedId%7D%7D",
        server.url("graphql")
    );
    let by_get = reqwest::Client::new().get(by_get).bearer_auth(&secret);
    let status = by_get.send().await?.status();
    ensure!(status.as_u16() == 405, "a mutation by GET: {status}");
    Ok(())
}

async fn tokens(databases: &Databases) -> Result<()> {
    let folder = site(databases, "tokens")?;
    let make = [
        "token", "create", "--name", "anna", "--role", "editor", "--locale", "de",
    ];
    let made = run(&folder, &[&make[..], &["--format", "json"]].concat())?;
    let made: Value = serde_json::from_slice(&made.stdout)?;
    let secret = made["secret"].as_str().context("no secret")?;
    let again = run(&folder, &make)?;
    let problem = String::from_utf8_lossy(&again.stderr);
    ensure!(
        !again.status.success() && problem.contains("anna"),
        "{problem}"
    );
    let listed = run(&folder, &["token", "list", "--format", "json"])?;
    let listed: Value = serde_json::from_slice(&listed.stdout)?;
    ensure!(
        listed[0]["state"] == "valid" && listed[0]["locales"] == json!(["de"]),
        "{listed}"
    );
    let server = Server::start(&folder, &[])?;
    ensure!(
        !server.said.iter().any(|line| line.contains("  token  ")),
        "a database with a token gets no other one: {:#?}",
        server.said
    );
    let viewer = json!({"query": "{ viewer { name role locales } }"});
    let (answer, _) = server.send(Some(secret), &viewer).await?;
    let expected = json!({"name": "anna", "role": "EDITOR", "locales": ["de"]});
    ensure!(answer["data"]["viewer"] == expected, "{answer}");
    // Revoked by another process, with effect on the next request.
    ensure!(
        run(&folder, &["token", "revoke", "anna"])?.status.success(),
        "not revoked"
    );
    let (answer, _) = server.send(Some(secret), &viewer).await?;
    let code = answer.pointer("/errors/0/extensions/code");
    ensure!(code == Some(&json!("UNAUTHENTICATED")), "{answer}");
    let twice = run(&folder, &["token", "revoke", "anna"])?;
    ensure!(!twice.status.success(), "revoked twice");
    Ok(())
}

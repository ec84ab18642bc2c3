//! Instances side by side: started at once, each seeing what the others write, doing once what all of them watch for.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::json;

use super::author::{make_token, must_publish, revoke_token};
use super::start;
use crate::Harness;
use crate::database::{Backend, Databases};
use crate::process::Server;
use crate::running::{appeared, scheduled};

/// How soon a write is seen by every instance.
const SEEN_WITHIN: Duration = Duration::from_secs(1);

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![harness.once(
        "cluster::three_instances_are_as_one",
        three_instances_are_as_one,
    )]
}

async fn three_instances_are_as_one(databases: &Databases) -> Result<()> {
    let url = databases.empty(Backend::Postgres).await?;
    let variables = [("ISOGLOSS_DATABASE_URL", url.as_str())];
    let servers = start(databases, &["first", "second", "third"], &variables).await?;
    let secrets: Vec<String> = servers
        .iter()
        .filter_map(|server| server.secret().ok())
        .collect();
    let [secret] = secrets.as_slice() else {
        anyhow::bail!("{} instances made a token", secrets.len());
    };
    seen_by_all(&servers, secret).await?;
    not_sent_again(&servers, secret).await?;
    published_once(&servers, secret, &url).await?;
    revoked_everywhere(&servers, secret).await
}

async fn seen_by_all(servers: &[Server], secret: &str) -> Result<()> {
    for (number, server) in servers.iter().enumerate() {
        let slug = format!("by-{number}");
        must_publish(server, secret, &slug).await?;
        let written = Instant::now();
        ensure!(
            server.shows(&slug).await?,
            "an instance does not see its own write"
        );
        for other in servers {
            seen(other, &slug, true, written).await?;
        }
    }
    Ok(())
}

/// Waits until a post is shown, or is not any more, for as long as a write may take to be seen.
async fn seen(server: &Server, slug: &str, is_shown: bool, written: Instant) -> Result<()> {
    loop {
        let is_seen = server.shows(slug).await? == is_shown;
        ensure!(written.elapsed() < SEEN_WITHIN, "{:?}", written.elapsed());
        if is_seen {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// What one instance answered no other one sends again, until it is another answer.
async fn not_sent_again(servers: &[Server], secret: &str) -> Result<()> {
    let [first, second, third] = servers else {
        anyhow::bail!("{} servers", servers.len());
    };
    let post = must_publish(first, secret, "kept").await?;
    let (status, tag) = conditional(first, "").await?;
    ensure!(status == StatusCode::OK, "{status}");
    must_publish(second, secret, "not-kept").await?;
    appeared(third, "not-kept").await?;
    for server in servers {
        let (status, same) = conditional(server, &tag).await?;
        ensure!(status == StatusCode::NOT_MODIFIED, "{status}");
        ensure!(same == tag, "{same} {tag}");
    }
    let unpublish = format!(
        "mutation {{ postUnpublish(postId: \"{post}\", locales: [\"en\"]) {{ userErrors {{ code }} }} }}"
    );
    second
        .send(Some(secret), &json!({"query": unpublish}))
        .await?;
    seen(third, "kept", false, Instant::now()).await?;
    let (status, other) = conditional(third, &tag).await?;
    ensure!(status == StatusCode::OK && other != tag, "{status} {other}");
    Ok(())
}

/// Asks for a page of which the answer with this tag is known; tells the status and the tag of the answer.
async fn conditional(server: &Server, tag: &str) -> Result<(StatusCode, String)> {
    let query = "{ route(path: \"/en/blog/kept\") { __typename ... on Post { title } } }";
    let response = reqwest::Client::new()
        .get(server.url("graphql"))
        .query(&[("query", query)])
        .header("if-none-match", tag)
        .send()
        .await?;
    let tag = response.headers().get("etag").context("no tag")?;
    Ok((response.status(), tag.to_str()?.to_owned()))
}

async fn published_once(servers: &[Server], secret: &str, url: &str) -> Result<()> {
    let [first, ..] = servers else {
        anyhow::bail!("no server");
    };
    scheduled(first, secret, "later", 1200).await?;
    appeared(first, "later").await?;
    // Every instance had its chance.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let count =
        "SELECT count(*) AS count FROM change WHERE kind = 'PUBLISHED' AND rest = 'blog/later'";
    let row = Database::connect(url)
        .await?
        .query_one_raw(Statement::from_string(DbBackend::Postgres, count))
        .await?;
    let count: i64 = row.context("no row")?.try_get("", "count")?;
    ensure!(count == 1, "published {count} times");
    Ok(())
}

async fn revoked_everywhere(servers: &[Server], secret: &str) -> Result<()> {
    let [first, ..] = servers else {
        anyhow::bail!("no server");
    };
    let eva = make_token(first, secret, "eva").await?;
    let who = json!({"query": "{ viewer { name } }"});
    for server in servers {
        let (answer, _) = server.send(Some(&eva), &who).await?;
        ensure!(
            answer.pointer("/data/viewer/name") == Some(&json!("eva")),
            "{answer}"
        );
    }
    revoke_token(first, secret, "eva").await?;
    let revoked = Instant::now();
    for server in servers {
        let (answer, _) = server.send(Some(&eva), &who).await?;
        let code = answer.pointer("/errors/0/extensions/code");
        ensure!(code == Some(&json!("UNAUTHENTICATED")), "{answer}");
    }
    ensure!(revoked.elapsed() < SEEN_WITHIN, "{:?}", revoked.elapsed());
    Ok(())
}

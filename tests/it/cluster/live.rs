//! Changes that one instance makes, told by another one: soon, in order, and none lost.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};

use super::author::{make_token, must_publish, revoke_token};
use super::start;
use crate::Harness;
use crate::database::{Backend, Databases};
use crate::process::Server;

/// How soon a change has to be told.
const TOLD_WITHIN: Duration = Duration::from_secs(1);

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "cluster::every_instance_tells_what_another_one_wrote",
            told_by_others,
        ),
        harness.once(
            "cluster::a_command_is_heard_by_the_server_of_its_file",
            told_of_commands,
        ),
    ]
}

/// Somebody who listens to one instance by server-sent events.
pub(super) struct Ear {
    response: reqwest::Response,
    text: String,
}

impl Ear {
    pub(super) async fn open(server: &Server) -> Result<Self> {
        Self::open_as(server, None).await
    }

    async fn open_as(server: &Server, secret: Option<&str>) -> Result<Self> {
        let query = "subscription { contentChanged { kind path cursor } }";
        let mut request = reqwest::Client::new()
            .post(server.url("graphql"))
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .body(json!({"query": query}).to_string());
        if let Some(secret) = secret {
            request = request.bearer_auth(secret);
        }
        let response = request.send().await?;
        ensure!(response.status() == 200, "{}", response.status());
        // What is written from here on is heard.
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok(Self {
            response,
            text: String::new(),
        })
    }

    /// Waits for the change of a path and answers with how long that took; any other change is an error.
    pub(super) async fn hears(&mut self, path: &str, within: Duration) -> Result<Duration> {
        let began = Instant::now();
        let change = tokio::time::timeout(within, self.next()).await;
        let change = change.with_context(|| format!("{path} is not told within {within:?}"))??;
        let told = change.pointer("/data/contentChanged/path");
        ensure!(told == Some(&json!(path)), "{path}: {change}");
        Ok(began.elapsed())
    }

    async fn next(&mut self) -> Result<Value> {
        loop {
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data:"));
                let data = data.map(|data| serde_json::from_str(data.trim()));
                self.text = rest.to_owned();
                if let Some(data) = data {
                    return Ok(data?);
                }
            }
            let chunk = self.response.chunk().await?.context("the stream ended")?;
            self.text.push_str(std::str::from_utf8(&chunk)?);
        }
    }
}

/// What is published and when, on one instance, and heard on others.
async fn told_by_others(databases: &Databases) -> Result<()> {
    let url = databases.empty(Backend::Postgres).await?;
    let variables = [("ISOGLOSS_DATABASE_URL", url.as_str())];
    let servers = start(databases, &["teller", "hearer"], &variables).await?;
    let deaf = [variables[0], ("ISOGLOSS_DATABASE_NOTIFY", "false")];
    let looker = start(databases, &["looker"], &deaf)
        .await?
        .pop()
        .context("no server")?;
    let [teller, hearer] = servers.as_slice() else {
        anyhow::bail!("{} servers", servers.len());
    };
    let secrets = [teller.secret(), hearer.secret()];
    let secret = secrets
        .into_iter()
        .find_map(Result::ok)
        .context("no token")?;
    let mut ears = [
        Ear::open(teller).await?,
        Ear::open(hearer).await?,
        Ear::open(&looker).await?,
    ];
    let mut lags = vec![Vec::new(); ears.len()];
    for number in 0..20 {
        let path = tell(teller, &secret, &format!("told-{number}")).await?;
        for (ear, lags) in ears.iter_mut().zip(&mut lags) {
            lags.push(ear.hears(&path, TOLD_WITHIN).await?);
        }
    }
    for (name, lags) in ["the same", "by NOTIFY", "by looking"]
        .iter()
        .zip(&mut lags)
    {
        lags.sort();
        println!(
            "told after: median {:?}, most {:?}: {name}",
            lags[lags.len() / 2],
            lags[lags.len() - 1]
        );
    }

    cut_listeners(&url).await?;
    let paths = [
        tell(teller, &secret, "cut-1").await?,
        tell(teller, &secret, "cut-2").await?,
    ];
    for ear in &mut ears {
        for path in &paths {
            ear.hears(path, 2 * TOLD_WITHIN).await?;
        }
    }
    let path = tell(&looker, &secret, "from-the-deaf").await?;
    for ear in &mut ears {
        ear.hears(&path, 2 * TOLD_WITHIN).await?;
    }
    hears_no_more(teller, hearer, &secret).await
}

/// A token that is revoked on one instance hears no more on another one.
async fn hears_no_more(teller: &Server, hearer: &Server, secret: &str) -> Result<()> {
    let eva = make_token(teller, secret, "eva").await?;
    let mut ear = Ear::open_as(hearer, Some(&eva)).await?;
    let path = tell(teller, secret, "for-eva").await?;
    // The draft before it is for her, too.
    ear.hears(&path, TOLD_WITHIN).await?;
    ear.hears(&path, TOLD_WITHIN).await?;
    revoke_token(teller, secret, "eva").await?;
    let last = tokio::time::timeout(5 * TOLD_WITHIN, ear.next()).await;
    let last = last.context("she still listens")??;
    let code = last.pointer("/errors/0/extensions/code");
    ensure!(code == Some(&json!("UNAUTHENTICATED")), "{last}");
    Ok(())
}

/// Publishes a post; answers with its path.
pub(super) async fn tell(server: &Server, secret: &str, slug: &str) -> Result<String> {
    must_publish(server, secret, slug).await?;
    Ok(format!("/en/blog/{slug}"))
}

/// Ends the connections that notifications come by, as a network does.
async fn cut_listeners(url: &str) -> Result<()> {
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let ended = Database::connect(url)
        .await?
        .execute_unprepared(cut)
        .await?;
    ensure!(
        ended.rows_affected() == 2,
        "{} connections listened",
        ended.rows_affected()
    );
    Ok(())
}

/// On SQLite nobody tells of writes: the server looks.
async fn told_of_commands(databases: &Databases) -> Result<()> {
    let server = start(databases, &["commanded"], &[])
        .await?
        .pop()
        .context("no server")?;
    let mut ear = Ear::open(&server).await?;
    let folder = databases.folder().join("server").join("commanded");
    std::fs::write(
        folder.join("content/en/blog/by-command.md"),
        "# By command\n\nText.\n",
    )?;
    let output = crate::process::run(&folder, &["import", "content"])?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    ear.hears("/en/blog/by-command", TOLD_WITHIN).await?;
    Ok(())
}

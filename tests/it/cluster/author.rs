//! Somebody who writes to one instance and knows what was acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::process::Server;

const CREATE: &str = "mutation ($slug: String!, $markdown: String!) {
  postCreate(input: {section: \"blog\", locale: \"en\", translation: {title: $slug, slug: $slug, markdown: $markdown}}) {
    post { postId } userErrors { code message }
  }
}";

const PUBLISH: &str = "mutation ($post: ID!) {
  postPublish(postId: $post, locales: [\"en\"]) { posts { postId } userErrors { code message } }
}";

/// What a server says to an attempt to write.
pub(super) enum Said {
    /// It is written: the `postId`.
    Written(String),
    /// It is not, or nobody knows: the whole answer.
    Failed(String),
}

/// Publishes a post at `/en/blog/{slug}`.
pub(super) async fn publish(server: &Server, secret: &str, slug: &str, markdown: &str) -> Said {
    let create = json!({"query": CREATE, "variables": {"slug": slug, "markdown": markdown}});
    let post = match said(server, secret, &create, "/data/postCreate/post/postId").await {
        Said::Written(post) => post,
        failed => return failed,
    };
    let publish = json!({"query": PUBLISH, "variables": {"post": post}});
    said(server, secret, &publish, "/data/postPublish/posts/0/postId").await
}

async fn said(server: &Server, secret: &str, body: &Value, pointer: &str) -> Said {
    match server.send(Some(secret), body).await {
        Ok((answer, _)) => match answer.pointer(pointer) {
            Some(Value::String(post)) => Said::Written(post.clone()),
            _ => Said::Failed(answer.to_string()),
        },
        // What the client itself says of a connection is none of the server's words.
        Err(_) => Said::Failed("no answer".to_owned()),
    }
}

/// The same where it has to be written.
pub(super) async fn must_publish(server: &Server, secret: &str, slug: &str) -> Result<String> {
    match publish(server, secret, slug, "Text.").await {
        Said::Written(post) => Ok(post),
        Said::Failed(answer) => anyhow::bail!("{slug}: {answer}"),
    }
}

/// Makes an editor's token; answers with its secret.
pub(super) async fn make_token(server: &Server, secret: &str, name: &str) -> Result<String> {
    let create = format!("mutation {{ tokenCreate(name: \"{name}\", role: EDITOR) {{ secret }} }}");
    let (made, _) = server.send(Some(secret), &json!({"query": create})).await?;
    let made = made
        .pointer("/data/tokenCreate/secret")
        .and_then(Value::as_str);
    Ok(made.context("no secret")?.to_owned())
}

/// Revokes a token.
pub(super) async fn revoke_token(server: &Server, secret: &str, name: &str) -> Result<()> {
    let revoke = format!("mutation {{ tokenRevoke(name: \"{name}\") {{ deletedId }} }}");
    let (answer, _) = server.send(Some(secret), &json!({"query": revoke})).await?;
    let revoked = answer.pointer("/data/tokenRevoke/deletedId");
    ensure!(revoked == Some(&json!(name)), "{answer}");
    Ok(())
}

/// Somebody who writes one post after the other.
pub(super) struct Author {
    written: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
    work: JoinHandle<Work>,
}

/// What became of it.
#[derive(Default)]
pub(super) struct Work {
    /// Slugs of what was acknowledged.
    pub(super) acknowledged: Vec<String>,
    /// What was said where it was not.
    pub(super) failures: Vec<String>,
}

impl Author {
    /// Begins to write posts whose slugs begin with `name`.
    pub(super) fn begin(server: &Arc<Server>, secret: &str, name: &str) -> Self {
        let (written, stop) = (Arc::<AtomicU32>::default(), Arc::<AtomicBool>::default());
        let (server, secret, name) = (Arc::clone(server), secret.to_owned(), name.to_owned());
        let (count, stopped) = (Arc::clone(&written), Arc::clone(&stop));
        let work = tokio::spawn(async move {
            let mut work = Work::default();
            for number in 0.. {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                let slug = format!("{name}-{number}");
                match publish(&server, &secret, &slug, "Text.").await {
                    Said::Written(_) => {
                        work.acknowledged.push(slug);
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                    Said::Failed(answer) => {
                        work.failures.push(answer);
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                }
            }
            work
        });
        Self {
            written,
            stop,
            work,
        }
    }

    /// How much was acknowledged so far.
    pub(super) fn written(&self) -> u32 {
        self.written.load(Ordering::Relaxed)
    }

    /// Waits until more is acknowledged than `count`.
    pub(super) async fn writes_more_than(&self, count: u32, within: Duration) -> Result<()> {
        let waiting = async {
            while self.written() <= count {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let waited = tokio::time::timeout(within, waiting).await;
        waited.with_context(|| format!("nothing was written within {within:?}"))
    }

    /// Stops writing.
    pub(super) async fn end(self) -> Result<Work> {
        self.stop.store(true, Ordering::Relaxed);
        Ok(self.work.await?)
    }
}

impl Work {
    /// That all that was acknowledged is there.
    pub(super) async fn check(&self, server: &Server) -> Result<()> {
        for slug in &self.acknowledged {
            ensure!(
                server.shows(slug).await?,
                "{slug} was acknowledged and is lost"
            );
        }
        Ok(())
    }

    /// That no failure tells a stranger where the database is, or what it is asked.
    pub(super) fn check_words(&self) -> Result<()> {
        for failure in &self.failures {
            for word in [
                "isogloss@",
                "SELECT",
                "INSERT",
                "UPDATE",
                "/tmp",
                "socket",
                "os error",
                "sqlx",
            ] {
                ensure!(!failure.contains(word), "`{word}` in {failure}");
            }
        }
        Ok(())
    }
}

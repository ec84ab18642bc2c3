//! The program as a process in a folder of its own: started, asked, stopped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::database::Databases;

/// Where a server's log goes, in its folder.
pub(crate) const LOG: &str = "server.log";

/// A running server, killed when it is dropped.
pub(crate) struct Server {
    process: Child,
    folder: PathBuf,
    address: String,
    /// The lines it printed when it started.
    pub(crate) said: Vec<String>,
}

impl Server {
    /// Starts it on a free port and reads what it says until it is ready.
    pub(crate) fn start(folder: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let mut process = command(folder)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            // A file takes any amount: a pipe that nobody reads would stop the server.
            .stderr(fs::File::create(folder.join(LOG))?)
            .spawn()?;
        let output = process.stdout.take().context("no output")?;
        let mut said = Vec::new();
        for line in BufReader::new(output).lines() {
            said.push(line?);
            if said
                .last()
                .is_some_and(|line| line.contains("in a browser"))
            {
                break;
            }
        }
        let address = said
            .first()
            .and_then(|line| line.split("http://").nth(1))
            .map(str::to_owned);
        let Some(address) = address else {
            let problem = fs::read_to_string(folder.join(LOG))?;
            anyhow::bail!("the server said {said:#?}\n{problem}");
        };
        Ok(Self {
            process,
            folder: folder.to_owned(),
            address,
            said,
        })
    }

    /// What it logged until now.
    pub(crate) fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join(LOG))?)
    }

    /// Kills it in the middle of whatever it does.
    pub(crate) fn kill(&self) -> Result<()> {
        self.signal("-KILL")
    }

    fn signal(&self, signal: &str) -> Result<()> {
        let id = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status()?;
        ensure!(kill.success(), "it is not there");
        Ok(())
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// The admin's token, which a first start prints.
    pub(crate) fn secret(&self) -> Result<String> {
        let line = self.said.iter().find(|line| line.contains("  token  "));
        let secret = line.and_then(|line| line.split_whitespace().nth(1));
        let secret = secret.with_context(|| format!("no token in {:#?}", self.said))?;
        Ok(secret.to_owned())
    }

    /// A stranger's query.
    pub(crate) async fn ask(&self, query: &str) -> Result<Value> {
        Ok(self.send(None, &json!({"query": query})).await?.0)
    }

    /// Whether readers see a post at `/en/blog/{slug}`.
    pub(crate) async fn shows(&self, slug: &str) -> Result<bool> {
        let query = format!("{{ route(path: \"/en/blog/{slug}\") {{ __typename }} }}");
        let answer = self.ask(&query).await?;
        ensure!(answer["errors"].is_null(), "{answer:#}");
        Ok(answer.pointer("/data/route/__typename") == Some(&json!("Post")))
    }

    /// The answer, and what its `Cache-Control` says.
    pub(crate) async fn send(
        &self,
        secret: Option<&str>,
        body: &Value,
    ) -> Result<(Value, Option<String>)> {
        let mut request = reqwest::Client::new()
            .post(self.url("graphql"))
            .header("content-type", "application/json")
            .body(body.to_string());
        if let Some(secret) = secret {
            request = request.bearer_auth(secret);
        }
        let response = request.send().await?;
        let cached = response.headers().get("cache-control");
        let cached = cached
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok((serde_json::from_str(&response.text().await?)?, cached))
    }

    /// Asks it to stop, and sees that it does.
    pub(crate) fn stop(mut self) -> Result<()> {
        self.signal("-TERM")?;
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait()? {
                ensure!(status.success(), "it stopped with {status}");
                return Ok(());
            }
            ensure!(
                began.elapsed() < Duration::from_secs(15),
                "it does not stop"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Result<Output> {
    Ok(command(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()?)
}

/// The program in a folder, without the settings of whoever runs the tests.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isogloss"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ISOGLOSS_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder);
    command
}

/// A folder with the demo site, as a checkout has it, but with no database.
pub(crate) fn site(databases: &Databases, name: &str) -> Result<PathBuf> {
    let folder = databases.folder().join("server").join(name);
    for part in ["content", "locales"] {
        copy(&repository().join(part), &folder.join(part))?;
    }
    Ok(folder)
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

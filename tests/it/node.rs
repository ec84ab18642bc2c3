//! What runs in Node.js against a running server: the playground in a browser, the caches and types of clients.
//! Their programs and lockfiles are in `tests/browser` and `tests/clients`; what a machine lacks for them is the reason of
//! an ignored test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;
use serde_json::Value;

use crate::Harness;
use crate::database::{Databases, Skipped};
use crate::process::{Server, site};

/// Names a Chromium that stands at none of the usual places.
const CHROMIUM: &str = "ISOGLOSS_TEST_CHROMIUM";

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once(
            "node::an_editor_works_through_the_playground_in_a_browser",
            playground,
        ),
        harness.once(
            "node::the_cache_of_apollo_keeps_locales_and_drafts_apart",
            cache,
        ),
        harness.once("node::generated_clients_compile", types),
    ]
}

async fn playground(databases: &Databases) -> Result<()> {
    let chromium = chromium()?;
    let folder = installed("browser")?;
    let server = Server::start(&site(databases, "playground")?, &[])?;
    let request = reqwest::Client::new()
        .get(server.url(""))
        .header("accept", "application/json");
    let page: Value = serde_json::from_str(&request.send().await?.text().await?)?;
    // A build without npm has the small page: then that is what users see.
    let script = match page["playground"].as_str() {
        Some("full") => "playground.mjs",
        _ => "small.mjs",
    };
    let screenshots = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    let mut node = node(&folder, script, &server)?;
    node.arg("--chromium").arg(chromium);
    node.arg("--screenshots").arg(&screenshots);
    let said =
        done(&mut node).with_context(|| format!("pictures are in {}", screenshots.display()))?;
    ensure!(said.contains("\"passed\":true"), "{said}");
    Ok(())
}

async fn cache(databases: &Databases) -> Result<()> {
    let folder = installed("clients")?;
    let server = Server::start(&site(databases, "cache")?, &[])?;
    done(&mut node(&folder, "cache.mjs", &server)?)?;
    Ok(())
}

async fn types(_: &Databases) -> Result<()> {
    let folder = installed("clients")?;
    done(npm(&folder).args(["run", "--silent", "types"]))?;
    Ok(())
}

/// A script of the folder, told where the server is and who its admin.
fn node(folder: &Path, script: &str, server: &Server) -> Result<Command> {
    let mut node = Command::new("node");
    node.current_dir(folder).arg(script);
    node.args(["--url", &server.url(""), "--token", &server.secret()?]);
    Ok(node)
}

/// A folder of tests with the packages that its lockfile names: installed once, and again when the lockfile changes.
fn installed(name: &str) -> Result<PathBuf> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name);
    let lockfile = fs::read(folder.join("package-lock.json"))?;
    let mark = folder.join("node_modules/.installed");
    if fs::read(&mark).is_ok_and(|of| of == lockfile) {
        return Ok(folder);
    }
    let outcome = npm(&folder).args(["ci", "--ignore-scripts"]).output();
    let problem = match outcome {
        Ok(output) if output.status.success() => {
            fs::write(mark, lockfile)?;
            return Ok(folder);
        }
        Ok(output) => said(&output),
        Err(error) => error.to_string(),
    };
    let first = problem.lines().next().unwrap_or_default();
    Err(Skipped(format!("`npm ci` in tests/{name} did not work: {first}")).into())
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder);
    npm
}

fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os(CHROMIUM) {
        return Ok(named.into());
    }
    let places = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&places)
        .flat_map(|place| {
            ["chromium", "chromium-browser", "google-chrome"].map(|name| place.join(name))
        })
        .find(|program| program.is_file())
        .ok_or_else(|| {
            Skipped(format!(
                "there is no Chromium on the PATH, and {CHROMIUM} names none"
            ))
            .into()
        })
}

/// What it printed, where it ended well.
fn done(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    ensure!(output.status.success(), "{command:?}: {}", said(&output));
    Ok(said(&output))
}

fn said(output: &Output) -> String {
    let parts = [&output.stderr, &output.stdout];
    parts
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .join("\n")
        .trim()
        .to_owned()
}

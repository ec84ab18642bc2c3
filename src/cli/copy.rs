//! `isogloss copy`: everything from one database to another, and whether it arrived.

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use serde_json::{Value, json};

use super::progress::Progress;
use super::site::{connect_to, connect_to_existing};
use super::table::Table;
use super::{Format, print};
use crate::config::DatabaseUrl;
use crate::service::moving::{self, Compared, Stage, Step};
use crate::store::copy::Digest;

/// Copies everything from one database to another, of either kind.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:
  isogloss copy --from sqlite://data/isogloss.db --to postgres://isogloss@localhost/site
  isogloss copy --from postgres://isogloss@localhost/site --to sqlite://data/back.db
  isogloss copy --from sqlite://a.db --to sqlite://b.db --verify --format json

Everything is copied: posts with all their saved states, redirects, tags, tokens, settings and the log, with ids and
versions as they are. At the end both databases are compared, value by value; ends with 1 where they differ.

The database to copy from may be served meanwhile. What is written to it after the copy began is not in the copy: to lose
nothing, stop the server, copy, and start it on the new database.

The database to copy to must be new or empty. A SQLite file is made; a PostgreSQL database must be there. All is written
in one transaction: a copy that was interrupted left nothing, and can be run again.")]
pub struct Copy {
    /// The database to copy from
    #[arg(long, value_name = "URL")]
    pub from: String,
    /// The database to copy to
    #[arg(long, value_name = "URL")]
    pub to: String,
    /// Only compare the two, and change nothing
    #[arg(long)]
    pub verify: bool,
    /// For people or for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Copies, or only compares.
pub async fn run(arguments: &Copy) -> Result<ExitCode> {
    let began = Instant::now();
    let (from, to) = (url("--from", &arguments.from)?, url("--to", &arguments.to)?);
    let source = connect_to_existing(&from).await?;
    let destination = match arguments.verify {
        true => connect_to_existing(&to).await?,
        false => connect_to(&to).await?,
    };
    let shown = Shown::default();
    let step = |step: Step| shown.step(step);
    let compared = match arguments.verify {
        true => moving::compare(&source, &destination, &step).await,
        false => moving::copy(&source, &destination, &step).await,
    };
    shown.finish();
    // What went wrong before is what is told, even if closing fails for the same reason.
    let closed = (destination.close().await, source.close().await);
    let compared = compared.context(match arguments.verify {
        true => "the two cannot be compared",
        false => "nothing was copied",
    })?;
    closed.0?;
    closed.1?;
    let outcome = Outcome {
        from: &from,
        to: &to,
        is_kept: !arguments.verify,
        compared,
        seconds: began.elapsed().as_secs_f64(),
    };
    match arguments.format {
        Format::Text => outcome.print()?,
        Format::Json => print::line(format_args!("{:#}", outcome.as_json())),
    }
    outcome.status()
}

/// A URL is never repeated in an error: what is no URL may still hold a password.
fn url(flag: &str, text: &str) -> Result<DatabaseUrl> {
    DatabaseUrl::parse(text).ok_or_else(|| {
        anyhow!("{flag} wants a database: sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")
    })
}

/// The progress of the stage that is on.
#[derive(Debug, Default)]
pub struct Shown(Mutex<Option<(Stage, Progress)>>);

impl Shown {
    /// Shows a step, under the name of its stage.
    pub fn step(&self, step: Step) {
        let Ok(mut shown) = self.0.lock() else {
            return;
        };
        if shown.as_ref().is_none_or(|(stage, _)| *stage != step.stage) {
            let what = match step.stage {
                Stage::Copying => "copying rows",
                Stage::Comparing => "comparing rows",
            };
            let next = Some((step.stage, Progress::new(what, step.total)));
            if let Some((_, before)) = std::mem::replace(&mut *shown, next) {
                before.finish();
            }
        }
        if let Some((_, progress)) = shown.as_ref() {
            progress.advance(step.rows);
        }
    }

    /// Ends it.
    pub fn finish(self) {
        if let Ok(Some((_, progress))) = self.0.into_inner() {
            progress.finish();
        }
    }
}

/// What came of it.
struct Outcome<'a> {
    from: &'a DatabaseUrl,
    to: &'a DatabaseUrl,
    /// Whether what is equal was written.
    is_kept: bool,
    compared: Vec<Compared>,
    seconds: f64,
}

impl Outcome<'_> {
    fn print(&self) -> Result<()> {
        let mut table = Table::new(["table", "rows", "bytes", "sha256", "ok"]);
        for each in &self.compared {
            let ok = if each.is_equal() { "yes" } else { "NO" };
            table.row([
                each.table.clone(),
                both(each, |side| side.rows.to_string()),
                both(each, |side| side.bytes.to_string()),
                both(each, |side| side.sha256.chars().take(12).collect()),
                ok.to_owned(),
            ]);
        }
        table.write(&mut anstream::stdout())?;
        if self.differing().is_empty() {
            let done = if self.is_kept { "copied" } else { "compared" };
            let rows: u64 = self.compared.iter().map(|each| each.from.rows).sum();
            print::line(format_args!(
                "{done} {rows} rows from {} to {} in {:.1} s; all are the same",
                self.from, self.to, self.seconds
            ));
        }
        Ok(())
    }

    fn as_json(&self) -> Value {
        let tables: Vec<Value> = self.compared.iter().map(as_json).collect();
        json!({
            "from": self.from.to_string(),
            "to": self.to.to_string(),
            "seconds": self.seconds,
            "tables": tables,
            "ok": self.differing().is_empty(),
        })
    }

    /// The names of the tables that are not the same, on standard error, too.
    fn status(&self) -> Result<ExitCode> {
        let differing = self.differing();
        if differing.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        let kept = if self.is_kept {
            "; nothing was kept of the copy"
        } else {
            ""
        };
        Err(anyhow!("these differ: {}{kept}", differing.join(", ")))
    }

    fn differing(&self) -> Vec<&str> {
        let differing = self.compared.iter().filter(|each| !each.is_equal());
        differing.map(|each| each.table.as_str()).collect()
    }
}

/// What both sides say, once where they say the same.
fn both(compared: &Compared, of: impl Fn(&Digest) -> String) -> String {
    let (from, to) = (of(&compared.from), of(&compared.to));
    match from == to {
        true => from,
        false => format!("{from} ≠ {to}"),
    }
}

fn as_json(compared: &Compared) -> Value {
    let side = |digest: &Digest| {
        json!({
            "rows": digest.rows,
            "bytes": digest.bytes,
            "sha256": digest.sha256,
        })
    };
    json!({
        "table": compared.table,
        "from": side(&compared.from),
        "to": side(&compared.to),
        "ok": compared.is_equal(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(rows: u64, sha256: &str) -> Digest {
        Digest {
            rows,
            bytes: 8,
            sha256: sha256.to_owned(),
        }
    }

    #[test]
    fn a_table_that_differs_is_named() {
        let parse = |text| DatabaseUrl::parse(text).unwrap();
        let (from, to) = (
            parse("sqlite://a.db"),
            parse("postgres://u:hunter2@host/site"),
        );
        let compared = |table: &str, to: Digest| Compared {
            table: table.to_owned(),
            from: digest(2, "abc"),
            to,
        };
        let outcome = Outcome {
            from: &from,
            to: &to,
            is_kept: true,
            compared: vec![
                compared("post", digest(2, "abc")),
                compared("tag", digest(1, "abd")),
            ],
            seconds: 1.0,
        };
        let error = outcome.status().unwrap_err().to_string();
        assert_eq!(error, "these differ: tag; nothing was kept of the copy");
        let json = outcome.as_json();
        assert_eq!(json["tables"][1]["to"]["rows"], 1);
        assert_eq!(json["ok"], false);
        assert_eq!(json["to"], "postgres://***@host/site");
        let rows = both(&outcome.compared[1], |side| side.rows.to_string());
        assert_eq!(rows, "2 ≠ 1");
    }

    #[test]
    fn what_is_no_url_is_not_repeated() {
        let error = url("--to", "mysql://u:hunter2@host/site").unwrap_err();
        assert!(!error.to_string().contains("hunter2"));
    }
}

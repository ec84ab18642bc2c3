//! What queries may cost: the number of statements follows from the document and never from how much there is.
//! Every case is asked of its site, and of the same site with five times as many posts.

mod plans;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use libtest_mimic::Trial;

use crate::case::{self, files, site};
use crate::database::Databases;
use crate::{Harness, queries};

/// Cases whose budget is promised, with the most statements each may run.
const PROMISED: [(&str, usize); 2] = [("route/page", 6), ("posts/hundred", 6)];

/// How often each post of a blog stands in the larger site.
const COPIES: usize = 5;

pub(crate) fn trials(harness: &Harness) -> Result<Vec<Trial>> {
    let cases = Arc::new(case::all()?);
    let large = Arc::new(tokio::sync::OnceCell::<PathBuf>::new());
    let mut trials = vec![harness.once("budget::promised_budgets_are_declared", {
        let cases = Arc::clone(&cases);
        async move |_| {
            for (name, most) in PROMISED {
                let case = cases.get(name).with_context(|| format!("no case {name}"))?;
                ensure!(
                    case.statements_max == Some(most),
                    "{name} has to say `statements: at most {most}`"
                );
            }
            Ok(())
        }
    })];
    trials.push(harness.once("budget::no_page_reads_a_whole_table", {
        let cases = Arc::clone(&cases);
        async move |databases| plans::no_page_reads_a_whole_table(databases, &cases).await
    }));
    let names: Vec<String> = cases.keys().cloned().collect();
    trials.extend(harness.on_both(
        "budget::statements_do_not_grow_with_the_site",
        async move |databases, backend| {
            let small = site("blog");
            let large = large
                .get_or_try_init(async || larger(databases, &small))
                .await?;
            let mut grown = Vec::new();
            for case in names.iter().filter_map(|name| cases.get(name)) {
                if case.site != small {
                    continue;
                }
                let before = queries::run(databases, backend, &small, &cases, case).await?;
                let after = queries::run(databases, backend, large, &cases, case).await?;
                let (before, after) = (before.statements.len(), after.statements.len());
                if before != after {
                    grown.push(format!(
                        "{}: {before} statements, {after} on the larger site",
                        case.name
                    ));
                }
            }
            ensure!(grown.is_empty(), "{}", grown.join("\n"));
            Ok(())
        },
    ));
    Ok(trials)
}

/// The same site, where each post of a blog has namesakes with other slugs, dates and tags being equal.
fn larger(databases: &Databases, small: &Path) -> Result<PathBuf> {
    let large = databases.folder().join("larger");
    for file in files(small)? {
        let relative = file.strip_prefix(small)?;
        let target = large.join(relative);
        fs::create_dir_all(target.parent().context("no folder")?)?;
        fs::copy(&file, &target)?;
        let is_post = file.extension().is_some_and(|it| it == "md")
            && relative
                .parent()
                .is_some_and(|folder| folder.ends_with("blog"));
        if !is_post {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let name = file.file_stem().context("no name")?.to_string_lossy();
        for copy in 2..=COPIES {
            fs::write(
                target.with_file_name(format!("{name}-{copy}.md")),
                namesake(&text, copy),
            )?;
        }
    }
    Ok(large)
}

/// The post under another slug and key.
fn namesake(text: &str, copy: usize) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with("slug: ") || line.starts_with("translationKey: ") {
            format!("{line}-{copy}\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

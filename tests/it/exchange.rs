//! Files for translators in the tools that open them: gettext's `msgfmt` and `msgcat`, the translate toolkit's `pofilter`
//! and, from version 3.17 on, its XLIFF 2. Where a tool is missing its test is skipped; what the files say is tested beside the code that writes them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use isogloss::document::exchange::body::{self, Bodies};
use isogloss::document::exchange::memory::Memory;
use isogloss::document::exchange::{Unit, po, xliff};
use libtest_mimic::Trial;

use crate::Harness;
use crate::case;
use crate::database::Skipped;

/// The two languages of the demo that the files are between.
const SOURCE: &str = "en";
const TARGET: &str = "de";

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("exchange::msgfmt_finds_nothing_wrong", async |databases| {
            msgfmt_finds_nothing_wrong(databases.folder())
        }),
        harness.once(
            "exchange::msgcat_writes_what_is_read_alike",
            async |databases| msgcat_writes_what_is_read_alike(databases.folder()),
        ),
        harness.once(
            "exchange::pofilter_finds_no_broken_mark",
            async |databases| pofilter_finds_no_broken_mark(databases.folder()),
        ),
        harness.once(
            "exchange::the_toolkit_saves_xliff_alike",
            async |databases| the_toolkit_saves_xliff_alike(databases.folder()),
        ),
    ]
}

fn msgfmt_finds_nothing_wrong(folder: &Path) -> Result<()> {
    let file = written(folder, "msgfmt.po", &demo()?)?;
    let output = run("msgfmt", &["--check", "--output-file=/dev/null", &file])?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success() && said.trim().is_empty(), "{said}");
    Ok(())
}

/// Gettext wraps lines and orders flags its own way; what it writes says the same.
fn msgcat_writes_what_is_read_alike(folder: &Path) -> Result<()> {
    let units = demo()?;
    let file = written(folder, "msgcat.po", &units)?;
    let output = run("msgcat", &[&file])?;
    let read = po::read(&output.stdout);
    ensure!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    ensure!(
        read.units.len() == units.len(),
        "{} units",
        read.units.len()
    );
    for (written, read) in units.iter().zip(&read.units) {
        let alike = Unit {
            marks: written.marks.clone(),
            need: written.need,
            place: None,
            ..read.clone()
        };
        ensure!(*written == alike, "{written:?}\n{alike:?}");
    }
    Ok(())
}

/// A mark that is missing in a translation is found by the tool, too; one that is not, is not.
fn pofilter_finds_no_broken_mark(folder: &Path) -> Result<()> {
    let translated = |target: &str| -> Result<usize> {
        let mut units = body::units(&bodies("Read *the* `guide`.", None), &Memory::default());
        for unit in &mut units {
            unit.target = target.to_owned();
        }
        let file = written(folder, "pofilter.po", &units)?;
        let output = run("pofilter", &["--test=xmltags", "--progress=none", &file])?;
        Ok(po::read(&output.stdout).units.len())
    };
    let whole = translated("Lies <g id=\"1\">die</g> <x id=\"2\"/>.")?;
    let broken = translated("Lies <g id=\"1\">die</g> Anleitung.")?;
    ensure!((whole, broken) == (0, 1), "{whole} and {broken}");
    Ok(())
}

/// The toolkit reads the file as XLIFF 2 and writes it again; what it writes says the same.
fn the_toolkit_saves_xliff_alike(folder: &Path) -> Result<()> {
    const SAVE: &str = "
import sys
try:
    from translate.storage import xliff2
except ImportError:
    sys.exit(3)
xliff2.Xliff2File.parsefile(sys.argv[1]).savefile(sys.argv[2])";
    let xml = xliff::write(SOURCE, TARGET, &demo()?);
    let (file, saved) = (folder.join("toolkit.xlf"), folder.join("saved.xlf"));
    fs::write(&file, &xml)?;
    let paths = [file.to_string_lossy(), saved.to_string_lossy()];
    let output = run("python3", &["-c", SAVE, &paths[0], &paths[1]])?;
    if output.status.code() == Some(3) {
        let reason = "the translate toolkit for Python, from 3.17 on, is not installed";
        return Err(Skipped(reason.to_owned()).into());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    let units = |bytes: &[u8]| -> Vec<Unit> {
        let units = xliff::read(bytes).units.into_iter();
        units
            .map(|unit| Unit {
                place: None,
                ..unit
            })
            .collect()
    };
    let (written, saved) = (units(xml.as_bytes()), units(&fs::read(&saved)?));
    ensure!(
        written == saved,
        "{} and {} units",
        written.len(),
        saved.len()
    );
    Ok(())
}

/// The demo site, with what is translated of it.
fn demo() -> Result<Vec<Unit>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files: Vec<PathBuf> = case::files(&root.join(SOURCE))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    let mut units = Vec::new();
    for file in files {
        let name = file.strip_prefix(root.join(SOURCE))?;
        let source = fs::read_to_string(&file)?;
        let target = fs::read_to_string(root.join(TARGET).join(name)).ok();
        let target = target.as_deref().map(markdown);
        let name = name.to_string_lossy();
        let bodies = Bodies {
            post: &name,
            ..bodies(markdown(&source), target)
        };
        units.extend(body::units(&bodies, &Memory::default()));
    }
    ensure!(units.len() > 100, "the demo has {} units", units.len());
    Ok(units)
}

fn bodies<'b>(source: &'b str, target: Option<&'b str>) -> Bodies<'b> {
    Bodies {
        post: "post",
        source,
        target,
        ..Bodies::default()
    }
}

/// What follows the front matter.
fn markdown(text: &str) -> &str {
    let rest = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, markdown)| markdown)
}

fn written(folder: &Path, name: &str, units: &[Unit]) -> Result<String> {
    let header = po::Header {
        project: "demo",
        source_locale: SOURCE,
        target_locale: TARGET,
        revised_at: "2026-01-31 12:00+0000",
    };
    let file = folder.join(name);
    fs::write(&file, po::write(&header, units))?;
    Ok(file.to_string_lossy().into_owned())
}

/// Runs a tool, or skips the test where it is not installed.
fn run(tool: &str, arguments: &[&str]) -> Result<Output> {
    let output = Command::new(tool).args(arguments).output();
    match output {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Skipped(format!("`{tool}` is not installed")).into())
        }
        output => output.with_context(|| format!("`{tool}` does not start")),
    }
}

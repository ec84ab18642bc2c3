//! The grammars that ship with the binary come with licenses that whoever passes it on has to pass on as well.

use std::path::Path;

use anyhow::{Result, ensure};
use two_face::acknowledgement::{License, listing};

const FILE: &str = "THIRD-PARTY-GRAMMARS.md";

const INTRODUCTION: &str = "# Licenses of the grammars

Code is highlighted by grammars of others, which are part of the binary.
These are the licenses that ask to be passed on with it; the crate `two-face`, which packs the grammars, lists them.
";

pub(super) fn licenses_are_listed() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let listed = list();
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        std::fs::write(&path, &listed)?;
    }
    ensure!(
        std::fs::read_to_string(&path).unwrap_or_default() == listed,
        "{FILE} is not what the grammars bring; `ISOGLOSS_UPDATE=1 cargo test --test it grammars` writes it"
    );
    Ok(())
}

fn list() -> String {
    let licenses = listing();
    let mut sections: Vec<String> = licenses
        .for_syntaxes()
        .iter()
        .filter(|license| license.needs_acknowledgement())
        .map(section)
        .collect();
    sections.sort();
    format!("{INTRODUCTION}{}", sections.concat())
}

fn section(license: &License) -> String {
    // Indented, so that nothing in a license ends its block.
    let text: String = license
        .text
        .lines()
        .map(|line| format!("    {line}").trim_end().to_owned() + "\n")
        .collect();
    format!("\n## {}\n\n{text}", license.rel_path.display())
}

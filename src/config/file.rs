//! `isogloss.toml` as a flat list of settings, each with its place in the file.
//! What a key means is [`super::key`]; here only sections are known.

use std::fs;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{self, Given, Origin, Setting};
use crate::domain::diagnostic::{Diagnostic, Place};

/// Reads the file; what is wrong with it as a whole, and every unknown section, is added to `problems`.
pub(super) fn read(file: &Path, problems: &mut Vec<Diagnostic>) -> Vec<Setting> {
    let name = file.display().to_string();
    match fs::read_to_string(file) {
        Ok(text) => settings(&name, &text, problems),
        Err(error) => {
            let message = format!("the configuration cannot be read: {error}");
            problems.push(Diagnostic::error("CONFIG_UNREADABLE", message).in_file(name));
            Vec::new()
        }
    }
}

fn settings(file: &str, text: &str, problems: &mut Vec<Diagnostic>) -> Vec<Setting> {
    let mut reading = Reading {
        file,
        text,
        settings: Vec::new(),
        problems,
    };
    match DeTable::parse(text) {
        Ok(table) => reading.table("", table.get_ref()),
        Err(error) => {
            // The parser's own rendering quotes the line, which may hold a password; its message does not.
            let message = error.message().replace('\n', ", ");
            let mut problem = Diagnostic::error("CONFIG_SYNTAX", message);
            problem.place = Some(reading.place(error.span().unwrap_or(0..0)));
            reading.problems.push(problem);
        }
    }
    reading.settings
}

struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    settings: Vec<Setting>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let key = format!("{prefix}{}", name.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) if key::is_section(&key) => {
                    self.table(&format!("{key}."), inner)
                }
                _ if key::is_known(&key) => self.setting(key, value),
                _ => self
                    .problems
                    .push(key::unknown(&key, Some(self.place(name.span())))),
            }
        }
    }

    fn setting(&mut self, key: String, value: &Spanned<DeValue<'_>>) {
        self.settings.push(Setting {
            key,
            given: given(value.get_ref()),
            origin: Origin::File(self.place(value.span())),
        });
    }

    fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Place {
            file: self.file.to_owned(),
            line: u32::try_from(line).ok(),
            column: u32::try_from(column).ok(),
        }
    }
}

fn given(value: &DeValue<'_>) -> Given {
    match value {
        DeValue::String(text) => Given::Scalar(text.to_string()),
        DeValue::Boolean(yes) => Given::Scalar(yes.to_string()),
        DeValue::Integer(number) => {
            Given::Scalar(match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(decimal) => decimal.to_string(),
                Err(_) => number.as_str().to_owned(),
            })
        }
        DeValue::Float(number) => Given::Scalar(number.as_str().to_owned()),
        DeValue::Datetime(instant) => Given::Scalar(instant.to_string()),
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| text(item.get_ref())).collect();
            texts.map_or(Given::Other("a list"), Given::List)
        }
        DeValue::Table(_) => Given::Other("a section"),
    }
}

fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

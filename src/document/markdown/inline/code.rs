//! Code in a line of text: from some backticks to as many of them (CommonMark 0.31, section 6.1).

use std::collections::HashMap;

use crate::document::markdown::node::{Attributes, Code, Kind};

/// Where runs of backticks are in a text, by their length; found when the first is met.
#[derive(Default)]
pub(super) struct Backticks {
    runs: Option<HashMap<usize, Vec<usize>>>,
}

/// Code that was read.
pub(super) struct Read {
    pub(super) kind: Kind,
    pub(super) length: usize,
}

impl Backticks {
    pub(super) fn read(&mut self, text: &str, at: usize) -> Option<Read> {
        let rest = text.get(at..)?;
        let size = rest.len() - rest.trim_start_matches('`').len();
        let runs = self.runs.get_or_insert_with(|| runs(text));
        let ends = runs.get(&size)?;
        let begin = at + size;
        let end = *ends.get(ends.partition_point(|run| *run < begin))?;
        let code = Code {
            text: content(text.get(begin..end)?),
            attributes: Attributes::new(),
        };
        Some(Read {
            kind: Kind::Code(code),
            length: end + size - at,
        })
    }
}

fn runs(text: &str) -> HashMap<usize, Vec<usize>> {
    let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('`')) {
        let begin = at + found;
        let rest = text.get(begin..).unwrap_or_default();
        let size = rest.len() - rest.trim_start_matches('`').len();
        runs.entry(size).or_default().push(begin);
        at = begin + size;
    }
    runs
}

/// Ends of lines are spaces, and a space at both ends parts backticks from backticks.
fn content(written: &str) -> String {
    let text = written.replace('\n', " ");
    let is_padded = text.len() > 1 && text.starts_with(' ') && text.ends_with(' ');
    if is_padded && !text.bytes().all(|byte| byte == b' ') {
        return text.get(1..text.len() - 1).unwrap_or_default().to_owned();
    }
    text
}

//! Units that came back, as edits of a translation: what can be applied is, and of everything else it is told why not.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::insert::{Missing, Target};
use super::{Bodies, Read, Text, export};
use crate::document::blocks::{self, Edit, Writing};
use crate::document::exchange::Unit;
use crate::document::exchange::marks::restore;
use crate::document::exchange::memory::Memory;
use crate::domain::diagnostic::Diagnostic;

/// The code of a unit for a text that the source does not have, or no longer.
pub const UNIT_UNKNOWN: &str = "UNIT_UNKNOWN";

/// The code of a unit whose source is another text by now.
pub const SOURCE_CHANGED: &str = "SOURCE_CHANGED";

/// The code of a unit for which the translation has no block.
pub const BLOCK_MISSING: &str = "BLOCK_MISSING";

/// The code of a translation that would not be a block of its kind, or change others.
pub const TEXT_REFUSED: &str = "TEXT_REFUSED";

/// A translation after a file was applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The body. Without a translation before, what is not translated is the source's, which is not to be published.
    pub markdown: String,
    /// Whether every text of the source has a translation that nobody has to look at.
    pub is_complete: bool,
    /// How many texts are others than before.
    pub edit_count: usize,
    /// How many texts wait for a translation, or for somebody to look at theirs.
    pub open_count: usize,
    /// Places of blocks in the source and in `markdown` that stand for each other for certain, to be kept.
    pub links: Vec<(usize, usize)>,
    /// What was not applied, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Applies the units of one post. Those without a translation and those that are fuzzy change nothing, and neither do
/// those that say what the translation says already.
pub fn apply(bodies: &Bodies<'_>, units: &[Unit]) -> Applied {
    let read = export::read(bodies, &Memory::default());
    let mut applier = Applier {
        bodies,
        by_id: read
            .texts
            .iter()
            .enumerate()
            .map(|(index, text)| (text.unit.id.as_str(), index))
            .collect(),
        read: &read,
        done: read.texts.iter().map(Text::is_done).collect(),
        confirmed: HashSet::new(),
        edits: Vec::new(),
        missing: Vec::new(),
        diagnostics: Vec::new(),
    };
    let known: Vec<Option<usize>> = units.iter().map(|unit| applier.known(unit)).collect();
    let of_kind = of_kind(&read.texts);
    for ((unit, text), around) in units.iter().zip(&known).zip(around(&known)) {
        match text.and_then(|text| Some((text, read.texts.get(text)?))) {
            Some((at, text)) => applier.take(at, text, unit),
            None => applier.tell_unknown(unit, around, &of_kind),
        }
    }
    applier.finish()
}

struct Applier<'a> {
    bodies: &'a Bodies<'a>,
    read: &'a Read,
    by_id: HashMap<&'a str, usize>,
    /// Whether a text has a translation that nobody has to look at.
    done: Vec<bool>,
    /// Blocks of the source that somebody has seen beside their translations.
    confirmed: HashSet<usize>,
    edits: Vec<Wanted>,
    /// Texts of the source for which the translation has no block.
    missing: Vec<Wanted>,
    diagnostics: Vec<Diagnostic>,
}

/// An edit that is to be made.
struct Wanted {
    text: usize,
    block: usize,
    part: usize,
    markdown: String,
    place: Option<(u32, u32)>,
}

impl Text {
    fn is_done(&self) -> bool {
        !self.unit.target.is_empty() && !self.unit.is_fuzzy
    }
}

impl Applier<'_> {
    fn known(&self, unit: &Unit) -> Option<usize> {
        self.by_id.get(unit.id.as_str()).copied()
    }

    fn take(&mut self, at: usize, text: &Text, unit: &Unit) {
        if unit.source != text.unit.source {
            let message = format!(
                "{}: the source of the unit is not the text of the post",
                unit.id
            );
            let problem = Diagnostic::warning(SOURCE_CHANGED, message)
                .help("the tool changed `msgid` or `<source>`; export again and translate that");
            return self.tell(problem, unit.place);
        }
        if unit.target.is_empty() || unit.is_fuzzy {
            return;
        }
        if unit.target == text.unit.target {
            return self.confirm(at, text);
        }
        let writing = self.writing(text);
        let markdown = match restore(&unit.target, &text.marks, writing) {
            Ok(markdown) => markdown,
            Err(problems) => {
                for mut problem in problems {
                    problem.message = format!("{}: {}", unit.id, problem.message);
                    self.tell(problem, unit.place);
                }
                return self.undo(at);
            }
        };
        let is_new = self.bodies.target.is_none();
        let Some((block, part)) = (if is_new {
            Some(text.source)
        } else {
            text.target
        }) else {
            self.missing.push(Wanted {
                text: at,
                block: text.source.0,
                part: text.source.1,
                markdown,
                place: unit.place,
            });
            return self.confirm(at, text);
        };
        self.edits.push(Wanted {
            text: at,
            block,
            part,
            markdown,
            place: unit.place,
        });
        self.confirm(at, text);
    }

    fn confirm(&mut self, at: usize, text: &Text) {
        self.confirmed.insert(text.source.0);
        if let Some(done) = self.done.get_mut(at) {
            *done = true;
        }
    }

    /// What was not applied still waits for its translation.
    fn undo(&mut self, at: usize) {
        if let Some(done) = self.done.get_mut(at) {
            *done = false;
        }
    }

    fn writing(&self, text: &Text) -> Writing {
        let (block, part) = text.source;
        let block = self.read.source.get(block);
        let part = block.and_then(|block| block.parts.get(part));
        part.map_or(Writing::Lines, |part| part.writing)
    }

    /// Tells of a unit without a text: between the units around it, the source may have another text in its place.
    fn tell_unknown(
        &mut self,
        unit: &Unit,
        around: Range<usize>,
        of_kind: &HashMap<&str, Vec<usize>>,
    ) {
        let alike = of_kind
            .get(unit.kind.as_str())
            .map_or(&[][..], Vec::as_slice);
        let next = alike.get(alike.partition_point(|at| *at < around.start));
        let now = next
            .filter(|at| around.contains(at))
            .and_then(|at| self.read.texts.get(*at));
        let problem = match now {
            Some(now) => {
                let message = format!(
                    "{}: the source of this text was changed since the export",
                    unit.id
                );
                Diagnostic::warning(SOURCE_CHANGED, message).help(format!(
                    "export again; it is now \"{}\"",
                    shortened(&now.unit.source)
                ))
            }
            None => {
                let message = format!("{}: the post has no such text", unit.id);
                Diagnostic::warning(UNIT_UNKNOWN, message)
                    .help("it was taken out of the source since the export; nothing is to be done")
            }
        };
        self.tell(problem, unit.place);
    }

    fn tell(&mut self, problem: Diagnostic, place: Option<(u32, u32)>) {
        let problem = match place {
            Some((line, column)) => problem.at(line, column),
            None => problem,
        };
        self.diagnostics.push(problem);
    }

    fn finish(mut self) -> Applied {
        let wanted = std::mem::take(&mut self.edits);
        let edits: Vec<Edit<'_>> = wanted
            .iter()
            .map(|wanted| Edit {
                block: wanted.block,
                part: wanted.part,
                text: &wanted.markdown,
            })
            .collect();
        let (base, blocks) = match self.bodies.target {
            Some(target) => (target, &self.read.target),
            None => (self.bodies.source, &self.read.source),
        };
        let replaced = blocks::replace(base, blocks, &edits);
        for refused in &replaced.refused {
            let Some(wanted) = wanted.get(*refused) else {
                continue;
            };
            let id = self
                .read
                .texts
                .get(wanted.text)
                .map_or("", |text| &text.unit.id);
            let message = format!("{id}: the translation would not be one block of its kind");
            let problem = Diagnostic::warning(TEXT_REFUSED, message)
                .help("leave no blank lines, marks of blocks or open fences in it");
            self.tell(problem, wanted.place);
            self.undo(wanted.text);
        }
        let edit_count = edits.len() - replaced.refused.len();
        let mut target = Target {
            markdown: replaced.markdown,
            partners: self.read.partners.clone(),
        };
        let inserted_count = self.insert(&mut target);
        let open_count = self.done.iter().filter(|done| !**done).count();
        Applied {
            is_complete: open_count == 0,
            edit_count: edit_count + inserted_count,
            open_count,
            links: self.links(&target.partners),
            markdown: target.markdown,
            diagnostics: self.diagnostics,
        }
    }

    /// Puts blocks in that the translation does not have, and tells of those that have no place; returns how many texts
    /// were put in.
    fn insert(&mut self, target: &mut Target) -> usize {
        let mut wanted = std::mem::take(&mut self.missing);
        wanted.sort_by_key(|wanted| (wanted.block, wanted.part));
        let mut missing: Vec<Missing> = Vec::new();
        // A block of which a text is not translated would be in two languages.
        let open: HashSet<usize> = self.open_blocks();
        for wanted in wanted.iter().filter(|wanted| {
            let is_in = self
                .read
                .partners
                .get(wanted.block)
                .is_some_and(Option::is_some);
            !open.contains(&wanted.block) && !is_in
        }) {
            let text = (wanted.part, wanted.markdown.clone());
            match missing
                .last_mut()
                .filter(|last| last.source == wanted.block)
            {
                Some(block) => block.texts.push(text),
                None => missing.push(Missing {
                    source: wanted.block,
                    texts: vec![text],
                }),
            }
        }
        let tried: HashSet<usize> = missing.iter().map(|block| block.source).collect();
        let left = target.insert(self.bodies, &self.read.source, missing);
        let left: HashSet<usize> = left.iter().map(|block| block.source).collect();
        let mut count = 0;
        for wanted in &wanted {
            if tried.contains(&wanted.block) && !left.contains(&wanted.block) {
                count += 1;
                continue;
            }
            let id = self
                .read
                .texts
                .get(wanted.text)
                .map_or("", |text| &text.unit.id);
            let message = format!("{id}: the translation has no block for this text");
            let problem = Diagnostic::warning(BLOCK_MISSING, message)
                .help("add the block where it belongs in the translation, and import again");
            self.tell(problem, wanted.place);
            self.undo(wanted.text);
        }
        count
    }

    /// Blocks of the source with a text that waits for its translation.
    fn open_blocks(&self) -> HashSet<usize> {
        let texts = self.read.texts.iter().zip(&self.done);
        texts
            .filter(|(_, done)| !**done)
            .map(|(text, _)| text.source.0)
            .collect()
    }

    /// Pairs that are certain, or that somebody has seen.
    fn links(&self, partners: &[Option<(usize, bool)>]) -> Vec<(usize, usize)> {
        if self.bodies.target.is_none() {
            return (0..self.read.source.len())
                .map(|place| (place, place))
                .collect();
        }
        let partners = partners.iter().enumerate();
        partners
            .filter_map(|(source, partner)| {
                let (target, is_certain) = (*partner)?;
                (is_certain || self.confirmed.contains(&source)).then_some((source, target))
            })
            .collect()
    }
}

/// For each unit the places of texts between the known ones around it.
fn around(known: &[Option<usize>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(known.len());
    let mut from = 0;
    for text in known {
        ranges.push(from..usize::MAX);
        from = text.map_or(from, |text| text + 1);
    }
    let mut to = usize::MAX;
    for (range, text) in ranges.iter_mut().zip(known).rev() {
        range.end = to;
        to = text.unwrap_or(to);
    }
    ranges
}

/// The places of texts by their kinds, rising.
fn of_kind(texts: &[Text]) -> HashMap<&str, Vec<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, text) in texts.iter().enumerate() {
        places.entry(&text.unit.kind).or_default().push(place);
    }
    places
}

fn shortened(text: &str) -> String {
    const CHARACTERS_MAX: usize = 80;
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(CHARACTERS_MAX).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

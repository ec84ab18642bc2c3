//! Blocks as units: which texts are translated, what they are known by, and what is known of their translations.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Bodies, Read, Text};
use crate::document::blocks::{self, Block, Part, Writing};
use crate::document::exchange::marks::{Piece, Protected, pieces, protect, protect_alike};
use crate::document::exchange::memory::{Memory, partners, segments};
use crate::document::exchange::place::Places;
use crate::document::exchange::{Need, Unit};
use crate::document::pairing;
use crate::document::segment::{Segment, SegmentKind, changes};
use crate::domain::hexadecimal::hexadecimal;

pub(super) fn read(bodies: &Bodies<'_>, memory: &Memory) -> Read {
    let source = blocks::of(bodies.source);
    let target = blocks::of(bodies.target.unwrap_or_default());
    let ours = segments(&source);
    let mut partner_of: Vec<Option<(usize, bool)>> = vec![None; source.len()];
    for pair in pairing::pairs(&ours, &segments(&target), bodies.links) {
        if let Some(partner) = partner_of.get_mut(pair.source) {
            *partner = Some((pair.target, pair.is_certain));
        }
    }
    let mut exporter = Exporter {
        bodies,
        memory,
        stale: Stale::of(bodies, &ours),
        ids: HashMap::new(),
        places: Places::new(bodies.source),
        texts: Vec::new(),
    };
    for (index, block) in source.iter().enumerate() {
        let partner = partner_of.get(index).copied().flatten();
        let partner = partner.and_then(|(at, is_certain)| Some((at, target.get(at)?, is_certain)));
        exporter.add(index, block, partner);
    }
    Read {
        texts: exporter.texts,
        partners: partner_of,
        source,
        target,
    }
}

/// What changed since the translation was brought up to date.
struct Stale {
    /// The blocks of the source that are others now, and the places of what stood there.
    changed: HashMap<usize, Option<usize>>,
    previous: Vec<Block>,
}

impl Stale {
    fn of(bodies: &Bodies<'_>, now: &[Segment]) -> Self {
        let Some(previous) = bodies.previous else {
            return Self {
                changed: HashMap::new(),
                previous: Vec::new(),
            };
        };
        let previous = blocks::of(previous);
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, block) in previous.iter().enumerate() {
            places.entry(block.segment.text.clone()).or_insert(place);
        }
        let changed = changes(&segments(&previous), now)
            .into_iter()
            .filter(|change| !change.source.is_empty())
            .filter_map(|change| {
                let was = change.was.and_then(|was| places.get(&was).copied());
                Some((usize::try_from(change.index).ok()?, was))
            });
        Self {
            changed: changed.collect(),
            previous,
        }
    }
}

struct Exporter<'b> {
    bodies: &'b Bodies<'b>,
    memory: &'b Memory,
    stale: Stale,
    /// How many units have the same text.
    ids: HashMap<String, usize>,
    places: Places<'b>,
    texts: Vec<Text>,
}

impl Exporter<'_> {
    fn add(&mut self, index: usize, block: &Block, partner: Option<(usize, &Block, bool)>) {
        let theirs = partner.map(|(_, target, _)| partners(block, target));
        let was = self.stale.changed.get(&index).copied();
        let is_stale = was.is_some();
        let previous: Vec<Option<String>> =
            match was.flatten().and_then(|at| self.stale.previous.get(at)) {
                Some(was) => previous_texts(block, was),
                None => Vec::new(),
            };
        for (place, part) in block.parts.iter().enumerate() {
            let Some(protected) = protect(part).filter(|text| is_translated(text, part)) else {
                continue;
            };
            let mut text = self.text(block, part, protected);
            text.source = (index, place);
            if let Some((at, target, is_certain)) = partner
                && let Some(theirs) = theirs.as_ref().and_then(|theirs| *theirs.get(place)?)
                && let Some(part) = target.parts.get(theirs)
            {
                text.target = Some((at, theirs));
                let need = match (is_stale, is_certain) {
                    (true, _) => Some(Need::Stale),
                    (false, false) => Some(Need::Uncertain),
                    (false, true) => None,
                };
                text.take(part, need);
            }
            if let Some(was) = previous.get(place).cloned().flatten()
                && was != text.unit.source
            {
                text.unit.previous = Some(was);
            }
            self.remember(part, &mut text);
            text.note_need();
            self.texts.push(text);
        }
    }

    fn text(&mut self, block: &Block, part: &Part, protected: Protected) -> Text {
        let kind = kind(block, part);
        let (line, _) = self.places.of(part.range().start);
        let id = self.id(&kind, part);
        Text {
            unit: Unit {
                id,
                note: note(&kind).to_owned(),
                kind,
                source: protected.text,
                reference: format!("{}:{line}", self.bodies.post),
                marks: protected.marks.clone(),
                is_verbatim: part.writing == Writing::Verbatim,
                need: Some(Need::Missing),
                ..Unit::default()
            },
            source: (0, 0),
            target: None,
            marks: protected.marks,
        }
    }

    /// The post, the text, and which of several equal texts it is.
    fn id(&mut self, kind: &str, part: &Part) -> String {
        let digest = Sha256::digest(format!("{kind}\n{}", part.text));
        let hash = hexadecimal(digest.iter().take(8));
        let count = self.ids.entry(hash.clone()).or_default();
        *count += 1;
        match *count {
            1 => format!("{}#{hash}", self.bodies.post),
            number => format!("{}#{hash}.{number}", self.bodies.post),
        }
    }

    /// Takes over what other posts say where nothing is translated.
    fn remember(&self, part: &Part, text: &mut Text) {
        if text.unit.target.is_empty()
            && let Some(found) = self.memory.find(part)
        {
            text.take(found, Some(Need::Missing));
        }
    }
}

impl Text {
    /// Tells a translator why somebody has to look at it.
    fn note_need(&mut self) {
        let why = match self.unit.need.filter(|_| self.unit.is_fuzzy) {
            Some(Need::Missing) => "Another post has this text; that is its translation there.",
            Some(Need::Stale) => "The source was changed after this was translated.",
            Some(Need::Uncertain) => {
                "Check that this is the translation of this text: blocks were added or taken out."
            }
            None => return,
        };
        let note = [self.unit.note.as_str(), why];
        self.unit.note = note.join("\n").trim().to_owned();
    }

    /// Takes a translation over, with the numbers of the source.
    fn take(&mut self, part: &Part, need: Option<Need>) {
        let source = Protected {
            text: self.unit.source.clone(),
            marks: self.unit.marks.clone(),
        };
        if let Some(numbered) = protect_alike(part, &source) {
            self.unit.is_fuzzy = need.is_some();
            self.unit.need = need;
            self.unit.target = numbered.text;
            self.marks = numbered.marks;
        }
    }
}

/// What the parts of a block said before.
fn previous_texts(block: &Block, was: &Block) -> Vec<Option<String>> {
    let text = |place: Option<usize>| Some(protect(was.parts.get(place?)?)?.text);
    partners(block, was).into_iter().map(text).collect()
}

/// Whether there are words in a text; a number or an image alone is the same in all languages.
fn is_translated(protected: &Protected, part: &Part) -> bool {
    let has_words = |text: &str| text.contains(char::is_alphabetic);
    match part.writing {
        Writing::Verbatim => has_words(&protected.text),
        _ => pieces(&protected.text)
            .iter()
            .any(|piece| matches!(piece, Piece::Text(text) if has_words(text))),
    }
}

fn kind(block: &Block, part: &Part) -> String {
    let kind = match (block.segment.kind, part.writing) {
        (SegmentKind::Heading, _) => return format!("heading {}", block.segment.level),
        (SegmentKind::Code, _) => "code",
        (_, Writing::Verbatim) => "yaml",
        (_, Writing::Label) => "label",
        (SegmentKind::Paragraph, _) => "paragraph",
        (SegmentKind::ListItem, _) => "list item",
        (SegmentKind::Quote, _) => "quote",
        (SegmentKind::Table, _) => "table cell",
        (SegmentKind::Html, _) => "html",
        (SegmentKind::Footnote, _) => "footnote",
    };
    kind.to_owned()
}

/// What a translator should know of a kind.
fn note(kind: &str) -> &'static str {
    match kind {
        "code" => "Code: translate comments and what readers see, keep everything else.",
        "yaml" => "Settings: translate values that readers see, keep names and structure.",
        _ => "",
    }
}

//! A unit while it is read: texts and codes of its segments, one after the other.

use super::super::{FUZZY, KIND, PREVIOUS, REFERENCE, VERBATIM};
use crate::document::exchange::Unit;
use crate::document::exchange::marks::{push_alone, push_close, push_open};

/// What text is added to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Source,
    Target,
    Note,
}

pub(super) struct Draft {
    unit: Unit,
    has_name: bool,
    notes: Vec<String>,
    /// The category of the note that is read.
    category: String,
    field: Option<Field>,
    text: String,
    segment: Segment,
    /// Whether a segment of it has no translation.
    is_partial: bool,
    pub(super) place: (u32, u32),
}

/// A segment while it is read.
#[derive(Default)]
struct Segment {
    is_ignorable: bool,
    source: String,
    target: Option<String>,
}

impl Draft {
    pub(super) fn new(name: Option<String>, kind: &str, place: (u32, u32)) -> Self {
        Self {
            has_name: name.is_some(),
            unit: Unit {
                id: name.unwrap_or_default(),
                is_verbatim: kind == VERBATIM,
                place: Some(place),
                ..Unit::default()
            },
            notes: Vec::new(),
            category: String::new(),
            field: None,
            text: String::new(),
            segment: Segment::default(),
            is_partial: false,
            place,
        }
    }

    pub(super) fn is_in_text(&self) -> bool {
        matches!(self.field, Some(Field::Source | Field::Target))
    }

    pub(super) fn begin_segment(
        &mut self,
        is_ignorable: bool,
        state: Option<String>,
        sub_state: Option<String>,
    ) {
        self.take_segment();
        self.segment.is_ignorable = is_ignorable;
        // A tool that changes the state leaves the one below it behind.
        let is_initial = state.is_none_or(|state| state == "initial");
        self.unit.is_fuzzy |= is_initial && sub_state.as_deref() == Some(FUZZY);
    }

    pub(super) fn begin_note(&mut self, category: String) {
        self.category = category;
        self.begin_text(Field::Note);
    }

    pub(super) fn begin_text(&mut self, field: Field) {
        self.field = Some(field);
        self.text.clear();
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.field.is_some() {
            self.text.push_str(text);
        }
    }

    pub(super) fn open(&mut self, number: usize) {
        push_open(&mut self.text, number);
    }

    pub(super) fn close(&mut self) {
        push_close(&mut self.text);
    }

    pub(super) fn alone(&mut self, number: usize) {
        push_alone(&mut self.text, number);
    }

    /// A character that XML does not have, by its number.
    pub(super) fn character(&mut self, hex: &str) {
        let code = u32::from_str_radix(hex, 16).ok();
        let character = code.and_then(char::from_u32).filter(|c| *c != '\0');
        self.text
            .push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    pub(super) fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        match self.field.take() {
            Some(Field::Source) => self.segment.source = text,
            Some(Field::Target) => self.segment.target = Some(text),
            Some(Field::Note) => match self.category.as_str() {
                KIND => self.unit.kind = text,
                PREVIOUS => self.unit.previous = Some(text),
                REFERENCE => self.unit.reference = text,
                _ => self.notes.push(text),
            },
            None => {}
        }
    }

    /// Adds the segment that was read; what is ignorable is the same in all languages unless it says otherwise.
    fn take_segment(&mut self) {
        let segment = std::mem::take(&mut self.segment);
        self.unit.source.push_str(&segment.source);
        match (segment.target, segment.is_ignorable) {
            (Some(target), _) => self.unit.target.push_str(&target),
            (None, true) => self.unit.target.push_str(&segment.source),
            (None, false) => self.is_partial |= !segment.source.is_empty(),
        }
    }

    /// `None` if it has no name.
    pub(super) fn into_unit(mut self) -> Option<Unit> {
        self.take_segment();
        if self.is_partial {
            self.unit.target.clear();
        }
        self.unit.note = self.notes.join("\n");
        self.has_name.then_some(self.unit)
    }
}

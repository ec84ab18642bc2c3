//! Links, images and references to notes: what brackets mean (CommonMark 0.31, sections 6.3 and 6.4).

use std::borrow::Cow;

use super::lexer::{Found, Lexer, Token};
use crate::document::markdown::definition;
use crate::document::markdown::link;
use crate::document::markdown::node::Target;

/// Opening brackets that wait for their partners.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<Bracket>,
    /// So many of them are around a link, and of those no more can be links: a link has no links inside.
    around_link: usize,
}

struct Bracket {
    /// What follows the bracket in the text.
    inner: usize,
    is_image: bool,
}

/// What a pair of brackets is.
pub(super) enum Closed<'t> {
    Link(Aim<'t>),
    Image(Aim<'t>),
    /// `![^note]` is an exclamation mark and a reference to the note with this identifier.
    Note(String),
}

/// Where a link or an image leads.
pub(super) struct Aim<'t> {
    pub(super) target: Cow<'t, Target>,
    pub(super) told: Told,
    /// How many bytes after the bracket tell it.
    length: usize,
}

/// What tells where a link leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// `[text](target)`
    Target,
    /// `[text][label]`
    Label,
    /// `[label]` or `[label][]`
    Text,
}

impl Brackets {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The innermost bracket, and whether it may be a link or an image.
    fn pop(&mut self) -> Option<(Bracket, bool)> {
        let bracket = self.open.pop()?;
        let is_around_link = self.around_link > self.open.len();
        self.around_link = self.around_link.min(self.open.len());
        let may_lead = bracket.is_image || !is_around_link;
        Some((bracket, may_lead))
    }

    fn deactivate_links(&mut self) {
        self.around_link = self.open.len();
    }
}

impl<'t> Lexer<'t> {
    /// `[^note]`
    pub(super) fn note(&self) -> Option<Found<'t>> {
        let (identifier, length) = definition::note_label(self.rest())?;
        let is_known = self.known.definitions.has_note(&identifier);
        is_known.then_some((Token::Note(identifier), length))
    }

    pub(super) fn open(&mut self, mark: &str) -> Option<Found<'t>> {
        if !self.rest().starts_with(mark) {
            return None;
        }
        self.brackets.open.push(Bracket {
            inner: self.at + mark.len(),
            is_image: mark.len() > 1,
        });
        Some((Token::Open, mark.len()))
    }

    pub(super) fn close(&mut self) -> Option<Found<'t>> {
        let (bracket, may_lead) = self.brackets.pop()?;
        if !may_lead {
            return Some((Token::Close(None), 1));
        }
        let Some(aim) = self.aim(&bracket) else {
            return Some((Token::Close(self.note_in(&bracket)), 1));
        };
        let length = 1 + aim.length;
        let closed = if bracket.is_image {
            Closed::Image(aim)
        } else {
            self.brackets.deactivate_links();
            Closed::Link(aim)
        };
        Some((Token::Close(Some(closed)), length))
    }

    /// Where the link leads whose text ends here.
    fn aim(&self, bracket: &Bracket) -> Option<Aim<'t>> {
        let after = self.rest().get(1..)?;
        if after.starts_with('(')
            && let Some((target, length)) = link::resource(after)
        {
            return Some(Aim {
                target: Cow::Owned(target),
                told: Told::Target,
                length,
            });
        }
        if let Some(length) = definition::label(after) {
            return Some(Aim {
                target: Cow::Borrowed(self.known.target(after.get(1..length - 1)?, self.line)?),
                told: Told::Label,
                length,
            });
        }
        let own = self.text.get(bracket.inner..self.at)?;
        definition::label(self.text.get(bracket.inner - 1..)?)
            .filter(|length| *length == own.len() + 2)?;
        Some(Aim {
            target: Cow::Borrowed(self.known.target(own, self.line)?),
            told: Told::Text,
            length: if after.starts_with("[]") { 2 } else { 0 },
        })
    }

    fn note_in(&self, bracket: &Bracket) -> Option<Closed<'t>> {
        let own = self.text.get(bracket.inner - 1..)?;
        let (identifier, length) = definition::note_label(own).filter(|_| bracket.is_image)?;
        let ends_here = bracket.inner + length == self.at + 2;
        let is_known = self.known.definitions.has_note(&identifier);
        (ends_here && is_known).then_some(Closed::Note(identifier))
    }
}

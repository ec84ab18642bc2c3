//! The rules of the themes, which say what scopes look how, in the words of GitHub's two themes.
//! What Sublime's grammars name differently is not here but among the dialects.

use super::style::{Ink, Style};

/// What a rule changes of the style around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    ink: Option<Ink>,
    shape: Option<Shape>,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Upright,
    Italic,
    Bold,
    Underline,
    Strikethrough,
}

impl Look {
    const fn ink(ink: Ink) -> Self {
        Self {
            ink: Some(ink),
            shape: None,
        }
    }

    const fn shape(shape: Shape) -> Self {
        Self {
            ink: None,
            shape: Some(shape),
        }
    }

    const fn both(ink: Ink, shape: Shape) -> Self {
        Self {
            ink: Some(ink),
            shape: Some(shape),
        }
    }

    /// The style where this look holds within `before`.
    pub(super) fn over(self, before: Style) -> Style {
        let ink = self.ink.unwrap_or(before.ink);
        match self.shape {
            None => Style { ink, ..before },
            Some(shape) => shape.style(ink),
        }
    }
}

impl Shape {
    fn style(self, ink: Ink) -> Style {
        let upright = Style {
            ink,
            ..Style::default()
        };
        match self {
            Self::Upright => upright,
            Self::Italic => Style {
                italic: true,
                ..upright
            },
            Self::Bold => Style {
                bold: true,
                ..upright
            },
            Self::Underline => Style {
                underline: true,
                ..upright
            },
            Self::Strikethrough => Style {
                strikethrough: true,
                ..upright
            },
        }
    }
}

pub(super) const PLAIN: Look = Look::ink(Ink::Text);
pub(super) const COMMENT: Look = Look::ink(Ink::Comment);
pub(super) const CONSTANT: Look = Look::ink(Ink::Constant);
pub(super) const ENTITY: Look = Look::ink(Ink::Entity);
pub(super) const KEYWORD: Look = Look::ink(Ink::Keyword);
pub(super) const STRING: Look = Look::ink(Ink::String);
pub(super) const TAG: Look = Look::ink(Ink::Tag);
pub(super) const VARIABLE: Look = Look::ink(Ink::Variable);
pub(super) const LINK: Look = Look::both(Ink::Link, Shape::Underline);
pub(super) const UPRIGHT: Look = Look::both(Ink::Text, Shape::Upright);
const INVALID: Look = Look::ink(Ink::Invalid);

/// Selectors and their look. Scopes of a selector stand from the outermost to the innermost; of several rules for
/// a scope the one with the deepest scope holds, then the one that names more around it.
pub(super) static GITHUB: &[(&str, Look)] = &[
    (
        "comment, punctuation.definition.comment, string.comment",
        COMMENT,
    ),
    (
        "constant, entity.name.constant, variable.other.constant, variable.other.enummember, variable.language",
        CONSTANT,
    ),
    ("entity, entity.name", ENTITY),
    ("variable.parameter.function", PLAIN),
    ("entity.name.tag", TAG),
    ("keyword, storage, storage.type", KEYWORD),
    (
        "storage.modifier.package, storage.modifier.import, storage.type.java",
        PLAIN,
    ),
    (
        "string, punctuation.definition.string, string punctuation.section.embedded source",
        STRING,
    ),
    (
        "support, support.constant, support.variable, meta.property-name, meta.module-reference",
        CONSTANT,
    ),
    ("variable", VARIABLE),
    ("variable.other", PLAIN),
    ("string variable", CONSTANT),
    ("string.regexp, source.regexp", Look::ink(Ink::Link)),
    (
        "string.regexp constant.character.escape",
        Look::both(Ink::Tag, Shape::Bold),
    ),
    ("punctuation.definition.list.begin.markdown", VARIABLE),
    (
        "markup.heading, markup.heading entity.name, meta.separator",
        Look::both(Ink::Constant, Shape::Bold),
    ),
    ("markup.quote", TAG),
    ("markup.italic", Look::both(Ink::Text, Shape::Italic)),
    ("markup.bold", Look::both(Ink::Text, Shape::Bold)),
    ("markup.underline", Look::shape(Shape::Underline)),
    ("markup.strikethrough", Look::shape(Shape::Strikethrough)),
    ("markup.inline.raw, meta.diff.header, meta.output", CONSTANT),
    (
        "markup.deleted, meta.diff.header.from-file, punctuation.definition.deleted",
        INVALID,
    ),
    (
        "markup.inserted, meta.diff.header.to-file, punctuation.definition.inserted",
        TAG,
    ),
    ("markup.changed, punctuation.definition.changed", VARIABLE),
    ("meta.diff.range", Look::both(Ink::Entity, Shape::Bold)),
    ("constant.other.reference.link, string.other.link", LINK),
];

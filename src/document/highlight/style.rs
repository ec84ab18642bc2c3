//! What a token can look like: the colors that the two themes have in common, and the shape of letters.
//! Which token looks how is said in the rules.

use std::fmt;

/// The look of a token in both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(in super::super) struct Style {
    pub(in super::super) ink: Ink,
    pub(in super::super) italic: bool,
    pub(in super::super) bold: bool,
    pub(in super::super) underline: bool,
    pub(in super::super) strikethrough: bool,
}

impl Style {
    /// Whether a space in this style is seen.
    pub(super) fn marks_spaces(self) -> bool {
        self.underline || self.strikethrough
    }
}

/// A color by its part: GitHub Light and GitHub Dark give the same parts a color each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(in super::super) enum Ink {
    /// What no rule colors.
    #[default]
    Text,
    Comment,
    Constant,
    Entity,
    Invalid,
    Keyword,
    Link,
    String,
    Tag,
    Variable,
}

impl Ink {
    /// The color in GitHub Light.
    pub(in super::super) fn light(self) -> Color {
        Color(match self {
            Self::Text => 0x24292E,
            Self::Comment => 0x6A737D,
            Self::Constant => 0x005CC5,
            Self::Entity => 0x6F42C1,
            Self::Invalid => 0xB31D28,
            Self::Keyword => 0xD73A49,
            Self::Link | Self::String => 0x032F62,
            Self::Tag => 0x22863A,
            Self::Variable => 0xE36209,
        })
    }

    /// The color in GitHub Dark.
    pub(in super::super) fn dark(self) -> Color {
        Color(match self {
            Self::Text => 0xE1E4E8,
            Self::Comment => 0x6A737D,
            Self::Constant => 0x79B8FF,
            Self::Entity => 0xB392F0,
            Self::Invalid => 0xFDAEB7,
            Self::Keyword => 0xF97583,
            Self::Link => 0xDBEDFF,
            Self::String => 0x9ECBFF,
            Self::Tag => 0x85E89D,
            Self::Variable => 0xFFAB70,
        })
    }
}

/// Red, green and blue, a byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Color(pub(super) u32);

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06X}", self.0)
    }
}

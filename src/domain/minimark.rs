//! How the trees for frontends built on Nuxt Content are made. The trees themselves are the business of `document`.

/// How code stands in a tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Code is one text, as where Nuxt Content does not highlight.
    Plain,
    /// Each line of code is an element of its own, as where it does.
    #[default]
    Wrapped,
}

impl Mode {
    /// The mode of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "wrapped" => Some(Self::Wrapped),
            "plain" => Some(Self::Plain),
            _ => None,
        }
    }
}

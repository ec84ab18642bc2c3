//! How far a post is in one locale, compared with the locale it was first written in.

/// How far a post is in one locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TranslationStatus {
    /// It was first written in this locale.
    Source,
    /// Nothing changed in the source since it was last brought up to date.
    UpToDate,
    /// Something did.
    Stale,
    /// It is not written in this locale.
    Missing,
}

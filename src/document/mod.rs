//! Text and its meaning.
pub mod toc;
pub mod words;

//! Translations that travel: written as units for the tools of translators, and taken back from them.
//! What a unit is, and what files of them look like, is `document::exchange`'s; nothing is published here unasked.

mod export;
mod import;
mod two;

pub use export::export;
pub use import::{Imported, Options, import};

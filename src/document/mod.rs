//! Text and meaning, both ways: front matter, Markdown, payloads of Nuxt Content.
//! Pure, like `domain`: bytes are read and written by `files`, never here.

pub mod front_matter;
pub mod minimark;
pub mod nuxt;
pub mod payload;

#[cfg(test)]
mod testing;

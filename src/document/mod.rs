//! Text and meaning, both ways: front matter, Markdown, payloads of Nuxt Content, files for translators.
//! Pure: no IO, no async and no clock live here, bytes are read and written by `files`, and nothing of it runs when a
//! page is read. Start with [`body`], which calls one file for each form of a body.

pub mod blocks;
pub mod body;
pub mod exchange;
pub mod front_matter;
pub mod minimark;
pub mod nuxt;
pub mod pairing;
pub mod payload;
pub mod segment;
pub mod stages;
pub mod toc;
pub mod words;

mod alerts;
mod allowlist;
mod crowded;
mod dropped;
mod element;
mod escape;
mod excerpt;
mod headings;
mod highlight;
mod html;
mod links;
mod markdown;
mod page;
mod references;
mod sanitize;
mod slugs;
#[cfg(test)]
pub(crate) mod testing;
mod text;

pub use highlight::stylesheet;

//! Text and its meaning: Markdown in, everything that a reader may ask for out.
//! Pure: no IO, no async and no clock live here, and nothing of it runs when a page is read.
//! Start with [`body`], which calls one file for each form of a body and is called for each revision.

pub mod body;
pub mod segment;
pub mod toc;
pub mod words;

mod alerts;
mod allowlist;
mod code;
mod escape;
mod excerpt;
mod footnotes;
mod headings;
mod html;
mod links;
mod lists;
mod markdown;
mod raw_html;
mod sanitize;
mod tables;
mod tag;
mod text;

//! Content folders: where a file's locale stands, walking, reading and writing.
//! The only room that walks and writes content folders, and never outside their root; beside them, [`draft`] is a file that
//! appears whole. What a text means is `document`; how files become posts is [`crate::domain::grouping`].

pub mod draft;
mod fields;
#[cfg(test)]
mod golden;
pub mod layout;
mod name;
mod payload;
mod post;
mod raw;
pub mod read;
pub mod render;
mod section;
mod single;
mod tag;
mod target;
pub mod walk;
pub mod write;

#[cfg(test)]
mod tests;

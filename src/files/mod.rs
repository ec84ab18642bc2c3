//! Content folders: where a file's locale stands, walking, reading, writing and watching.
//! The only room that walks and writes content folders, and never outside their root. What a text means is
//! `document`; how files become posts is [`crate::domain::grouping`].

pub mod layout;

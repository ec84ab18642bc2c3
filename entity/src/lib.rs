//! The tables, one a file; never exposed as API, and without rules of their own.
//! The migrations are the truth: a test holds every entity against them.

pub mod change;
pub mod change_head;
pub mod listing;
pub mod listing_section;
pub mod listing_tag;
pub mod pairing;
pub mod post;
pub mod post_tag;
pub mod post_translation;
pub mod rendering;
pub mod revision;
pub mod route;
pub mod section;
pub mod section_translation;
pub mod setting;
pub mod staleness;
pub mod tag;
pub mod tag_translation;
pub mod tally;
pub mod token;

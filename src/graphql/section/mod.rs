//! Folders of posts, and what a request wants of them.

mod object;
pub(super) mod plan;

pub(super) use object::Section;

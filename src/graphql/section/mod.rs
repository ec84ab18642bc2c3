//! Folders of posts, and what a request wants of them.

mod mutation;
mod object;
pub(super) mod plan;

pub(super) use mutation::SectionMutation;
pub(super) use object::Section;

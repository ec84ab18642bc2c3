//! What search engines and link previews are told of a page.

mod json_ld;
mod object;

pub(super) use json_ld::{Kind, Work};
pub(super) use object::Seo;

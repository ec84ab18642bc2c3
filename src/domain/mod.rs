//! Words and rules of multilingual content.
//! Pure: no IO, no async, no SQL, no GraphQL and no clock live here; everything is a value in and a value out.
//! Start with [`locale`], then [`scope`], then [`route`], which decides how a path is answered.

pub mod access;
pub mod change;
pub mod diagnostic;
pub mod fallback;
pub mod grouping;
pub mod hexadecimal;
pub mod id;
pub mod instant;
pub mod listing;
pub mod locale;
pub mod minimark;
pub mod order;
pub mod path;
pub mod route;
pub mod scope;
pub mod slug;
pub mod source;
pub mod status;
pub mod tagging;
pub mod translation;

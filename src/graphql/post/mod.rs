//! Posts: one, lists of them, and what a request wants of them.

mod body;
mod connection;
mod input;
mod mutation;
mod object;
mod payload;
pub(super) mod plan;
mod query;

pub(super) use body::Body;
pub(super) use connection::{PostConnection, list};
pub(super) use input::{PostOrder, section};
pub(super) use mutation::PostMutation;
pub(super) use object::Post;
pub(super) use payload::PostPayload;
pub(super) use query::{PostQuery, load};

//! Posts: one, lists of them, and what a request wants of them.

mod body;
mod connection;
mod input;
mod object;
pub(super) mod plan;
mod query;

pub(super) use connection::{PostConnection, list};
pub(super) use input::{PostOrder, section};
pub(super) use object::Post;
pub(super) use query::PostQuery;

//! Tags: one, lists of them, and what a request wants of them.

mod connection;
mod object;
pub(super) mod plan;
mod query;

pub(super) use object::Tag;
pub(super) use query::TagQuery;

//! Tags: one, lists of them, and what a request wants of them.

mod connection;
mod mutation;
mod object;
pub(super) mod plan;
mod query;

pub(super) use mutation::TagMutation;
pub(super) use object::Tag;
pub(super) use query::TagQuery;

//! What a path leads to, and what a request wants of it.

mod object;
mod plan;
mod query;

pub(super) use plan::plan;
pub(super) use query::RouteQuery;

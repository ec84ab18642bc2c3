//! What a path leads to, and what a request wants of it.

mod object;
mod plan;
mod query;

#[cfg(test)]
pub(super) use object::Route;
pub(super) use object::{Redirect, RedirectReason};
pub(super) use plan::plan;
pub(super) use query::RouteQuery;

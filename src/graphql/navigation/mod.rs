//! The tree that a menu needs.

mod object;
mod query;

pub(super) use query::NavigationQuery;

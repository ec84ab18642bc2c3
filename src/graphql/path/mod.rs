//! Published paths, for sitemaps and static builds.

mod object;
mod query;

pub(super) use query::PathQuery;

//! Bodies as they would look: what an editor sees while writing.

mod object;
mod query;

pub(super) use query::RenderingQuery;

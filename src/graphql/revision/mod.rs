//! Saved states of translations: listed, compared, brought back.

mod mutation;
mod object;
pub(super) mod plan;
mod query;

pub(super) use mutation::RevisionMutation;
pub(super) use object::RevisionConnection;
pub(super) use query::RevisionQuery;

//! Tokens: whose a request comes with, and making and revoking them.

mod mutation;
mod query;
mod role;

pub(super) use mutation::TokenMutation;
pub(super) use query::TokenQuery;

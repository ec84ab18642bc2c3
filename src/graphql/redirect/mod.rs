//! Redirects that are stored: listed, made and deleted. How a path is redirected when it is asked for is `route`.

mod connection;
mod mutation;
mod query;

pub(super) use mutation::RedirectMutation;
pub(super) use query::RedirectQuery;

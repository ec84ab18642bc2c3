//! Connections that stay open to be told of changes: WebSockets that speak `graphql-transport-ws`, and server-sent events.
//! What is executed, and how it is checked before, is the same as for every other request; only the telling lives here.
//!
//! A connection is one task. It takes the next result of an operation when the one before has been written, so that nothing
//! is queued for a client that reads slowly.

mod close;
mod connections;
mod conversation;
mod credentials;
mod ending;
mod event_stream;
mod message;
mod operations;
mod outcome;
mod pace;
mod silence;
mod socket;
#[cfg(test)]
mod tests;
mod upgrade;
mod visitor;

pub use connections::Connections;
pub(super) use event_stream::{event_stream, event_stream_of_refusal};
pub(super) use pace::Pace;
pub(super) use upgrade::{is_upgrade, upgrade};
pub(super) use visitor::Visitor;

use crate::service::token::TokenWatch;

/// What open connections share.
#[derive(Clone, Debug)]
pub(super) struct Live {
    /// Which connections there are, and whether they are to end.
    pub(super) connections: Connections,
    /// When tokens end.
    pub(super) tokens: TokenWatch,
    /// How long they wait for what.
    pub(super) pace: Pace,
}

//! The only room that speaks SQL: rows in, domain values out.
//! Fallback, permission and publishing rules are absent here; they are `domain`'s and `service`'s.
//!
//! Statements are written once, with `$1`-style parameters that both databases understand, and lists of ids are padded, so that
//! a statement's text does not depend on their number.

pub mod backup;
mod batch;
pub mod change;
mod connection;
pub mod copy;
mod error;
pub mod migrations;
mod news;
mod options;
pub mod pairing;
pub mod post;
pub mod read;
pub mod rendering;
pub mod revision;
pub mod route;
mod rows;
#[cfg(test)]
pub(crate) mod scratch;
pub mod section;
pub mod setting;
pub mod staleness;
mod starting;
pub(crate) mod statement;
pub mod tag;
pub mod token;
mod transaction;
pub mod translation;
pub mod view;

pub use connection::Store;
pub use error::StoreError;
pub use news::Listener;
pub use options::Options;
pub use rows::Rows;
pub use starting::Starting;
pub use transaction::{ReadTx, WriteTx};

//! Interface texts from the locale files.

mod object;
mod query;

pub(super) use query::{MessageQuery, reading_time};

//! What runs by itself while the server serves. No rules are here: what is due, and what is done then, is the service's.

pub mod follow;
pub mod locales;
pub mod publish;
pub mod render;
pub mod tokens;
mod trouble;
pub mod watch;

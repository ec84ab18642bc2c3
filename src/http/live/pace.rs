//! How long an open connection waits for what. Constants of the product; tests are in more of a hurry.

use std::time::Duration;

/// The times that an open connection keeps.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Pace {
    /// Within this a WebSocket's client sends `connection_init`; graphql-ws itself waits for as long.
    pub(super) init: Duration,
    /// After this without a word the server pings (RFC 6455, section 5.5.2): proxies cut what is silent for a minute.
    pub(super) ping: Duration,
    /// After this without a word, pongs included, nobody is there any more.
    pub(super) gone: Duration,
    /// After this without an event a stream of events gets a comment, for the proxies as well.
    pub(super) comment: Duration,
    /// How long a client may take to answer a close.
    pub(super) close: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            init: Duration::from_secs(3),
            ping: Duration::from_secs(25),
            gone: Duration::from_secs(60),
            comment: Duration::from_secs(12),
            close: Duration::from_secs(1),
        }
    }
}

//! What ends a connection whatever its client does: the server stops, or the token it came with ends.
//! How the client is told is the transport's.

use futures_util::future::{BoxFuture, FutureExt};

use super::Live;
use crate::service::token::Secret;

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The server stops.
    Stopping,
    /// The token was revoked, or has expired.
    TokenEnded,
}

impl Live {
    /// Done when a connection that came with this token, if any, has to end.
    pub(super) fn ending(&self, secret: Option<&Secret>) -> BoxFuture<'static, Ending> {
        let stopping = self.connections.stopping();
        let Some(secret) = secret else {
            return stopping.map(|()| Ending::Stopping).boxed();
        };
        let ended = self.tokens.until_invalid(secret);
        async {
            tokio::select! {
                () = stopping => Ending::Stopping,
                () = ended => Ending::TokenEnded,
            }
        }
        .boxed()
    }
}

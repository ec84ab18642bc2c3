//! Why the server closes a WebSocket: a code of the protocol, and a reason that says what to do.
//! Codes under 4000 are those of RFC 6455, section 7.4.1; the others are
//! [graphql-ws's](https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).

use axum::extract::ws::CloseFrame;

use super::ending::Ending;

/// The longest reason, in bytes: a control frame has 125, two of them for the code (RFC 6455, section 5.5).
const REASON_BYTES_MAX: usize = 123;

/// Why a connection is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Close {
    /// The code.
    pub(super) code: u16,
    /// The reason, at most [`REASON_BYTES_MAX`] long.
    pub(super) reason: String,
}

impl Close {
    /// The server ends, or is started anew: clients come back.
    pub(super) fn stopping() -> Self {
        Self::new(1001, "the server is stopping; connect again")
    }

    /// A frame breaks the rules of WebSockets themselves.
    pub(super) fn broken() -> Self {
        Self::new(1002, "the frames cannot be read")
    }

    /// A text is none.
    pub(super) fn not_utf8() -> Self {
        Self::new(1007, "messages are text in UTF-8")
    }

    /// A message is longer than a request body may be.
    pub(super) fn too_long(bytes_max: usize) -> Self {
        Self::new(1009, format!("a message has at most {bytes_max} bytes"))
    }

    /// Whether the token is valid cannot be found out now.
    pub(super) fn unavailable() -> Self {
        Self::new(1013, "the token cannot be checked now; try again later")
    }

    /// A message is none of the protocol's.
    pub(super) fn malformed(why: impl AsRef<str>) -> Self {
        Self::new(4400, why)
    }

    /// An operation is asked for before the connection was acknowledged.
    pub(super) fn unacknowledged() -> Self {
        Self::new(
            4401,
            "send `connection_init`, and wait for `connection_ack`",
        )
    }

    /// The token is not valid, or not any more.
    pub(super) fn forbidden(why: &str) -> Self {
        Self::new(4403, why)
    }

    /// The client speaks another protocol.
    pub(super) fn subprotocol() -> Self {
        Self::new(4406, "the subprotocol has to be `graphql-transport-ws`")
    }

    /// The client has not said anything.
    pub(super) fn no_init() -> Self {
        Self::new(4408, "`connection_init` did not come in time")
    }

    /// An operation has the name of one that runs.
    pub(super) fn taken(id: &str) -> Self {
        Self::new(4409, format!("Subscriber for {id} already exists"))
    }

    /// `connection_init` came twice.
    pub(super) fn too_many_inits() -> Self {
        Self::new(4429, "Too many initialisation requests")
    }

    fn new(code: u16, reason: impl AsRef<str>) -> Self {
        let reason = reason.as_ref();
        let end = reason.floor_char_boundary(REASON_BYTES_MAX);
        Self {
            code,
            reason: reason.get(..end).unwrap_or_default().to_owned(),
        }
    }
}

impl From<Ending> for Close {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Stopping => Self::stopping(),
            Ending::TokenEnded => {
                Self::forbidden("the token has ended: it was revoked, or has expired")
            }
        }
    }
}

impl From<Close> for CloseFrame {
    fn from(close: Close) -> Self {
        Self {
            code: close.code,
            reason: close.reason.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_a_control_frame() {
        let close = Close::taken(&"ä".repeat(200));
        assert!(close.reason.len() <= REASON_BYTES_MAX);
        assert!(close.reason.starts_with("Subscriber for ää"));
    }
}

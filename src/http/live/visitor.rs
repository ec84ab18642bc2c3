//! Who opened a connection: kept for as long as it is open, since each of its operations is sent by them.

use axum::http::request::Parts;

use crate::graphql::sender::Sender;
use crate::http::request_id::RequestId;
use crate::http::sender;
use crate::service::token::Secret;

/// Who opened a connection.
#[derive(Debug)]
pub(in crate::http) struct Visitor {
    /// The token that came with the request, or with `connection_init`.
    pub(super) secret: Option<Secret>,
    /// Names the connection in the log and in errors of ours.
    pub(super) request_id: RequestId,
    languages: Vec<String>,
}

impl Visitor {
    /// The sender of a request.
    pub(in crate::http) fn of(parts: &Parts) -> Self {
        Self {
            secret: sender::secret_of(&parts.headers),
            request_id: RequestId::of(&parts.extensions),
            languages: sender::languages_of(&parts.headers),
        }
    }

    /// The sender of one operation: whose the token is, is looked up for each anew, since it may change.
    pub(super) fn sender(&self) -> Sender {
        Sender::new(self.secret.clone(), self.languages.clone())
    }
}

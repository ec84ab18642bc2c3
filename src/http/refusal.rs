//! A request that is not executed: its status, and the one error that says why.

use async_graphql::{ErrorExtensionValues, Pos, ServerError};
use axum::http::StatusCode;

use super::error_code::ErrorCode;
use super::negotiation::MediaType;

/// Why a request is not executed.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The status, unless the media type wants 200.
    status: StatusCode,
    /// Whether the request was a GraphQL request at all; if so, `application/json` answers it with 200.
    is_well_formed: bool,
    /// What the client is told; boxed, since every step of a request may end in a refusal.
    pub error: Box<ServerError>,
}

impl Refusal {
    /// Something that is no GraphQL request, or that HTTP itself forbids: `status` holds for every media type.
    pub(super) fn of_transport(
        status: StatusCode,
        code: ErrorCode,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            is_well_formed: false,
            error: Box::new(coded(ServerError::new(message, None), code)),
        }
    }

    /// A request that cannot be understood.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::of_transport(StatusCode::BAD_REQUEST, ErrorCode::BadInput, message)
    }

    /// A GraphQL request whose document, operation or cost is refused; GraphQL calls that a request error.
    pub(super) fn of_document(
        code: ErrorCode,
        message: impl Into<String>,
        at: Option<Pos>,
    ) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            is_well_formed: true,
            error: Box::new(coded(ServerError::new(message, at), code)),
        }
    }

    /// A GraphQL request that is larger, deeper or costlier than is allowed.
    pub(super) fn exceeded(message: impl Into<String>, at: Option<Pos>) -> Self {
        Self::of_document(ErrorCode::LimitExceeded, message, at)
    }

    /// Whether the request was a GraphQL request: one whose errors a GraphQL client looks for in `errors`.
    pub(super) fn is_well_formed(&self) -> bool {
        self.is_well_formed
    }

    /// The status in a media type.
    pub(super) fn status(&self, media_type: MediaType) -> StatusCode {
        match media_type {
            MediaType::Json if self.is_well_formed => StatusCode::OK,
            _ => self.status,
        }
    }
}

/// The error with its code.
pub(super) fn coded(mut error: ServerError, code: ErrorCode) -> ServerError {
    let extensions = error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default);
    extensions.set("code", code.as_str());
    error
}

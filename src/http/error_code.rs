//! The codes that this room gives to errors; the whole list is the public contract's.

/// Value of `errors[].extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorCode {
    /// The request is no GraphQL request, or asks for what this transport does not do.
    BadInput,
    /// The request is larger, deeper or costlier than is allowed.
    LimitExceeded,
    /// The request took too long.
    Timeout,
    /// The document is no GraphQL.
    ParseFailed,
    /// The document does not fit the schema.
    ValidationFailed,
    /// The document was named by its hash, and is not known.
    PersistedQueryNotFound,
    /// The token has ended, or never was one.
    Unauthenticated,
    /// The fault is the server's.
    Internal,
}

impl ErrorCode {
    /// As clients see it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::BadInput => "BAD_INPUT",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::Timeout => "TIMEOUT",
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Internal => "INTERNAL",
        }
    }
}

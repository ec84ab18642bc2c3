//! The enum `Role`.

use async_graphql::Enum;

use crate::domain::access;

/// What a token allows; each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "access::Role")]
pub(crate) enum Role {
    /// Reads drafts, and writes texts in its locales; publishes nothing, and changes nothing that locales share.
    Translator,
    /// Writes and publishes. One limited to locales does there what concerns one locale.
    Editor,
    /// Hands out tokens, too.
    Admin,
}

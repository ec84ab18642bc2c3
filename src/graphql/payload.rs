//! What several mutations answer with.

use async_graphql::{Context, ID, Result, SimpleObject};

use super::id;
use super::user_error::{UserError, split};
use crate::domain::id::{PostId, TagId};
use crate::service::problem::{Problem, WriteError};

/// Something was deleted, or was not.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeletePayload {
    /// The `postId` or `tagId`, the `from` of a redirect, the name of a token; null when nothing was deleted.
    deleted_id: Option<ID>,
    /// Why nothing was deleted; empty when something was.
    user_errors: Vec<UserError>,
}

impl DeletePayload {
    /// What became of it; `deleted` names what is gone.
    pub(super) fn of<T>(
        ctx: &Context<'_>,
        result: Result<T, WriteError>,
        deleted: impl FnOnce(T) -> String,
    ) -> Result<Option<Self>> {
        let (gone, user_errors) = split(ctx, result)?;
        Ok(Some(Self {
            deleted_id: gone.map(|gone| ID(deleted(gone))),
            user_errors,
        }))
    }
}

/// The post that a mutation's argument names. One that cannot be is as good as one that is not there.
pub(super) fn post(id: &ID) -> Result<PostId, WriteError> {
    let found = id::read_post(id);
    found.ok_or_else(|| Problem::not_found(&["postId"], "post").into())
}

/// The tag that a mutation's argument names.
pub(super) fn tag(id: &ID) -> Result<TagId, WriteError> {
    let found = id::read_tag(id);
    found.ok_or_else(|| Problem::not_found(&["tagId"], "tag").into())
}

//! The root field `viewer`.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::role::Role;
use crate::domain::access::Deed;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::sender;

/// Who asks.
#[derive(Default)]
pub(crate) struct TokenQuery;

/// Who a token belongs to.
#[derive(Clone, Debug, SimpleObject)]
struct Viewer {
    /// The token's name, under which revisions are saved.
    name: String,
    /// What it allows.
    role: Role,
    /// Where it may write; null means in every locale.
    locales: Option<Vec<LocaleTag>>,
}

/// Who asks.
#[Object]
impl TokenQuery {
    /// [editor] Who the token belongs to.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        let caller = sender::caller(ctx, Deed::Read).await?;
        let locales = caller.locales.as_ref();
        Ok(Some(Viewer {
            name: caller.name.clone(),
            role: caller.role.into(),
            locales: locales.map(|locales| locales.iter().map(LocaleTag::from).collect()),
        }))
    }
}

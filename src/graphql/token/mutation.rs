//! The mutations of tokens.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::role::Role;
use crate::domain::access::Deed;
use crate::graphql::payload::DeletePayload;
use crate::graphql::scalar::{DateTime, LocaleTag};
use crate::graphql::sender;
use crate::graphql::user_error::{UserError, split};
use crate::service::token::{self, NewToken};

/// Handing out tokens.
#[derive(Default)]
pub(crate) struct TokenMutation;

/// A token was made, or was not.
#[derive(SimpleObject)]
struct TokenPayload {
    /// Its name; null when none was made.
    name: Option<String>,
    /// What goes behind `Authorization: Bearer`. It is shown this once and kept nowhere.
    secret: Option<String>,
    /// Why none was made; empty when one was.
    user_errors: Vec<UserError>,
}

/// Handing out tokens.
#[Object]
impl TokenMutation {
    /// [admin] Makes a token. The secret is shown once.
    async fn token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose it is; no two tokens have one name, not even revoked ones.")] name: String,
        #[graphql(desc = "What it allows.")] role: Role,
        #[graphql(desc = "Where it may write; without it, in every locale.")] locales: Option<
            Vec<LocaleTag>,
        >,
        #[graphql(desc = "Until when it is valid; without it, until it is revoked.")]
        expires_at: Option<DateTime>,
    ) -> Result<Option<TokenPayload>> {
        let act = sender::act(ctx, Deed::ManageTokens).await?;
        let locales = locales.map(|tags| tags.into_iter().map(|LocaleTag(tag)| tag).collect());
        let new = NewToken {
            name,
            role: role.into(),
            locales,
            expires_at: expires_at.map(|DateTime(end)| end),
        };
        let (secret, user_errors) = split(ctx, token::create(&act, &new).await)?;
        Ok(Some(TokenPayload {
            name: secret.as_ref().map(|_| new.name.trim().to_owned()),
            secret: secret.map(|secret| secret.reveal().to_owned()),
            user_errors,
        }))
    }

    /// [admin] Revokes a token: the next request that comes with it is a stranger's.
    async fn token_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its name.")] name: String,
    ) -> Result<Option<DeletePayload>> {
        let act = sender::act(ctx, Deed::ManageTokens).await?;
        DeletePayload::of(ctx, token::revoke(&act, &name).await, |()| name)
    }
}

//! Tokens: made, listed, revoked, and recognized.
//! A secret is shown once and then known by its hash alone. It is random, so that a plain hash of it cannot be guessed back.

mod watch;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::act::Act;
use super::input;
use super::problem::{Problem, ProblemCode, Problems, WriteError, found};
use crate::domain::access::{Caller, Deed, Role};
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::store::token::{self as stored, TokenRow};
use crate::store::{Store, StoreError};

pub use watch::TokenWatch;
#[cfg(test)]
pub(crate) use watch::testing;

/// What is said to whoever comes with a token that is not valid.
pub const NOT_VALID: &str = "the token is not valid: it may have been revoked or have expired";

/// What a secret begins with, so that programs which look for leaked secrets recognize it.
const PREFIX: &str = "isogloss_";

/// A secret. It is printed by [`Secret::reveal`] alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// A token that is wanted.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Whose it is.
    pub name: String,
    /// What it allows.
    pub role: Role,
    /// Where, as it was written; `None` means everywhere.
    pub locales: Option<Vec<String>>,
    /// How long.
    pub expires_at: Option<Instant>,
}

impl Secret {
    /// Takes what a client sent.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one time that it is shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> String {
        hexadecimal(&Sha256::digest(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Makes a token; answers with its secret.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, `INVALID` and `KEY_TAKEN` of the name, `UNKNOWN_LOCALE`, `INVALID` of a time that has passed.
pub async fn create(act: &Act<'_>, new: &NewToken) -> Result<Secret, WriteError> {
    act.require(Deed::ManageTokens)?;
    let mut problems = Problems::new();
    let name = problems.take(input::title(&["name"], &new.name, input::NAME_CHARS_MAX));
    let locales = new
        .locales
        .as_deref()
        .map(|tags| locales(act, &mut problems, tags));
    if new.expires_at.is_some_and(|end| end <= act.now) {
        problems.add(Problem::invalid(&["expiresAt"], "error-invalid-past"));
    }
    let tx = act.writer.store.write().await?;
    if let Some(name) = &name
        && stored::by_name(&tx, name).await?.is_some()
    {
        let taken = Problem::new(ProblemCode::KeyTaken, &["name"], "error-key-taken");
        problems.add(taken.with("key", name.as_str()));
    }
    let name = found(name, &mut problems, &["name"])?;
    let bytes = (act.writer.randomness)().ok_or(WriteError::NoRandomness)?;
    let secret = Secret(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)));
    let row = TokenRow {
        id: act.writer.ids.next(act.now),
        name,
        hash: secret.hash(),
        role: new.role,
        locales,
        expires_at: new.expires_at,
        revoked_at: None,
        created_at: act.now,
    };
    stored::insert(&tx, &row).await?;
    tx.commit().await?;
    Ok(secret)
}

fn locales(act: &Act<'_>, problems: &mut Problems, tags: &[String]) -> Vec<Locale> {
    if tags.is_empty() {
        problems.add(Problem::required(&["locales"]));
    }
    let mut locales = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let path = ["locales", &index.to_string()];
        let locale = problems.locale(&act.site().locales, &path, tag);
        locales.extend(locale.filter(|locale| !locales.contains(locale)));
    }
    locales
}

/// Revokes a token, with effect on the next request that it comes with.
///
/// # Errors
/// `NOT_FOUND` where there is no such token, or it was revoked before.
pub async fn revoke(act: &Act<'_>, name: &str) -> Result<(), WriteError> {
    act.require(Deed::ManageTokens)?;
    let tx = act.writer.store.write().await?;
    let token = stored::by_name(&tx, name).await?;
    if token.is_none_or(|token| token.revoked_at.is_some()) {
        return Err(Problem::not_found(&["name"], "token").into());
    }
    stored::revoke(&tx, name, act.now).await?;
    tx.commit().await?;
    Ok(())
}

/// All tokens, revoked and expired ones included.
pub async fn list(store: &Store) -> Result<Vec<TokenRow>, StoreError> {
    stored::all(&store.read_newest().await?).await
}

/// Whose secret it is; `None` if it is nobody's, or is not valid any more.
pub async fn authenticate(
    store: &Store,
    secret: &Secret,
    now: Instant,
) -> Result<Option<Caller>, StoreError> {
    let token = stored::by_hash(&store.read_newest().await?, &secret.hash()).await?;
    Ok(token
        .filter(|token| is_valid(token, now))
        .map(|token| Caller {
            name: token.name,
            role: token.role,
            locales: token.locales,
        }))
}

/// Whether a token is neither revoked nor expired.
pub fn is_valid(token: &TokenRow, now: Instant) -> bool {
    token.revoked_at.is_none() && token.expires_at.is_none_or(|end| now < end)
}

//! A watch over tokens that are listed in the test itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::*;
use crate::domain::access::Role;
use crate::service::token::is_valid;

/// Tokens without a database.
#[derive(Clone, Default)]
pub(crate) struct Listed(Arc<Mutex<Vec<TokenRow>>>, Arc<AtomicBool>);

impl Listed {
    /// A watch over these tokens.
    pub(crate) fn watch(&self, now: fn() -> Instant) -> TokenWatch {
        TokenWatch {
            source: Source::Listed(self.clone()),
            now,
            ends: watch::Sender::default(),
        }
    }

    /// Adds a token.
    pub(crate) fn add(&self, secret: &str, expires_at: Option<Instant>) {
        let mut rows = self.0.lock().unwrap();
        let row = TokenRow {
            id: 1,
            name: secret.to_owned(),
            hash: Secret::new(secret).hash(),
            role: Role::Translator,
            locales: None,
            expires_at,
            revoked_at: None,
            created_at: Instant::from_micros(0),
        };
        rows.push(row);
    }

    /// Revokes a token.
    pub(crate) fn revoke(&self, secret: &str, at: Instant) {
        let mut rows = self.0.lock().unwrap();
        let row = rows.iter_mut().find(|row| row.name == secret);
        row.unwrap().revoked_at = Some(at);
    }

    /// Answers no more.
    pub(crate) fn go_away(&self) {
        self.1.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_valid(&self, secret: &Secret, now: Instant) -> Result<bool, StoreError> {
        let hash = secret.hash();
        let mut rows = self.rows()?.into_iter();
        Ok(rows.any(|row| row.hash == hash && is_valid(&row, now)))
    }

    pub(super) fn rows(&self) -> Result<Vec<TokenRow>, StoreError> {
        match self.1.load(Ordering::Relaxed) {
            true => Err(StoreError::Corrupt("nothing, it is away".to_owned())),
            false => Ok(self.0.lock().unwrap().clone()),
        }
    }
}

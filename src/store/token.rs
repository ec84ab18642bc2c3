//! Tokens as they are kept: a hash of the secret, whose it is, what it allows and how long.
//! The secret itself is never here.

use sea_orm::{QueryResult, Value};

use super::batch;
use super::error::StoreError;
use super::rows::{Rows, get};
use super::statement::Statement;
use super::transaction::WriteTx;
use crate::domain::access::Role;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;

/// One row of `token`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Grows with time.
    pub id: i64,
    /// Whose it is; no two tokens have one name, not even revoked ones, since revisions name their authors by it.
    pub name: String,
    /// Hash of the secret.
    pub hash: String,
    /// What it allows.
    pub role: Role,
    /// Where; `None` means everywhere.
    pub locales: Option<Vec<Locale>>,
    /// When it ends.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
}

const COLUMNS: &str = "id, name, hash, role, locales, expires_at, revoked_at, created_at";

/// All tokens, revoked ones included, in the order in which they were made.
pub async fn all(tx: &impl Rows) -> Result<Vec<TokenRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM token ORDER BY id");
    let rows = tx.rows(Statement::new(&text)).await?;
    rows.iter().map(read).collect()
}

/// The token whose secret has this hash.
pub async fn by_hash(tx: &impl Rows, hash: &str) -> Result<Option<TokenRow>, StoreError> {
    by(tx, "hash", hash).await
}

/// The token of this name.
pub async fn by_name(tx: &impl Rows, name: &str) -> Result<Option<TokenRow>, StoreError> {
    by(tx, "name", name).await
}

async fn by(tx: &impl Rows, column: &str, value: &str) -> Result<Option<TokenRow>, StoreError> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM token WHERE {column} = "));
    statement.bind(value);
    let rows = tx.rows(statement).await?;
    rows.first().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<TokenRow, StoreError> {
    let instant = |column| -> Result<Option<Instant>, StoreError> {
        Ok(get::<Option<i64>>(row, column)?.map(Instant::from_micros))
    };
    let role: String = get(row, 3)?;
    let locales: Option<String> = get(row, 4)?;
    Ok(TokenRow {
        id: get(row, 0)?,
        name: get(row, 1)?,
        hash: get(row, 2)?,
        role: Role::parse(&role)
            .ok_or_else(|| StoreError::Corrupt(format!("a token with the role `{role}`")))?,
        locales: locales.map(|tags| {
            let tags = tags.split(' ').filter(|tag| !tag.is_empty());
            tags.map(Locale::from_canonical).collect()
        }),
        expires_at: instant(5)?,
        revoked_at: instant(6)?,
        created_at: Instant::from_micros(get(row, 7)?),
    })
}

/// Keeps a new token.
pub async fn insert(tx: &WriteTx, token: &TokenRow) -> Result<(), StoreError> {
    let locales = token.locales.as_ref().map(|locales| {
        let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
        tags.join(" ")
    });
    let values: Vec<Value> = vec![
        token.id.into(),
        token.name.clone().into(),
        token.hash.clone().into(),
        token.role.as_str().into(),
        locales.into(),
        token.expires_at.map(Instant::micros).into(),
        token.revoked_at.map(Instant::micros).into(),
        token.created_at.micros().into(),
    ];
    let head = format!("INSERT INTO token ({COLUMNS}) VALUES");
    batch::insert(tx, &head, vec![values], "").await
}

/// Revokes the token of this name, unless that was done before.
pub async fn revoke(tx: &WriteTx, name: &str, now: Instant) -> Result<(), StoreError> {
    let mut statement = Statement::new("UPDATE token SET revoked_at = ");
    statement
        .bind(now.micros())
        .push(" WHERE revoked_at IS NULL AND name = ")
        .bind(name);
    tx.run(statement).await?;
    Ok(())
}

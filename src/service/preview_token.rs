//! Preview tokens: signed permissions to see one post in one locale as it is now, drafts included, until they expire.
//! Nothing of them is stored but the key they are signed with, which belongs to the data and moves with it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::act::{Act, Writer};
use super::problem::{Problem, Problems, WriteError, found};
use super::translation::living_post;
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::route::Place;
use crate::store::{Rows, Store, StoreError, setting};

/// The setting that holds the key.
const KEY: &str = "preview key";

/// The longest that a token may be valid: 30 days, in seconds.
const SECONDS_MAX: i32 = 30 * 24 * 60 * 60;

const MICROS_PER_SECOND: i64 = 1_000_000;

/// A token that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The token.
    pub token: String,
    /// Where the draft can be seen.
    pub place: Place,
    /// Until when.
    pub expires_at: Instant,
}

/// What a token lets its bearer see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The post.
    pub post: PostId,
    /// In which locale.
    pub locale: Locale,
    /// Until when.
    pub expires_at: Instant,
}

/// Makes a token for one post in one locale that is valid for some seconds.
///
/// # Errors
/// `NOT_FOUND` where the post or its translation is not there, `INVALID` of a time that is not 1 second to 30 days.
pub async fn create(
    act: &Act<'_>,
    post: PostId,
    locale: &str,
    seconds: i32,
) -> Result<Made, WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    if !(1..=SECONDS_MAX).contains(&seconds) {
        problems.add(
            Problem::invalid(&["expiresIn"], "error-invalid-seconds").with("max", SECONDS_MAX),
        );
    }
    let tx = act.writer.store.read_newest().await?;
    let stored = living_post(&tx, post).await?;
    drop(tx);
    let row = locale
        .as_ref()
        .and_then(|locale| stored.translation(locale));
    if locale.is_some() && row.is_none() {
        problems.add(Problem::not_found(&["locale"], "translation"));
    }
    let rest = row.and_then(|row| row.head_rest.clone());
    let locale = found(locale, &mut problems, &["locale"])?;
    let rest = found(rest, &mut problems, &["locale"])?;
    let preview = Preview {
        post,
        locale: locale.clone(),
        expires_at: Instant::from_micros(act.now.micros() + i64::from(seconds) * MICROS_PER_SECOND),
    };
    let key = key_or_new(act.writer).await?;
    Ok(Made {
        token: write(&preview, &key),
        place: Place { locale, rest },
        expires_at: preview.expires_at,
    })
}

/// What a token lets its bearer see; `None` if it was not made here, or has expired.
pub async fn read(store: &Store, token: &str, now: Instant) -> Result<Option<Preview>, StoreError> {
    let Some(key) = key(&store.read_newest().await?).await? else {
        return Ok(None);
    };
    Ok(verified(token, &key).filter(|preview| now < preview.expires_at))
}

fn write(preview: &Preview, key: &[u8]) -> String {
    let said = format!(
        "{}|{}|{}",
        preview.post.0,
        preview.locale,
        preview.expires_at.micros()
    );
    let mut text = URL_SAFE_NO_PAD.encode(&said);
    if let Some(mac) = mac(said.as_bytes(), key) {
        text.push('.');
        text.push_str(&URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
    }
    text
}

fn verified(token: &str, key: &[u8]) -> Option<Preview> {
    let (said, signature) = token.split_once('.')?;
    let said = URL_SAFE_NO_PAD.decode(said).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    // Compared in a time that does not depend on where the two differ.
    mac(&said, key)?.verify_slice(&signature).ok()?;
    let said = String::from_utf8(said).ok()?;
    let mut parts = said.split('|');
    let preview = Preview {
        post: PostId(parts.next()?.parse().ok()?),
        locale: Locale::parse(parts.next()?).ok()?,
        expires_at: Instant::from_micros(parts.next()?.parse().ok()?),
    };
    parts.next().is_none().then_some(preview)
}

fn mac(said: &[u8], key: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(said);
    Some(mac)
}

async fn key(tx: &impl Rows) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(text) = setting::by_name(tx, KEY).await? else {
        return Ok(None);
    };
    let key = URL_SAFE_NO_PAD.decode(text);
    key.map(Some)
        .map_err(|_| StoreError::Corrupt("the key of preview tokens".to_owned()))
}

/// The key; the first token makes it.
async fn key_or_new(writer: &Writer) -> Result<Vec<u8>, WriteError> {
    if let Some(key) = key(&writer.store.read_newest().await?).await? {
        return Ok(key);
    }
    let tx = writer.store.write().await?;
    // Somebody else may have made it meanwhile.
    if let Some(key) = key(&tx).await? {
        return Ok(key);
    }
    let bytes = (writer.randomness)().ok_or(WriteError::NoRandomness)?;
    setting::put(&tx, KEY, &URL_SAFE_NO_PAD.encode(bytes)).await?;
    tx.commit().await?;
    Ok(bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview() -> Preview {
        Preview {
            post: PostId(7),
            locale: Locale::parse("pt-BR").unwrap(),
            expires_at: Instant::from_micros(1_736_942_400_000_000),
        }
    }

    #[test]
    fn a_token_says_what_it_was_made_for() {
        let token = write(&preview(), &[1; 32]);
        assert_eq!(verified(&token, &[1; 32]), Some(preview()));
        assert_eq!(verified(&token, &[2; 32]), None);
    }

    #[test]
    fn a_token_that_was_touched_is_none() {
        let token = write(&preview(), &[1; 32]);
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let touched = String::from_utf8(bytes).unwrap();
            assert_eq!(verified(&touched, &[1; 32]), None, "{touched}");
        }
        for text in ["", ".", "a.b", &token[..token.len() - 1]] {
            assert_eq!(verified(text, &[1; 32]), None, "{text}");
        }
    }
}

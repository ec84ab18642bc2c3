//! That somebody wrote: the newest change this instance knows of, and hearing from other instances.
//! What changed is in the log, and nowhere else.

use sea_orm::sqlx;
use sea_orm::sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::watch;

use super::connection::Store;
use super::error::StoreError;
use super::options::named;

/// What PostgreSQL calls the news of a database.
pub(super) const CHANNEL: &str = "isogloss";

/// Hears from PostgreSQL when another instance wrote. It may miss something: whoever listens looks by himself, too.
#[derive(Debug)]
pub struct Listener(PgListener);

impl Store {
    /// The number of the newest change that this instance made or was told of; it tells when there is a newer one.
    pub fn news(&self) -> watch::Receiver<i64> {
        self.newest.subscribe()
    }

    /// Takes note of a change. From here on no answer of this instance is older.
    pub fn learn(&self, seq: i64) {
        self.newest.send_if_modified(|newest| {
            let is_news = seq > *newest;
            *newest = seq.max(*newest);
            is_news
        });
    }

    /// Begins to listen to other instances; `None` where nobody tells.
    pub async fn listen(&self) -> Result<Option<Listener>, StoreError> {
        if !self.options.can_listen() {
            return Ok(None);
        }
        let listener = listener(&self.options.url).await;
        Ok(Some(Listener(listener.map_err(StoreError::of_sqlx)?)))
    }
}

/// Its one connection is kept for as long as it listens.
async fn listener(url: &str) -> Result<PgListener, sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1);
    let pool = pool.max_lifetime(None).idle_timeout(None);
    let pool = pool.connect_with(named(url.parse()?)).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

impl Listener {
    /// Waits until somebody may have written: it heard so, or was deaf for a while, since the connection was lost.
    pub async fn heard(&mut self) -> Result<(), StoreError> {
        let heard = self.0.try_recv().await;
        heard.map(drop).map_err(StoreError::of_sqlx)
    }
}

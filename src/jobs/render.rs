//! Renders again what an older version saved after this one started: while instances are replaced one by one, both write.

use std::time::Duration;

use crate::service::act::Writer;
use crate::service::site::LiveSite;
use crate::service::startup;

/// How long it waits before each look. It does not look for ever: each one goes through all renderings.
const LOOKS: [Duration; 3] = [
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
];

/// Looks a few times after a start.
pub async fn run(writer: Writer, live: LiveSite) {
    for wait in LOOKS {
        tokio::time::sleep(wait).await;
        match startup::render_again(&writer.store, &live.current()).await {
            Ok(0) => {}
            Ok(renderings) => {
                tracing::info!(renderings, "what an older version saved is rendered again")
            }
            Err(error) => {
                tracing::warn!(%error, "what an older version saved cannot be rendered again")
            }
        }
    }
}

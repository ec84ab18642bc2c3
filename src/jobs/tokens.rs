//! Looks for tokens that were revoked, so that connections which came with one end soon after.

use std::time::Duration;

use crate::service::token::TokenWatch;

/// How long it sleeps between two looks: one statement each, however many connections wait.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks again and again while anybody waits for it; ends only with its task.
pub async fn run(tokens: TokenWatch) {
    let mut was_failing = false;
    loop {
        tokio::time::sleep(PAUSE).await;
        if !tokens.is_awaited() {
            continue;
        }
        let result = tokens.look().await;
        match &result {
            // Said once, and not every second for as long as the database is away.
            Err(error) if !was_failing => {
                tracing::error!(%error, "tokens cannot be looked at: connections stay open until that works again");
            }
            Ok(()) if was_failing => tracing::info!("tokens are looked at again"),
            _ => {}
        }
        was_failing = result.is_err();
    }
}

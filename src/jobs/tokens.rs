//! Looks for tokens that were revoked, so that connections which came with one end soon after.

use std::time::Duration;

use super::trouble::Trouble;
use crate::service::token::TokenWatch;

/// How long it sleeps between two looks: one statement each, however many connections wait.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks again and again while anybody waits for it; ends only with its task.
pub async fn run(tokens: TokenWatch) {
    let mut trouble = Trouble::default();
    loop {
        tokio::time::sleep(PAUSE).await;
        if !tokens.is_awaited() {
            continue;
        }
        trouble.note(
            &tokens.look().await,
            "tokens cannot be looked at: connections stay open until that works again",
            "tokens are looked at again",
        );
    }
}

//! Follows the log of changes: whatever any instance or command wrote is told to those who listen here, soon after.
//! A notification only says when to look. What is lost of them, a broken connection included, is made good by looking anyway.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::trouble::Trouble;
use crate::service::feed::Pursuit;

/// How long it takes at most until a change is seen of which no notification came.
const LOOK: Duration = Duration::from_secs(1);

/// The same where there are no notifications.
const LOOK_WITHOUT_NOTICE: Duration = Duration::from_millis(250);

/// How long until it tries again to listen.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// Follows the log; ends only with its task.
pub async fn run(mut pursuit: Pursuit) {
    let (mut looking, mut listening) = (Trouble::default(), Trouble::default());
    let mut listen_at = Instant::now();
    loop {
        if !pursuit.is_listening() && listen_at <= Instant::now() {
            listen_at = Instant::now() + LISTEN_AGAIN;
            let listened = pursuit.listen().await;
            listening.note(
                &listened,
                "other instances cannot be listened to, and are looked at four times a second",
                "other instances are listened to again",
            );
        }
        looking.note(
            &pursuit.look().await,
            "the log of changes cannot be read; it is tried again",
            "the log of changes is read again",
        );
        let wait = match pursuit.is_listening() {
            true => LOOK,
            false => LOOK_WITHOUT_NOTICE,
        };
        // Whatever ends the wait, the log says what is new.
        let _ = timeout(wait, pursuit.news()).await;
    }
}

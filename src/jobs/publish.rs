//! Publishes what was scheduled, soon after its time.
//! The database says what is due, so that a restart forgets nothing and several servers do nothing twice.

use std::time::Duration;

use super::trouble::Trouble;
use crate::domain::instant::Instant;
use crate::service::act::Writer;
use crate::service::post;
use crate::service::problem::WriteError;
use crate::service::site::LiveSite;

/// How long it sleeps between two looks: one indexed statement each.
const PAUSE: Duration = Duration::from_millis(500);

/// Looks again and again, at the times that `now` tells; ends only with its task.
pub async fn run(writer: Writer, live: LiveSite, now: fn() -> Instant) {
    let mut trouble = Trouble::default();
    loop {
        let writer = Writer {
            site: live.current(),
            ..writer.clone()
        };
        trouble.note(
            &publish(&writer, now()).await,
            "what is scheduled cannot be published; it is tried again",
            "what is scheduled is published again",
        );
        tokio::time::sleep(PAUSE).await;
    }
}

async fn publish(writer: &Writer, now: Instant) -> Result<(), WriteError> {
    for due in post::publish_due(writer, now).await? {
        let (post, locale) = (due.written.post.0, &due.written.locale);
        match due.is_published {
            true => tracing::info!(post, %locale, "published as scheduled"),
            false => tracing::warn!(
                post,
                %locale,
                "not published as scheduled: something else is published at its path; the schedule is cancelled"
            ),
        }
    }
    Ok(())
}

//! The connections that stay open: how many there may be, and how all of them are told to end.
//! What a connection says when it ends is its own business.

use std::future::{Future, pending};
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::http::answer;
use crate::http::error_code::ErrorCode;
use crate::http::negotiation::MediaType;
use crate::http::refusal::Refusal;

/// Seconds after which a client that found no place may ask again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// The open connections of a server. Clones mean the same ones.
#[derive(Clone, Debug)]
pub struct Connections {
    seats: Arc<Semaphore>,
    most: u32,
    stopping: watch::Sender<bool>,
}

/// The place of one connection; free again when it is dropped.
#[derive(Debug)]
pub(in crate::http) struct Seat(
    #[expect(dead_code, reason = "what counts is that it is held")] OwnedSemaphorePermit,
);

impl Connections {
    /// No connection yet, and at most `most`.
    pub fn new(most: usize) -> Self {
        let most = u32::try_from(most.min(Semaphore::MAX_PERMITS)).unwrap_or(u32::MAX);
        let seats = usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS);
        Self {
            seats: Arc::new(Semaphore::new(seats)),
            most,
            stopping: watch::Sender::new(false),
        }
    }

    /// Tells all of them to end, and takes no new ones.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Done when there is none any more, after [`stop`](Self::stop).
    pub async fn ended(&self) {
        // It fails when the semaphore is closed, which nobody does.
        let _ = self.seats.acquire_many(self.most).await;
    }

    /// How many there are.
    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        usize::try_from(self.most).map_or(0, |most| most - self.seats.available_permits())
    }

    /// A place for one more.
    pub(super) fn take(&self) -> Option<Seat> {
        if *self.stopping.borrow() {
            return None;
        }
        let permit = Arc::clone(&self.seats).try_acquire_owned().ok()?;
        Some(Seat(permit))
    }

    /// Done when they are told to end.
    pub(super) fn stopping(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stopping = self.stopping.subscribe();
        async move {
            if stopping.wait_for(|is_stopping| *is_stopping).await.is_err() {
                // Whoever could tell them is gone; so is the server.
                pending::<()>().await;
            }
        }
    }

    /// What a client is told for whom there is no place.
    pub(super) fn refuse(&self, media_type: MediaType) -> Response {
        let message = format!(
            "{} connections are open, and no more may be, or the server is stopping; try again later",
            self.most
        );
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let refusal = Refusal::of_transport(status, ErrorCode::LimitExceeded, message);
        let mut answer = answer::of_refusal(&refusal, media_type);
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, RETRY_AFTER);
        answer
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_place_is_free_again_when_its_connection_ends() {
        let connections = Connections::new(2);
        let (first, second) = (connections.take(), connections.take());
        assert!(first.is_some() && second.is_some());
        assert!(connections.take().is_none());
        drop(first);
        let third = connections.take();
        assert!(third.is_some());
        let stopping = connections.stopping();
        connections.stop();
        assert!(stopping.now_or_never().is_some());
        drop(third);
        assert!(connections.take().is_none());
        assert!(connections.ended().now_or_never().is_none());
        drop(second);
        assert!(connections.ended().now_or_never().is_some());
    }
}

//! The operations that run on one connection, each under the client's name for it.
//! A list that is polled in turn: there is seldom more than one, and a hundred at most.

use std::task::{Context, Poll};

use futures_util::stream::BoxStream;

use super::outcome::Outcome;

/// The operations of a connection.
#[derive(Default)]
pub(super) struct Operations {
    running: Vec<Running>,
    turn: usize,
}

struct Running {
    id: Box<str>,
    outcomes: BoxStream<'static, Outcome>,
}

impl Operations {
    /// Adds one.
    pub(super) fn start(&mut self, id: Box<str>, outcomes: BoxStream<'static, Outcome>) {
        self.running.push(Running { id, outcomes });
    }

    /// Ends one, wherever it was.
    pub(super) fn stop(&mut self, id: &str) {
        self.running.retain(|running| *running.id != *id);
    }

    /// The next thing that comes of any of them; `None` is the end of that one, which is not there any more.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<(Box<str>, Option<Outcome>)> {
        let count = self.running.len();
        for step in 0..count {
            let place = (self.turn + step) % count;
            let Some(running) = self.running.get_mut(place) else {
                continue;
            };
            if let Poll::Ready(outcome) = running.outcomes.as_mut().poll_next(cx) {
                // Who has just said something is asked last.
                self.turn = place + 1;
                if matches!(outcome, Some(Outcome::Next(_))) {
                    return Poll::Ready((running.id.clone(), outcome));
                }
                self.turn = place;
                return Poll::Ready((self.running.swap_remove(place).id, outcome));
            }
        }
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use async_graphql::Response as Executed;
    use futures_util::stream::{self, StreamExt};

    use super::*;

    fn endless() -> BoxStream<'static, Outcome> {
        stream::repeat_with(|| Outcome::Next(Executed::default())).boxed()
    }

    async fn next(operations: &mut Operations) -> (String, bool) {
        let (id, outcome) = poll_fn(|cx| operations.poll_next(cx)).await;
        (id.into(), outcome.is_some())
    }

    #[tokio::test]
    async fn operations_take_turns_and_end_one_by_one() {
        let mut operations = Operations::default();
        operations.start("a".into(), endless());
        operations.start("b".into(), stream::empty().boxed());
        operations.start("c".into(), endless());
        let mut told = Vec::new();
        for _ in 0..5 {
            told.push(next(&mut operations).await);
        }
        let counted = |id: &str| told.iter().filter(|(told, _)| told == id).count();
        assert_eq!(
            (counted("a"), counted("b"), counted("c")),
            (2, 1, 2),
            "{told:?}"
        );
        operations.stop("a");
        assert_eq!(next(&mut operations).await, ("c".to_owned(), true));
        operations.stop("c");
        assert!(operations.running.is_empty());
    }
}

//! One WebSocket: a task that hears, tells, and keeps the times, one thing after the other.
//! What is said when is [`super::conversation`]'s to say.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use async_graphql::Executor;
use axum::extract::ws::{Message, WebSocket};
use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::StreamExt;
use serde_json::{Map, Value};
use tokio::time::{Instant, Sleep};

use super::close::Close;
use super::connections::Seat;
use super::conversation::{Conversation, Step};
use super::ending::Ending;
use super::operations::Operations;
use super::outcome::{Outcome, outcomes};
use super::pace::Pace;
use super::silence::{Due, Silence};
use super::{Visitor, credentials, message};
use crate::http::answer;
use crate::http::endpoint::Endpoint;
use crate::http::request::Asked;
use crate::service::token::{NOT_VALID, Secret};

/// A WebSocket that speaks the protocol.
pub(super) struct Socket<E> {
    socket: WebSocket,
    endpoint: Arc<Endpoint<E>>,
    visitor: Visitor,
    conversation: Conversation,
    operations: Operations,
    /// Done when the connection has to end, whatever the client does.
    end: BoxFuture<'static, Ending>,
    silence: Silence,
    timer: Pin<Box<Sleep>>,
    _seat: Seat,
}

/// What may happen to a connection.
enum Event {
    End(Ending),
    Heard(Option<Result<Message, axum::Error>>),
    Told(Box<str>, Option<Outcome>),
    Tick,
}

/// How a connection ends.
enum End {
    /// The client is told why.
    Close(Close),
    /// The client has closed it.
    Closed,
    /// There is nobody who could be told.
    Lost(&'static str),
}

type Goes = Result<(), End>;

impl<E: Executor> Socket<E> {
    /// A connection on which nothing was said yet.
    pub(super) fn new(
        socket: WebSocket,
        endpoint: Arc<Endpoint<E>>,
        visitor: Visitor,
        seat: Seat,
    ) -> Box<Self> {
        let pace = endpoint.live.pace;
        let end = endpoint.live.ending(None);
        Box::new(Self {
            socket,
            visitor,
            conversation: Conversation::default(),
            operations: Operations::default(),
            end,
            silence: Silence::new(pace.ping, pace.gone, Instant::now()),
            timer: Box::pin(tokio::time::sleep(pace.init)),
            endpoint,
            _seat: seat,
        })
    }

    /// Serves the connection to its end. While nothing happens, there is no more of it in memory than itself: what is done
    /// about an event is boxed, since a task is as large as the largest of its steps.
    pub(super) async fn run(mut self: Box<Self>) {
        let end = loop {
            let event = poll_fn(|cx| self.poll_event(cx)).await;
            if let Err(end) = Box::pin(self.meet(event)).await {
                break end;
            }
        };
        let request_id = self.visitor.request_id.as_str();
        match &end {
            End::Close(close) => {
                let Close { code, reason } = close;
                tracing::debug!(id = request_id, code, reason, "a socket is closed");
            }
            End::Closed => tracing::debug!(id = request_id, "a socket was closed by its client"),
            End::Lost(why) => tracing::debug!(id = request_id, why, "a socket is lost"),
        }
        let pace = self.endpoint.live.pace;
        // What runs is of no use any more, and need not wait for a client that is slow to go.
        drop(self.operations);
        match end {
            End::Close(close) => Box::pin(say_goodbye(self.socket, Some(close), pace)).await,
            End::Closed => Box::pin(say_goodbye(self.socket, None, pace)).await,
            End::Lost(_) => {}
        }
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Event> {
        if let Poll::Ready(ending) = self.end.as_mut().poll(cx) {
            return Poll::Ready(Event::End(ending));
        }
        if let Poll::Ready(heard) = self.socket.poll_next_unpin(cx) {
            return Poll::Ready(Event::Heard(heard));
        }
        if let Poll::Ready((id, outcome)) = self.operations.poll_next(cx) {
            return Poll::Ready(Event::Told(id, outcome));
        }
        self.timer.as_mut().poll(cx).map(|()| Event::Tick)
    }

    async fn meet(&mut self, event: Event) -> Goes {
        match event {
            Event::End(ending) => Err(End::Close(ending.into())),
            Event::Heard(None) => Err(End::Lost("the connection ended")),
            Event::Heard(Some(Err(error))) => Err(self.unreadable(&error)),
            Event::Heard(Some(Ok(heard))) => {
                self.silence.broken(Instant::now());
                match heard {
                    Message::Text(text) => self.take(&text).await,
                    Message::Binary(_) => Err(End::Close(Close::malformed("messages are text"))),
                    Message::Close(_) => Err(End::Closed),
                    // A ping was answered by the library.
                    Message::Ping(_) | Message::Pong(_) => Ok(()),
                }
            }
            Event::Told(id, outcome) => {
                let text = self.told(&id, outcome);
                self.say(Message::Text(text.into())).await
            }
            Event::Tick => self.tick().await,
        }
    }

    /// Why a message cannot be read. The library's errors are known here by their text alone, which a test pins.
    fn unreadable(&self, error: &axum::Error) -> End {
        let text = error.to_string();
        let is_reset = text.contains("without closing handshake");
        match text.split(':').next() {
            Some("Space limit exceeded") => {
                End::Close(Close::too_long(self.endpoint.limits.body_bytes))
            }
            Some("UTF-8 encoding error") => End::Close(Close::not_utf8()),
            Some("WebSocket protocol error") if !is_reset => End::Close(Close::broken()),
            _ => End::Lost("it cannot be read from"),
        }
    }

    async fn take(&mut self, text: &str) -> Goes {
        match self.conversation.hear(text) {
            Step::Nothing => Ok(()),
            Step::Say(text) => self.say(Message::Text(text.into())).await,
            Step::Introduce(payload) => self.introduce(&payload).await,
            Step::Start { id, asked } => self.start(id, *asked).await,
            Step::Refuse { id, refusal } => {
                let text = message::error(&id, std::slice::from_ref(refusal.error.as_ref()));
                self.say(Message::Text(text.into())).await
            }
            Step::Stop { id } => {
                self.operations.stop(&id);
                Ok(())
            }
            Step::Close(close) => Err(End::Close(close)),
        }
    }

    /// Finds out who the client is. What it says meanwhile is heard afterwards.
    async fn introduce(&mut self, payload: &Map<String, Value>) -> Goes {
        if let Some(secret) = credentials::secret(payload).map_err(End::Close)? {
            self.visitor.secret = Some(secret);
        }
        if let Some(secret) = self.visitor.secret.clone() {
            self.check(&secret).await?;
            self.end = self.endpoint.live.ending(Some(&secret));
        }
        self.timer.as_mut().reset(self.silence.next());
        let acknowledgment = self.conversation.acknowledge();
        self.say(Message::Text(acknowledgment.into())).await
    }

    async fn check(&mut self, secret: &Secret) -> Goes {
        let looking = self.endpoint.live.tokens.is_valid(secret);
        let looking = tokio::time::timeout(self.endpoint.limits.timeout, looking);
        let close = match select(pin!(looking), &mut self.end).await {
            Either::Left((Ok(Ok(true)), _)) => return Ok(()),
            Either::Left((Ok(Ok(false)), _)) => Close::forbidden(NOT_VALID),
            Either::Left((Ok(Err(error)), _)) => {
                tracing::error!(%error, "a token cannot be checked");
                Close::unavailable()
            }
            Either::Left((Err(_elapsed), _)) => Close::unavailable(),
            Either::Right((ending, _)) => ending.into(),
        };
        Err(End::Close(close))
    }

    async fn start(&mut self, id: Box<str>, asked: Asked) -> Goes {
        // A panic ends this request and nothing else, as it does over HTTP.
        let prepare = AssertUnwindSafe(|| self.endpoint.prepare(asked, |_| Ok(())));
        let failure = |_| Err(answer::of_failure(self.visitor.request_id.as_str()));
        match catch_unwind(prepare).unwrap_or_else(failure) {
            Ok(prepared) => {
                let outcomes = outcomes(Arc::clone(&self.endpoint), prepared, &self.visitor);
                self.operations.start(id, outcomes);
                Ok(())
            }
            Err(refusal) => {
                let text = self.told(&id, Some(refusal.into()));
                self.say(Message::Text(text.into())).await
            }
        }
    }

    /// What the client is told of an operation, which has ended unless there is a result.
    fn told(&mut self, id: &str, outcome: Option<Outcome>) -> String {
        match outcome {
            Some(Outcome::Next(executed)) => message::next(id, &executed),
            Some(Outcome::Refused(errors)) => {
                self.conversation.ended(id);
                message::error(id, &errors)
            }
            None => {
                self.conversation.ended(id);
                message::complete(id)
            }
        }
    }

    async fn tick(&mut self) -> Goes {
        if !self.conversation.is_begun() {
            return Err(End::Close(Close::no_init()));
        }
        let due = self.silence.due(Instant::now());
        self.timer.as_mut().reset(self.silence.next());
        match due {
            Due::Nothing => Ok(()),
            Due::Ping => self.say(Message::Ping(Default::default())).await,
            Due::Gone => Err(End::Lost("its client does not answer")),
        }
    }

    /// Writes a message, and waits until it is written: what comes of an operation meanwhile stays where it is. How long
    /// that may take is the connection's business, below.
    async fn say(&mut self, message: Message) -> Goes {
        match select(pin!(self.socket.send(message)), &mut self.end).await {
            Either::Left((Ok(()), _)) => Ok(()),
            Either::Left((Err(_), _)) => Err(End::Lost("it cannot be written to")),
            Either::Right((ending, _)) => Err(End::Close(ending.into())),
        }
    }
}

/// Closes a connection whose client speaks another protocol.
pub(super) async fn turn_away(socket: WebSocket, pace: Pace, _seat: Seat) {
    say_goodbye(socket, Some(Close::subprotocol()), pace).await;
}

/// Says why, and waits for the answer, since a connection that is dropped at once may take the reason with it.
async fn say_goodbye(mut socket: WebSocket, close: Option<Close>, pace: Pace) {
    let goodbye = async {
        if let Some(close) = close {
            socket.send(Message::Close(Some(close.into()))).await?;
        }
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<(), axum::Error>(())
    };
    // Whoever is not there any more needs no reason.
    let _ = tokio::time::timeout(pace.close, goodbye).await;
}

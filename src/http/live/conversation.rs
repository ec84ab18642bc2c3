//! The rules of `graphql-transport-ws`: which message may come when, and what follows from it.
//! Pure: messages come in, and what is to be done comes out; sockets, streams and tokens are elsewhere.

use serde_json::{Map, Value};

use super::close::Close;
use super::message::{self, ClientMessage};
use crate::http::refusal::Refusal;
use crate::http::request::Asked;

/// How many operations one connection may run at a time.
pub(super) const OPERATIONS_MAX: usize = 100;

/// How far a client and the server have come.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    state: State,
    running: Vec<Box<str>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing was said yet.
    #[default]
    Silent,
    /// The client said who it is; whether that is true is being found out.
    Introduced,
    /// The server knows the client.
    Acknowledged,
}

/// What follows from a message.
#[derive(Debug)]
pub(super) enum Step {
    /// Nothing.
    Nothing,
    /// To find out who the client is, and then to [acknowledge](Conversation::acknowledge) it.
    Introduce(Map<String, Value>),
    /// To say this.
    Say(String),
    /// To execute this.
    Start {
        /// The operation's name.
        id: Box<str>,
        /// The operation.
        asked: Box<Asked>,
    },
    /// To say that this is not executed.
    Refuse {
        /// The operation's name.
        id: Box<str>,
        /// Why.
        refusal: Refusal,
    },
    /// To execute this no further, and to say nothing more of it.
    Stop {
        /// The operation's name.
        id: Box<str>,
    },
    /// To close the connection.
    Close(Close),
}

impl Conversation {
    /// Whether the client has said who it is.
    pub(super) fn is_begun(&self) -> bool {
        self.state != State::Silent
    }

    /// Takes a message.
    pub(super) fn hear(&mut self, text: &str) -> Step {
        match ClientMessage::parse(text) {
            Ok(message) => self.follow(message),
            Err(close) => Step::Close(close),
        }
    }

    /// Goes on with a client that is known now; answers with what it is told.
    pub(super) fn acknowledge(&mut self) -> &'static str {
        self.state = State::Acknowledged;
        message::ACKNOWLEDGMENT
    }

    /// An operation came to its end by itself.
    pub(super) fn ended(&mut self, id: &str) {
        self.running.retain(|running| **running != *id);
    }

    fn follow(&mut self, message: ClientMessage) -> Step {
        match message {
            ClientMessage::Init(_) if self.is_begun() => Step::Close(Close::too_many_inits()),
            ClientMessage::Init(payload) => {
                self.state = State::Introduced;
                Step::Introduce(payload)
            }
            ClientMessage::Ping(payload) => Step::Say(message::pong(payload.as_ref())),
            ClientMessage::Pong => Step::Nothing,
            ClientMessage::Subscribe { .. } if self.state != State::Acknowledged => {
                Step::Close(Close::unacknowledged())
            }
            ClientMessage::Subscribe { id, asked } => self.subscribe(id, asked),
            // One that is not known has just come to its end by itself.
            ClientMessage::Complete { id } => match self.is_running(&id) {
                true => {
                    self.ended(&id);
                    Step::Stop { id }
                }
                false => Step::Nothing,
            },
        }
    }

    fn subscribe(&mut self, id: Box<str>, asked: Result<Asked, Refusal>) -> Step {
        if self.is_running(&id) {
            return Step::Close(Close::taken(&id));
        }
        if self.running.len() >= OPERATIONS_MAX {
            let message = format!(
                "a connection runs at most {OPERATIONS_MAX} operations at a time; complete one, or open another connection"
            );
            let refusal = Refusal::exceeded(message, None);
            return Step::Refuse { id, refusal };
        }
        match asked {
            Ok(asked) => {
                self.running.push(id.clone());
                let asked = Box::new(asked);
                Step::Start { id, asked }
            }
            Err(refusal) => Step::Refuse { id, refusal },
        }
    }

    fn is_running(&self, id: &str) -> bool {
        self.running.iter().any(|running| **running == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INIT: &str = r#"{"type":"connection_init"}"#;

    fn subscribe(id: impl std::fmt::Display) -> String {
        format!(r#"{{"type":"subscribe","id":"{id}","payload":{{"query":"{{a}}"}}}}"#)
    }

    fn complete(id: &str) -> String {
        format!(r#"{{"type":"complete","id":"{id}"}}"#)
    }

    fn shown(step: &Step) -> String {
        match step {
            Step::Nothing => "nothing".to_owned(),
            Step::Introduce(_) => "introduce".to_owned(),
            Step::Say(text) => format!("say {text}"),
            Step::Start { id, .. } => format!("start {id}"),
            Step::Refuse { id, refusal } => format!("refuse {id} {}", refusal.error.message),
            Step::Stop { id } => format!("stop {id}"),
            Step::Close(close) => format!("close {}", close.code),
        }
    }

    fn acknowledged() -> Conversation {
        let mut conversation = Conversation::default();
        conversation.hear(INIT);
        conversation.acknowledge();
        conversation
    }

    #[test]
    fn a_client_is_introduced_once_and_before_it_asks() {
        let ping = r#"{"type":"ping","payload":{"a":1}}"#;
        let mut conversation = Conversation::default();
        for (text, is_acknowledged, expected) in [
            (
                ping,
                false,
                r#"say {"type":"pong","payload":{"a":1}}"#.to_owned(),
            ),
            (&subscribe(1), false, "close 4401".to_owned()),
            (&complete("1"), false, "nothing".to_owned()),
            (INIT, false, "introduce".to_owned()),
            (INIT, false, "close 4429".to_owned()),
            (&subscribe(1), true, "start 1".to_owned()),
            (INIT, true, "close 4429".to_owned()),
            ("nonsense", true, "close 4400".to_owned()),
        ] {
            if is_acknowledged {
                conversation.acknowledge();
            }
            assert_eq!(shown(&conversation.hear(text)), expected, "{text}");
        }
    }

    #[test]
    fn an_id_is_free_again_when_its_operation_ends_from_either_side() {
        let mut conversation = acknowledged();
        assert_eq!(shown(&conversation.hear(&subscribe("a"))), "start a");
        assert_eq!(shown(&conversation.hear(&subscribe("b"))), "start b");
        assert_eq!(shown(&conversation.hear(&complete("a"))), "stop a");
        assert_eq!(shown(&conversation.hear(&complete("a"))), "nothing");
        assert_eq!(shown(&conversation.hear(&subscribe("a"))), "start a");
        conversation.ended("b");
        assert_eq!(shown(&conversation.hear(&complete("b"))), "nothing");
        assert_eq!(shown(&conversation.hear(&subscribe("b"))), "start b");
        let close = conversation.hear(&subscribe("b"));
        assert!(
            matches!(close, Step::Close(close) if close == Close::taken("b") && close.code == 4409)
        );
    }

    #[test]
    fn a_connection_runs_so_many_operations_and_no_more() {
        let mut conversation = acknowledged();
        for id in 0..OPERATIONS_MAX {
            assert!(shown(&conversation.hear(&subscribe(id))).starts_with("start"));
        }
        assert!(
            shown(&conversation.hear(&subscribe("more"))).starts_with("refuse more a connection")
        );
        conversation.ended("0");
        assert_eq!(shown(&conversation.hear(&subscribe("more"))), "start more");
    }
}

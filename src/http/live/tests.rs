//! Real sockets and real streams of events against a small schema. Here are the schema, the server and its clients; the rules
//! of the protocol alone are tested beside it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_graphql::{Context, EmptyMutation, Error, Object, Schema, Subscription};
use axum::http::HeaderValue;
use futures_util::stream::{self, Stream, StreamExt};
use futures_util::{FutureExt, SinkExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use super::*;
use crate::config::Limits;
use crate::domain::instant::Instant;
use crate::graphql::sender::Sender;
use crate::http::endpoint::Endpoint;
use crate::http::patience::PatientListener;
use crate::http::tests::locale_file;
use crate::http::{Readiness, hold, routes, serve};
use crate::service::token::testing::Listed;

mod events;
mod sockets;

/// How many results of `flood` were made.
#[derive(Clone, Default)]
struct Made(Arc<AtomicUsize>);

struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "world"
    }

    async fn is_sent(&self, ctx: &Context<'_>) -> bool {
        ctx.data_opt::<Sender>().is_some()
    }

    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_secs(60)).await;
        1
    }
}

struct Heard;

#[Subscription(name = "Subscription")]
impl Heard {
    /// So many numbers, with a pause before each.
    async fn numbers(&self, count: i32, pause_ms: u64) -> impl Stream<Item = i32> {
        stream::iter(0..count).then(move |number| async move {
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            number
        })
    }

    /// Nothing, for ever.
    async fn silence(&self) -> impl Stream<Item = i32> {
        stream::pending()
    }

    /// Long texts, as fast as they are taken.
    async fn flood(&self, ctx: &Context<'_>) -> impl Stream<Item = String> {
        let made = ctx.data_unchecked::<Made>().clone();
        stream::repeat_with(move || {
            made.0.fetch_add(1, Ordering::Relaxed);
            "x".repeat(100_000)
        })
    }

    async fn closed(&self) -> Result<stream::Pending<i32>, Error> {
        Err(Error::new("hunter2"))
    }

    async fn panics(&self, at: i32) -> impl Stream<Item = i32> {
        stream::iter(0..9).inspect(move |number| assert!(*number < at, "a bug"))
    }
}

/// A server, and what may be done to it.
struct Server {
    address: SocketAddr,
    listed: Listed,
    tokens: TokenWatch,
    connections: Connections,
    made: Made,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

const NOW: Instant = Instant::from_micros(1_000_000);

fn hurried() -> Pace {
    Pace {
        init: Duration::from_millis(300),
        ping: Duration::from_millis(100),
        gone: Duration::from_millis(500),
        comment: Duration::from_millis(100),
        close: Duration::from_millis(500),
    }
}

impl Server {
    async fn start() -> Self {
        Self::with(Pace::default(), 10, None).await
    }

    /// `write_within` is the patience of connections, where that is not the server's own.
    async fn with(pace: Pace, sockets: usize, write_within: Option<Duration>) -> Self {
        let (listed, made) = (Listed::default(), Made::default());
        let tokens = listed.watch(|| NOW);
        let connections = Connections::new(sockets);
        let schema = Schema::build(Query, EmptyMutation, Heard)
            .data(made.clone())
            .limit_complexity(50)
            .finish();
        let sdl = schema.sdl();
        let limits = Limits {
            body_bytes: 10_000,
            complexity: 50,
            timeout: Duration::from_millis(300),
            ..Limits::default()
        };
        let live = Live {
            connections: connections.clone(),
            tokens: tokens.clone(),
            pace,
        };
        let site = locale_file::site();
        let answers =
            crate::http::AnswerCache::new(10_000, tokio::sync::watch::channel(0).1, site.clone());
        let endpoint = Endpoint::new(schema, &sdl, limits, answers, live);
        let ready = Readiness::new(|| std::future::ready(Ok(())));
        let router = routes(endpoint, site, ready);
        let listener = hold(SocketAddr::from(([127, 0, 0, 1], 0)))
            .unwrap()
            .listen()
            .unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = stopped.map(|_| ());
        let serving = match write_within {
            Some(within) => tokio::spawn(async move {
                axum::serve(PatientListener::new(listener, within), router).await
            }),
            None => tokio::spawn(serve(
                listener,
                router,
                connections.clone(),
                stopped,
                std::future::pending(),
                Duration::from_secs(5),
            )),
        };
        Self {
            address,
            listed,
            tokens,
            connections,
            made,
            stop,
            serving,
        }
    }

    async fn connect(&self) -> Client {
        self.connect_as(Some("graphql-transport-ws"), None).await
    }

    async fn connect_as(&self, subprotocol: Option<&'static str>, token: Option<&str>) -> Client {
        let uri = format!("ws://{}/graphql", self.address);
        let mut request = uri.into_client_request().unwrap();
        let headers = request.headers_mut();
        if let Some(subprotocol) = subprotocol {
            let value = HeaderValue::from_static(subprotocol);
            headers.insert("sec-websocket-protocol", value);
        }
        if let Some(token) = token {
            let value = format!("Bearer {token}").parse().unwrap();
            headers.insert("authorization", value);
        }
        let stream = TcpStream::connect(self.address).await.unwrap();
        let opened = tokio_tungstenite::client_async(request, stream).await;
        Client(opened.unwrap().0)
    }

    /// A client that was acknowledged.
    async fn client(&self) -> Client {
        let mut client = self.connect().await;
        client.say(json!({"type": "connection_init"})).await;
        assert_eq!(client.hear().await, json!({"type": "connection_ack"}));
        client
    }

    /// Waits until so many connections are open.
    async fn until_open(&self, count: usize) {
        let soon = async {
            while self.connections.count() != count {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), soon)
            .await
            .unwrap();
    }
}

struct Client(WebSocketStream<TcpStream>);

impl Client {
    async fn say(&mut self, message: Value) {
        self.write(message.to_string()).await;
    }

    async fn write(&mut self, text: impl Into<String>) {
        self.0
            .send(Message::Text(text.into().into()))
            .await
            .unwrap();
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({"type": "subscribe", "id": id, "payload": {"query": query}}))
            .await;
    }

    async fn frame(&mut self) -> Message {
        let frame = tokio::time::timeout(Duration::from_secs(10), self.0.next());
        frame.await.unwrap().unwrap().unwrap()
    }

    /// The next message of the protocol.
    async fn hear(&mut self) -> Value {
        loop {
            match self.frame().await {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next message, short: `next 1 {"hello":"world"}`, `error 1 BAD_INPUT`, `complete 1`.
    async fn told(&mut self) -> String {
        let message = self.hear().await;
        let (kind, id) = (&message["type"], &message["id"]);
        let (kind, id) = (kind.as_str().unwrap(), id.as_str().unwrap_or("-"));
        let payload = &message["payload"];
        let code = |errors: &Value| errors[0]["extensions"]["code"].as_str().unwrap().to_owned();
        match kind {
            "next" if payload["errors"].is_array() => {
                format!("next {id} {} {}", payload["data"], code(&payload["errors"]))
            }
            "next" => format!("next {id} {}", payload["data"]),
            "error" => format!("error {id} {}", code(payload)),
            _ => format!("{kind} {id}"),
        }
    }

    /// How the server closes the connection.
    async fn closed(&mut self) -> (u16, String) {
        loop {
            if let Message::Close(frame) = self.frame().await {
                let frame = frame.unwrap();
                return (frame.code.into(), frame.reason.to_string());
            }
        }
    }
}

//! What open connections cost: memory of the server for each WebSocket with one running `contentChanged` and a token, and how
//! long one change takes to reach all of them: `cargo bench --bench sockets [-- COUNT]`, 10,000 by default.
//! The server is the program itself on a new SQLite file; it and this need a file descriptor for each socket (`ulimit -n`).
//! Ends with 1 where a socket or a change costs too much.
#![expect(clippy::print_stdout, reason = "what it measures is its output")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt};
use futures_util::{SinkExt, TryStreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// Most that a socket may cost on which nothing was told yet, in KiB.
const KIB_MAX: f64 = 20.0;

/// Longest that a change may take to reach everybody.
const REACHED_WITHIN: Duration = Duration::from_secs(1);

/// Sockets that are opened before the count begins, so that what the first ones need once is not counted.
const FIRST: usize = 100;

const CHANGES: usize = 10;

const DOCUMENT: &str = "subscription ($locales: [Locale!], $below: String) {
    contentChanged(locales: $locales, pathPrefix: $below) { cursor kind locale path previousPath hash keys }
}";

const CREATE: &str = "mutation {
    postCreate(input: {section: \"blog\", locale: \"en\", translation: {title: \"By rail\", markdown: \"Text.\"}}) { post { postId } }
}";

const PUBLISH: &str =
    "mutation ($post: ID!) { postPublish(postId: $post, locales: [\"en\"]) { posts { path } } }";

const UNPUBLISH: &str =
    "mutation ($post: ID!) { postUnpublish(postId: $post, locales: [\"en\"]) { posts { path } } }";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<ExitCode> {
    let count = std::env::args().find_map(|argument| argument.parse().ok());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measure(count.unwrap_or(10_000)))
}

async fn measure(count: usize) -> Outcome<ExitCode> {
    let folder = tempfile::tempdir()?;
    let mut child = serve(folder.path())?;
    let result = measure_server(&mut child, count).await;
    child.kill()?;
    child.wait()?;
    result
}

/// The program, in a folder with nothing in it.
fn serve(folder: &Path) -> Outcome<Child> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isogloss"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"])
        .current_dir(folder)
        .env("ISOGLOSS_SOCKETS", "100000")
        .stdout(Stdio::piped());
    Ok(command.spawn()?)
}

/// Where a server is, and who may write there.
struct Site {
    address: SocketAddr,
    secret: String,
    client: reqwest::Client,
}

impl Site {
    /// What the program says when it starts, to its last line.
    fn of(child: &mut Child) -> Outcome<Self> {
        let output = child.stdout.take().ok_or("the server has no output")?;
        let (mut address, mut secret) = (None, None);
        for line in BufReader::new(output).lines() {
            let line = line?;
            let word = |mark: &str| {
                Some(
                    line.split_once(mark)?
                        .1
                        .split_whitespace()
                        .next()?
                        .to_owned(),
                )
            };
            address = address.or_else(|| word(" at http://"));
            secret = secret.or_else(|| word("token "));
            if line.contains("in a browser") {
                break;
            }
        }
        Ok(Self {
            address: address.ok_or("the server did not start")?.parse()?,
            secret: secret.ok_or("the server has no token")?,
            client: reqwest::Client::new(),
        })
    }

    async fn ask(&self, query: &str, post: &str) -> Outcome<Value> {
        let asked = self
            .client
            .post(format!("http://{}/graphql", self.address))
            .bearer_auth(&self.secret)
            .json(&json!({"query": query, "variables": {"post": post}}));
        let answer: Value = asked.send().await?.json().await?;
        match answer.get("errors") {
            None => Ok(answer),
            Some(errors) => Err(errors.to_string().into()),
        }
    }
}

async fn measure_server(child: &mut Child, count: usize) -> Outcome<ExitCode> {
    let site = Site::of(child)?;
    let made = site.ask(CREATE, "").await?;
    let post = made.pointer("/data/postCreate/post/postId");
    let post = post.and_then(Value::as_str).ok_or("nothing was made")?;
    let audience = Arc::new(Audience::default());
    open(&site, FIRST, &audience).await?;
    // What was asked for has begun then.
    tokio::time::sleep(Duration::from_secs(1)).await;
    for query in [PUBLISH, UNPUBLISH] {
        change(&site, (query, post), FIRST, &audience).await?;
    }
    let before = memory_kib(child.id())?;
    let begun = Instant::now();
    open(&site, count, &audience).await?;
    println!(
        "{count} sockets opened in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = each(memory_kib(child.id())?, before, count);
    println!("idle: {idle:.1} KiB of the server's memory each");
    let mut took = Vec::new();
    for query in [PUBLISH, UNPUBLISH].into_iter().cycle().take(CHANGES) {
        took.push(change(&site, (query, post), FIRST + count, &audience).await?);
    }
    took.sort();
    let worst = took.last().copied().unwrap_or_default();
    let median = took.get(CHANGES / 2).copied().unwrap_or_default();
    println!("a change reached all in {median:?} (median of {CHANGES}), {worst:?} (worst)");
    let after = each(memory_kib(child.id())?, before, count);
    println!("after {CHANGES} changes: {after:.1} KiB each");
    let is_fine = idle < KIB_MAX && worst < REACHED_WITHIN;
    Ok(match is_fine {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

#[expect(clippy::cast_precision_loss, reason = "far from 2^52")]
fn each(after: u64, before: u64, count: usize) -> f64 {
    after.saturating_sub(before) as f64 / count as f64
}

fn memory_kib(process: u32) -> Outcome<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("the system does not tell")?.parse()?)
}

/// How many of the clients have been told.
#[derive(Default)]
struct Audience {
    told: AtomicUsize,
    more: Notify,
}

async fn open(site: &Site, count: usize, audience: &Arc<Audience>) -> Outcome<()> {
    let opening = stream::iter(0..count).map(|_| subscribe(site));
    let sockets: Vec<_> = opening.buffer_unordered(50).try_collect().await?;
    for socket in sockets {
        let audience = Arc::clone(audience);
        tokio::spawn(hear(socket, audience));
    }
    Ok(())
}

async fn hear(mut socket: WebSocketStream<TcpStream>, audience: Arc<Audience>) {
    while let Some(Ok(message)) = socket.next().await {
        if message.is_text() {
            audience.told.fetch_add(1, Ordering::Relaxed);
            audience.more.notify_one();
        }
    }
}

async fn subscribe(site: &Site) -> Outcome<WebSocketStream<TcpStream>> {
    let mut request = format!("ws://{}/graphql", site.address).into_client_request()?;
    let subprotocol = "graphql-transport-ws".parse()?;
    request
        .headers_mut()
        .insert("sec-websocket-protocol", subprotocol);
    let config = WebSocketConfig::default().read_buffer_size(1024);
    let stream = TcpStream::connect(site.address).await?;
    let opening = tokio_tungstenite::client_async_with_config(request, stream, Some(config));
    let (mut socket, _) = opening.await?;
    let init = json!({"type": "connection_init", "payload": {"token": site.secret}});
    socket.send(Message::text(init.to_string())).await?;
    let acknowledgment = socket.next().await.ok_or("closed")??;
    if !acknowledgment.to_text()?.contains("connection_ack") {
        return Err(format!("{acknowledgment:?}").into());
    }
    let variables = json!({"locales": ["en"], "below": "/en/blog"});
    let payload = json!({"query": DOCUMENT, "variables": variables});
    let subscribe = json!({"type": "subscribe", "id": "1", "payload": payload});
    socket.send(Message::text(subscribe.to_string())).await?;
    Ok(socket)
}

/// Publishes a post or takes it back; answers with how long it took from the request until all were told.
async fn change(
    site: &Site,
    (query, post): (&str, &str),
    count: usize,
    audience: &Audience,
) -> Outcome<Duration> {
    audience.told.store(0, Ordering::Relaxed);
    let begun = Instant::now();
    site.ask(query, post).await?;
    let all = async {
        while audience.told.load(Ordering::Relaxed) < count {
            audience.more.notified().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), all).await?;
    Ok(begun.elapsed())
}

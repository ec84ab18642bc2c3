//! What open connections cost: memory of the server for each WebSocket with one running subscription and a token, and how
//! long one change takes to reach all of them: `cargo bench --bench sockets [-- COUNT]`, 10,000 by default.
//! The server is a process of its own, so that its memory is its own; each process needs a file descriptor for each socket
//! (`ulimit -n`). Ends with 1 where a socket or a change costs too much.
#![expect(clippy::print_stdout, reason = "what it measures is its output")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_graphql::{Object, Schema, SimpleObject, Subscription};
use futures_util::stream::{self, Stream, StreamExt};
use futures_util::{SinkExt, TryStreamExt};
use isogloss::config::Limits;
use isogloss::domain::access::Role;
use isogloss::domain::fallback::Locales;
use isogloss::domain::hexadecimal::hexadecimal;
use isogloss::domain::instant::Instant as Moment;
use isogloss::domain::locale::Locale;
use isogloss::domain::minimark::Mode;
use isogloss::domain::path::PathStrategy;
use isogloss::http::{Backing, Connections, Readiness, listen, router, serve};
use isogloss::jobs::tokens;
use isogloss::messages::catalog::Catalog;
use isogloss::service::site::{LiveSite, Site};
use isogloss::service::token::TokenWatch;
use isogloss::store::Store;
use isogloss::store::token::{TokenRow, insert};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The argument of a process that serves.
const SERVE: &str = "--serve";

/// Most that a socket may cost, in KiB.
const KIB_MAX: f64 = 20.0;

/// Longest that a change may take to reach everybody.
const REACHED_WITHIN: Duration = Duration::from_secs(1);

/// Sockets that are opened before the count begins, so that what the first ones need once is not counted.
const FIRST: usize = 100;

const CHANGES: usize = 10;

const SECRET: &str = "secret";

const DOCUMENT: &str = "subscription Changes($locale: String!, $prefix: String!) {
    contentChanged(locale: $locale, prefix: $prefix) { seq kind locale path title updatedAt alternates { locale path } }
}";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    if arguments.iter().any(|argument| argument == SERVE) {
        runtime.block_on(server())?;
        return Ok(ExitCode::SUCCESS);
    }
    let count = arguments.iter().find_map(|argument| argument.parse().ok());
    runtime.block_on(measure(count.unwrap_or(10_000)))
}

async fn measure(count: usize) -> Outcome<ExitCode> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg(SERVE)
        .stdout(Stdio::piped())
        .spawn()?;
    let result = measure_server(&mut child, count).await;
    child.kill()?;
    child.wait()?;
    result
}

async fn measure_server(child: &mut Child, count: usize) -> Outcome<ExitCode> {
    let mut line = String::new();
    let output = child.stdout.take().ok_or("the server has no output")?;
    BufReader::new(output).read_line(&mut line)?;
    let address: SocketAddr = line.trim().parse()?;
    let audience = Arc::new(Audience::default());
    open(address, FIRST, &audience).await?;
    // What was asked for has begun then.
    tokio::time::sleep(Duration::from_secs(1)).await;
    change(address, FIRST, &audience).await?;
    let before = memory_kib(child.id())?;
    let begun = Instant::now();
    open(address, count, &audience).await?;
    println!(
        "{count} sockets opened in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = each(memory_kib(child.id())?, before, count);
    println!("idle: {idle:.1} KiB of the server's memory each");
    let mut took = Vec::new();
    for _ in 0..CHANGES {
        took.push(change(address, FIRST + count, &audience).await?);
    }
    took.sort();
    let worst = took.last().copied().unwrap_or_default();
    let median = took.get(CHANGES / 2).copied().unwrap_or_default();
    println!("a change reached all in {median:?} (median of {CHANGES}), {worst:?} (worst)");
    let after = each(memory_kib(child.id())?, before, count);
    println!("after {CHANGES} changes: {after:.1} KiB each");
    let is_fine = idle.max(after) < KIB_MAX && worst < REACHED_WITHIN;
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

async fn open(address: SocketAddr, count: usize, audience: &Arc<Audience>) -> Outcome<()> {
    let opening = stream::iter(0..count).map(|_| subscribe(address));
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

async fn subscribe(address: SocketAddr) -> Outcome<WebSocketStream<TcpStream>> {
    let mut request = format!("ws://{address}/graphql").into_client_request()?;
    let subprotocol = "graphql-transport-ws".parse()?;
    request
        .headers_mut()
        .insert("sec-websocket-protocol", subprotocol);
    let config = WebSocketConfig::default().read_buffer_size(1024);
    let stream = TcpStream::connect(address).await?;
    let opening = tokio_tungstenite::client_async_with_config(request, stream, Some(config));
    let (mut socket, _) = opening.await?;
    let init = json!({"type": "connection_init", "payload": {"token": SECRET}});
    socket.send(Message::text(init.to_string())).await?;
    let acknowledgment = socket.next().await.ok_or("closed")??;
    if !acknowledgment.to_text()?.contains("connection_ack") {
        return Err(format!("{acknowledgment:?}").into());
    }
    let variables = json!({"locale": "de", "prefix": "/de/blog"});
    let payload = json!({"query": DOCUMENT, "variables": variables});
    let subscribe = json!({"type": "subscribe", "id": "1", "payload": payload});
    socket.send(Message::text(subscribe.to_string())).await?;
    Ok(socket)
}

/// Changes something; answers with how long it took until all were told.
async fn change(address: SocketAddr, count: usize, audience: &Audience) -> Outcome<Duration> {
    audience.told.store(0, Ordering::Relaxed);
    let begun = Instant::now();
    let asked = reqwest::Client::new()
        .post(format!("http://{address}/graphql"))
        .json(&json!({"query": "mutation { touch }"}));
    let answer: Value = asked.send().await?.json().await?;
    if answer.get("data").is_none_or(Value::is_null) {
        return Err(answer.to_string().into());
    }
    let all = async {
        while audience.told.load(Ordering::Relaxed) < count {
            audience.more.notified().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), all).await?;
    Ok(begun.elapsed())
}

struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "world"
    }
}

struct Mutation(watch::Sender<i64>);

#[Object]
impl Mutation {
    async fn touch(&self) -> i64 {
        self.0.send_modify(|seq| *seq += 1);
        *self.0.borrow()
    }
}

struct Changes(watch::Sender<i64>);

#[derive(SimpleObject)]
struct Change {
    seq: i64,
    kind: &'static str,
    locale: String,
    path: String,
    title: &'static str,
    updated_at: &'static str,
    alternates: Vec<Alternate>,
}

#[derive(SimpleObject)]
struct Alternate {
    locale: &'static str,
    path: &'static str,
}

#[Subscription]
impl Changes {
    async fn content_changed(&self, locale: String, prefix: String) -> impl Stream<Item = Change> {
        let mut seq = self.0.subscribe();
        seq.mark_unchanged();
        stream::unfold((seq, locale, prefix), |(mut seq, locale, prefix)| async {
            seq.changed().await.ok()?;
            let change = Change {
                seq: *seq.borrow_and_update(),
                kind: "PUBLISHED",
                locale: locale.clone(),
                path: format!("{prefix}/mein-beitrag"),
                title: "Mein Beitrag über das Reisen mit der Bahn",
                updated_at: "2024-11-05T08:30:00Z",
                alternates: vec![
                    Alternate {
                        locale: "en",
                        path: "/en/blog/my-post",
                    },
                    Alternate {
                        locale: "ar",
                        path: "/ar/blog/my-post",
                    },
                ],
            };
            Some((change, (seq, locale, prefix)))
        })
    }
}

async fn server() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("bench.db");
    let store = Store::open(&format!("sqlite://{}?mode=rwc", file.display())).await?;
    store.migrate().await?;
    keep_token(&store).await?;
    let tokens = TokenWatch::new(store, || Moment::from_micros(1));
    tokio::spawn(tokens::run(tokens.clone()));
    let (seq, _) = watch::channel(0);
    let schema = Schema::build(Query, Mutation(seq.clone()), Changes(seq)).finish();
    let sdl = schema.sdl();
    let limits = Limits {
        sockets: 100_000,
        ..Limits::default()
    };
    let connections = Connections::new(limits.sockets);
    let ready = Readiness::new(|| std::future::ready(Ok(())));
    let backing = Backing {
        site: site(),
        news: watch::channel(0).1,
        readiness: ready,
        tokens,
        connections: connections.clone(),
    };
    let router = router(schema, &sdl, backing, &limits);
    let listener = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    println!("{}", listener.local_addr()?);
    let never = std::future::pending;
    serve(
        listener,
        router,
        connections,
        never(),
        never(),
        Duration::ZERO,
    )
    .await?;
    Ok(())
}

async fn keep_token(store: &Store) -> Outcome<()> {
    let row = TokenRow {
        id: 1,
        name: "reader".to_owned(),
        hash: hexadecimal(&Sha256::digest(SECRET)),
        role: Role::Translator,
        locales: None,
        expires_at: None,
        revoked_at: None,
        created_at: Moment::from_micros(0),
    };
    let tx = store.write().await?;
    insert(&tx, &row).await?;
    tx.commit().await?;
    Ok(())
}

fn site() -> LiveSite {
    let (catalog, _) = Catalog::load(None);
    let en = Locale::from_canonical("en");
    LiveSite::new(Arc::new(Site {
        locales: Locales::new(en, catalog.locales().to_vec(), &BTreeMap::new()),
        strategy: PathStrategy::default(),
        url: "http://localhost".to_owned(),
        catalog: Arc::new(catalog),
        words_per_minute: 200,
        minimark: Mode::default(),
        unbuilt: BTreeSet::new(),
    }))
}

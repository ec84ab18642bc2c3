//! A desk to edit at: a copy of a site's database, tokens for every role, and a clock that the story sets.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, ensure};
use async_graphql::{Data, Executor, Request, Response, Variables};
use futures_util::stream::BoxStream;
use isogloss::domain::access::{Caller, Role};
use isogloss::domain::id::Ids;
use isogloss::domain::instant::Instant;
use isogloss::domain::path::PathStrategy;
use isogloss::graphql::live::LiveSchema;
use isogloss::graphql::schema::{self, Clock, Limits};
use isogloss::graphql::sender::Sender;
use isogloss::service::act::{Act, Writer};
use isogloss::service::feed::{Feed, Pursuit};
use isogloss::service::site::Site;
use isogloss::service::token::{self, NewToken, Secret};
use serde_json::{Value, json};

use crate::app;
use crate::case::site;
use crate::database::{Backend, Databases, open};

const OPERATIONS: &str = include_str!("operations.graphql");

pub(super) struct Desk {
    schema: LiveSchema,
    feed: Feed,
    clock: Clock,
    /// Tells those who listen, when the story says so.
    pursuit: tokio::sync::Mutex<Pursuit>,
    pub(super) writer: Writer,
    now: Arc<AtomicI64>,
    /// What was read since somebody looked.
    statements: Arc<Mutex<Vec<String>>>,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(super) enum As<'a> {
    Stranger,
    Admin,
    Editor,
    Translator,
    GermanEditor,
    GermanTranslator,
    /// Somebody with this secret.
    Bearer(&'a str),
}

impl As<'_> {
    fn secret(self) -> Option<String> {
        match self {
            Self::Stranger => None,
            Self::Bearer(secret) => Some(secret.to_owned()),
            known => Some(secret(Self::place(known))),
        }
    }

    fn place(self) -> u8 {
        match self {
            Self::Admin => 1,
            Self::Editor => 2,
            Self::Translator => 3,
            Self::GermanEditor => 4,
            Self::GermanTranslator => 5,
            Self::Stranger | Self::Bearer(_) => 0,
        }
    }
}

/// The secret that the writer makes of 32 equal bytes.
fn secret(byte: u8) -> String {
    use base64::Engine;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    format!("isogloss_{}", engine.encode([byte; 32]))
}

fn randomness<const BYTE: u8>() -> Option<[u8; 32]> {
    Some([BYTE; 32])
}

impl Desk {
    /// The blog, its tokens made.
    pub(super) async fn new(databases: &Databases, backend: Backend) -> Result<Self> {
        Self::of(&databases.copy(backend, &site("blog")).await?).await
    }

    /// The same on a copy of the blog's database that is there.
    pub(super) async fn of(url: &str) -> Result<Self> {
        let folder: PathBuf = site("blog");
        let mut store = open(url).await?;
        let statements: Arc<Mutex<Vec<String>>> = Arc::default();
        let recorded = Arc::clone(&statements);
        store.on_read(move |sql| {
            if let Ok(mut recorded) = recorded.lock() {
                recorded.push(sql.to_owned());
            }
        });
        let now = Arc::new(AtomicI64::new(app::NOW.micros()));
        let writer = Writer {
            site: Arc::new(app::site(&folder)?),
            store,
            ids: Arc::new(Ids::new(1 << 19)),
            randomness: randomness::<9>,
        };
        let clock = Arc::clone(&now);
        let clock: Clock = Arc::new(move || Instant::from_micros(clock.load(Ordering::Relaxed)));
        let feed = Feed::default();
        let pursuit = Pursuit::new(writer.store.clone(), feed.clone());
        let schema = schema::build(
            writer.clone(),
            feed.clone(),
            clock.clone(),
            Limits::default(),
        );
        let desk = Self {
            schema: LiveSchema::new(schema),
            feed,
            clock,
            pursuit: tokio::sync::Mutex::new(pursuit),
            writer,
            now,
            statements,
        };
        desk.tokens().await?;
        Ok(desk)
    }

    async fn tokens(&self) -> Result<()> {
        let german = Some(vec!["de".to_owned()]);
        for (name, role, locales, randomness) in [
            ("anna", Role::Admin, None, randomness::<1> as fn() -> _),
            ("emil", Role::Editor, None, randomness::<2>),
            ("tara", Role::Translator, None, randomness::<3>),
            ("erna", Role::Editor, german.clone(), randomness::<4>),
            ("theo", Role::Translator, german, randomness::<5>),
        ] {
            let writer = Writer {
                randomness,
                ..self.writer.clone()
            };
            let caller = Caller::operator();
            let act = Act {
                writer: &writer,
                caller: &caller,
                now: app::NOW,
            };
            let new = NewToken {
                name: name.to_owned(),
                role,
                locales,
                expires_at: None,
            };
            token::create(&act, &new).await?;
        }
        Ok(())
    }

    /// The statements that read something since this was asked the last time.
    pub(super) fn statements(&self) -> Vec<String> {
        let statements = self.statements.lock();
        statements
            .map(|mut all| std::mem::take(&mut *all))
            .unwrap_or_default()
    }

    /// Some seconds later.
    pub(super) fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The present of the story.
    pub(super) fn now(&self) -> Instant {
        Instant::from_micros(self.now.load(Ordering::Relaxed))
    }

    /// The whole answer to an operation.
    pub(super) async fn ask(
        &self,
        who: As<'_>,
        operation: &str,
        variables: Value,
    ) -> Result<Value> {
        self.ask_in(who, "en", operation, variables).await
    }

    /// The same for one who reads a language.
    pub(super) async fn ask_in(
        &self,
        who: As<'_>,
        language: &str,
        operation: &str,
        variables: Value,
    ) -> Result<Value> {
        let sender = Sender::new(who.secret().map(Secret::new), vec![language.to_owned()]);
        let request = Request::new(document(operation)?)
            .operation_name(operation)
            .variables(Variables::from_json(variables))
            .data(sender);
        Ok(serde_json::to_value(self.schema.execute(request).await)?)
    }

    /// Makes the paths of the site others: those of the default locale lose it.
    pub(super) fn shorten_paths(&self) {
        let site = Site {
            strategy: PathStrategy::PrefixExceptDefault,
            ..Site::clone(&self.writer.site)
        };
        let writer = Writer {
            site: Arc::new(site),
            ..self.writer.clone()
        };
        let (feed, clock) = (self.feed.clone(), self.clock.clone());
        let schema = schema::build(writer, feed, clock, Limits::default());
        self.schema.replace(schema);
    }

    /// What is told to somebody who subscribes.
    pub(super) fn listen(
        &self,
        who: As<'_>,
        variables: Value,
    ) -> Result<BoxStream<'static, Response>> {
        let mut session = Data::default();
        session.insert(Sender::new(who.secret().map(Secret::new), Vec::new()));
        let request = Request::new(document("Changes")?)
            .operation_name("Changes")
            .variables(Variables::from_json(variables));
        Ok(self.schema.execute_stream(request, Some(Arc::new(session))))
    }

    /// Looks what is new in the log, and tells it.
    pub(super) async fn tell(&self) -> Result<()> {
        Ok(self.pursuit.lock().await.look().await?)
    }

    /// What the one field of an operation answers with; no error of any kind is expected.
    pub(super) async fn done(
        &self,
        who: As<'_>,
        operation: &str,
        variables: Value,
    ) -> Result<Value> {
        let answer = self.ask(who, operation, variables.clone()).await?;
        ensure!(
            answer["errors"].is_null(),
            "{operation} {variables}: {answer:#}"
        );
        let data = answer["data"].as_object().context("no data")?;
        let field = data.values().next().cloned().unwrap_or_default();
        let refused = field
            .get("userErrors")
            .is_some_and(|errors| *errors != json!([]));
        ensure!(!refused, "{operation} {variables}: {field:#}");
        Ok(field)
    }

    /// The user errors of a mutation that changes nothing: code and path of each. Nothing may be in the log afterwards.
    pub(super) async fn refused(
        &self,
        who: As<'_>,
        operation: &str,
        variables: Value,
    ) -> Result<Vec<(String, String)>> {
        let before = self.head().await?;
        let answer = self.ask(who, operation, variables.clone()).await?;
        ensure!(
            answer["errors"].is_null(),
            "{operation} {variables}: {answer:#}"
        );
        ensure!(
            self.head().await? == before,
            "{operation} {variables} changed something"
        );
        let data = answer["data"].as_object().context("no data")?;
        let field = data.values().next().context("no field")?;
        let errors = field["userErrors"].as_array().context("no userErrors")?;
        let told = errors.iter().map(|error| {
            let words = error["message"].as_str().unwrap_or_default();
            assert!(
                !words.starts_with("error-") && !words.contains("{$"),
                "{error}"
            );
            let path = error["path"].as_array().into_iter().flatten();
            let path: Vec<&str> = path.filter_map(Value::as_str).collect();
            (
                error["code"].as_str().unwrap_or_default().to_owned(),
                path.join("."),
            )
        });
        Ok(told.collect())
    }

    /// The code of the error that an operation ends with, if it has one.
    pub(super) async fn code(
        &self,
        who: As<'_>,
        operation: &str,
        variables: Value,
    ) -> Result<String> {
        let answer = self.ask(who, operation, variables).await?;
        let code = answer.pointer("/errors/0/extensions/code");
        Ok(code.and_then(Value::as_str).unwrap_or("none").to_owned())
    }

    /// What a reader gets at a path: the kind of thing, and its title or where it leads.
    pub(super) async fn at(&self, path: &str) -> Result<String> {
        let route = self
            .done(As::Stranger, "Route", json!({"path": path}))
            .await?;
        let kind = route["kind"].as_str().unwrap_or_default();
        let what = ["title", "to", "name"]
            .iter()
            .find_map(|name| route[name].as_str());
        Ok(match what {
            Some(what) => format!("{kind} {what}"),
            None => kind.to_owned(),
        })
    }

    /// The number of the newest change.
    pub(super) async fn head(&self) -> Result<i64> {
        Ok(isogloss::store::change::head(&self.writer.store.read().await?).await?)
    }

    /// A new post in English, titled `title`; its `postId`.
    pub(super) async fn post(&self, title: &str) -> Result<String> {
        let input = json!({"locale": "en", "translation": {"title": title, "markdown": format!("*{title}* in English.")}});
        let made = self
            .done(As::Editor, "Create", json!({"input": input}))
            .await?;
        text(&made, "/post/postId")
    }
}

/// One operation with its fragments: the others would only be checked for nothing.
fn document(operation: &str) -> Result<String> {
    let parts: Vec<&str> = ["query ", "mutation ", "subscription ", "fragment "]
        .iter()
        .flat_map(|kind| {
            OPERATIONS
                .match_indices(&format!("\n{kind}"))
                .collect::<Vec<_>>()
        })
        .map(|(at, _)| &OPERATIONS[at + 1..])
        .collect();
    let end = |part: &str| {
        let ends = ["\nquery ", "\nmutation ", "\nsubscription ", "\nfragment "];
        ends.iter()
            .filter_map(|end| part.find(end))
            .min()
            .unwrap_or(part.len())
    };
    let name = |part: &str| {
        let mut words = part.split([' ', '(']);
        words.nth(1).unwrap_or_default().to_owned()
    };
    let is_meant = |part: &&&str| !part.starts_with("fragment") && name(part) == operation;
    let meant = parts.iter().find(is_meant);
    let meant = meant.with_context(|| format!("there is no operation {operation}"))?;
    let mut text = meant[..end(meant)].to_owned();
    for part in parts.iter().filter(|part| part.starts_with("fragment")) {
        if text.contains(&format!("...{}", name(part))) {
            text.push_str(&part[..end(part)]);
        }
    }
    Ok(text)
}

/// The text at a pointer.
pub(super) fn text(value: &Value, pointer: &str) -> Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    Ok(found
        .with_context(|| format!("no {pointer} in {value:#}"))?
        .to_owned())
}

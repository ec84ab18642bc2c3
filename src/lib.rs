//! Isogloss: a GraphQL content backend in which no language is second class.
//!
//! # Bird's eye
//! A folder of Markdown files in several languages goes in; for every path of the site one typed GraphQL answer comes out.
//! Everything that a reader may see is rendered and derived when content is *written*; reading looks things up and joins
//! them. A request names a locale once, at its root, and a [`Scope`](domain::scope::Scope) carries it down to every child.
//!
//! # Rooms
//! Layers outside, nouns inside: `ls src/*/post*` shows all of *post*. Read them in this order:
//!
//! | room | what lives there | what is absent |
//! |---|---|---|
//! | [`domain`] | words and rules: locales, paths, what is shown where | IO, async, SQL, GraphQL, the clock |
//! | [`document`] | text ⇄ meaning: front matter, Markdown, payloads, files for translators | IO |
//! | [`messages`] | Fluent texts: (key, arguments, locale) → text; the only room that reads `locales/` | content, SQL |
//! | [`files`] | content folders: the only room that walks and writes them | SQL, network |
//! | [`store`] | rows in, domain values out; the only room that speaks SQL | rules of fallback, permission, publishing |
//! | [`service`] | use cases and their transactions; called by `graphql` and `cli` alike | GraphQL and HTTP types, configuration |
//! | [`jobs`] | what runs by itself: scheduled publishing, following the locale files and the ends of tokens | rules |
//! | [`graphql`] | translation to and from the contract | SQL; an `if` about business |
//! | [`http`] | the router and the endpoint: negotiation, limits, health, connections that stay open | resolvers |
//! | [`config`], [`telemetry`] | settings from file, environment and flags; logs | use outside `main`, `cli`, `http` |
//! | [`cli`] | arguments and printing | rules |
//!
//! `entity` and `migration`, beside this crate, hold the tables. A test reads every import and fails on an edge that the table
//! of rooms does not have, so a reader may trust it.
//!
//! # How a path is answered
//! [`http`] hands a document to [`graphql`], which makes a [plan](service::read::plan) of the selected fields. [`service::read`]
//! looks the path up ([`store::read::route`]), lets [`domain::route::decide`] say what is there, and loads the plan level by
//! level: content, names, relations, each for all posts of a level in one statement. The number of statements follows from the
//! document; it never depends on how much content there is.
//!
//! # How a file becomes a post
//! [`files`] reads and [`document`] renders, in parallel and before any transaction; [`domain::grouping`] pairs translations;
//! [`service::import`] compares with what is stored and writes the difference in one transaction, in which [`store::view`]
//! derives what lists read.
//!
//! # How an editor's change is made
//! `graphql::gate` lets nobody ask who may not; [`graphql`] hands the input on as an [`Act`](service::act::Act) of somebody;
//! the use case ([`service::post`], [`service::translation`], …) collects every [problem](service::problem) of the input and,
//! if there is none, says what becomes of the post. `service::write`, which imports go through as well, writes that with
//! all that is derived from it, in one transaction.
//!
//! # How a translation gets stale
//! `service::write::staleness` compares the source that a translation was brought up to date with and the source of now,
//! block by block ([`document::segment`]), when either is written, and keeps what differs beside the translation; a queue
//! reads it. [`service::exchange`] writes the same blocks for the tools of translators, and takes them back.
//!
//! # How a language is added
//! [`jobs::locales`] notices a folder, [`messages`] reads it, and another [`Site`](service::site::Site) with another schema
//! takes the place of the one before; [`service::startup`] derives what follows from it. A request is answered by one of them,
//! from its first field to its last.
//!
//! # How a site moves
//! [`service::moving`] copies from a snapshot of one database into one transaction of another, and reads back what it wrote.
//! [`store::copy`] takes the tables from the databases' own catalogs, so that a migration need not think of it.
//!
//! # Invariants
//! - What a reader sees is never parsed or rendered when it is read.
//! - A slug, locale or path is parsed once, at the edge, into a type that cannot hold anything else.
//! - Problems in content are data ([`domain::diagnostic`]): all are reported, none stops the others.
//! - Time, ids and randomness are passed in; only `cli` asks for them.

pub mod cli;
pub mod config;
pub mod document;
pub mod domain;
pub mod files;
#[expect(
    rustdoc::broken_intra_doc_links,
    reason = "`[editor]` and `[admin]` are marks in the texts of the public API, and no links"
)]
pub mod graphql;
pub mod http;
pub mod jobs;
pub mod messages;
pub mod service;
pub mod store;
pub mod telemetry;

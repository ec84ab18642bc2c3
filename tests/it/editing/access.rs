//! Who may do what: strangers, roles, and tokens for some locales.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::desk::{As, Desk, text};
use crate::Harness;
use crate::database::{Backend, Databases};

pub(super) fn trials(harness: &Harness) -> Vec<Trial> {
    [
        harness.on_both("editing::every_marked_field_refuses_a_stranger", strangers),
        harness.on_both("editing::roles_and_locales_limit_what_a_token_may", roles),
        harness.on_both(
            "editing::tokens_end_when_they_are_revoked_or_expire",
            tokens,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One operation for each mutation and each marked root field, with input that is wrong on purpose: a stranger is refused
/// before anybody looks at it. The second value is the least role that may.
fn closed() -> Vec<(&'static str, &'static str, Value)> {
    let id = json!({"postId": "nonsense", "locale": "xx", "locales": [], "tagId": "nonsense", "version": 0, "input": {}});
    let with = |name: &str, value: Value| {
        let mut all = id.clone();
        all[name] = value;
        all
    };
    vec![
        (
            "postCreate",
            "Create",
            json!({"input": {"locale": "xx", "translation": {}}}),
        ),
        ("postUpdate", "Update", id.clone()),
        ("postDelete", "Delete", id.clone()),
        ("translationSave", "Save", id.clone()),
        (
            "translationConfirm",
            "Confirm",
            with("sourceVersion", json!(0)),
        ),
        ("translationDelete", "DeleteTranslation", id.clone()),
        ("postPublish", "Publish", with("at", json!("yesterday"))),
        ("postUnschedule", "Unschedule", id.clone()),
        ("postUnpublish", "Unpublish", id.clone()),
        ("revisionRestore", "Restore", id.clone()),
        (
            "sectionTranslate",
            "NameSection",
            json!({"key": "/", "locale": "xx", "title": "\u{1}"}),
        ),
        (
            "tagCreate",
            "CreateTag",
            json!({"input": {"key": "", "locale": "xx", "name": ""}}),
        ),
        ("tagTranslate", "NameTag", with("name", json!(""))),
        ("tagTranslationDelete", "UnnameTag", id.clone()),
        ("tagDelete", "DeleteTag", id.clone()),
        ("redirectCreate", "Redirect", json!({"from": "", "to": ""})),
        ("redirectDelete", "DeleteRedirect", json!({"from": ""})),
        ("previewTokenCreate", "Preview", id.clone()),
        (
            "tokenCreate",
            "MakeToken",
            json!({"name": "", "role": "ADMIN", "expiresAt": "yesterday"}),
        ),
        ("tokenRevoke", "RevokeToken", json!({"name": "anna"})),
        ("render", "Render", json!({"markdown": "", "locale": "xx"})),
        ("revisions", "History", id.clone()),
        ("translationQueue", "Queue", json!({"locale": "xx"})),
        ("viewer", "Viewer", json!({})),
    ]
}

/// The marked fields of `Post`, and `post` and `posts` with the marked argument.
const IN_POSTS: [&str; 7] = [
    "sharedMeta",
    "ownMeta",
    "scheduledFor",
    "hasUnpublishedChanges",
    "translation { status }",
    "translations { key }",
    "revisions { totalCount }",
];

async fn strangers(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    for (field, operation, variables) in closed() {
        for who in [As::Stranger, As::Bearer("isogloss_nonsense")] {
            let answer = desk.ask(who, operation, variables.clone()).await?;
            let errors = answer["errors"]
                .as_array()
                .with_context(|| format!("{field}: {answer}"))?;
            ensure!(errors.len() == 1, "{field}: {answer}");
            ensure!(
                errors[0]["extensions"]["code"] == "UNAUTHENTICATED",
                "{field}: {answer}"
            );
            ensure!(errors[0]["path"] == json!([field]), "{field}: {answer}");
        }
    }
    for marked in IN_POSTS {
        let query = format!("{{ post(by: {{key: \"blog/hello\"}}) {{ title {marked} }} }}");
        let answer = crate::app::ask(
            &desk.writer.store,
            &crate::case::site("blog"),
            &query,
            json!({}),
        )
        .await?;
        ensure!(
            answer["data"]["post"]["title"] == "Hello",
            "the rest of the answer is kept: {answer}"
        );
        ensure!(
            answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED",
            "{marked}: {answer}"
        );
    }
    for latest in [
        "{ post(by: {key: \"blog/hidden\"}, view: LATEST) { title } }",
        "{ posts(locale: \"en\", view: LATEST, filter: {statuses: [DRAFT]}) { totalCount } }",
    ] {
        let answer = crate::app::ask(
            &desk.writer.store,
            &crate::case::site("blog"),
            latest,
            json!({}),
        )
        .await?;
        ensure!(
            answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED",
            "{latest}: {answer}"
        );
    }
    every_marked_field_was_tried()
}

/// Holds the lists above against the schema: a field that is added and marked, or a new mutation, has to be in them.
fn every_marked_field_was_tried() -> Result<()> {
    let sdl = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql"))?;
    let mut marked = BTreeSet::new();
    for definition in parse_schema(&sdl)?.definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let owner = definition.node.name.node.to_string();
        let TypeKind::Object(object) = definition.node.kind else {
            continue;
        };
        for field in object.fields {
            let description = field
                .node
                .description
                .map(|text| text.node)
                .unwrap_or_default();
            let is_marked =
                description.starts_with("[editor]") || description.starts_with("[admin]");
            ensure!(
                is_marked || owner != "Mutation",
                "{} is not marked",
                field.node.name.node
            );
            if is_marked {
                marked.insert(field.node.name.node.to_string());
            }
        }
    }
    let in_posts = IN_POSTS.iter().filter_map(|field| field.split(' ').next());
    let tried = closed().into_iter().map(|(field, ..)| field);
    let tried: BTreeSet<String> = tried.chain(in_posts).map(str::to_owned).collect();
    ensure!(marked == tried, "marked {marked:?}\ntried {tried:?}");
    Ok(())
}

async fn roles(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let translators = [
        "translationSave",
        "translationConfirm",
        "revisionRestore",
        "tagTranslate",
        "sectionTranslate",
        "previewTokenCreate",
    ];
    let readers = ["render", "revisions", "translationQueue", "viewer"];
    for (field, operation, variables) in closed() {
        // What cannot be read at all is another matter than what may be done.
        let variables = match variables {
            Value::Object(mut all) => {
                all.remove("at");
                all.remove("expiresAt");
                Value::Object(all)
            }
            other => other,
        };
        let may = [
            (
                As::Translator,
                translators.contains(&field) || readers.contains(&field),
            ),
            (As::Editor, !field.starts_with("token")),
            (As::Admin, field != "tokenRevoke"),
        ];
        for (who, may) in may {
            let code = desk.code(who, operation, variables.clone()).await?;
            let is_forbidden = code == "FORBIDDEN";
            if field == "tokenRevoke" && matches!(who, As::Admin) {
                continue;
            }
            ensure!(is_forbidden != may, "{field} as {who:?}: {code}");
        }
    }
    let id = desk.post("Shared").await?;
    let forbidden = |path: &str| vec![("LOCALE_FORBIDDEN".to_owned(), path.to_owned())];
    let german = json!({"postId": id, "locale": "de", "input": {"title": "Geteilt"}});
    desk.done(As::GermanTranslator, "Save", german).await?;
    for (who, operation, variables, path) in [
        (
            As::GermanTranslator,
            "Save",
            json!({"postId": id, "locale": "fr", "input": {"title": "Non"}}),
            "locale",
        ),
        (
            As::GermanEditor,
            "Publish",
            json!({"postId": id, "locales": ["de", "en"]}),
            "locales.1",
        ),
        (
            As::GermanEditor,
            "Update",
            json!({"postId": id, "input": {"navigation": false}}),
            "postId",
        ),
        (As::GermanEditor, "Delete", json!({"postId": id}), "postId"),
        (
            As::GermanEditor,
            "Redirect",
            json!({"from": "/en/a", "to": "/en/b"}),
            "from",
        ),
        (
            As::GermanEditor,
            "Preview",
            json!({"postId": id, "locale": "en"}),
            "locale",
        ),
        (
            As::GermanTranslator,
            "NameSection",
            json!({"key": "blog", "locale": "en", "title": "B"}),
            "locale",
        ),
        (
            As::GermanTranslator,
            "Restore",
            json!({"postId": id, "locale": "en", "version": 1}),
            "locale",
        ),
    ] {
        let refused = desk.refused(who, operation, variables).await?;
        ensure!(
            refused == forbidden(path),
            "{operation} as {who:?}: {refused:?}"
        );
    }
    let create = json!({"input": {"locale": "de", "translation": {"title": "Neu"}}});
    let refused = desk.refused(As::GermanEditor, "Create", create).await?;
    ensure!(refused == forbidden("input"), "{refused:?}");
    desk.done(
        As::GermanEditor,
        "Redirect",
        json!({"from": "/de/alt", "to": "/de/neu"}),
    )
    .await?;
    let viewer = desk.done(As::GermanEditor, "Viewer", json!({})).await?;
    ensure!(
        viewer == json!({"name": "erna", "role": "EDITOR", "locales": ["de"]}),
        "{viewer}"
    );
    Ok(())
}

async fn tokens(databases: &Databases, backend: Backend) -> Result<()> {
    let desk = Desk::new(databases, backend).await?;
    let new = json!({"name": " bot ", "role": "EDITOR", "expiresAt": "2025-01-15T12:01:00Z"});
    let made = desk.done(As::Admin, "MakeToken", new.clone()).await?;
    let secret = text(&made, "/secret")?;
    ensure!(
        made["name"] == "bot" && secret.starts_with("isogloss_"),
        "{made}"
    );
    let viewer = desk.done(As::Bearer(&secret), "Viewer", json!({})).await?;
    ensure!(viewer["name"] == "bot", "{viewer}");
    let stored = isogloss::store::token::all(&desk.writer.store.read().await?).await?;
    ensure!(
        !format!("{stored:?}").contains(&secret),
        "the secret is stored"
    );
    let secret_shown = isogloss::service::token::Secret::new(secret.clone());
    ensure!(
        !format!("{secret_shown:?}").contains(&secret),
        "the secret shows"
    );
    for (variables, expected) in [
        (new.clone(), ("KEY_TAKEN", "name")),
        (json!({"name": "", "role": "ADMIN"}), ("REQUIRED", "name")),
        (
            json!({"name": "a\nb", "role": "ADMIN"}),
            ("INVALID", "name"),
        ),
        (
            json!({"name": "x".repeat(101), "role": "ADMIN"}),
            ("TOO_LONG", "name"),
        ),
        (
            json!({"name": "x", "role": "ADMIN", "locales": ["xx"]}),
            ("UNKNOWN_LOCALE", "locales.0"),
        ),
        (
            json!({"name": "x", "role": "ADMIN", "locales": []}),
            ("REQUIRED", "locales"),
        ),
        (
            json!({"name": "x", "role": "ADMIN", "expiresAt": "2020-01-01T00:00:00Z"}),
            ("INVALID", "expiresAt"),
        ),
    ] {
        let refused = desk
            .refused(As::Admin, "MakeToken", variables.clone())
            .await?;
        let (code, path) = expected;
        ensure!(
            refused == [(code.to_owned(), path.to_owned())],
            "{variables}: {refused:?}"
        );
    }
    desk.wait(60);
    ensure!(
        desk.code(As::Bearer(&secret), "Viewer", json!({})).await? == "UNAUTHENTICATED",
        "it has expired"
    );
    desk.done(As::Admin, "RevokeToken", json!({"name": "emil"}))
        .await?;
    ensure!(
        desk.code(As::Editor, "Viewer", json!({})).await? == "UNAUTHENTICATED",
        "it was revoked"
    );
    let twice = desk
        .refused(As::Admin, "RevokeToken", json!({"name": "emil"}))
        .await?;
    ensure!(
        twice == [("NOT_FOUND".to_owned(), "name".to_owned())],
        "{twice:?}"
    );
    Ok(())
}

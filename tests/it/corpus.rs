//! Real documentation in many languages, where it lies beside the repository: nothing of it is lost, and every path answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::database::{Backend, Databases, Skipped, open};
use crate::{Harness, app};

pub(crate) fn trials(harness: &Harness) -> Vec<Trial> {
    vec![
        harness.once("corpus::fastapi_is_there_in_all_its_languages", fastapi),
        harness.once("corpus::docus_keeps_its_order_and_its_menu", docus),
        harness.once(
            "corpus::the_seed_payload_is_answered_as_it_was_written",
            seed_payload,
        ),
    ]
}

const FASTAPI: [&str; 13] = [
    "de", "en", "es", "fr", "hi", "ja", "ko", "pt", "ru", "tr", "uk", "zh", "zh-hant",
];

async fn fastapi(databases: &Databases) -> Result<()> {
    let folder = site(databases, "fastapi-docs.tar.gz", &FASTAPI)?;
    for locale in FASTAPI {
        fs::rename(
            folder.join("fastapi").join(locale).join("docs"),
            folder.join("content").join(locale),
        )?;
    }
    let store = open(&databases.empty(Backend::Sqlite).await?).await?;
    store.migrate().await?;
    app::seed(&store, &folder).await?;
    let query = "query($after: String) { paths(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { path kind alternates { path } } } }";
    let (mut after, mut posts, mut complete) = (Value::Null, 0, 0);
    loop {
        let page = app::ask(&store, &folder, query, json!({"after": after})).await?;
        let paths = page
            .pointer("/data/paths")
            .with_context(|| page.to_string())?;
        let nodes = paths["nodes"].as_array().context("no nodes")?;
        resolve(&store, &folder, nodes).await?;
        for node in nodes.iter().filter(|node| node["kind"] == "POST") {
            posts += 1;
            let alternates = node["alternates"].as_array().map_or(0, Vec::len);
            complete += usize::from(alternates == FASTAPI.len());
            ensure!(alternates == FASTAPI.len() || alternates == 1, "{node}");
        }
        if paths.pointer("/pageInfo/hasNextPage") != Some(&json!(true)) {
            break;
        }
        after = paths
            .pointer("/pageInfo/endCursor")
            .cloned()
            .unwrap_or_default();
    }
    // 124 documents in all 13 languages, 31 in English alone.
    ensure!(
        (posts, complete) == (1643, 124 * 13),
        "{posts} posts, {complete} complete"
    );
    Ok(())
}

/// Asks for all of the paths at once: each answers with itself.
async fn resolve(store: &isogloss::store::Store, folder: &Path, nodes: &[Value]) -> Result<()> {
    let query = "query($paths: [String!]!) { routes(paths: $paths) { kind: __typename ... on Localized { path } } }";
    let paths: Vec<&Value> = nodes.iter().map(|node| &node["path"]).collect();
    let answer = app::ask(store, folder, query, json!({"paths": paths})).await?;
    let routes = answer.pointer("/data/routes").and_then(Value::as_array);
    let routes = routes.with_context(|| answer.to_string())?;
    for (node, route) in nodes.iter().zip(routes) {
        ensure!(
            route["path"] == node["path"],
            "{node} is answered with {route}"
        );
    }
    Ok(())
}

async fn docus(databases: &Databases) -> Result<()> {
    let folder = site(databases, "docus-docs.tar.gz", &["en", "fr"])?;
    fs::remove_dir(folder.join("content"))?;
    fs::rename(folder.join("docus"), folder.join("content"))?;
    let store = open(&databases.empty(Backend::Sqlite).await?).await?;
    store.migrate().await?;
    app::seed(&store, &folder).await?;
    let query = "{ navigation(locale: \"fr\") { title path isPage meta children { title path } } }";
    let answer = app::ask(&store, &folder, query, json!({})).await?;
    let menu = answer
        .pointer("/data/navigation")
        .and_then(Value::as_array)
        .context("no menu")?;
    let titles: Vec<&str> = menu
        .iter()
        .filter_map(|item| item["title"].as_str())
        .skip(1)
        .collect();
    ensure!(
        titles == ["Bien démarrer", "Concepts clés", "Essentiels", "IA"],
        "{titles:?}"
    );
    let first = &menu[1];
    ensure!(
        first["path"] == "/fr/getting-started" && first["isPage"] == false,
        "{first}"
    );
    ensure!(
        first.pointer("/meta/icon") == Some(&json!("i-lucide-rocket")),
        "{first}"
    );
    let pages: Vec<&str> = first["children"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|page| page["path"].as_str())
        .collect();
    let expected = [
        "introduction",
        "installation",
        "project-structure",
        "studio",
        "migration",
        "troubleshooting",
    ];
    let expected: Vec<String> = expected
        .iter()
        .map(|page| format!("/fr/getting-started/{page}"))
        .collect();
    ensure!(pages == expected, "{pages:?}");
    Ok(())
}

async fn seed_payload(databases: &Databases) -> Result<()> {
    let payload = shared()?.join("seed/_payload.json");
    let decoded: Value =
        serde_json::from_str(&fs::read_to_string(shared()?.join("seed/decoded.json"))?)?;
    let expected = decoded
        .pointer("/data/blog-en-fastapi-vs-django-2024")
        .context("no document")?;
    let folder = databases.folder().join("seed");
    locales(&folder, &["en"])?;
    let store = open(&databases.empty(Backend::Sqlite).await?).await?;
    store.migrate().await?;
    app::seed_from(&store, &folder, &payload).await?;
    let query = "{ route(path: \"/en/blog/fastapi-vs-django-2024\") { ... on Post {
        title path slug stem extension description date navigation meta seo { title description }
        tags { name } readingTime { minutes } body { minimark toc { anchor depth text children { anchor depth text } } } } } }";
    let answer = app::ask(&store, &folder, query, json!({})).await?;
    let post = answer
        .pointer("/data/route")
        .with_context(|| answer.to_string())?;
    for field in [
        "title",
        "path",
        "slug",
        "stem",
        "extension",
        "description",
        "date",
        "navigation",
        "meta",
    ] {
        ensure!(
            post[field] == expected[field],
            "{field}: {} instead of {}",
            post[field],
            expected[field]
        );
    }
    for field in ["title", "description"] {
        ensure!(
            post["seo"][field] == expected["seo"][field],
            "seo.{field}: {}",
            post["seo"][field]
        );
    }
    let names: Vec<&Value> = post["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|tag| &tag["name"])
        .collect();
    ensure!(
        json!(names) == expected["tags"],
        "{names:?} instead of {}",
        expected["tags"]
    );
    ensure!(
        post.pointer("/readingTime/minutes").and_then(Value::as_i64) > Some(0),
        "{post}"
    );
    ensure!(
        post.pointer("/body/minimark") == expected.get("body"),
        "another tree: {}",
        post["body"]
    );
    let toc = links(&expected["body"]["toc"]["links"]);
    ensure!(
        post["body"]["toc"] == toc,
        "{} instead of {toc}",
        post["body"]["toc"]
    );
    Ok(())
}

/// The reference's table of contents in our words.
fn links(links: &Value) -> Value {
    let entry = |link: &Value| {
        let children = link
            .get("children")
            .map_or_else(|| json!([]), links_of_children);
        json!({"anchor": link["id"], "depth": link["depth"], "text": link["text"], "children": children})
    };
    links.as_array().into_iter().flatten().map(entry).collect()
}

fn links_of_children(links: &Value) -> Value {
    let entry =
        |link: &Value| json!({"anchor": link["id"], "depth": link["depth"], "text": link["text"]});
    links.as_array().into_iter().flatten().map(entry).collect()
}

/// A folder with the unpacked archive, an empty `content`, and `locales`.
fn site(databases: &Databases, archive: &str, tags: &[&str]) -> Result<PathBuf> {
    let archive = shared()?.join("corpora").join(archive);
    let name = archive
        .file_stem()
        .context("no name")?
        .to_string_lossy()
        .into_owned();
    let folder = databases.folder().join("corpus").join(name);
    fs::create_dir_all(folder.join("content"))?;
    unpack(&archive, &folder)?;
    locales(&folder, tags)?;
    Ok(folder)
}

pub(crate) fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let status = Command::new("tar")
        .arg("xzf")
        .arg(archive)
        .arg("-C")
        .arg(folder)
        .status()?;
    ensure!(status.success(), "{} cannot be unpacked", archive.display());
    Ok(())
}

fn locales(folder: &Path, tags: &[&str]) -> Result<()> {
    for tag in tags {
        let folder = folder.join("locales").join(tag);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("site.ftl"), "# Nothing yet.\n")?;
    }
    Ok(())
}

/// The folder of reference documents: beside the repository, or where the environment says.
pub(crate) fn shared() -> Result<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ISOGLOSS_SHARED").map_or_else(beside, PathBuf::from);
    if !folder.join("corpora").is_dir() {
        bail!(Skipped(
            "the reference documents are not beside the repository".to_owned()
        ));
    }
    Ok(folder)
}

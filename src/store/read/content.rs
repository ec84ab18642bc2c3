//! Live content: what posts say in the locales that are served.

use sea_orm::QueryResult;

use super::{locale, post, section};
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::domain::slug::Section;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// A post with its live translation in one locale.
#[derive(Clone, Debug)]
pub struct Content {
    /// The post.
    pub post: PostId,
    /// The locale of the translation.
    pub locale: Locale,
    /// The stable key.
    pub key: String,
    /// The locale it was first written in.
    pub source_locale: Locale,
    /// The folder.
    pub section: Section,
    /// ISO 8601 date.
    pub date: Option<String>,
    /// Whether menus show it, unless the translation says otherwise.
    pub navigation: bool,
    /// Whether menus show this translation.
    pub own_navigation: Option<bool>,
    /// JSON that all locales share.
    pub meta: String,
    /// JSON laid over it.
    pub own_meta: String,
    /// Version of what all locales share.
    pub shared_version: i32,
    /// Version of the translation.
    pub version: i32,
    /// Which other versions matter.
    pub pointers: Pointers,
    /// Microseconds since 1970: first publication.
    pub published_at: Option<i64>,
    /// Microseconds since 1970: the last change readers could see.
    pub updated_at: i64,
    /// The source file's path without its extension.
    pub stem: String,
    /// The source file's extension.
    pub extension: String,
    /// The last path segment; empty for an index page.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// Title for search engines.
    pub seo_title: Option<String>,
    /// Description for search engines.
    pub seo_description: Option<String>,
    /// Image for search engines.
    pub seo_image: Option<String>,
    /// Words of prose.
    pub words: i32,
    /// Words in code.
    pub code_words: i32,
    /// Hash of what was rendered.
    pub hash: String,
    /// The body, if it was asked for.
    pub body: Option<Body>,
}

/// A body in every form.
#[derive(Clone, Debug)]
pub struct Body {
    /// As it was written.
    pub markdown: String,
    /// Sanitized HTML.
    pub html: String,
    /// Plain text.
    pub text: String,
    /// JSON of the table of contents.
    pub toc: String,
    /// HTML before `<!--more-->`.
    pub excerpt: Option<String>,
    /// JSON of the tree that Nuxt Content delivers, if it was asked for.
    pub minimark: Option<String>,
}

/// Which state of a translation is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The one that readers see.
    Live,
    /// The newest; none of a deleted translation.
    Head,
}

/// Which revisions a translation's pointers name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointers {
    /// The newest.
    pub head: i32,
    /// The one that readers see.
    pub live: Option<i32>,
    /// The one that will go live.
    pub scheduled: Option<i32>,
    /// When, in microseconds since 1970.
    pub publish_at: Option<i64>,
}

/// What is loaded of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithBody {
    /// Nothing.
    No,
    /// All but the tree, which few ask for and which is long.
    WithoutTree,
    /// All.
    Whole,
}

/// The content of posts in the locales that are served, in no order.
pub async fn of_posts(
    tx: &ReadTx,
    wanted: &[(PostId, Locale)],
    state: State,
    with_body: WithBody,
) -> Result<Vec<Content>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let body = match with_body {
        WithBody::No => "",
        WithBody::WithoutTree => ", r.markdown, d.html, d.text, d.toc, d.excerpt",
        WithBody::Whole => ", r.markdown, d.html, d.text, d.toc, d.excerpt, d.minimark",
    };
    let seen = "CASE WHEN p.updated_at > t.updated_at THEN p.updated_at ELSE t.updated_at END";
    let (version, updated_at) = match state {
        State::Live => ("live_version", seen.to_owned()),
        // A draft was not seen by readers: it is as new as its revision.
        State::Head => (
            "head_version AND t.head_rest IS NOT NULL",
            format!("CASE WHEN r.created_at > {seen} THEN r.created_at ELSE {seen} END"),
        ),
    };
    let mut statement = Statement::new(&format!(
        "SELECT p.id AS post_id, t.locale, p.key, p.source_locale, p.section, p.date, p.navigation, r.navigation AS own_navigation, \
         p.meta, r.meta AS own_meta, p.shared_version, r.version, t.head_version, t.live_version, t.scheduled_version, \
         t.publish_at, t.published_at, {updated_at} AS updated_at, \
         t.stem, t.extension, r.slug, r.title, r.description, r.seo_title, r.seo_description, r.seo_image, \
         d.words, d.code_words, d.hash{body} FROM "
    ));
    statement.bind_pairs(
        wanted
            .iter()
            .map(|(post, locale)| (post.0, locale.as_str())),
    );
    statement.push(&format!(
        " AS wanted \
         CROSS JOIN post_translation t CROSS JOIN post p CROSS JOIN revision r CROSS JOIN rendering d \
         WHERE t.post_id = wanted.column1 AND t.locale = wanted.column2 AND p.id = t.post_id \
         AND r.translation_id = t.id AND r.version = t.{version} \
         AND d.translation_id = t.id AND d.version = t.{version}"
    ));
    let rows = tx.all(statement).await?;
    rows.iter().map(|row| content(row, with_body)).collect()
}

fn content(row: &QueryResult, with_body: WithBody) -> Result<Content, StoreError> {
    Ok(Content {
        post: post(row, "post_id")?,
        locale: locale(row, "locale")?,
        key: row.try_get("", "key")?,
        source_locale: locale(row, "source_locale")?,
        section: section(row, "section")?,
        date: row.try_get("", "date")?,
        navigation: row.try_get("", "navigation")?,
        own_navigation: row.try_get("", "own_navigation")?,
        meta: row.try_get("", "meta")?,
        own_meta: row.try_get("", "own_meta")?,
        shared_version: row.try_get("", "shared_version")?,
        version: row.try_get("", "version")?,
        pointers: pointers(row)?,
        published_at: row.try_get("", "published_at")?,
        updated_at: row.try_get("", "updated_at")?,
        stem: row.try_get("", "stem")?,
        extension: row.try_get("", "extension")?,
        slug: row.try_get("", "slug")?,
        title: row.try_get("", "title")?,
        description: row.try_get("", "description")?,
        seo_title: row.try_get("", "seo_title")?,
        seo_description: row.try_get("", "seo_description")?,
        seo_image: row.try_get("", "seo_image")?,
        words: row.try_get("", "words")?,
        code_words: row.try_get("", "code_words")?,
        hash: row.try_get("", "hash")?,
        body: match with_body {
            WithBody::No => None,
            with_body => Some(body(row, with_body)?),
        },
    })
}

/// Reads the columns `head_version`, `live_version`, `scheduled_version` and `publish_at`.
pub(super) fn pointers(row: &QueryResult) -> Result<Pointers, StoreError> {
    Ok(Pointers {
        head: row.try_get("", "head_version")?,
        live: row.try_get("", "live_version")?,
        scheduled: row.try_get("", "scheduled_version")?,
        publish_at: row.try_get("", "publish_at")?,
    })
}

fn body(row: &QueryResult, with_body: WithBody) -> Result<Body, StoreError> {
    Ok(Body {
        markdown: row.try_get("", "markdown")?,
        html: row.try_get("", "html")?,
        text: row.try_get("", "text")?,
        toc: row.try_get("", "toc")?,
        excerpt: row.try_get("", "excerpt")?,
        minimark: match with_body {
            WithBody::Whole => row.try_get("", "minimark")?,
            _ => None,
        },
    })
}

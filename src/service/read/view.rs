//! What a reader gets: things as seen through one scope, loaded as far as the plan said.

mod translation;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::plan::{ListArgs, Page};
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;
use crate::domain::route::{Place, RedirectReason};
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::domain::status::Status;
use crate::store::revision::RevisionRow;

pub use translation::{TaskView, TranslationQueueView, TranslationView};

/// A post in one locale, as its scope shows it.
#[derive(Clone, Debug)]
pub struct PostView {
    /// Through what it is seen; its relations inherit it.
    pub scope: Arc<Scope>,
    /// The same in every locale.
    pub id: PostId,
    /// The stable key.
    pub key: String,
    /// The locale it was first written in.
    pub source_locale: Locale,
    /// The locale that is served.
    pub locale: Locale,
    /// Where it is shown in the requested locale.
    pub place: Place,
    /// Where it is published in the served locale: the canonical place.
    pub canonical: Place,
    /// Its folder.
    pub section_key: Section,
    /// Its last path segment; empty for an index page.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its description; may be empty.
    pub description: String,
    /// What its front matter says for search engines.
    pub seo: SeoView,
    /// The date that all locales share.
    pub date: Option<Date>,
    /// When the served translation was first published.
    pub published_at: Option<Instant>,
    /// When readers last saw a change.
    pub updated_at: Instant,
    /// Words of prose.
    pub words: u32,
    /// Words in code.
    pub code_words: u32,
    /// Front matter the server has no field for.
    pub meta: Map<String, Value>,
    /// Whether menus show it.
    pub navigation: bool,
    /// Extension of the source file.
    pub extension: String,
    /// Path of the source file without its extension.
    pub stem: String,
    /// Version of the served translation.
    pub version: i32,
    /// Version of what all locales share.
    pub shared_version: i32,
    /// Where the state shown stands.
    pub status: Status,
    /// When a scheduled state goes live.
    pub scheduled_for: Option<Instant>,
    /// Whether the newest state is another than the one readers see.
    pub has_unpublished_changes: bool,
    /// JSON: what all locales share of `meta`. Read when an editor asks, not for every reader.
    pub shared_meta: String,
    /// JSON: what this locale lays over it.
    pub own_meta: String,
    /// Changes whenever the served content changes.
    pub hash: String,
    /// If the plan wants it.
    pub body: Option<Arc<BodyView>>,
    /// The published versions, if the plan wants them; in the order of the site's locales.
    pub alternates: Vec<AlternateView>,
    /// If the plan wants them.
    pub tags: Vec<Arc<TagView>>,
    /// If the plan wants it.
    pub section: Option<Arc<SectionView>>,
    /// The neighbor before.
    pub previous: Option<Arc<PostView>>,
    /// The neighbor after.
    pub next: Option<Arc<PostView>>,
    /// Posts that share tags, by how many were wanted.
    pub related: BTreeMap<usize, Vec<Arc<PostView>>>,
    /// All its translations in their newest state, if the plan wants them; in the order of the site's locales.
    pub translations: Vec<Arc<PostView>>,
    /// The pages of saved states that the plan wants.
    pub revisions: Vec<(Page, Arc<RevisionListView>)>,
    /// How far it is in the requested locale, if the plan wants to know.
    pub translation: Option<Arc<TranslationView>>,
}

/// A saved state of a translation.
#[derive(Clone, Debug)]
pub struct RevisionView {
    /// The locale.
    pub locale: Locale,
    /// What was saved.
    pub row: RevisionRow,
    /// Whether readers see it.
    pub is_published: bool,
    /// How it differs from other versions, as far as the plan wants to know; `None` is the version before it.
    pub diffs: BTreeMap<Option<i32>, String>,
}

/// A page of saved states, the newest first.
#[derive(Clone, Debug, Default)]
pub struct RevisionListView {
    /// Each with its cursor.
    pub rows: Vec<(String, RevisionView)>,
    /// Whether there are older ones.
    pub has_next: bool,
    /// Whether there are newer ones.
    pub has_previous: bool,
    /// How many there are in all.
    pub total: i64,
}

/// A redirect that is stored.
#[derive(Clone, Debug, Default)]
pub struct RedirectListView {
    /// Each with its cursor.
    pub rows: Vec<(String, RedirectView)>,
    /// Whether there are more.
    pub has_next: bool,
    /// How many there are in all.
    pub total: i64,
}

/// What front matter says for search engines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeoView {
    /// Replaces the title.
    pub title: Option<String>,
    /// Replaces the description.
    pub description: Option<String>,
    /// Path or URL of an image.
    pub image: Option<String>,
}

/// One body in every form.
#[derive(Clone, Debug)]
pub struct BodyView {
    /// As it was written.
    pub markdown: String,
    /// Sanitized.
    pub html: String,
    /// For search and descriptions.
    pub text: String,
    /// JSON of `document::toc::TocEntry`s, all levels.
    pub toc: String,
    /// HTML before `<!--more-->`.
    pub excerpt: Option<String>,
    /// JSON of the tree that Nuxt Content delivers, if it was asked for.
    pub minimark: Option<String>,
}

/// The same thing in another locale, where it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternateView {
    /// Where.
    pub place: Place,
    /// Its title there.
    pub title: String,
}

/// A tag as its scope shows it.
#[derive(Clone, Debug)]
pub struct TagView {
    /// Through what it is seen.
    pub scope: Arc<Scope>,
    /// The same in every locale.
    pub id: TagId,
    /// The stable key.
    pub key: String,
    /// The locale that is served.
    pub locale: Locale,
    /// Where it is shown in the requested locale.
    pub place: Place,
    /// Where it is published in the served locale.
    pub canonical: Place,
    /// Its name.
    pub name: String,
    /// Its last path segment.
    pub slug: String,
    /// Its description; may be empty.
    pub description: String,
    /// Published posts that carry it and can be shown.
    pub count: i64,
    /// In the order of the site's locales.
    pub alternates: Vec<AlternateView>,
    /// The lists that the plan wants.
    pub lists: Vec<(ListArgs, Arc<ListView>)>,
}

/// A folder as its scope shows it.
#[derive(Clone, Debug)]
pub struct SectionView {
    /// Through what it is seen.
    pub scope: Arc<Scope>,
    /// Its key.
    pub key: Section,
    /// The locale that is served.
    pub locale: Locale,
    /// Where it is shown.
    pub place: Place,
    /// Where it is published in the served locale.
    pub canonical: Place,
    /// Its title.
    pub title: String,
    /// In the order of the site's locales.
    pub alternates: Vec<AlternateView>,
    /// The post at its own path.
    pub index: Option<Arc<PostView>>,
    /// The lists that the plan wants.
    pub lists: Vec<(ListArgs, Arc<ListView>)>,
}

/// A page of a list of posts.
#[derive(Clone, Debug, Default)]
pub struct ListView {
    /// Each post with its cursor.
    pub rows: Vec<(String, Arc<PostView>)>,
    /// Whether there are more behind the last one.
    pub has_next: bool,
    /// Whether there are more before the first one.
    pub has_previous: bool,
    /// How many there are in all, if the plan wants to know.
    pub total: i64,
    /// How many there are of each tag, most first, if the plan wants to know.
    pub facets: Vec<(Arc<TagView>, i64)>,
}

/// What a path leads to.
#[derive(Clone, Debug)]
pub enum RouteView {
    /// A post.
    Post(Arc<PostView>),
    /// A tag.
    Tag(Arc<TagView>),
    /// A folder.
    Section(Arc<SectionView>),
    /// Another path.
    Redirect(RedirectView),
    /// Something was published here and is no more.
    Gone {
        /// As asked, decoded.
        path: String,
    },
    /// Nothing.
    NotFound {
        /// As asked, decoded.
        path: String,
        /// What may have been meant.
        suggestions: Vec<AlternateView>,
    },
}

/// What an id names, loaded.
#[derive(Clone, Debug)]
pub enum ThingView {
    /// A post.
    Post(Arc<PostView>),
    /// A tag.
    Tag(Arc<TagView>),
    /// A folder.
    Section(Arc<SectionView>),
}

/// A redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectView {
    /// As asked.
    pub from: String,
    /// A path or, of an editor's redirect, a URL.
    pub to: String,
    /// 301, 302, 307 or 308.
    pub status: u16,
    /// Why.
    pub reason: RedirectReason,
}

/// One entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct NavigationView {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// False for a folder without an index page.
    pub is_page: bool,
    /// What else the front matter's `navigation` or `.navigation.yml` says.
    pub meta: Map<String, Value>,
    /// What is below it.
    pub children: Vec<NavigationView>,
}

/// What kind of thing a listed path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A post.
    Post,
    /// A tag.
    Tag,
    /// A folder.
    Section,
}

/// One published path.
#[derive(Clone, Debug)]
pub struct PathView {
    /// Where it is.
    pub place: Place,
    /// What it leads to.
    pub kind: PathKind,
    /// Whether another locale is served there.
    pub is_fallback: bool,
    /// When readers last saw a change.
    pub updated_at: Instant,
    /// In the order of the site's locales.
    pub alternates: Vec<AlternateView>,
}

/// A page of paths.
#[derive(Clone, Debug, Default)]
pub struct PathListView {
    /// Each path with its cursor.
    pub rows: Vec<(String, PathView)>,
    /// Whether there are more.
    pub has_next: bool,
    /// How many there are in all.
    pub total: i64,
}

/// A page of tags.
#[derive(Clone, Debug, Default)]
pub struct TagListView {
    /// Each tag with its cursor.
    pub rows: Vec<(String, Arc<TagView>)>,
    /// Whether there are more behind the last one.
    pub has_next: bool,
    /// Whether there are more before the first one.
    pub has_previous: bool,
    /// How many there are in all.
    pub total: i64,
}

/// How much of a site a locale has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageView {
    /// Posts published in the locale itself.
    pub posts: i64,
    /// Posts published in any locale.
    pub posts_total: i64,
}

//! What a request wants of each thing, known before the first statement runs.
//! A plan is made from the selected fields; what it does not name is not loaded.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::slug::Section;
use crate::domain::status::Status;

/// What is wanted of a post; its own columns are always there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PostPlan {
    /// Markdown, HTML, text, table of contents and excerpt.
    pub body: bool,
    /// Of the body, the tree as well.
    pub tree: bool,
    /// The published versions in all locales.
    pub alternates: bool,
    /// Its tags.
    pub tags: Option<Box<TagPlan>>,
    /// Its folder.
    pub section: Option<Box<SectionPlan>>,
    /// The neighbor before.
    pub previous: Option<Box<PostPlan>>,
    /// The neighbor after.
    pub next: Option<Box<PostPlan>>,
    /// Posts that share tags, by how many are wanted.
    pub related: BTreeMap<usize, PostPlan>,
    /// All its translations in their newest state.
    pub translations: Option<Box<PostPlan>>,
    /// Saved states of the translation that is shown, once for each page of them.
    pub revisions: Vec<(Page, RevisionPlan)>,
    /// How far it is in the locale that was asked for.
    pub translation: bool,
}

/// What is wanted of a saved state; its texts are always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevisionPlan {
    /// The versions it is compared with; `None` is the one before it.
    pub diffs: BTreeSet<Option<i32>>,
}

/// What is wanted of a tag; name, count and alternates are always there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagPlan {
    /// The posts that carry it, once for each set of arguments.
    pub posts: Vec<(ListArgs, ListPlan)>,
}

/// What is wanted of a section; title and alternates are always there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionPlan {
    /// The post at its own path.
    pub index: Option<Box<PostPlan>>,
    /// The posts of the folder, once for each set of arguments.
    pub posts: Vec<(ListArgs, ListPlan)>,
}

/// What is wanted of a path, whatever it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoutePlan {
    /// If it leads to a post.
    pub post: PostPlan,
    /// If it leads to a tag.
    pub tag: TagPlan,
    /// If it leads to a section.
    pub section: SectionPlan,
}

/// What is wanted of a list of posts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListPlan {
    /// Of each post.
    pub node: PostPlan,
    /// How many there are.
    pub total: bool,
    /// How many there are of each tag, and what is wanted of those tags.
    pub facets: Option<Box<TagPlan>>,
}

/// What is wanted of a queue of translations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueuePlan {
    /// Of each source.
    pub source: PostPlan,
    /// Of each translation.
    pub target: PostPlan,
    /// How many there are.
    pub total: bool,
}

/// Which page of a list, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListArgs {
    /// The order.
    pub order: PostOrder,
    /// The page.
    pub page: Page,
}

/// The order of a list of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostOrder {
    /// By date, else by day of first publication, then by age; the newest first.
    #[default]
    Newest,
    /// The same, the oldest first.
    Oldest,
    /// The last changed first.
    RecentlyUpdated,
    /// By title, collated for the requested locale.
    Title,
    /// In the order of the source files.
    Source,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many, 1 to 100.
    pub limit: usize,
    /// Whether it is the end of the list that is wanted, or what comes before the cursor.
    pub is_backward: bool,
    /// The cursor that the page begins behind, or ends before.
    pub cursor: Option<String>,
}

/// Which posts a list has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostFilter {
    /// In this folder or below it.
    pub section: Option<Section>,
    /// Carrying all tags with these keys.
    pub tags: Vec<String>,
    /// Published then or later.
    pub published_after: Option<Instant>,
    /// Published before then.
    pub published_before: Option<Instant>,
    /// Published in all of these locales themselves.
    pub translated_into_all: Vec<Locale>,
    /// Published in any of these locales itself.
    pub translated_into_any: Option<Vec<Locale>>,
    /// Published in none of these locales itself.
    pub translated_into_none: Vec<Locale>,
    /// In the newest state alone: translated into the requested locale itself, and there in one of these states.
    pub statuses: Option<Vec<Status>>,
    /// In the newest state alone: with this in the title, capitals and accents aside.
    pub title_contains: Option<String>,
}

/// How a post is named by who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostBy {
    /// By its id.
    Id(PostId),
    /// By its key.
    Key(String),
}

/// What an id names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A post.
    Post(PostId),
    /// A tag.
    Tag(TagId),
    /// A folder.
    Section(Section),
}

/// How a tag is named by who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagBy {
    /// By its id.
    Id(TagId),
    /// By its key.
    Key(String),
}

impl PostPlan {
    /// What either of two plans wants, so that posts which differ in their plans are loaded together.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.body |= other.body;
        self.tree |= other.tree;
        self.alternates |= other.alternates;
        self.translation |= other.translation;
        merge(&mut self.tags, other.tags.as_deref(), TagPlan::or);
        merge(&mut self.section, other.section.as_deref(), SectionPlan::or);
        merge(&mut self.previous, other.previous.as_deref(), Self::or);
        merge(&mut self.next, other.next.as_deref(), Self::or);
        merge(
            &mut self.translations,
            other.translations.as_deref(),
            Self::or,
        );
        for (page, plan) in &other.revisions {
            self.add_revisions(page, plan);
        }
        for (first, plan) in &other.related {
            let merged = self.related.remove(first).unwrap_or_default().or(plan);
            self.related.insert(*first, merged);
        }
        self
    }

    /// Adds a page of saved states.
    pub fn add_revisions(&mut self, page: &Page, plan: &RevisionPlan) {
        match self.revisions.iter_mut().find(|(each, _)| each == page) {
            Some((_, into)) => into.diffs.extend(&plan.diffs),
            None => self.revisions.push((page.clone(), plan.clone())),
        }
    }

    /// What is wanted of the posts that any relation leads to.
    pub fn of_relations(&self) -> Self {
        let neighbors = [&self.previous, &self.next]
            .into_iter()
            .flatten()
            .map(Box::as_ref);
        neighbors
            .chain(self.related.values())
            .fold(Self::default(), Self::or)
    }
}

impl TagPlan {
    /// What either of two plans wants.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        merge_lists(&mut self.posts, &other.posts);
        self
    }
}

impl SectionPlan {
    /// What either of two plans wants.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        merge(&mut self.index, other.index.as_deref(), PostPlan::or);
        merge_lists(&mut self.posts, &other.posts);
        self
    }
}

impl ListPlan {
    /// What either of two plans wants.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.node = self.node.or(&other.node);
        self.total |= other.total;
        merge(&mut self.facets, other.facets.as_deref(), TagPlan::or);
        self
    }
}

fn merge<T: Clone>(into: &mut Option<Box<T>>, other: Option<&T>, or: impl Fn(T, &T) -> T) {
    if let Some(other) = other {
        *into = Some(match into.take() {
            Some(plan) => Box::new(or(*plan, other)),
            None => Box::new(other.clone()),
        });
    }
}

fn merge_lists(into: &mut Vec<(ListArgs, ListPlan)>, other: &[(ListArgs, ListPlan)]) {
    for (args, plan) in other {
        match into.iter_mut().find(|(each, _)| each == args) {
            Some((_, into)) => *into = std::mem::take(into).or(plan),
            None => into.push((args.clone(), plan.clone())),
        }
    }
}

//! What the database knows of the posts, paths and tags that a run of an import speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::grouping::Grouping;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::store::post::{self, PostRow};
use crate::store::revision::{self, RevisionRow, Slugs};
use crate::store::tag::{self, TagRow};
use crate::store::translation::{self, TranslationRow};
use crate::store::{Rows, StoreError, route};

/// What is stored.
#[derive(Debug, Default)]
pub(super) struct Stored {
    /// Posts that the run speaks of, by key.
    pub(super) posts: BTreeMap<String, PostRow>,
    /// All their translations.
    pub(super) translations: HashMap<PostId, Vec<TranslationRow>>,
    /// The slugs of those.
    pub(super) slugs: HashMap<TranslationId, Slugs>,
    /// Where those are live.
    pub(super) live: HashMap<(PostId, Locale), Rest>,
    /// The newest revision of each translation whose file may have changed.
    pub(super) heads: HashMap<TranslationId, RevisionRow>,
    /// The front matter last imported, of the translations that decide what edited posts share.
    pub(super) imported: HashMap<TranslationId, String>,
    /// Translations whose file the folder no longer has.
    pub(super) orphans: HashSet<TranslationId>,
    /// All tags, by key.
    pub(super) tags: BTreeMap<String, TagRow>,
}

/// Other translations at the paths that a run wants.
#[derive(Debug, Default)]
pub(super) struct Occupied {
    /// Whose newest revision has the path.
    pub(super) heads: HashMap<(Locale, Rest), TranslationRow>,
    /// What is live there.
    pub(super) live: HashMap<(Locale, Rest), Subject>,
    /// The keys of their posts.
    pub(super) keys: HashMap<PostId, String>,
}

impl Stored {
    pub(super) async fn load(
        tx: &impl Rows,
        root: &str,
        grouping: &Grouping,
        prune: bool,
    ) -> Result<Self, StoreError> {
        let keys: Vec<&str> = grouping
            .posts
            .iter()
            .map(|post| post.key.as_str())
            .collect();
        let mut posts = post::by_keys(tx, &keys).await?;
        let orphans = match prune {
            true => orphans(translation::of_root(tx, root).await?, grouping, &posts),
            false => Vec::new(),
        };
        let known: HashSet<PostId> = posts.iter().map(|post| post.id).collect();
        let bereft: BTreeSet<PostId> = orphans.iter().map(|row| row.post).collect();
        let bereft: Vec<PostId> = bereft
            .difference(&known.into_iter().collect())
            .copied()
            .collect();
        posts.extend(post::by_ids(tx, &bereft).await?);
        let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
        let mut stored = Self {
            orphans: orphans.into_iter().map(|row| row.id).collect(),
            posts: posts
                .into_iter()
                .map(|post| (post.key.clone(), post))
                .collect(),
            ..Self::default()
        };
        for row in translation::of_posts(tx, &ids).await? {
            stored.translations.entry(row.post).or_default().push(row);
        }
        for slugs in revision::slugs(tx, &ids).await? {
            stored.slugs.insert(slugs.translation, slugs);
        }
        for row in route::live_of_posts(tx, &ids).await? {
            if let RouteKind::Live(Subject::Post(post)) = row.kind {
                stored.live.insert((post, row.locale), row.rest);
            }
        }
        for tag in tag::all(tx).await? {
            stored.tags.insert(tag.key.clone(), tag);
        }
        stored.load_revisions(tx, grouping).await?;
        Ok(stored)
    }

    async fn load_revisions(
        &mut self,
        tx: &impl Rows,
        grouping: &Grouping,
    ) -> Result<(), StoreError> {
        let mut changed = Vec::new();
        let mut deciding = Vec::new();
        for source in &grouping.posts {
            let Some(post) = self.posts.get(&source.key) else {
                continue;
            };
            for document in &source.documents {
                let Some(row) = self.translation(post.id, &document.locale) else {
                    continue;
                };
                if !is_same_file(row, &document.file, &document.hash) {
                    changed.push(row.id);
                }
                if document.locale == source.decided_by && is_shared_edited(post) {
                    deciding.push(row.id);
                }
            }
        }
        let heads = revision::heads(tx, &changed).await?;
        self.heads = heads
            .into_iter()
            .map(|row| (row.translation, row))
            .collect();
        let imported = revision::imported_front_matter(tx, &deciding).await?;
        self.imported = imported.into_iter().collect();
        Ok(())
    }

    /// The row of a post in a locale, deleted or not.
    pub(super) fn translation(&self, post: PostId, locale: &Locale) -> Option<&TranslationRow> {
        let rows = self.translations.get(&post)?;
        rows.iter().find(|row| row.locale == *locale)
    }
}

impl Occupied {
    pub(super) async fn load(tx: &impl Rows, rests: &BTreeSet<Rest>) -> Result<Self, StoreError> {
        let rests: Vec<&str> = rests.iter().map(Rest::as_str).collect();
        let mut occupied = Self::default();
        let mut posts = BTreeSet::new();
        for row in translation::at_rests(tx, &rests).await? {
            if let Some(rest) = row.head_rest.clone() {
                posts.insert(row.post);
                occupied.heads.insert((row.locale.clone(), rest), row);
            }
        }
        for RouteRow { rest, locale, kind } in route::at(tx, &rests).await? {
            if let RouteKind::Live(subject) = kind {
                if let Subject::Post(post) = subject {
                    posts.insert(post);
                }
                occupied.live.insert((locale, rest), subject);
            }
        }
        let posts: Vec<PostId> = posts.into_iter().collect();
        let rows = post::by_ids(tx, &posts).await?;
        occupied.keys = rows.into_iter().map(|post| (post.id, post.key)).collect();
        Ok(occupied)
    }
}

/// Whether a file is, word for word, what was last imported from it.
pub(super) fn is_same_file(row: &TranslationRow, file: &str, hash: &str) -> bool {
    row.imported_hash.as_deref() == Some(hash) && row.source_file.as_deref() == Some(file)
}

/// Whether an editor changed what all locales share after the last import.
pub(super) fn is_shared_edited(post: &PostRow) -> bool {
    post.imported_shared_version != Some(post.shared_version)
}

/// Translations from this folder of which the run has neither the document nor a file that it left out.
fn orphans(
    rows: Vec<TranslationRow>,
    grouping: &Grouping,
    posts: &[PostRow],
) -> Vec<TranslationRow> {
    let ids: HashMap<&str, PostId> = posts
        .iter()
        .map(|post| (post.key.as_str(), post.id))
        .collect();
    let mut present: HashSet<(PostId, &Locale)> = HashSet::new();
    let mut files: HashSet<&str> = HashSet::new();
    for source in &grouping.posts {
        for document in &source.documents {
            if let Some(id) = ids.get(source.key.as_str()) {
                present.insert((*id, &document.locale));
            }
        }
    }
    let mut keys: HashSet<(PostId, &Locale)> = HashSet::new();
    for left_out in &grouping.left_out {
        files.insert(&left_out.file);
        let id = left_out.key.as_deref().and_then(|key| ids.get(key));
        keys.extend(id.copied().zip(left_out.locale.as_ref()));
    }
    rows.into_iter()
        .filter(|row| !present.contains(&(row.post, &row.locale)))
        .filter(|row| !keys.contains(&(row.post, &row.locale)))
        .filter(|row| {
            !row.source_file
                .as_deref()
                .is_some_and(|file| files.contains(file))
        })
        .collect()
}

//! Writing what was decided of posts: the one way in which content changes, whoever decided it.
//! What is derived (paths, renderings, the views that lists read) is derived here, in the same transaction; what should
//! become of a post is not decided here.

pub(super) mod claim;
pub(super) mod staleness;
pub(super) mod stored;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::change::{Change, ChangeKind};
use crate::domain::fallback::Locales;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::instant::Instant;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::service::rendering::public_hash;
use crate::store::change;
use crate::store::post::PostRow;
use crate::store::rendering::{Rendering, RenderingRow};
use crate::store::revision::RevisionRow;
use crate::store::translation::TranslationRow;
use crate::store::view::{self, Which};
use crate::store::{StoreError, WriteTx, post, rendering, revision, route, section, translation};

/// What becomes of one post.
#[derive(Clone, Debug)]
pub(super) struct PostChange {
    /// As it is stored; `None` for a new post.
    pub(super) before: Option<PostRow>,
    /// As it will be.
    pub(super) after: PostRow,
    /// Its translations; those that are not named stay as they are.
    pub(super) translations: Vec<TranslationChange>,
}

/// What becomes of one translation.
#[derive(Clone, Debug)]
pub(super) struct TranslationChange {
    /// As it is stored; `None` for a new translation.
    pub(super) before: Option<TranslationRow>,
    /// Where it is live.
    pub(super) live_before: Option<Rest>,
    /// As it will be.
    pub(super) after: TranslationRow,
    /// Where it will be live.
    pub(super) live: Option<Rest>,
    /// A revision to be saved.
    pub(super) revision: Option<RevisionRow>,
    /// How that revision looks, its hash included.
    pub(super) rendering: Option<Rendering>,
}

impl PostChange {
    /// Whether what all locales share will be another.
    fn is_shared_changed(&self) -> bool {
        let before = self.before.as_ref();
        before.is_none_or(|before| before.shared_version != self.after.shared_version)
    }
}

impl PostChange {
    /// Whether a translation may get behind its source by it, or catch up. All of a new post are of one age.
    fn moves_translations(&self) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let pointers = |row: &TranslationRow| {
            let is_there = row.head_rest.is_some();
            (
                is_there,
                row.head_version,
                row.live_version,
                row.confirmed_source_version,
            )
        };
        let is_moved = |one: &TranslationChange| {
            one.before.as_ref().map(pointers) != Some(pointers(&one.after))
        };
        before.source_locale != self.after.source_locale || self.translations.iter().any(is_moved)
    }
}

impl TranslationChange {
    /// Cancels what is scheduled.
    pub(super) fn unschedule(&mut self) {
        self.after.scheduled_version = None;
        self.after.publish_at = None;
    }

    /// Takes it from readers, now and later.
    pub(super) fn unpublish(&mut self) {
        self.after.live_version = None;
        self.live = None;
        self.unschedule();
    }
}

/// Writes posts with all that belongs to them; answers with what readers, and editors who listen, can notice.
pub(super) async fn apply(
    tx: &WriteTx,
    locales: &Locales,
    mut changes: Vec<PostChange>,
) -> Result<Vec<Change>, StoreError> {
    let sections = changes.iter().map(|change| change.after.section.clone());
    section::ensure(tx, &sections.collect()).await?;
    let posts: Vec<PostRow> = changes
        .iter()
        .filter(|change| change.before.as_ref() != Some(&change.after))
        .map(|change| change.after.clone())
        .collect();
    post::put(tx, &posts).await?;
    let rows: Vec<TranslationRow> = each(&changes)
        .filter(|(_, one)| one.before.as_ref() != Some(&one.after))
        .map(|(_, one)| one.after.clone())
        .collect();
    translation::put(tx, &rows).await?;
    let revisions = each(&changes).filter_map(|(_, one)| one.revision.clone());
    revision::insert(tx, revisions.collect()).await?;
    rendering::put(tx, renderings(&mut changes)).await?;
    let touched: Vec<TranslationId> = rows.iter().map(|row| row.id).collect();
    rendering::forget_unnamed(tx, &touched).await?;
    route::put(tx, &moves(&changes)).await?;
    let compared = changes.iter().filter(|change| change.moves_translations());
    let compared: Vec<PostId> = compared.map(|change| change.after.id).collect();
    staleness::refresh(tx, &compared).await?;
    let hashes = live_hashes(tx, &changes).await?;
    let (seen, drafts) = (visible(&changes, &hashes), drafts(&changes));
    let shown: BTreeSet<PostId> = seen.iter().filter_map(|change| change.post).collect();
    let shown: Vec<PostId> = shown.into_iter().collect();
    view::refresh(tx, locales, Which::Posts(&shown)).await?;
    Ok(seen.into_iter().chain(drafts).collect())
}

/// The hashes of what readers see anew.
async fn live_hashes(
    tx: &WriteTx,
    changes: &[PostChange],
) -> Result<BTreeMap<TranslationId, String>, StoreError> {
    let live = each(changes)
        .filter(|(change, one)| kind(change, one).is_some())
        .filter_map(|(_, one)| Some((one.after.id, one.after.live_version?)));
    rendering::hashes(tx, &live.collect::<Vec<_>>()).await
}

/// Writes one post and commits.
pub(super) async fn commit(
    tx: WriteTx,
    locales: &Locales,
    change: PostChange,
    now: Instant,
) -> Result<(), StoreError> {
    let changes = apply(&tx, locales, vec![change]).await?;
    change::append(&tx, &changes, now).await?;
    tx.commit().await
}

fn each(changes: &[PostChange]) -> impl Iterator<Item = (&PostChange, &TranslationChange)> {
    changes
        .iter()
        .flat_map(|change| change.translations.iter().map(move |one| (change, one)))
}

fn renderings(changes: &mut [PostChange]) -> Vec<RenderingRow> {
    let all = changes
        .iter_mut()
        .flat_map(|change| &mut change.translations);
    all.filter_map(|one| {
        let revision = one.revision.as_ref()?;
        Some(RenderingRow {
            translation: revision.translation,
            version: revision.version,
            rendering: one.rendering.take()?,
        })
    })
    .collect()
}

/// Old paths first: where another translation is live now, that one stays.
fn moves(changes: &[PostChange]) -> Vec<RouteRow> {
    let mut old = Vec::new();
    let mut new = Vec::new();
    for (change, one) in each(changes).filter(|(_, one)| one.live != one.live_before) {
        let subject = Subject::Post(change.after.id);
        let row = |rest: &Rest, kind| RouteRow {
            rest: rest.clone(),
            locale: one.after.locale.clone(),
            kind,
        };
        let left = one.live_before.as_ref();
        old.extend(left.map(|rest| row(rest, RouteKind::Moved(subject))));
        new.extend(
            one.live
                .as_ref()
                .map(|rest| row(rest, RouteKind::Live(subject))),
        );
    }
    old.extend(new);
    old
}

/// What readers can notice.
fn visible(changes: &[PostChange], hashes: &BTreeMap<TranslationId, String>) -> Vec<Change> {
    each(changes)
        .filter_map(|(change, one)| {
            Some(Change {
                post: Some(change.after.id),
                locale: Some(one.after.locale.clone()),
                previous_rest: one
                    .live_before
                    .clone()
                    .filter(|_| one.live != one.live_before),
                rest: one.live.clone(),
                hash: hashes
                    .get(&one.after.id)
                    .map(|hash| public_hash(hash, change.after.shared_version)),
                ..Change::new(kind(change, one)?)
            })
        })
        .collect()
}

/// What only editors can: a new state that readers do not see, another schedule, a draft that is gone.
fn drafts(changes: &[PostChange]) -> Vec<Change> {
    each(changes)
        .filter(|(change, one)| is_unseen(change, one))
        .map(|(change, one)| Change {
            post: Some(change.after.id),
            locale: Some(one.after.locale.clone()),
            rest: one.after.head_rest.clone(),
            ..Change::new(ChangeKind::DraftSaved)
        })
        .collect()
}

fn is_unseen(change: &PostChange, one: &TranslationChange) -> bool {
    let saved = one.revision.as_ref().map(|revision| revision.version);
    let is_draft = saved.is_some() && saved != one.after.live_version;
    let is_changed = one.before.as_ref() != Some(&one.after) || change.is_shared_changed();
    is_draft || (is_changed && kind(change, one).is_none())
}

fn kind(change: &PostChange, one: &TranslationChange) -> Option<ChangeKind> {
    match (&one.live_before, &one.live) {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeKind::Published),
        (Some(_), None) if one.after.head_rest.is_none() => Some(ChangeKind::Deleted),
        (Some(_), None) => Some(ChangeKind::Unpublished),
        (Some(before), Some(live)) => {
            let row = one.before.as_ref();
            let is_same = row.is_some_and(|row| {
                row.live_version == one.after.live_version && row.updated_at == one.after.updated_at
            });
            let is_changed = !is_same || change.is_shared_changed() || before != live;
            is_changed.then_some(ChangeKind::Updated)
        }
    }
}

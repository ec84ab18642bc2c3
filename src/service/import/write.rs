//! Writing what was planned, in batches, inside the one transaction of a run.

use std::collections::{BTreeSet, HashMap};

use super::name::TagPlan;
use super::plan::PostPlan;
use super::report::Verdict;
use super::translation::TranslationPlan;
use crate::domain::fallback::Locales;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::instant::Instant;
use crate::domain::path::Rest;
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::service::rendering::seal;
use crate::store::change::{Change, ChangeKind};
use crate::store::rendering::{Rendering, RenderingRow};
use crate::store::section::SectionRow;
use crate::store::view::{self, Which};
use crate::store::{
    StoreError, WriteTx, post, rendering, revision, route, section, tag, translation,
};

/// Renderings by the file of their document.
pub(super) type Renderings = HashMap<String, Rendering>;

/// Writes tags, folders, posts with all that belongs to them, paths and the view; answers with what readers can notice.
pub(super) async fn write(
    tx: &WriteTx,
    locales: &Locales,
    plans: &[PostPlan<'_>],
    tags: &TagPlan,
    folders: &[SectionRow],
    mut renderings: Renderings,
    now: Instant,
) -> Result<Vec<Change>, StoreError> {
    let plans: Vec<&PostPlan<'_>> = plans.iter().filter(|plan| is_there(plan)).collect();
    let sections = plans.iter().map(|plan| plan.after.section.clone());
    let named = folders.iter().map(|folder| folder.section.clone());
    section::ensure(tx, &sections.chain(named).collect()).await?;
    section::put(tx, folders).await?;
    tag::put(tx, &tags.rows).await?;
    let posts: Vec<_> = plans
        .iter()
        .filter(|plan| plan.before.as_ref() != Some(&plan.after))
        .map(|plan| plan.after.clone())
        .collect();
    post::put(tx, &posts).await?;
    let rows: Vec<_> = each(&plans)
        .filter_map(|(plan, one)| {
            let mut row = one.after.clone();
            row.head_rest = plan.head_rest(one);
            if one
                .before
                .as_ref()
                .is_some_and(|before| before.head_rest != row.head_rest)
            {
                row.updated_at = now;
            }
            (one.before.as_ref() != Some(&row)).then_some(row)
        })
        .collect();
    translation::put(tx, &rows).await?;
    let revisions = each(&plans).filter_map(|(_, one)| one.revision.clone());
    revision::insert(tx, revisions.collect()).await?;
    rendering::put(tx, rendered(&plans, &mut renderings)).await?;
    let touched: Vec<TranslationId> = rows.iter().map(|row| row.id).collect();
    rendering::forget_unnamed(tx, &touched).await?;
    let mut routes = tags.routes.clone();
    routes.extend(moves(&plans));
    route::put(tx, &routes).await?;
    let changes = changes(&plans);
    let changed: BTreeSet<PostId> = changes.iter().filter_map(|change| change.post).collect();
    let changed: Vec<PostId> = changed.into_iter().collect();
    view::refresh(tx, locales, Which::Posts(&changed)).await?;
    Ok(changes)
}

/// A new post of which no file was taken is not made.
fn is_there(plan: &PostPlan<'_>) -> bool {
    plan.before.is_some() || plan.translations.iter().any(TranslationPlan::is_there)
}

fn each<'p, 'a>(
    plans: &'p [&'p PostPlan<'a>],
) -> impl Iterator<Item = (&'p PostPlan<'a>, &'p TranslationPlan<'a>)> {
    plans.iter().flat_map(|plan| {
        let there = plan.translations.iter().filter(|one| one.is_there());
        there.map(move |one| (*plan, one))
    })
}

fn rendered(plans: &[&PostPlan<'_>], renderings: &mut Renderings) -> Vec<RenderingRow> {
    each(plans)
        .filter_map(|(_, one)| {
            let revision = one.revision.as_ref()?;
            Some(RenderingRow {
                translation: revision.translation,
                version: revision.version,
                rendering: seal(renderings.remove(&one.document?.file)?, revision),
            })
        })
        .collect()
}

/// Old paths first: where another translation is live now, that one stays.
fn moves(plans: &[&PostPlan<'_>]) -> Vec<RouteRow> {
    let mut old = Vec::new();
    let mut new = Vec::new();
    for (plan, one) in each(plans) {
        let live = plan.live_rest(one);
        if live == one.live_before {
            continue;
        }
        let subject = Subject::Post(plan.after.id);
        let row = |rest, kind| RouteRow {
            rest,
            locale: one.after.locale.clone(),
            kind,
        };
        old.extend(
            one.live_before
                .clone()
                .map(|rest| row(rest, RouteKind::Moved(subject))),
        );
        new.extend(live.map(|rest| row(rest, RouteKind::Live(subject))));
    }
    old.extend(new);
    old
}

fn changes(plans: &[&PostPlan<'_>]) -> Vec<Change> {
    each(plans)
        .filter_map(|(plan, one)| {
            let live = plan.live_rest(one);
            let kind = kind(plan, one, live.as_ref())?;
            Some(Change {
                kind,
                post: Some(plan.after.id),
                tag: None,
                locale: Some(one.after.locale.clone()),
                previous_rest: one
                    .live_before
                    .clone()
                    .filter(|before| Some(before) != live.as_ref()),
                rest: live,
                hash: None,
            })
        })
        .collect()
}

fn kind(plan: &PostPlan<'_>, one: &TranslationPlan<'_>, live: Option<&Rest>) -> Option<ChangeKind> {
    match (&one.live_before, live) {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeKind::Published),
        (Some(_), None) if one.verdict == Verdict::Removed => Some(ChangeKind::Deleted),
        (Some(_), None) => Some(ChangeKind::Unpublished),
        (Some(before), Some(live)) => {
            let is_changed = one.verdict == Verdict::Updated
                || one.verdict == Verdict::Created
                || plan.is_shared_changed()
                || before != live;
            is_changed.then_some(ChangeKind::Updated)
        }
    }
}

//! What was planned, handed on to be written inside the one transaction of a run.

use std::collections::HashMap;

use super::name::TagPlan;
use super::plan::PostPlan;
use super::translation::TranslationPlan;
use crate::domain::change::Change;
use crate::domain::fallback::Locales;
use crate::domain::instant::Instant;
use crate::service::rendering::seal;
use crate::service::write::{self, PostChange, TranslationChange};
use crate::store::rendering::Rendering;
use crate::store::section::SectionRow;
use crate::store::{StoreError, WriteTx, route, section, tag};

/// Renderings by the file of their document.
pub(super) type Renderings = HashMap<String, Rendering>;

/// Writes tags, folders and posts with all that belongs to them; answers with what readers can notice.
pub(super) async fn write(
    tx: &WriteTx,
    locales: &Locales,
    plans: &[PostPlan<'_>],
    tags: &TagPlan,
    folders: &[SectionRow],
    mut renderings: Renderings,
    now: Instant,
) -> Result<Vec<Change>, StoreError> {
    let named = folders.iter().map(|folder| folder.section.clone());
    section::ensure(tx, &named.collect()).await?;
    section::put(tx, folders).await?;
    tag::put(tx, &tags.rows).await?;
    route::put(tx, &tags.routes).await?;
    let plans = plans.iter().filter(|plan| is_there(plan));
    let changes = plans
        .map(|plan| change(plan, &mut renderings, now))
        .collect();
    write::apply(tx, locales, changes).await
}

/// A new post of which no file was taken is not made.
fn is_there(plan: &PostPlan<'_>) -> bool {
    plan.before.is_some() || plan.translations.iter().any(TranslationPlan::is_there)
}

fn change(plan: &PostPlan<'_>, renderings: &mut Renderings, now: Instant) -> PostChange {
    let translations = plan.translations.iter().filter(|one| one.is_there());
    PostChange {
        before: plan.before.clone(),
        after: plan.after.clone(),
        translations: translations
            .map(|one| translation(plan, one, renderings, now))
            .collect(),
    }
}

fn translation(
    plan: &PostPlan<'_>,
    one: &TranslationPlan<'_>,
    renderings: &mut Renderings,
    now: Instant,
) -> TranslationChange {
    let mut after = one.after.clone();
    after.head_rest = plan.head_rest(one);
    let before = one.before.as_ref();
    if before.is_some_and(|before| before.head_rest != after.head_rest) {
        after.updated_at = now;
    }
    let rendered = one
        .document
        .and_then(|document| renderings.remove(&document.file));
    TranslationChange {
        before: one.before.clone(),
        live_before: one.live_before.clone(),
        live: plan.live_rest(one),
        rendering: one
            .revision
            .as_ref()
            .zip(rendered)
            .map(|(revision, rendering)| seal(rendering, revision)),
        revision: one.revision.clone(),
        after,
    }
}

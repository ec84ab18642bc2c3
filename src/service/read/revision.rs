//! Saved states of translations, in pages, with what makes them differ.
//! Whether somebody may look is decided by who calls.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::cursor;
use super::loader::Loader;
use super::plan::{Page, PostPlan, RevisionPlan};
use super::view::{RevisionListView, RevisionView};
use super::{ReadError, Reader};
use crate::domain::id::{PostId, TranslationId};
use crate::domain::locale::Locale;
use crate::service::revision::diff;
use crate::store::ReadTx;
use crate::store::read::content::Content;
use crate::store::revision::{self, RevisionRow, Saved};

/// Pages of saved states, by the post and locale that they are of.
pub(super) type Pages = BTreeMap<(PostId, Locale), Vec<(Page, Arc<RevisionListView>)>>;

impl Reader {
    /// A page of the saved states of a post in one locale, deleted or not; nothing where it was never written.
    pub async fn revisions(
        &self,
        post: PostId,
        locale: &Locale,
        page: &Page,
        plan: &RevisionPlan,
    ) -> Result<Arc<RevisionListView>, ReadError> {
        let tx = self.store.read().await?;
        let wanted = [(post, locale.clone())];
        let mut pages = page_of(&tx, &wanted, page, plan).await?;
        Ok(pages.remove(&(post, locale.clone())).unwrap_or_default())
    }
}

impl Loader<'_> {
    /// The pages of saved states that a plan wants of each post of a level.
    pub(super) async fn revisions(
        &self,
        contents: &BTreeMap<(PostId, Locale), Content>,
        plan: &PostPlan,
    ) -> Result<Pages, ReadError> {
        let wanted: Vec<(PostId, Locale)> = contents.keys().cloned().collect();
        let mut pages = Pages::new();
        for (page, plan) in &plan.revisions {
            for (of, list) in page_of(self.tx, &wanted, page, plan).await? {
                pages.entry(of).or_default().push((page.clone(), list));
            }
        }
        Ok(pages)
    }
}

/// One page for each of several translations, in two statements at most.
async fn page_of(
    tx: &ReadTx,
    wanted: &[(PostId, Locale)],
    page: &Page,
    plan: &RevisionPlan,
) -> Result<BTreeMap<(PostId, Locale), Arc<RevisionListView>>, ReadError> {
    let before = page.cursor.as_deref().map(cursor::version).transpose()?;
    let saved = revision::pages(tx, wanted, before, page.limit + 1).await?;
    let others = others(tx, &saved, plan).await?;
    let mut lists: BTreeMap<(PostId, Locale), RevisionListView> = BTreeMap::new();
    for each in saved {
        let list = lists.entry((each.post, each.locale.clone())).or_default();
        list.total = i64::from(each.head_version);
        list.has_previous = before.is_some();
        if list.rows.len() == page.limit {
            list.has_next = true;
            continue;
        }
        let cursor = cursor::of_version(each.row.version);
        list.rows.push((cursor, view(each, plan, &others)));
    }
    Ok(lists
        .into_iter()
        .map(|(of, list)| (of, Arc::new(list)))
        .collect())
}

type Others = HashMap<(TranslationId, i32), RevisionRow>;

/// The states that those of a page are compared with.
async fn others(tx: &ReadTx, saved: &[Saved], plan: &RevisionPlan) -> Result<Others, ReadError> {
    let wanted: BTreeSet<(TranslationId, i32)> = saved
        .iter()
        .flat_map(|each| {
            let version = |against: &Option<i32>| against.unwrap_or(each.row.version - 1);
            plan.diffs
                .iter()
                .map(move |against| (each.row.translation, version(against)))
        })
        .collect();
    if wanted.is_empty() {
        return Ok(Others::new());
    }
    let wanted: Vec<(TranslationId, i32)> = wanted.into_iter().collect();
    let rows = revision::by_versions(tx, &wanted).await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.translation, row.version), row))
        .collect())
}

fn view(saved: Saved, plan: &RevisionPlan, others: &Others) -> RevisionView {
    let row = saved.row;
    let diffs = plan.diffs.iter().filter_map(|against| {
        let version = against.unwrap_or(row.version - 1);
        let other = others.get(&(row.translation, version));
        // The first state has none before it; a version that was named has to be there.
        (other.is_some() || against.is_none()).then(|| (*against, diff(other, &row)))
    });
    RevisionView {
        diffs: diffs.collect(),
        is_published: saved.live_version == Some(row.version),
        locale: saved.locale,
        row,
    }
}

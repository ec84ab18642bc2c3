//! How far translations are, of one post and of all: what editors and translators see of what is to be done.
//! Whether somebody may look is decided by who calls.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cursor;
use super::latest::item;
use super::loader::{Item, Loader};
use super::plan::{Page, PostPlan, QueuePlan};
use super::shelf::Shelf;
use super::view::{PostView, TaskView, TranslationQueueView, TranslationView};
use super::{ReadError, Reader};
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::route::Place;
use crate::domain::scope::Audience;
use crate::domain::translation::TranslationStatus;
use crate::store::read::translation::{self, State, Task};
use crate::store::{ReadTx, StoreError};

/// The places at which the posts of one side of a queue are, by the locale that they are read in.
type Places = BTreeMap<Locale, Vec<(PostId, Place)>>;

impl Reader {
    /// A page of what is to be done in a locale, the most urgent first.
    pub async fn translation_queue(
        &self,
        locale: &Locale,
        statuses: &[TranslationStatus],
        page: &Page,
        plan: &QueuePlan,
        now: Instant,
    ) -> Result<TranslationQueueView, ReadError> {
        let behind = page.cursor.as_deref().map(cursor::rank).transpose()?;
        let tx = self.store.read().await?;
        let mut tasks = translation::queue(&tx, locale, statuses, behind, page.limit + 1).await?;
        let has_next = tasks.len() > page.limit;
        tasks.truncate(page.limit);
        let (live, drafts) = sources(&tasks);
        let mut sources = self
            .placed(&tx, Audience::Readers, live, &plan.source, now)
            .await?;
        sources.extend(
            self.placed(&tx, Audience::Editors, drafts, &plan.source, now)
                .await?,
        );
        let targets = targets(&tasks, locale);
        let mut targets = self
            .placed(&tx, Audience::Editors, targets, &plan.target, now)
            .await?;
        let total = match plan.total {
            true => translation::total(&tx, locale, statuses).await?,
            false => 0,
        };
        let mut rows = Vec::new();
        for task in tasks {
            let post = task.state.post;
            let Some(source) = sources.remove(&post) else {
                continue;
            };
            let view = TaskView {
                locale: locale.clone(),
                source,
                target: targets.remove(&post),
                translation: view(task.state)?,
            };
            rows.push((cursor::of_rank(&task.rank), view));
        }
        Ok(TranslationQueueView {
            rows,
            has_next,
            has_previous: behind.is_some(),
            total,
        })
    }

    /// Posts at their places, each seen through the locale that it is written in.
    async fn placed(
        &self,
        tx: &ReadTx,
        audience: Audience,
        places: Places,
        plan: &PostPlan,
        now: Instant,
    ) -> Result<BTreeMap<PostId, Arc<PostView>>, ReadError> {
        let mut found = BTreeMap::new();
        for (locale, places) in places {
            let scope = self.site.scope(locale, Some(&[]), now);
            let scope = Arc::new(scope.for_audience(audience));
            let shelf = Shelf::open(tx, &scope).await?;
            let items = places.iter().map(|(id, place)| item(&scope, *id, place));
            let posts = self.loader(tx).posts(&shelf, items.collect(), plan).await?;
            found.extend(posts.into_iter().flatten().map(|post| (post.id, post)));
        }
        Ok(found)
    }
}

impl Loader<'_> {
    /// How far the posts of a level are in the locale that was asked for, if a plan wants to know.
    pub(super) async fn states(
        &self,
        items: &[Item],
        plan: &PostPlan,
    ) -> Result<BTreeMap<(PostId, Locale), Arc<TranslationView>>, ReadError> {
        if !plan.translation {
            return Ok(BTreeMap::new());
        }
        let wanted: BTreeSet<(PostId, Locale)> = items
            .iter()
            .map(|item| (item.post, item.scope.requested().clone()))
            .collect();
        let wanted: Vec<(PostId, Locale)> = wanted.into_iter().collect();
        let states = translation::states(self.tx, &wanted).await?.into_iter();
        let states = states.map(|(locale, state)| {
            let of = (state.post, locale);
            Ok((of, Arc::new(view(state)?)))
        });
        states.collect()
    }
}

/// Where the sources of a queue are: of those that are published, what readers see, of the others, their newest states.
fn sources(tasks: &[Task]) -> (Places, Places) {
    let (mut live, mut drafts) = (Places::new(), Places::new());
    for task in tasks {
        let (side, rest) = match &task.live_rest {
            Some(rest) => (&mut live, rest),
            None => (&mut drafts, &task.source_rest),
        };
        let locale = task.state.source_locale.clone();
        let place = Place {
            locale: locale.clone(),
            rest: rest.clone(),
        };
        side.entry(locale)
            .or_default()
            .push((task.state.post, place));
    }
    (live, drafts)
}

fn targets(tasks: &[Task], locale: &Locale) -> Places {
    let mut places = Places::new();
    for task in tasks {
        if let Some(rest) = task.target_rest.clone() {
            let locale = locale.clone();
            let place = Place {
                locale: locale.clone(),
                rest,
            };
            places
                .entry(locale)
                .or_default()
                .push((task.state.post, place));
        }
    }
    places
}

fn view(state: State) -> Result<TranslationView, StoreError> {
    let segments = match &state.segments {
        Some(text) => {
            serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))?
        }
        None => Vec::new(),
    };
    Ok(TranslationView {
        status: state.status,
        source_locale: state.source_locale,
        source_version: state.source_version,
        segments,
    })
}

//! Importing: what was read from a content folder, compared with what is stored, written in one transaction.
//! Reading files is the room `files`; understanding them is `document`; nothing here opens a file or prints.

mod claim;
mod name;
mod plan;
mod report;
mod shared;
mod stored;
mod translation;
mod write;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::grouping::Grouping;
use crate::domain::id::Ids;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::source::SourceDocument;
use crate::store::rendering::Rendering;
use crate::store::{Store, StoreError, WriteTx, change, section, setting};
use name::{Naming, Seen};
use plan::{PostPlan, Run};
use stored::{Occupied, Stored, is_same_file};
use write::Renderings;

pub use report::{Counts, Report};

/// What the caller of an import decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Do everything, then forget it.
    pub dry_run: bool,
    /// Take away what an earlier import of this folder brought and the folder no longer has. Not for a single file.
    pub prune: bool,
    /// Where an editor changed what a changed file says, take the file.
    pub force: bool,
    /// Who is named as author of the revisions.
    pub author: String,
}

/// One run of an import.
pub struct Import<'a> {
    /// Where to write.
    pub store: &'a Store,
    /// The locales of the site.
    pub locales: &'a Locales,
    /// Where new ids come from.
    pub ids: &'a Ids,
    /// The present.
    pub now: Instant,
    /// The folder that was read, the same at every run: what `--prune` goes by.
    pub root: &'a str,
    /// What was read.
    pub grouping: Grouping,
    /// How a document looks to readers; called for changed documents only, from many threads.
    pub render: &'a (dyn Fn(&SourceDocument) -> Rendering + Sync),
    /// The text of the message `tag-<key>` that a locale itself has.
    pub tag_name: &'a (dyn Fn(&str, &Locale) -> Option<String> + Sync),
    /// What the caller decides.
    pub options: Options,
    /// Told how far the run is, from many threads.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many documents will be rendered.
    ToRender(usize),
    /// One of them was.
    Rendered,
    /// The transaction has begun.
    Writing,
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// In numbers.
    pub report: Report,
    /// All problems, those of reading included, by file.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of the newest change in the log.
    pub head: i64,
}

/// Imports. Whatever is wrong with a file is a diagnostic; an error is the database's, and leaves it as it was.
pub async fn run(import: Import<'_>) -> Result<Outcome, StoreError> {
    let renderings = render_changed(&import).await?;
    (import.progress)(Progress::Writing);
    let tx = import.store.write().await?;
    let outcome = write_all(&tx, &import, renderings).await?;
    if import.options.dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    Ok(outcome)
}

/// Renders what is not, word for word, what was imported before.
async fn render_changed(import: &Import<'_>) -> Result<Renderings, StoreError> {
    let tx = import.store.read_newest().await?;
    let stored = Stored::load(&tx, import.root, &import.grouping, false).await?;
    let is_known = |key: &str, document: &SourceDocument| {
        let post = stored.posts.get(key)?;
        let row = stored.translation(post.id, &document.locale)?;
        is_same_file(row, &document.file, &document.hash).then_some(())
    };
    let posts = &import.grouping.posts;
    let changed: Vec<&SourceDocument> = posts
        .iter()
        .flat_map(|post| post.documents.iter().map(move |document| (post, document)))
        .filter(|(post, document)| is_known(&post.key, document).is_none())
        .map(|(_, document)| document)
        .collect();
    (import.progress)(Progress::ToRender(changed.len()));
    Ok(changed
        .into_par_iter()
        .map(|document| {
            let rendering = (import.render)(document);
            (import.progress)(Progress::Rendered);
            (document.file.clone(), rendering)
        })
        .collect())
}

async fn write_all(
    tx: &WriteTx,
    import: &Import<'_>,
    mut renderings: Renderings,
) -> Result<Outcome, StoreError> {
    let Import {
        grouping,
        options,
        root,
        ..
    } = import;
    let mut diagnostics = grouping.diagnostics.clone();
    let stored = Stored::load(tx, root, grouping, options.prune).await?;
    let setting_name = format!("imported names of {root}");
    let mut seen = Seen::read(setting::by_name(tx, &setting_name).await?.as_deref());
    let naming = Naming {
        locales: import.locales,
        message: import.tag_name,
        ids: import.ids,
        now: import.now,
    };
    let tags = naming.plan(&stored.tags, &grouping.tags, &mut seen, &mut diagnostics);
    let run = Run {
        root,
        options,
        ids: import.ids,
        now: import.now,
        stored: &stored,
        tags: &tags.ids,
    };
    let mut plans = plan::plan(&run, &grouping.posts, &mut diagnostics);
    let occupied = Occupied::load(tx, &claim::wanted(&plans)).await?;
    claim::settle(&mut plans, &occupied, &stored, &mut diagnostics);
    plans.iter_mut().for_each(plan::confirm);
    render_missing(import, &plans, &mut renderings);
    let named = section::all(tx).await?;
    let (folders, folder_changes) = name::folders(&grouping.folders, &named, &mut seen);
    let mut changes = tags.changes.clone();
    changes.extend(folder_changes);
    let report = report(&plans, grouping);
    changes.extend(
        write::write(
            tx,
            import.locales,
            &plans,
            &tags,
            &folders,
            renderings,
            import.now,
        )
        .await?,
    );
    if seen.is_changed {
        setting::put(tx, &setting_name, &seen.write()).await?;
    }
    let head = change::append(tx, &changes, import.now).await?;
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Outcome {
        report,
        diagnostics,
        head,
    })
}

/// Renders what an editor changed between the look before the transaction and its beginning: hardly ever anything.
fn render_missing(import: &Import<'_>, plans: &[PostPlan<'_>], renderings: &mut Renderings) {
    for one in plans.iter().flat_map(|plan| &plan.translations) {
        if let (Some(document), Some(_)) = (one.document, &one.revision)
            && !renderings.contains_key(&document.file)
        {
            renderings.insert(document.file.clone(), (import.render)(document));
        }
    }
}

fn report(plans: &[PostPlan<'_>], grouping: &Grouping) -> Report {
    let mut report = Report::default();
    for one in plans.iter().flat_map(|plan| &plan.translations) {
        let is_draft = one.document.is_some_and(|document| document.is_draft);
        report.count(&one.after.locale, one.verdict, is_draft);
    }
    let mut failed: BTreeMap<Option<&Locale>, usize> = BTreeMap::new();
    for left_out in &grouping.left_out {
        *failed.entry(left_out.locale.as_ref()).or_default() += 1;
    }
    for (locale, count) in failed {
        match locale {
            Some(locale) => report.locales.entry(locale.clone()).or_default().failed += count,
            None => report.failed_without_locale += count,
        }
    }
    report
}

#[cfg(test)]
mod tests;

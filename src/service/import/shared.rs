//! What a run makes of what all locales of a post share: section, date, tags and the rest that its source file decides.

use serde_json::{Map, Value};

use super::plan::{Run, speaks_of};
use super::report::Verdict;
use super::stored::is_shared_edited;
use super::translation::{TranslationPlan, json};
use crate::domain::grouping::SourcePost;
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::store::post::PostRow;

/// What becomes of it.
#[derive(Debug)]
pub(super) enum Sharing {
    /// It stays.
    Keep,
    /// It will be this.
    Take(Box<PostRow>),
    /// The file of this locale changed it, and so did an editor.
    Conflict(Locale),
}

/// The row of a new post.
pub(super) fn new_row(run: &Run<'_>, id: PostId, source: &SourcePost) -> PostRow {
    PostRow {
        id,
        key: source.key.clone(),
        source_locale: source.source_locale.clone(),
        section: source.section.clone(),
        date: source.date,
        navigation: source.navigation,
        meta: json(&source.meta),
        shared_version: 1,
        imported_shared_version: Some(1),
        created_at: run.now,
        updated_at: run.now,
        updated_by: run.options.author.clone(),
        tags: tags(run, source),
    }
}

/// What becomes of what a stored post shares; `translations` are those that the run has files of.
pub(super) fn decide(
    run: &Run<'_>,
    stored: &PostRow,
    source: &SourcePost,
    translations: &[TranslationPlan<'_>],
) -> Sharing {
    if !may_decide(run, stored, source, translations) {
        return Sharing::Keep;
    }
    let is_edited = is_shared_edited(stored);
    if is_edited && !run.options.force {
        let is_changed = says_something_else(run, stored, source);
        let wanted = wanted(run, stored, source, translations);
        return match is_changed && wanted != *stored {
            true => Sharing::Conflict(source.decided_by.clone()),
            false => Sharing::Keep,
        };
    }
    let mut row = wanted(run, stored, source, translations);
    if row == *stored && !is_edited {
        return Sharing::Keep;
    }
    if row != *stored {
        row.shared_version += 1;
        row.updated_at = run.now;
        row.updated_by.clone_from(&run.options.author);
    }
    row.imported_shared_version = Some(row.shared_version);
    Sharing::Take(Box::new(row))
}

/// Whether the run has the file that decides: the source locale's, or another's if that one's translation is gone.
fn may_decide(
    run: &Run<'_>,
    stored: &PostRow,
    source: &SourcePost,
    translations: &[TranslationPlan<'_>],
) -> bool {
    let is_left_alone = translations.iter().any(|plan| {
        plan.after.locale == source.decided_by
            && matches!(plan.verdict, Verdict::Conflict | Verdict::Failed)
    });
    let is_source_here = speaks_of(translations, &stored.source_locale);
    let is_source_gone = run
        .stored
        .translation(stored.id, &stored.source_locale)
        .is_none_or(|row| row.head_rest.is_none() || run.stored.orphans.contains(&row.id));
    !is_left_alone
        && source.decided_by == source.source_locale
        && (is_source_here || is_source_gone)
}

/// The row as the files want it, with the versions as they are stored.
fn wanted(
    run: &Run<'_>,
    stored: &PostRow,
    source: &SourcePost,
    translations: &[TranslationPlan<'_>],
) -> PostRow {
    let mut row = stored.clone();
    row.source_locale.clone_from(&source.source_locale);
    row.section.clone_from(&source.section);
    row.date = source.date;
    row.tags = tags(run, source);
    // What all files say alike is known only where all of them were read.
    let all = run.stored.translations.get(&stored.id);
    let is_whole = all.into_iter().flatten().all(|row| {
        let is_elsewhere = row.source_file.is_none() || row.head_rest.is_none();
        is_elsewhere || run.stored.orphans.contains(&row.id) || speaks_of(translations, &row.locale)
    });
    if is_whole {
        row.navigation = source.navigation;
        row.meta = json(&source.meta);
    }
    row
}

fn tags(run: &Run<'_>, source: &SourcePost) -> Vec<TagId> {
    let found = source.tags.iter().filter_map(|key| run.tags.get(key));
    found.copied().collect()
}

/// Whether the deciding file says something else of what is shared than it did at the last import.
fn says_something_else(run: &Run<'_>, stored: &PostRow, source: &SourcePost) -> bool {
    const SHARED: [&str; 4] = ["date", "tags", "path", "sourceLocale"];
    let Some(row) = run.stored.translation(stored.id, &source.decided_by) else {
        return true;
    };
    let file =
        |document: &&crate::domain::source::SourceDocument| document.locale == source.decided_by;
    let Some(document) = source.documents.iter().find(file) else {
        return false;
    };
    let imported = run.stored.imported.get(&row.id);
    let imported: Option<Map<String, Value>> =
        imported.and_then(|text| serde_json::from_str(text).ok());
    let Some(imported) = imported else {
        return true;
    };
    row.source_file.as_deref() != Some(&document.file)
        || SHARED
            .iter()
            .any(|key| imported.get(*key) != document.front_matter.get(*key))
}

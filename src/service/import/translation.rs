//! What a run makes of one translation: what its file says now, what was imported from it, and what editors did since.
//! Nothing is written here.

use serde_json::{Map, Value};

use super::plan::Run;
use super::report::Verdict;
use super::stored::{Stored, is_same_file};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::grouping::SourcePost;
use crate::domain::id::{PostId, TranslationId};
use crate::domain::path::Rest;
use crate::domain::source::SourceDocument;
use crate::store::revision::RevisionRow;
use crate::store::translation::TranslationRow;

/// What a run makes of one translation.
#[derive(Debug)]
pub(super) struct TranslationPlan<'a> {
    /// The file of the run that speaks of it.
    pub(super) document: Option<&'a SourceDocument>,
    /// What becomes of that file.
    pub(super) verdict: Verdict,
    /// As it is stored; `None` for a new translation.
    pub(super) before: Option<TranslationRow>,
    /// Where it is live.
    pub(super) live_before: Option<Rest>,
    /// As it will be, but for its path.
    pub(super) after: TranslationRow,
    /// The slug of the newest revision; `None` when it is deleted.
    pub(super) slug: Option<String>,
    /// The slug of the live revision; `None` when it is not live.
    pub(super) live_slug: Option<String>,
    /// The revision to be saved.
    pub(super) revision: Option<RevisionRow>,
}

impl TranslationPlan<'_> {
    /// Leaves it as it is stored; a new one will not be made.
    pub(super) fn leave(&mut self, verdict: Verdict, stored: &Stored) {
        self.verdict = verdict;
        self.revision = None;
        self.slug = None;
        self.live_slug = None;
        if let Some(before) = &self.before {
            self.after = before.clone();
            (self.slug, self.live_slug) = slugs_of(before, self.live_before.as_ref(), stored);
        }
    }

    /// Whether it is, or will be, in the database.
    pub(super) fn is_there(&self) -> bool {
        self.before.is_some() || self.revision.is_some()
    }
}

pub(super) fn plan_document<'a>(
    run: &Run<'a>,
    post: PostId,
    source: &SourcePost,
    document: &'a SourceDocument,
    diagnostics: &mut Vec<Diagnostic>,
) -> TranslationPlan<'a> {
    let Some(before) = run.stored.translation(post, &document.locale) else {
        return new_translation(run, post, source, document);
    };
    if is_same_file(before, &document.file, &document.hash) {
        let mut plan = as_stored(run, before, Some(document));
        plan.verdict = Verdict::Unchanged;
        plan.after.source_root = Some(run.root.to_owned());
        return plan;
    }
    let head = run.stored.heads.get(&before.id);
    if let Some(what) = edited(before, head)
        && !run.options.force
    {
        return refuse(
            run,
            post,
            document,
            Verdict::Conflict,
            conflict(what),
            diagnostics,
        );
    }
    changed(run, before, head, source, document)
}

/// What an editor did after the last import, if anything.
fn edited(before: &TranslationRow, head: Option<&RevisionRow>) -> Option<&'static str> {
    let Some(imported) = before.imported_version else {
        // A file that was taken away may come back.
        return before
            .head_rest
            .is_some()
            .then_some("an editor made this translation");
    };
    let was_draft = head.is_some_and(|head| is_draft(&head.front_matter, before));
    match () {
        () if before.head_rest.is_none() => Some("an editor deleted the translation"),
        () if before.head_version != imported => Some("an editor changed the translation"),
        () if before.live_version.is_none() && !was_draft => {
            Some("an editor unpublished the translation")
        }
        () => None,
    }
}

fn is_draft(front_matter: &str, row: &TranslationRow) -> bool {
    let values: Map<String, Value> = serde_json::from_str(front_matter).unwrap_or_default();
    let is_named = |file: &str| {
        file.rsplit('/')
            .next()
            .is_some_and(|name| name.contains(".draft"))
    };
    values.get("draft") == Some(&Value::Bool(true))
        || row.source_file.as_deref().is_some_and(is_named)
}

pub(super) fn conflict(what: &str) -> Diagnostic {
    let message =
        format!("{what} after the last import, and the file changed, too; both were left alone");
    let help = "export the editor's version and merge the two, or take the file with `--force`";
    Diagnostic::error("CONFLICT", message).help(help)
}

pub(super) fn refuse<'a>(
    run: &Run<'a>,
    post: PostId,
    document: &'a SourceDocument,
    verdict: Verdict,
    diagnostic: Diagnostic,
    diagnostics: &mut Vec<Diagnostic>,
) -> TranslationPlan<'a> {
    diagnostics.push(diagnostic.in_file(&document.file));
    let mut plan = match run.stored.translation(post, &document.locale) {
        Some(before) => as_stored(run, before, Some(document)),
        None => blank(run, post, document),
    };
    plan.verdict = verdict;
    plan
}

/// A translation that the run does not change.
pub(super) fn as_stored<'a>(
    run: &Run<'a>,
    before: &TranslationRow,
    document: Option<&'a SourceDocument>,
) -> TranslationPlan<'a> {
    let place = (before.post, before.locale.clone());
    let live_before = run.stored.live.get(&place).cloned();
    let (slug, live_slug) = slugs_of(before, live_before.as_ref(), run.stored);
    TranslationPlan {
        document,
        verdict: Verdict::Bystander,
        before: Some(before.clone()),
        live_before,
        after: before.clone(),
        slug,
        live_slug,
        revision: None,
    }
}

/// The slugs of its newest and of its live revision, as far as those are anywhere.
fn slugs_of(
    row: &TranslationRow,
    live: Option<&Rest>,
    stored: &Stored,
) -> (Option<String>, Option<String>) {
    let slugs = stored.slugs.get(&row.id);
    let head = slugs.filter(|_| row.head_rest.is_some());
    let live = slugs.filter(|_| live.is_some());
    (
        head.map(|slugs| slugs.head.clone()),
        live.and_then(|slugs| slugs.live.clone()),
    )
}

/// A translation of which nothing is stored and nothing will be.
fn blank<'a>(run: &Run<'a>, post: PostId, document: &'a SourceDocument) -> TranslationPlan<'a> {
    TranslationPlan {
        document: Some(document),
        verdict: Verdict::Failed,
        before: None,
        live_before: None,
        after: TranslationRow {
            id: TranslationId(run.ids.next(run.now)),
            post,
            locale: document.locale.clone(),
            head_version: 0,
            live_version: None,
            scheduled_version: None,
            publish_at: None,
            published_at: None,
            confirmed_source_version: None,
            head_rest: None,
            stem: document.stem.clone(),
            extension: document.extension.clone(),
            source_root: Some(run.root.to_owned()),
            source_file: Some(document.file.clone()),
            imported_hash: None,
            imported_version: None,
            updated_at: run.now,
        },
        slug: None,
        live_slug: None,
        revision: None,
    }
}

pub(super) fn new_translation<'a>(
    run: &Run<'a>,
    post: PostId,
    source: &SourcePost,
    document: &'a SourceDocument,
) -> TranslationPlan<'a> {
    let mut plan = blank(run, post, document);
    plan.verdict = Verdict::Created;
    save(run, &mut plan, source, document);
    plan
}

/// A translation whose file changed; that its text did is not yet said.
fn changed<'a>(
    run: &Run<'a>,
    before: &TranslationRow,
    head: Option<&RevisionRow>,
    source: &SourcePost,
    document: &'a SourceDocument,
) -> TranslationPlan<'a> {
    let mut plan = as_stored(run, before, Some(document));
    let revision = revision_of(run, before.id, before.head_version, document);
    let is_same_text = before.head_rest.is_some()
        && head.is_some_and(|head| says_the_same(head, &revision))
        && before.live_version == (!document.is_draft).then_some(before.head_version);
    let is_same_stem = before.stem == document.stem && before.extension == document.extension;
    plan.verdict = match before.head_rest {
        None => Verdict::Created,
        Some(_) if is_same_text && is_same_stem => Verdict::Unchanged,
        Some(_) => Verdict::Updated,
    };
    plan.after.stem.clone_from(&document.stem);
    plan.after.extension.clone_from(&document.extension);
    plan.after.source_root = Some(run.root.to_owned());
    plan.after.source_file = Some(document.file.clone());
    plan.after.imported_hash = Some(document.hash.clone());
    if is_same_text {
        plan.after.imported_version = Some(before.head_version);
        if !is_same_stem {
            plan.after.updated_at = run.now;
        }
        return plan;
    }
    save(run, &mut plan, source, document);
    plan
}

/// Makes what the file says the newest revision, and the live one unless it is a draft.
fn save(
    run: &Run<'_>,
    plan: &mut TranslationPlan<'_>,
    source: &SourcePost,
    document: &SourceDocument,
) {
    let version = plan.after.head_version + 1;
    let revision = revision_of(run, plan.after.id, version, document);
    let row = &mut plan.after;
    row.head_version = version;
    row.imported_version = Some(version);
    row.imported_hash = Some(document.hash.clone());
    row.updated_at = run.now;
    plan.slug = Some(revision.slug.clone());
    plan.live_slug = (!document.is_draft).then(|| revision.slug.clone());
    row.live_version = (!document.is_draft).then_some(version);
    if !document.is_draft {
        row.scheduled_version = None;
        row.publish_at = None;
        let date = source.date.map(|date| date.instant());
        row.published_at = row.published_at.or(date).or(Some(run.now));
    }
    plan.revision = Some(revision);
}

fn revision_of(
    run: &Run<'_>,
    translation: TranslationId,
    version: i32,
    document: &SourceDocument,
) -> RevisionRow {
    RevisionRow {
        translation,
        version,
        slug: document
            .slug
            .as_ref()
            .map_or_else(String::new, |slug| slug.as_str().to_owned()),
        title: document.title.clone(),
        description: document.description.clone(),
        seo: document.seo.clone(),
        meta: json(&document.meta),
        navigation: Some(document.navigation),
        front_matter: json(&document.front_matter),
        markdown: document.markdown.clone(),
        author: run.options.author.clone(),
        created_at: run.now,
    }
}

/// The text of a JSON object.
pub(super) fn json(values: &Map<String, Value>) -> String {
    serde_json::to_string(values).unwrap_or_else(|_| "{}".to_owned())
}

fn says_the_same(head: &RevisionRow, new: &RevisionRow) -> bool {
    let new = RevisionRow {
        version: head.version,
        author: head.author.clone(),
        created_at: head.created_at,
        ..new.clone()
    };
    *head == new
}

/// Takes a translation away whose file is gone.
pub(super) fn prune(
    run: &Run<'_>,
    plan: &mut TranslationPlan<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !run.stored.orphans.contains(&plan.after.id) || plan.document.is_some() {
        return;
    }
    let row = &mut plan.after;
    if row.imported_version != Some(row.head_version) && !run.options.force {
        plan.verdict = Verdict::Conflict;
        let message = "the file is gone, but an editor changed the translation after the last import; it was left alone";
        let help = "delete the translation as an editor, or take it away with `--prune --force`";
        let file = row.source_file.clone().unwrap_or_default();
        diagnostics.push(
            Diagnostic::error("CONFLICT", message)
                .help(help)
                .in_file(file),
        );
        return;
    }
    plan.verdict = Verdict::Removed;
    row.live_version = None;
    row.scheduled_version = None;
    row.publish_at = None;
    row.imported_hash = None;
    row.imported_version = None;
    row.updated_at = run.now;
    plan.slug = None;
    plan.live_slug = None;
}

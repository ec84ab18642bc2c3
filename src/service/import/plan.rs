//! What a run of an import will make of each post: decided from what was read and what is stored.
//! Nothing is written here; its translations are planned in `translation`, and whose path it is comes after, in `claim`.

use std::collections::{HashMap, HashSet};

use super::Options;
use super::report::Verdict;
use super::shared::{self, Sharing};
use super::stored::Stored;
use super::translation::{
    TranslationPlan, as_stored, conflict, new_translation, plan_document, prune, refuse,
};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::grouping::SourcePost;
use crate::domain::id::{Ids, PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::source::SourceDocument;
use crate::service::write::stored::rest_of;
use crate::store::post::PostRow;
use crate::store::translation::TranslationRow;

/// What a run makes of one post.
#[derive(Debug)]
pub(super) struct PostPlan<'a> {
    /// As it is stored; `None` for a new post.
    pub(super) before: Option<PostRow>,
    /// As it will be.
    pub(super) after: PostRow,
    /// All its translations, whether the run speaks of them or not.
    pub(super) translations: Vec<TranslationPlan<'a>>,
}

/// What all posts of a run have in common.
pub(super) struct Run<'a> {
    pub(super) root: &'a str,
    pub(super) options: &'a Options,
    pub(super) ids: &'a Ids,
    pub(super) now: Instant,
    pub(super) stored: &'a Stored,
    pub(super) tags: &'a HashMap<String, TagId>,
}

impl PostPlan<'_> {
    /// Where the newest revision of a translation will be.
    pub(super) fn head_rest(&self, translation: &TranslationPlan<'_>) -> Option<Rest> {
        let slug = translation.slug.as_deref()?;
        Some(rest_of(&self.after.section, slug))
    }

    /// Where a translation will be live.
    pub(super) fn live_rest(&self, translation: &TranslationPlan<'_>) -> Option<Rest> {
        let slug = translation.live_slug.as_deref()?;
        Some(rest_of(&self.after.section, slug))
    }
}

/// Plans every post of the run, then the translations that lost their file.
pub(super) fn plan<'a>(
    run: &Run<'a>,
    posts: &'a [SourcePost],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PostPlan<'a>> {
    let mut plans: Vec<PostPlan<'a>> = posts
        .iter()
        .map(|source| plan_post(run, source, diagnostics))
        .collect();
    let planned: HashSet<PostId> = plans.iter().map(|plan| plan.after.id).collect();
    for post in run.stored.posts.values() {
        if !planned.contains(&post.id) {
            plans.push(PostPlan {
                before: Some(post.clone()),
                after: post.clone(),
                translations: bystanders(run, post.id, &[]),
            });
        }
    }
    for plan in &mut plans {
        for translation in &mut plan.translations {
            prune(run, translation, diagnostics);
        }
    }
    plans
}

fn plan_post<'a>(
    run: &Run<'a>,
    source: &'a SourcePost,
    diagnostics: &mut Vec<Diagnostic>,
) -> PostPlan<'a> {
    let before = run.stored.posts.get(&source.key).cloned();
    let Some(stored) = before else {
        return new_post(run, source);
    };
    let mut translations: Vec<TranslationPlan<'a>> = source
        .documents
        .iter()
        .map(|document| match taken_key(run, &stored, document) {
            Some(diagnostic) => refuse(
                run,
                stored.id,
                document,
                Verdict::Failed,
                diagnostic,
                diagnostics,
            ),
            None => plan_document(run, stored.id, source, document, diagnostics),
        })
        .collect();
    let sharing = shared::decide(run, &stored, source, &translations);
    if let Sharing::Conflict(locale) = &sharing {
        for translation in &mut translations {
            if translation.after.locale == *locale
                && let Some(document) = translation.document
            {
                translation.leave(Verdict::Conflict, run.stored);
                diagnostics.push(document.locate(
                    conflict("an editor changed what all languages of the post share"),
                    "date",
                ));
            }
        }
    }
    translations.extend(bystanders(run, stored.id, &translations));
    let after = match sharing {
        Sharing::Take(row) => *row,
        Sharing::Keep | Sharing::Conflict(_) => stored.clone(),
    };
    PostPlan {
        before: Some(stored),
        after,
        translations,
    }
}

fn new_post<'a>(run: &Run<'a>, source: &'a SourcePost) -> PostPlan<'a> {
    let id = PostId(run.ids.next(run.now));
    PostPlan {
        before: None,
        after: shared::new_row(run, id, source),
        translations: source
            .documents
            .iter()
            .map(|document| new_translation(run, id, source, document))
            .collect(),
    }
}

/// Why a stored post is not the one that a file means.
fn taken_key(run: &Run<'_>, post: &PostRow, document: &SourceDocument) -> Option<Diagnostic> {
    let key = &post.key;
    if post.imported_shared_version.is_none() {
        let message = format!("the key `{key}` belongs to a post that was not imported");
        let help = "give the file a `translationKey` of its own in the front matter";
        return Some(Diagnostic::error("KEY_TAKEN", message).help(help));
    }
    let row = run.stored.translation(post.id, &document.locale)?;
    let root = row
        .source_root
        .as_deref()
        .filter(|root| *root != run.root)?;
    let is_free = row.head_rest.is_none() || row.imported_hash.as_deref() == Some(&document.hash);
    if is_free || run.options.force {
        return None;
    }
    let message = format!(
        "`{key}` in `{}` was imported from the folder `{root}`",
        document.locale
    );
    let help = "if that folder was moved here, take it over with `--force`; else give the file another `translationKey`";
    Some(Diagnostic::error("KEY_TAKEN", message).help(help))
}

/// The translations of a post that the run does not speak of.
fn bystanders<'a>(
    run: &Run<'a>,
    post: PostId,
    spoken_of: &[TranslationPlan<'a>],
) -> Vec<TranslationPlan<'a>> {
    let is_new =
        |row: &&TranslationRow| spoken_of.iter().all(|plan| plan.after.locale != row.locale);
    let rows = run.stored.translations.get(&post).into_iter().flatten();
    rows.filter(is_new)
        .map(|row| as_stored(run, row, None))
        .collect()
}

/// The version of the source that translations of a post are brought up to date with: what is published, else the newest.
fn source_version(plan: &PostPlan<'_>) -> Option<i32> {
    let is_source = |each: &&TranslationPlan<'_>| {
        each.after.locale == plan.after.source_locale && each.slug.is_some()
    };
    let source = plan.translations.iter().find(is_source)?;
    Some(source.after.current_version())
}

/// Notes for each changed translation which version of the source it was brought up to date with.
pub(super) fn confirm(plan: &mut PostPlan<'_>) {
    let version = source_version(plan);
    let source = plan.after.source_locale.clone();
    for translation in &mut plan.translations {
        if translation.revision.is_some() {
            translation.after.confirmed_source_version =
                version.filter(|_| translation.after.locale != source);
        }
    }
}

/// Whether the run has a file of this locale.
pub(super) fn speaks_of(translations: &[TranslationPlan<'_>], locale: &Locale) -> bool {
    translations
        .iter()
        .any(|plan| plan.after.locale == *locale && plan.document.is_some())
}

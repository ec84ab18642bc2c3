//! Saved states of translations: listed, compared, brought back.
//! They never change; what is brought back becomes a new newest state.

use similar::TextDiff;

use super::act::Act;
use super::problem::{Problem, Problems, WriteError, found};
use super::translation::{Draft, Written, check_version, head, rendered};
use super::write::stored::{StoredPost, rest_of};
use super::write::{self, claim};
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::store::revision::{self, RevisionRow};

/// How long a comparison may take before it is told less exactly.
const DIFF_WITHIN: std::time::Duration = std::time::Duration::from_millis(200);

/// Saves a revision's title, slug, description, SEO and Markdown as a new newest state, and publishes nothing. What was
/// deleted is there again.
///
/// # Errors
/// `NOT_FOUND` of the post, the locale or the version, `VERSION_CONFLICT`, `SLUG_TAKEN` where another post has the slug by
/// now, `INVALID` for a translation whose source is still deleted.
pub async fn restore(
    act: &Act<'_>,
    post: PostId,
    locale: &str,
    version: i32,
    expected: Option<i32>,
) -> Result<Written, WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let locale = found(locale, &mut problems, &["locale"])?;
    let tx = act.writer.store.write().await?;
    let Some(stored) = StoredPost::load(&tx, post).await? else {
        return Err(Problem::not_found(&["postId"], "post").into());
    };
    let Some(row) = stored.any(&locale) else {
        return Err(Problem::not_found(&["locale"], "translation").into());
    };
    let Some(old) = revision::by_versions(&tx, &[(row.id, version)])
        .await?
        .pop()
    else {
        return Err(Problem::not_found(&["version"], "revision").into());
    };
    check_version(&tx, Some(row), expected, &mut problems).await?;
    if locale != stored.row.source_locale && stored.is_deleted() {
        problems.add(Problem::invalid(
            &["locale"],
            "error-invalid-source-missing",
        ));
    }
    let head = head(&tx, Some(row)).await?;
    let draft = Draft {
        act,
        section: &stored.row.section,
        locale: &locale,
        path: &[],
    };
    let rest = rest_of(&stored.row.section, &old.slug);
    let restored = match head {
        Some(head) => RevisionRow {
            slug: old.slug,
            title: old.title,
            description: old.description,
            seo: old.seo,
            markdown: old.markdown,
            ..head
        },
        None => old,
    };
    let body =
        super::rendering::of_body(&act.writer.site, &locale, restored.markdown.clone()).await?;
    let mut change = draft.change(&stored, rest, restored);
    change.rendering = rendered(&tx, act.site(), &change, Some(body)).await?;
    let change = stored.with(vec![change]);
    claim::check(&tx, act.site(), &change, &["version"], &mut problems).await?;
    problems.check()?;
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(Written { post, locale })
}

/// How `new` differs from `old`, as a unified diff of a file that has what an editor can change; empty where it does not.
pub fn diff(old: Option<&RevisionRow>, new: &RevisionRow) -> String {
    let (before, after) = (old.map(as_text).unwrap_or_default(), as_text(new));
    let name = |version: i32| format!("version {version}");
    let diff = TextDiff::configure()
        .timeout(DIFF_WITHIN)
        .diff_lines(&before, &after);
    diff.unified_diff()
        .header(&name(old.map_or(0, |old| old.version)), &name(new.version))
        .to_string()
}

fn as_text(revision: &RevisionRow) -> String {
    let mut lines = vec![
        format!("title: {}", revision.title),
        format!("slug: {}", revision.slug),
        format!("description: {}", revision.description),
    ];
    let seo = [
        ("seo.title", &revision.seo.title),
        ("seo.description", &revision.seo.description),
        ("seo.image", &revision.seo.image),
    ];
    for (name, text) in seo {
        lines.extend(text.as_ref().map(|text| format!("{name}: {text}")));
    }
    if revision.meta != "{}" {
        lines.push(format!("meta: {}", revision.meta));
    }
    format!("{}\n\n{}\n", lines.join("\n"), revision.markdown.trim_end())
}

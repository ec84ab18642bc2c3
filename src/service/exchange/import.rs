//! What comes back from translators: each post is saved as a new newest state, or left as it is with the reason told.

use super::two::{DESCRIPTION, Line, TITLE, Two, load};
use crate::document::exchange::Unit;
use crate::document::exchange::body::{self, Applied, SOURCE_CHANGED, UNIT_UNKNOWN};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::service::act::Act;
use crate::service::input::Edit;
use crate::service::post;
use crate::service::problem::{Problem, WriteError};
use crate::service::translation::{self, TranslationInput};
use crate::store::pairing::{self, PairingRow};
use crate::store::translation as stored;

/// The code of a post that is not translated to its end.
const TRANSLATION_INCOMPLETE: &str = "TRANSLATION_INCOMPLETE";

/// The code of a post that could not be saved.
const TRANSLATION_REFUSED: &str = "TRANSLATION_REFUSED";

/// What an import does besides saving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Saves nothing, and tells what would be.
    pub dry_run: bool,
    /// Publishes what is complete.
    pub publish: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Posts that were saved.
    pub saved: usize,
    /// Of those, posts that were published.
    pub published: usize,
    /// Posts that say what they said, and that somebody looked at after their source had changed.
    pub confirmed: usize,
    /// Posts that say what they said.
    pub unchanged: usize,
    /// Posts of which nothing was saved, since they were not translated before and are not to their end now.
    pub incomplete: usize,
    /// Texts that are others than before.
    pub texts: usize,
    /// What was not taken, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// What becomes of a post.
struct Edited {
    input: TranslationInput,
    applied: Applied,
    texts: usize,
    is_complete: bool,
}

/// Takes units of one locale, post by post; each post is a transaction of its own.
///
/// # Errors
/// Where the database fails, or whoever acts may not translate.
pub async fn import(
    act: &Act<'_>,
    locale: &Locale,
    units: Vec<Unit>,
    options: Options,
) -> Result<Imported, WriteError> {
    let mut imported = Imported::default();
    for (key, units) in by_post(units) {
        let tx = act.writer.store.read_newest().await?;
        let posts = crate::store::post::by_keys(&tx, &[key.as_str()]).await?;
        let two = load(&tx, &posts, locale).await?.pop();
        drop(tx);
        match two {
            Some(two) => take(act, locale, &two, &units, options, &mut imported).await?,
            None => imported
                .diagnostics
                .push(unknown_post(&key, locale, &units)),
        }
    }
    Ok(imported)
}

async fn take(
    act: &Act<'_>,
    locale: &Locale,
    two: &Two,
    units: &[Unit],
    options: Options,
    imported: &mut Imported,
) -> Result<(), WriteError> {
    let edited = edit(two, units, &mut imported.diagnostics);
    if edited.texts == 0 {
        let is_good = edited.is_complete && two.is_stale();
        let is_confirmed = is_good
            && (options.dry_run || done(confirm(act, locale, two).await, act, two, imported)?);
        imported.confirmed += usize::from(is_confirmed);
        imported.unchanged += usize::from(!is_good);
        return Ok(());
    }
    if two.target.is_none() && !edited.is_complete {
        imported.incomplete += 1;
        imported.diagnostics.push(incomplete(two, &edited.applied));
        return Ok(());
    }
    let (is_published, texts) = (edited.is_complete && options.publish, edited.texts);
    let is_dry = options.dry_run;
    if is_dry || done(save(act, locale, two, edited).await, act, two, imported)? {
        imported.saved += 1;
        imported.texts += texts;
        if is_published && (is_dry || done(publish(act, locale, two).await, act, two, imported)?) {
            imported.published += 1;
        }
    }
    Ok(())
}

/// Whether a change was made; why it was refused is told, and the other posts are taken.
fn done(
    result: Result<(), WriteError>,
    act: &Act<'_>,
    two: &Two,
    imported: &mut Imported,
) -> Result<bool, WriteError> {
    match result {
        Ok(()) => Ok(true),
        Err(WriteError::Refused(problems)) => {
            let told = problems.iter().map(|problem| refused(act, two, problem));
            imported.diagnostics.extend(told);
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// A translator who takes the mark `fuzzy` away and changes nothing says that the translation is good as it is.
async fn confirm(act: &Act<'_>, locale: &Locale, two: &Two) -> Result<(), WriteError> {
    translation::confirm(act, two.post.id, locale.as_str(), two.source.version).await?;
    Ok(())
}

async fn publish(act: &Act<'_>, locale: &Locale, two: &Two) -> Result<(), WriteError> {
    post::publish(act, two.post.id, &[locale.to_string()], None).await?;
    Ok(())
}

fn edit(two: &Two, units: &[Unit], diagnostics: &mut Vec<Diagnostic>) -> Edited {
    let is_line = |unit: &&Unit, line: Line| unit.id == format!("{}#{}", two.post.key, line.name);
    let lines = [TITLE, DESCRIPTION];
    let of_body: Vec<Unit> = units
        .iter()
        .filter(|unit| lines.iter().all(|line| !is_line(unit, *line)))
        .cloned()
        .collect();
    let mut applied = body::apply(&two.bodies(), &of_body);
    diagnostics.append(&mut applied.diagnostics);
    let mut open = 0;
    let mut said = |line: Line| {
        let now = two.line(line)?;
        let unit = units.iter().find(|unit| is_line(unit, line));
        let text = unit.and_then(|unit| line_of(unit, &now, diagnostics));
        let is_done = text.is_some() || (!now.target.is_empty() && !now.is_fuzzy);
        open += usize::from(!is_done);
        text.filter(|text| *text != now.target)
    };
    let (title, description) = (said(TITLE), said(DESCRIPTION));
    let texts =
        applied.edit_count + usize::from(title.is_some()) + usize::from(description.is_some());
    let is_complete = applied.is_complete && open == 0;
    let set = |text: Option<String>| text.map_or(Edit::Keep, Edit::Set);
    let is_body_changed = applied.edit_count > 0 || two.target.is_none();
    Edited {
        input: TranslationInput {
            title: set(title),
            description: set(description),
            markdown: set(is_body_changed.then(|| applied.markdown.clone())),
            source_version: is_complete.then_some(two.source.version),
            ..TranslationInput::default()
        },
        applied,
        texts,
        is_complete,
    }
}

/// What a unit says of a line, unless somebody has still to look at it.
fn line_of(unit: &Unit, now: &Unit, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if unit.source != now.source {
        let message = format!(
            "{}: the source of the unit is not the text of the post",
            unit.id
        );
        let problem = Diagnostic::warning(SOURCE_CHANGED, message)
            .help("the source was changed after the export; export again and translate that");
        diagnostics.push(placed(problem, unit));
        return None;
    }
    let text = unit.target.trim();
    (!text.is_empty() && !unit.is_fuzzy).then(|| text.to_owned())
}

/// Saves a post, unless somebody else did meanwhile, and keeps which blocks stand for which.
async fn save(act: &Act<'_>, locale: &Locale, two: &Two, edited: Edited) -> Result<(), WriteError> {
    let expected = two.target.as_ref().map_or(0, |target| target.version);
    let post = two.post.id;
    translation::save(act, post, locale.as_str(), edited.input, Some(expected)).await?;
    let tx = act.writer.store.write().await?;
    let rows = stored::of_posts(&tx, &[post]).await?;
    let row = rows.iter().find(|row| row.locale == *locale);
    // One that was saved again in this moment is another state.
    if let Some(row) = row.filter(|row| row.head_version == expected + 1) {
        let row = PairingRow {
            translation: row.id,
            source_version: two.source.version,
            version: row.head_version,
            // Numbers alone: this cannot fail.
            links: serde_json::to_string(&edited.applied.links).unwrap_or_default(),
        };
        pairing::put(&tx, row).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The units of each post, in the order of the file.
fn by_post(units: Vec<Unit>) -> Vec<(String, Vec<Unit>)> {
    let mut posts: Vec<(String, Vec<Unit>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for unit in units {
        let key = unit
            .id
            .rsplit_once('#')
            .map_or(unit.id.as_str(), |(key, _)| key);
        let place = *places.entry(key.to_owned()).or_insert_with(|| {
            posts.push((key.to_owned(), Vec::new()));
            posts.len() - 1
        });
        if let Some((_, units)) = posts.get_mut(place) {
            units.push(unit);
        }
    }
    posts
}

fn unknown_post(key: &str, locale: &Locale, units: &[Unit]) -> Diagnostic {
    let message = format!("there is no post `{key}` that is translated into `{locale}`");
    let problem = Diagnostic::warning(UNIT_UNKNOWN, message)
        .help("its texts were left out; export again to see what there is");
    match units.first() {
        Some(unit) => placed(problem, unit),
        None => problem,
    }
}

fn incomplete(two: &Two, applied: &Applied) -> Diagnostic {
    let message = format!(
        "`{}` is not translated to its end: {} texts are open",
        two.post.key, applied.open_count
    );
    Diagnostic::warning(TRANSLATION_INCOMPLETE, message)
        .help("nothing of it was saved, the file keeps what there is; translate the rest and import it again")
}

fn refused(act: &Act<'_>, two: &Two, problem: &Problem) -> Diagnostic {
    let site = &act.writer.site;
    let words = problem.words(site, site.locales.default_locale());
    Diagnostic::error(TRANSLATION_REFUSED, format!("`{}`: {words}", two.post.key))
}

fn placed(problem: Diagnostic, unit: &Unit) -> Diagnostic {
    match unit.place {
        Some((line, column)) => problem.at(line, column),
        None => problem,
    }
}

//! What a folder of posts is called in one locale.
//! A folder is there as long as a post is in it or below it; nobody makes or deletes one.

use super::act::Act;
use super::input;
use super::problem::{Problem, Problems, WriteError, found};
use crate::domain::access::Deed;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::slug::Section;
use crate::store::change;
use crate::store::section::{self as stored, SectionRow};

/// Gives a folder a title in one locale; an empty one goes back to the locale files.
///
/// # Errors
/// `NOT_FOUND` where no post is in the folder or below it, `INVALID` and `TOO_LONG` of the title.
pub async fn translate(
    act: &Act<'_>,
    key: &str,
    locale: &str,
    title: &str,
) -> Result<(Section, Locale), WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let section = Section::parse(key).map_err(|_| Problem::not_found(&["key"], "section"));
    let section = problems.take(section);
    let locale = act.locale(&mut problems, &["locale"], locale);
    let title = problems.take(input::line(&["title"], title, input::TITLE_CHARS_MAX));
    let tx = act.writer.store.write().await?;
    if let Some(section) = &section
        && !stored::has_posts(&tx, section).await?
    {
        problems.add(Problem::not_found(&["key"], "section"));
    }
    let section = found(section, &mut problems, &["key"])?;
    let locale = found(locale, &mut problems, &["locale"])?;
    let before = stored::by_key(&tx, &section, &locale).await?;
    let row = SectionRow {
        section: section.clone(),
        locale: locale.clone(),
        title: title.filter(|title| !title.is_empty()),
        navigation: before.map_or_else(|| "{}".to_owned(), |before| before.navigation),
    };
    stored::put(&tx, &[row]).await?;
    let seen = Change {
        locale: Some(locale.clone()),
        rest: Some(Rest::of_section(&section)),
        ..Change::new(ChangeKind::Updated)
    };
    change::append(&tx, &[seen], act.now).await?;
    tx.commit().await?;
    Ok((section, locale))
}

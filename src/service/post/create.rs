//! Making posts. What is wrong with the parts that all locales share is told in `shared`, with the translation in `translation`.

use serde_json::Value;

use super::PostCreate;
use super::shared::{section, tags};
use crate::domain::access::Deed;
use crate::domain::id::PostId;
use crate::domain::slug::Section;
use crate::service::act::Act;
use crate::service::input;
use crate::service::problem::{Problem, ProblemCode, Problems, WriteError};
use crate::service::translation::{Draft, Texts, Written, rendered};
use crate::service::write::stored::rest_of;
use crate::service::write::{self, PostChange, claim};
use crate::store::post::{self, PostRow};
use crate::store::{Rows, StoreError};

/// Makes a post with its first translation; nothing is published.
///
/// # Errors
/// Every problem of the input, `KEY_TAKEN` and `SLUG_TAKEN` among them, with nothing changed.
pub async fn create(act: &Act<'_>, input: PostCreate) -> Result<Written, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    act.share(&mut problems, &["input"]);
    let locale = problems.locale(&act.site().locales, &["input", "locale"], &input.locale);
    let section = problems.take(section(&input.section));
    let key = input
        .key
        .map(|key| input::title(&["input", "key"], &key, input::NAME_CHARS_MAX));
    let key = key.map(|key| problems.take(key));
    let meta = input.meta.map(|meta| input::meta(&["input", "meta"], meta));
    let meta = meta
        .and_then(|meta| problems.take(meta))
        .unwrap_or_default();
    let at = ["input", "translation"];
    let texts = Texts::read(input.translation, &at, &mut problems);
    let rendered_as = locale
        .clone()
        .unwrap_or_else(|| act.site().locales.default_locale().clone());
    let body = match problems.is_empty() {
        true => texts.render(&act.writer.site, &rendered_as).await?,
        false => None,
    };
    let tx = act.writer.store.write().await?;
    let tags = tags(&tx, &input.tags, &mut problems).await?;
    let root = Section::root();
    let draft = Draft {
        act,
        section: section.as_ref().unwrap_or(&root),
        locale: &rendered_as,
        path: &at,
    };
    let made = draft.revise(texts, None, &mut problems);
    let key = match (key, &made) {
        (Some(key), _) => key,
        (None, Some((_, revision))) => {
            Some(free_key(&tx, &default_key(draft.section, &revision.slug)).await?)
        }
        (None, None) => None,
    };
    if let Some(key) = &key
        && !post::by_keys(&tx, &[key]).await?.is_empty()
    {
        let free = free_key(&tx, key).await?;
        let taken = Problem::new(ProblemCode::KeyTaken, &["input", "key"], "error-key-taken");
        problems.add(taken.with("key", key.as_str()).suggest(Some(free)));
    }
    let id = PostId(act.writer.ids.next(act.now));
    let change =
        made.map(|(rest, revision)| draft.with_head(draft.blank_translation(id), rest, revision));
    let row = PostRow {
        id,
        key: key.unwrap_or_default(),
        source_locale: rendered_as.clone(),
        section: draft.section.clone(),
        date: input.date,
        navigation: input.navigation,
        meta: Value::Object(meta).to_string(),
        shared_version: 1,
        imported_shared_version: None,
        created_at: act.now,
        updated_at: act.now,
        updated_by: act.caller.name.clone(),
        tags,
    };
    let mut change = PostChange {
        before: None,
        after: row,
        translations: change.into_iter().collect(),
    };
    claim::check(
        &tx,
        act.site(),
        &change,
        &["input", "translation", "slug"],
        &mut problems,
    )
    .await?;
    problems.check()?;
    for one in &mut change.translations {
        one.rendering = rendered(&tx, act.site(), one, body.clone()).await?;
    }
    write::commit(tx, &act.site().locales, change, act.now).await?;
    Ok(Written {
        post: id,
        locale: rendered_as,
    })
}

/// The key of a post that nobody named: its path.
fn default_key(section: &Section, slug: &str) -> String {
    match rest_of(section, slug).as_str() {
        _ if slug.is_empty() && section.is_root() => "index".to_owned(),
        rest if slug.is_empty() => format!("{rest}/index"),
        rest => rest.to_owned(),
    }
}

/// A key, numbered if another post has it.
async fn free_key(tx: &impl Rows, key: &str) -> Result<String, StoreError> {
    let numbered = (2..1000).map(|number| format!("{key}-{number}"));
    for key in std::iter::once(key.to_owned()).chain(numbered) {
        if post::by_keys(tx, &[&key]).await?.is_empty() {
            return Ok(key);
        }
    }
    Ok(key.to_owned())
}

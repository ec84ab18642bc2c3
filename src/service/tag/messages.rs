//! Names of tags from the locale files: a message `tag-<key>` names the tag in its locale.
//! An editor who named a tag otherwise is not overruled: a message names what has no name, and what it named itself.

use std::collections::BTreeMap;

use super::{is_taken, numbered, put_name};
use crate::domain::change::Change;
use crate::domain::locale::Locale;
use crate::domain::slug::Slug;
use crate::service::input::NAME_CHARS_MAX;
use crate::service::site::Site;
use crate::store::tag::{self as stored, TagName, TagRow};
use crate::store::{StoreError, WriteTx, setting};

/// The setting that says which names were taken from messages: by key and locale.
const TAKEN_UP: &str = "tag messages";

/// Takes up what the messages say since they were looked at; answers with what readers can notice.
pub(in crate::service) async fn take_up(
    tx: &WriteTx,
    site: &Site,
) -> Result<Vec<Change>, StoreError> {
    let before = setting::by_name(tx, TAKEN_UP).await?;
    let before: BTreeMap<String, String> = before
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let mut now = before.clone();
    let mut changes = Vec::new();
    let mut all = stored::all(tx).await?;
    for place in 0..all.len() {
        for locale in site.locales.all() {
            let Some(tag) = all.get(place) else { continue };
            let Some(text) = message(site, tag, locale) else {
                continue;
            };
            let what = format!("{} {locale}", tag.key);
            let was = before.get(&what);
            if was == Some(&text) {
                continue;
            }
            let is_ours = |name: &TagName| was == Some(&name.name);
            if tag.names.get(locale).is_none_or(is_ours) {
                let name = named(&all, tag, locale, &text);
                let tag = tag.clone();
                changes.extend(put_name(tx, tag, locale, Some(name.clone())).await?);
                if let Some(tag) = all.get_mut(place) {
                    tag.names.insert(locale.clone(), name);
                }
            }
            now.insert(what, text);
        }
    }
    if now != before {
        // Texts alone: this cannot fail.
        let text = serde_json::to_string(&now).unwrap_or_default();
        setting::put(tx, TAKEN_UP, &text).await?;
    }
    Ok(changes)
}

/// What a locale itself calls a tag, unless that is no name.
fn message(site: &Site, tag: &TagRow, locale: &Locale) -> Option<String> {
    let text = site.catalog.own(locale, &format!("tag-{}", tag.key))?;
    let text = text.trim();
    let is_name = !text.is_empty()
        && text.chars().count() <= NAME_CHARS_MAX
        && !text.contains(char::is_control);
    is_name.then(|| text.to_owned())
}

/// The tag's name in a locale: its slug stays, or is made of the name where there is none.
fn named(all: &[TagRow], tag: &TagRow, locale: &Locale, text: &str) -> TagName {
    if let Some(before) = tag.names.get(locale) {
        return TagName {
            name: text.to_owned(),
            ..before.clone()
        };
    }
    let wanted = Slug::of_title(text).map_or_else(|_| tag.key.clone(), |slug| slug.to_string());
    let free = std::iter::once(wanted.clone()).chain(numbered(&wanted));
    let free = free
        .into_iter()
        .find(|slug| !is_taken(all, tag, locale, slug));
    TagName {
        name: text.to_owned(),
        slug: free.unwrap_or(wanted),
        description: String::new(),
    }
}

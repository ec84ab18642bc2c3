//! Exporting: what is stored, as the documents from which a content folder is written.
//! Where editors changed nothing, a document says what its file said; writing files is the room `files`.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::domain::id::{PostId, TagId, TranslationId};
use crate::domain::instant::Date;
use crate::domain::slug::Slug;
use crate::domain::source::{Source, SourceDocument, SourceFolder, SourceTag};
use crate::store::post::{self, PostRow};
use crate::store::revision::{self, RevisionRow};
use crate::store::section::{self, SectionRow};
use crate::store::tag::{self, TagRow};
use crate::store::translation::{self, TranslationRow};
use crate::store::{Rows, StoreError};

/// Everything that is stored, in its newest state: drafts included, deleted translations not.
pub async fn read(tx: &impl Rows) -> Result<Source, StoreError> {
    let posts = post::all(tx).await?;
    let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
    let mut translations: Vec<TranslationRow> = translation::of_posts(tx, &ids).await?;
    translations.retain(|row| row.head_rest.is_some());
    let heads: Vec<TranslationId> = translations.iter().map(|row| row.id).collect();
    let mut heads: HashMap<TranslationId, RevisionRow> = revision::heads(tx, &heads)
        .await?
        .into_iter()
        .map(|row| (row.translation, row))
        .collect();
    let tags = tag::all(tx).await?;
    let shelf = Shelf {
        posts: posts.iter().map(|post| (post.id, post)).collect(),
        tags: tags.iter().map(|tag| (tag.id, tag)).collect(),
    };
    let mut documents: Vec<SourceDocument> = translations
        .iter()
        .filter_map(|row| shelf.document(row, heads.remove(&row.id)?))
        .collect();
    documents.sort_by(|a, b| (&a.file, &a.locale).cmp(&(&b.file, &b.locale)));
    let tags = shelf.tags(&documents);
    let folders = section::all(tx).await?.into_iter().map(folder).collect();
    Ok(Source {
        documents,
        folders,
        tags,
        left_out: Vec::new(),
    })
}

/// What documents are made from.
struct Shelf<'a> {
    posts: HashMap<PostId, &'a PostRow>,
    tags: BTreeMap<TagId, &'a TagRow>,
}

impl Shelf<'_> {
    fn document(&self, row: &TranslationRow, head: RevisionRow) -> Option<SourceDocument> {
        let post = self.posts.get(&row.post)?;
        let front_matter = object(&head.front_matter);
        let is_source = row.locale == post.source_locale;
        let said = Said::of(&front_matter);
        let is_edited = post.imported_shared_version != Some(post.shared_version);
        let is_own = row.imported_version == Some(row.head_version);
        // What all locales share is written into the source's file, and into those that said something of it before.
        let (date, tags) = match is_edited || (is_source && !is_own) {
            true => (
                post.date.filter(|_| is_source || said.date.is_some()),
                (is_source || said.tags.is_some()).then(|| self.keys(post)),
            ),
            false => (said.date, said.tags),
        };
        Some(SourceDocument {
            file: row.source_file.clone().unwrap_or_default(),
            locale: row.locale.clone(),
            key: post.key.clone(),
            section: post.section.clone(),
            slug: Slug::parse(&head.slug).ok(),
            stem: row.stem.clone(),
            extension: row.extension.clone(),
            title: head.title,
            description: head.description,
            seo: head.seo,
            date,
            tags: tags.filter(|tags| !tags.is_empty() || front_matter.contains_key("tags")),
            navigation: head.navigation.unwrap_or(post.navigation),
            meta: object(&head.meta),
            source_locale: said.source_locale,
            is_draft: row.live_version.is_none(),
            front_matter,
            markdown: head.markdown,
            hash: row.imported_hash.clone().unwrap_or_default(),
            places: BTreeMap::new(),
        })
    }

    fn keys(&self, post: &PostRow) -> Vec<String> {
        let tags = post.tags.iter().filter_map(|id| self.tags.get(id));
        tags.map(|tag| tag.key.clone()).collect()
    }

    /// The tags that the documents alone would not make again.
    fn tags(&self, documents: &[SourceDocument]) -> Vec<SourceTag> {
        let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let posts: HashMap<&str, &PostRow> = self
            .posts
            .values()
            .map(|post| (post.key.as_str(), *post))
            .collect();
        let mut used: Vec<String> = Vec::new();
        for document in documents {
            let Some(post) = posts.get(document.key.as_str()) else {
                continue;
            };
            let (Some(spellings), true) = (&document.tags, document.locale == post.source_locale)
            else {
                continue;
            };
            let keys = self.keys(post);
            used.extend(keys.iter().cloned());
            // The places agree unless two spellings meant one tag; then neither can be told.
            if keys.len() != spellings.len() {
                continue;
            }
            for (key, spelling) in keys.into_iter().zip(spellings) {
                let of_key = aliases.entry(key.clone()).or_default();
                if !self.is_name(&key, spelling) && !of_key.contains(spelling) {
                    of_key.push(spelling.clone());
                }
            }
        }
        let all = self.tags.values().map(|tag| SourceTag {
            key: tag.key.clone(),
            aliases: aliases.remove(&tag.key).unwrap_or_default(),
            names: tag
                .names
                .iter()
                .map(|(locale, name)| (locale.clone(), name.name.clone()))
                .collect(),
            slugs: tag
                .names
                .iter()
                .filter_map(|(locale, name)| Some((locale.clone(), Slug::parse(&name.slug).ok()?)))
                .collect(),
            descriptions: tag
                .names
                .iter()
                .filter(|(_, name)| !name.description.is_empty())
                .map(|(locale, name)| (locale.clone(), name.description.clone()))
                .collect(),
        });
        let mut tags: Vec<SourceTag> = all
            .filter(|tag| !is_plain(tag) || !used.contains(&tag.key))
            .collect();
        tags.sort_by(|a, b| a.key.cmp(&b.key));
        tags
    }

    /// Whether a spelling is understood without being listed: the key, or a name in any locale.
    fn is_name(&self, key: &str, spelling: &str) -> bool {
        let is_key = Slug::of_title(spelling).is_ok_and(|slug| slug.as_str() == key);
        let tag = self.tags.values().find(|tag| tag.key == key);
        let mut names = tag.into_iter().flat_map(|tag| tag.names.values());
        is_key || names.any(|name| name.name.to_lowercase() == spelling.trim().to_lowercase())
    }
}

/// Whether spelling its name makes this tag, with nothing else said about it.
fn is_plain(tag: &SourceTag) -> bool {
    let is_of_key = |slug: &Slug| slug.as_str() == tag.key;
    let makes_key = |name: &String| Slug::of_title(name).is_ok_and(|slug| is_of_key(&slug));
    tag.aliases.is_empty()
        && tag.descriptions.is_empty()
        && tag.names.len() == 1
        && tag.names.values().all(makes_key)
        && tag.slugs.values().all(is_of_key)
}

/// What a front matter says of what all locales share.
struct Said {
    date: Option<Date>,
    tags: Option<Vec<String>>,
    source_locale: Option<crate::domain::locale::Locale>,
}

impl Said {
    fn of(front_matter: &Map<String, Value>) -> Self {
        let text = |key: &str| front_matter.get(key).and_then(Value::as_str);
        let texts = match front_matter.get("tags") {
            Some(Value::Array(values)) => Some(values.iter().filter_map(spelling).collect()),
            Some(value) => spelling(value).map(|text| text.split(',').map(str::to_owned).collect()),
            None => None,
        };
        let trimmed = texts.map(|texts: Vec<String>| {
            let texts = texts.iter().map(|text| text.trim().to_owned());
            texts.filter(|text| !text.is_empty()).collect()
        });
        Self {
            date: text("date").and_then(Date::parse),
            tags: trimmed,
            source_locale: text("sourceLocale")
                .and_then(|tag| crate::domain::locale::Locale::parse(tag).ok()),
        }
    }
}

fn spelling(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn folder(row: SectionRow) -> SourceFolder {
    SourceFolder {
        // Its place is found beside the documents of the folder.
        file: String::new(),
        locale: row.locale,
        section: row.section,
        title: row.title,
        navigation: object(&row.navigation),
    }
}

fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests;

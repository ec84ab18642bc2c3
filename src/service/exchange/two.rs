//! A post in two locales, as far as translators work on it.

use std::collections::HashMap;

use crate::document::exchange::body::{self, Bodies};
use crate::document::exchange::memory::Memory;
use crate::document::exchange::{Need, Unit};
use crate::domain::id::{PostId, TranslationId};
use crate::domain::locale::Locale;
use crate::store::pairing::{self, PairingRow};
use crate::store::post::PostRow;
use crate::store::revision::{self, RevisionRow};
use crate::store::translation::{self, TranslationRow};
use crate::store::{Rows, StoreError};

/// A post in its source and in another locale.
pub(super) struct Two {
    pub(super) post: PostRow,
    /// Where the source stands, to be shown to translators.
    pub(super) reference: String,
    /// What counts of the source: what is published, else the newest.
    pub(super) source: RevisionRow,
    /// The source that the translation was brought up to date with, if that is another.
    pub(super) previous: Option<RevisionRow>,
    /// The newest state of the translation.
    pub(super) target: Option<RevisionRow>,
    links: Vec<(usize, usize)>,
}

/// A text of one line beside the body.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// What its unit is called behind the `#`.
    pub(super) name: &'static str,
    pub(super) of: fn(&RevisionRow) -> &str,
}

pub(super) const TITLE: Line = Line {
    name: "title",
    of: |revision| &revision.title,
};

pub(super) const DESCRIPTION: Line = Line {
    name: "description",
    of: |revision| &revision.description,
};

impl Two {
    /// The bodies, as units are made of them and applied to them.
    pub(super) fn bodies(&self) -> Bodies<'_> {
        Bodies {
            post: &self.post.key,
            source: &self.source.markdown,
            previous: self.previous.as_ref().map(|row| row.markdown.as_str()),
            target: self.target.as_ref().map(|row| row.markdown.as_str()),
            links: &self.links,
        }
    }

    /// Whether a text of the source changed since the translation was brought up to date.
    pub(super) fn is_stale(&self) -> bool {
        let lines = [TITLE, DESCRIPTION]
            .into_iter()
            .filter_map(|line| self.line(line));
        let mut units = lines.chain(body::units(&self.bodies(), &Memory::default()));
        self.previous.is_some() && units.any(|unit| unit.need == Some(Need::Stale))
    }

    /// The unit of a line; none where the source says nothing.
    pub(super) fn line(&self, line: Line) -> Option<Unit> {
        let source = (line.of)(&self.source);
        let before = self.previous.as_ref().map(line.of);
        let previous = before.filter(|before| *before != source);
        let target = self.target.as_ref().map_or("", line.of);
        let is_stale = previous.is_some() && !target.is_empty();
        (!source.is_empty()).then(|| Unit {
            id: format!("{}#{}", self.post.key, line.name),
            kind: line.name.to_owned(),
            source: source.to_owned(),
            previous: previous.map(str::to_owned),
            target: target.to_owned(),
            is_fuzzy: is_stale,
            need: match (target.is_empty(), is_stale) {
                (true, _) => Some(Need::Missing),
                (_, true) => Some(Need::Stale),
                _ => None,
            },
            is_verbatim: true,
            ..Unit::default()
        })
    }
}

/// Posts in a locale other than their own; those without a source, and those that were written in it, are left out.
pub(super) async fn load(
    tx: &impl Rows,
    posts: &[PostRow],
    locale: &Locale,
) -> Result<Vec<Two>, StoreError> {
    let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
    let rows = translation::of_posts(tx, &ids).await?.into_iter();
    let rows: HashMap<(PostId, Locale), TranslationRow> = rows
        .filter(|row| row.head_rest.is_some())
        .map(|row| ((row.post, row.locale.clone()), row))
        .collect();
    let posts = posts.iter().filter(|post| post.source_locale != *locale);
    let pairs: Vec<(&PostRow, &TranslationRow, Option<&TranslationRow>)> = posts
        .filter_map(|post| {
            let source = rows.get(&(post.id, post.source_locale.clone()))?;
            Some((post, source, rows.get(&(post.id, locale.clone()))))
        })
        .collect();
    let states = states(tx, &pairs).await?;
    let targets: Vec<TranslationId> = pairs.iter().filter_map(|pair| Some(pair.2?.id)).collect();
    let known = pairing::of(tx, &targets).await?;
    let two = pairs.into_iter().filter_map(|(post, source, target)| {
        let state = |id, version| states.get(&(id, version)).cloned();
        let confirmed = target.and_then(|target| target.confirmed_source_version);
        let confirmed = confirmed.filter(|version| *version != source.current_version());
        let known = known
            .iter()
            .find(|row| target.is_some_and(|target| is_of(row, source, target)));
        Some(Two {
            post: post.clone(),
            reference: format!("{}.{}", source.stem, source.extension),
            source: state(source.id, source.current_version())?,
            previous: confirmed.and_then(|version| state(source.id, version)),
            target: target.and_then(|target| state(target.id, target.head_version)),
            // What we did not write ourselves is no pairing.
            links: known
                .and_then(|row| serde_json::from_str(&row.links).ok())
                .unwrap_or_default(),
        })
    });
    Ok(two.collect())
}

fn is_of(row: &PairingRow, source: &TranslationRow, target: &TranslationRow) -> bool {
    row.translation == target.id
        && row.version == target.head_version
        && row.source_version == source.current_version()
}

/// The states that matter, by translation and version.
async fn states(
    tx: &impl Rows,
    pairs: &[(&PostRow, &TranslationRow, Option<&TranslationRow>)],
) -> Result<HashMap<(TranslationId, i32), RevisionRow>, StoreError> {
    let mut versions = Vec::new();
    for (_, source, target) in pairs {
        versions.push((source.id, source.current_version()));
        if let Some(target) = target {
            versions.push((target.id, target.head_version));
            let confirmed = target.confirmed_source_version;
            versions.extend(confirmed.map(|version| (source.id, version)));
        }
    }
    let revisions = revision::by_versions(tx, &versions).await?.into_iter();
    Ok(revisions
        .map(|row| ((row.translation, row.version), row))
        .collect())
}

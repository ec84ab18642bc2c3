//! Which translations are behind their source, and by which blocks: compared when either changes, so that nobody who asks
//! has to wait for it. Both states are read by today's parser; what an older one made of them is not compared.

use std::collections::HashMap;

use crate::document::body;
use crate::document::segment::{Change, changes};
use crate::domain::id::{PostId, TranslationId};
use crate::store::revision::{self, RevisionRow};
use crate::store::staleness::{self, Pair, StalenessRow};
use crate::store::{StoreError, WriteTx};

/// Posts that are compared at once: two states of each are in memory.
const BATCH: usize = 256;

/// Where the title and the description stand among the blocks that [`Change::index`] counts.
const TITLE: i32 = -2;
const DESCRIPTION: i32 = -1;

/// Compares the translations of posts with their sources.
pub(in crate::service) async fn refresh(tx: &WriteTx, posts: &[PostId]) -> Result<(), StoreError> {
    for posts in posts.chunks(BATCH) {
        let mut pairs = staleness::pairs(tx, posts).await?;
        pairs.retain(|pair| {
            pair.confirmed
                .is_some_and(|version| version != pair.current)
        });
        let states = states(tx, &pairs).await?;
        let mut told: HashMap<(TranslationId, i32), Vec<Change>> = HashMap::new();
        let mut behind = Vec::new();
        for pair in pairs {
            let state = |version| states.get(&(pair.source, version));
            let confirmed = pair.confirmed.unwrap_or(pair.current);
            let (Some(was), Some(now)) = (state(confirmed), state(pair.current)) else {
                continue;
            };
            let changes = told
                .entry((pair.source, confirmed))
                .or_insert_with(|| between(was, now));
            behind.extend(row(pair.translation, changes));
        }
        staleness::replace(tx, posts, behind).await?;
    }
    Ok(())
}

/// The states of the sources that are compared, by translation and version.
async fn states(
    tx: &WriteTx,
    pairs: &[Pair],
) -> Result<HashMap<(TranslationId, i32), RevisionRow>, StoreError> {
    let versions: Vec<(TranslationId, i32)> = pairs
        .iter()
        .flat_map(|pair| {
            let versions = [Some(pair.current), pair.confirmed];
            versions
                .into_iter()
                .flatten()
                .map(|version| (pair.source, version))
        })
        .collect();
    let revisions = revision::by_versions(tx, &versions).await?;
    Ok(revisions
        .into_iter()
        .map(|row| ((row.translation, row.version), row))
        .collect())
}

/// What a translator has to look at: title, description and blocks that are not what they were.
fn between(was: &RevisionRow, now: &RevisionRow) -> Vec<Change> {
    let line = |index, was: &str, now: &str| {
        (was != now).then(|| Change {
            index,
            source: now.to_owned(),
            was: Some(was.to_owned()).filter(|was| !was.is_empty()),
        })
    };
    let blocks = match was.markdown == now.markdown {
        true => Vec::new(),
        false => changes(
            &body::segments(&was.markdown),
            &body::segments(&now.markdown),
        ),
    };
    line(TITLE, &was.title, &now.title)
        .into_iter()
        .chain(line(DESCRIPTION, &was.description, &now.description))
        .chain(blocks)
        .collect()
}

fn row(translation: TranslationId, changes: &[Change]) -> Option<StalenessRow> {
    let words: u32 = changes
        .iter()
        .map(Change::words)
        .fold(0, u32::saturating_add);
    (!changes.is_empty()).then(|| StalenessRow {
        translation,
        words: i32::try_from(words).unwrap_or(i32::MAX),
        // Texts and numbers alone: this cannot fail.
        segments: serde_json::to_string(changes).unwrap_or_default(),
    })
}

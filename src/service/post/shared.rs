//! The parts of an input that all locales share.

use crate::domain::id::TagId;
use crate::domain::slug::Section;
use crate::service::problem::{Problem, Problems};
use crate::store::{Rows, StoreError, tag};

/// The folder that an input names.
pub(super) fn section(text: &str) -> Result<Section, Problem> {
    Section::parse(text)
        .map_err(|_| Problem::invalid(&["input", "section"], "error-invalid-section"))
}

/// The tags with these keys, each once.
pub(super) async fn tags(
    tx: &impl Rows,
    keys: &[String],
    problems: &mut Problems,
) -> Result<Vec<TagId>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let all = tag::all(tx).await?;
    let mut ids = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        match all.iter().find(|tag| tag.key == *key) {
            Some(tag) if ids.contains(&tag.id) => {}
            Some(tag) => ids.push(tag.id),
            None => {
                let nearest = all
                    .iter()
                    .map(|tag| (strsim::damerau_levenshtein(&tag.key, key), &tag.key))
                    .filter(|(distance, _)| *distance <= 2.max(key.chars().count() / 4))
                    .min();
                let path = ["input", "tags", &index.to_string()];
                let unknown = Problem::not_found(&path, "tag");
                problems.add(unknown.suggest(nearest.map(|(_, key)| key.clone())));
            }
        }
    }
    Ok(ids)
}

//! Dotted keys: `seo.title: x` says the same as `seo:` with `title: x` in it, as Nuxt Content has it.

use serde_json::{Map, Value};

use super::Rules;

/// The highest list index that a key may name: `links.0.label` makes a list.
const INDEX_MAX: usize = 1000;

/// The segments of a key that is to be unfolded; `None` for a key that stays as it is.
/// Under our own rules a version number (`1.2.0`) and a quoted key are no paths.
pub(super) fn segments(key: &str, is_quoted: bool, rules: Rules) -> Option<Vec<&str>> {
    if !key.contains('.') || (is_quoted && rules == Rules::Own) {
        return None;
    }
    let segments: Vec<&str> = key.split('.').collect();
    let begins_with_name = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_path = segments.len() <= super::DEPTH_MAX
        && segments.iter().all(|segment| !segment.is_empty())
        && (begins_with_name || rules == Rules::Nuxt);
    is_path.then_some(segments)
}

/// What became of a value that was put under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inserted {
    /// It is there, and nothing was before.
    New,
    /// It is there instead of another.
    Replaced,
    /// It is left out: something that is no mapping stands in the way.
    Blocked,
}

/// Puts `value` at a path of keys.
pub(super) fn insert(mapping: &mut Map<String, Value>, path: &[&str], value: Value) -> Inserted {
    let Some((first, rest)) = path.split_first() else {
        return Inserted::Blocked;
    };
    if rest.is_empty() {
        return match mapping.insert((*first).to_owned(), value) {
            Some(_) => Inserted::Replaced,
            None => Inserted::New,
        };
    }
    let slot = mapping
        .entry((*first).to_owned())
        .or_insert_with(|| container(rest));
    insert_below(slot, rest, value)
}

fn insert_below(slot: &mut Value, path: &[&str], value: Value) -> Inserted {
    match slot {
        Value::Object(mapping) => insert(mapping, path, value),
        Value::Array(list) => insert_into_list(list, path, value),
        _ => Inserted::Blocked,
    }
}

fn insert_into_list(list: &mut Vec<Value>, path: &[&str], value: Value) -> Inserted {
    let Some((first, rest)) = path.split_first() else {
        return Inserted::Blocked;
    };
    let Some(index) = index(first) else {
        return Inserted::Blocked;
    };
    if list.len() <= index {
        list.resize(index + 1, Value::Null);
    }
    let Some(slot) = list.get_mut(index) else {
        return Inserted::Blocked;
    };
    if rest.is_empty() {
        *slot = value;
        return Inserted::New;
    }
    if slot.is_null() {
        *slot = container(rest);
    }
    insert_below(slot, rest, value)
}

fn container(path: &[&str]) -> Value {
    if path.first().copied().and_then(index).is_some() {
        Value::Array(Vec::new())
    } else {
        Value::Object(Map::new())
    }
}

fn index(segment: &str) -> Option<usize> {
    segment.parse().ok().filter(|index| *index <= INDEX_MAX)
}

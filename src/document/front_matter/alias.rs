//! Anchors and aliases of YAML, held to a size: a few lines of aliases can stand for more than any memory holds.

use std::collections::HashMap;

use serde_json::Value;

use super::DEPTH_MAX;

/// The most that all anchors, and again all aliases, may hold together, in bytes.
const BYTES_MAX: usize = 1 << 22;

/// What each anchor of a text stands for.
#[derive(Default)]
pub(super) struct Aliases {
    anchors: HashMap<usize, Anchored>,
    anchored_bytes: usize,
    repeated_bytes: usize,
}

struct Anchored {
    /// `None` where it is too large to be repeated.
    value: Option<Value>,
    bytes: usize,
    depth: usize,
}

impl Aliases {
    /// Keeps a value under the number of its anchor.
    pub(super) fn remember(&mut self, anchor: usize, value: &Value) {
        let bytes = bytes_of(value);
        self.anchored_bytes += bytes;
        let anchored = Anchored {
            value: (self.anchored_bytes <= BYTES_MAX).then(|| value.clone()),
            bytes,
            depth: depth_of(value),
        };
        self.anchors.insert(anchor, anchored);
    }

    /// The value of an anchor, to stand `depth` levels deep; or why not.
    pub(super) fn repeat(&mut self, anchor: usize, depth: usize) -> Result<Value, &'static str> {
        let anchored = self
            .anchors
            .get(&anchor)
            .ok_or("an alias stands inside of what it repeats")?;
        self.repeated_bytes += anchored.bytes;
        if depth + anchored.depth > DEPTH_MAX {
            return Err("its aliases nest more than 100 deep");
        }
        let value = anchored
            .value
            .as_ref()
            .filter(|_| self.repeated_bytes <= BYTES_MAX);
        value.cloned().ok_or("its aliases repeat too much")
    }

    /// Numbers of anchors begin anew with each text; what was repeated stays counted.
    pub(super) fn forget(&mut self) {
        self.anchors.clear();
    }
}

/// Nesting is limited, so these may recurse.
fn bytes_of(value: &Value) -> usize {
    let inner = match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(bytes_of).sum(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| key.len() + bytes_of(value))
            .sum(),
        _ => 0,
    };
    inner + 32
}

fn depth_of(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}

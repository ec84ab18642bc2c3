//! Devalue, the format of Nuxt payloads: one flat array whose values name each other by index.
//! Cycles, depth and sharing are limited here, so that what comes out is a JSON tree of a sane size.

use serde_json::{Map, Number, Value};

use crate::domain::diagnostic::Diagnostic;

/// The deepest nesting that is read.
const DEPTH_MAX: usize = 250;

/// The most problems that are reported of one payload.
const PROBLEMS_MAX: usize = 20;

/// How often a payload may repeat itself through shared values.
const GROWTH_MAX: usize = 8;

/// Decodes a whole payload, with what is wrong with it (`BAD_PAYLOAD`).
///
/// What JSON lacks becomes its nearest relative: a date its ISO text, a set a list, a map with text keys an object (else
/// a list of pairs), a big integer a number where it fits, `NaN` and holes null; `undefined` members are left out.
///
/// ```
/// use isogloss::document::payload::decode;
/// let (value, problems) = decode(r#"[{"a":1,"b":2},["Date","2024-12-03T00:00:00.000Z"],[3,3],"x"]"#);
/// assert_eq!(value, serde_json::json!({ "a": "2024-12-03T00:00:00.000Z", "b": ["x", "x"] }));
/// assert!(problems.is_empty());
/// ```
pub fn decode(text: &str) -> (Value, Vec<Diagnostic>) {
    match Payload::parse(text) {
        Ok(mut payload) => (payload.value(0, ""), payload.diagnostics),
        Err(diagnostic) => (Value::Null, vec![diagnostic]),
    }
}

/// A payload, not decoded yet.
pub(super) struct Payload {
    entries: Vec<Value>,
    /// Bytes that may still be produced.
    budget: usize,
    /// Indices that are being decoded right now.
    open: Vec<usize>,
    /// The way to the value that is being decoded.
    place: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Payload {
    /// Reads the array; an error for what is no payload at all.
    pub(super) fn parse(text: &str) -> Result<Self, Diagnostic> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: Value = serde_json::from_str(text).map_err(|error| bad_json(&error))?;
        let entries = match value {
            Value::Array(entries) if !entries.is_empty() => entries,
            _ => {
                return Err(problem(
                    "this is no payload: a payload is a list of values, the first one its root",
                ));
            }
        };
        Ok(Self {
            entries,
            budget: text
                .len()
                .saturating_mul(GROWTH_MAX)
                .saturating_add(1 << 20),
            open: Vec::new(),
            place: Vec::new(),
            diagnostics: Vec::new(),
        })
    }

    pub(super) fn entry(&self, index: usize) -> Option<&Value> {
        self.entries.get(index)
    }

    pub(super) fn problem_count(&self) -> usize {
        self.diagnostics.len()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// A member of an object, if it is a plain value.
    pub(super) fn member(&self, object: &Map<String, Value>, key: &str) -> Option<&Value> {
        let index = object.get(key)?.as_u64()?;
        self.entry(usize::try_from(index).ok()?)
    }

    /// The entries that an entry names, with the way there.
    pub(super) fn children(&self, index: usize, place: &str) -> Vec<(usize, String)> {
        let child = |name: &str, value: &Value| {
            let index = usize::try_from(value.as_u64()?).ok()?;
            let dot = if place.is_empty() || name.is_empty() {
                ""
            } else {
                "."
            };
            Some((index, format!("{place}{dot}{name}")))
        };
        match self.entry(index) {
            Some(Value::Object(object)) => object
                .iter()
                .filter_map(|(key, value)| child(key, value))
                .collect(),
            Some(Value::Array(list)) => match list.split_first() {
                Some((Value::String(_), arguments)) => arguments
                    .iter()
                    .filter_map(|value| child("", value))
                    .collect(),
                _ => {
                    let items = list.iter().enumerate();
                    items
                        .filter_map(|(position, value)| child(&position.to_string(), value))
                        .collect()
                }
            },
            _ => Vec::new(),
        }
    }

    /// Decodes the entry at `index`, which stands at `place`; null for what cannot be decoded.
    pub(super) fn value(&mut self, index: usize, place: &str) -> Value {
        self.place = if place.is_empty() {
            Vec::new()
        } else {
            vec![place.to_owned()]
        };
        self.open.clear();
        self.at(index).unwrap_or_default()
    }

    /// `None` for undefined and for what cannot be decoded.
    fn reference(&mut self, reference: &Value) -> Option<Value> {
        match reference.as_i64() {
            Some(-1) => None,
            // A hole, NaN and the infinities are null in JSON.
            Some(-5..=-2) => Some(Value::Null),
            Some(-6) => Some(Value::from(0)),
            Some(index) => match usize::try_from(index) {
                Ok(index) => self.at(index),
                Err(_) => self.refuse(format!("{index} means nothing")),
            },
            None => self.refuse(format!("`{reference}` stands where an index should be")),
        }
    }

    fn at(&mut self, index: usize) -> Option<Value> {
        if self.open.contains(&index) {
            return self.refuse(format!("value {index} contains itself"));
        }
        if self.open.len() >= DEPTH_MAX {
            return self.refuse(format!(
                "value {index} is nested more than {DEPTH_MAX} deep"
            ));
        }
        // Taken out while it is read, so that its parts can be decoded; cycles are caught above.
        let Some(slot) = self.entries.get_mut(index) else {
            return self.refuse(format!("there is no value {index}"));
        };
        let entry = std::mem::take(slot);
        self.open.push(index);
        let value = self.entry_value(&entry);
        self.open.pop();
        if let Some(slot) = self.entries.get_mut(index) {
            *slot = entry;
        }
        value
    }

    fn entry_value(&mut self, entry: &Value) -> Option<Value> {
        let bytes = 32 + entry.as_str().map_or(0, str::len);
        match self.budget.checked_sub(bytes) {
            Some(budget) => self.budget = budget,
            None => return self.refuse("its values repeat each other too often".to_owned()),
        }
        match entry {
            Value::Array(list) => match list.split_first() {
                Some((Value::String(tag), arguments)) => self.tagged(tag, arguments),
                Some((first, rest)) if first.as_i64() == Some(-7) => self.sparse(rest),
                _ => Some(self.list(list)),
            },
            Value::Object(object) => {
                let members = object.iter().map(|(key, value)| (key.as_str(), value));
                Some(self.object(members))
            }
            plain => Some(plain.clone()),
        }
    }

    fn list(&mut self, references: &[Value]) -> Value {
        let values = references.iter().enumerate();
        values
            .map(|(position, reference)| {
                self.child(&position.to_string(), reference)
                    .unwrap_or_default()
            })
            .collect()
    }

    fn object<'a>(&mut self, members: impl Iterator<Item = (&'a str, &'a Value)>) -> Value {
        let mut object = Map::new();
        for (key, reference) in members {
            if let Some(value) = self.child(key, reference) {
                object.insert(key.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    fn child(&mut self, name: &str, reference: &Value) -> Option<Value> {
        self.place.push(name.to_owned());
        let value = self.reference(reference);
        self.place.pop();
        value
    }

    /// `[-7, length, index, value, …]`: a list with holes.
    fn sparse(&mut self, arguments: &[Value]) -> Option<Value> {
        let Some((length, pairs)) = arguments.split_first() else {
            return self.refuse("a list with holes has no length".to_owned());
        };
        let length = length
            .as_u64()
            .and_then(|length| usize::try_from(length).ok());
        let Some(length) = length.filter(|length| *length <= self.budget / 32) else {
            return self.refuse("a list with holes is too long".to_owned());
        };
        self.budget -= length * 32;
        let mut list = vec![Value::Null; length];
        for pair in pairs.chunks(2) {
            let [position, reference] = pair else {
                continue;
            };
            let position = position
                .as_u64()
                .and_then(|position| usize::try_from(position).ok());
            let value = self.reference(reference).unwrap_or_default();
            if let Some(slot) = position.and_then(|position| list.get_mut(position)) {
                *slot = value;
            }
        }
        Some(Value::Array(list))
    }

    /// `["Tag", …]`: what JSON has no syntax for, and what Nuxt wraps around its data.
    fn tagged(&mut self, tag: &str, arguments: &[Value]) -> Option<Value> {
        match (tag, arguments) {
            ("Date" | "URL" | "URLSearchParams" | "ArrayBuffer", [text @ Value::String(_)]) => {
                Some(text.clone())
            }
            ("Set", members) => Some(self.list(members)),
            ("Map", pairs) => Some(self.map(pairs)),
            ("null", members) => Some(self.null_object(members)),
            ("BigInt", [Value::String(digits)]) => Some(big_integer(digits)),
            ("RegExp", [Value::String(source), flags @ ..]) => {
                let flags = flags.first().and_then(Value::as_str).unwrap_or_default();
                Some(Value::String(format!("/{source}/{flags}")))
            }
            ("EmptyRef" | "EmptyShallowRef", [argument]) => self.empty_ref(argument),
            (_, [reference @ Value::Number(_)]) => self.reference(reference),
            (_, [text @ Value::String(_)]) => Some(text.clone()),
            // A typed array: the buffer it looks at, then offset and length.
            (_, [reference @ Value::Number(_), ..]) => self.reference(reference),
            _ => self.refuse(format!("`{tag}` cannot be read")),
        }
    }

    fn map(&mut self, pairs: &[Value]) -> Value {
        let pairs: Vec<[Value; 2]> = pairs
            .chunks(2)
            .filter_map(|pair| match pair {
                [key, value] => Some([
                    self.reference(key).unwrap_or_default(),
                    self.reference(value).unwrap_or_default(),
                ]),
                _ => None,
            })
            .collect();
        if pairs.iter().all(|[key, _]| key.is_string()) {
            let members = pairs
                .into_iter()
                .filter_map(|[key, value]| Some((key.as_str()?.to_owned(), value)));
            return Value::Object(members.collect());
        }
        pairs
            .into_iter()
            .map(|[key, value]| Value::Array(vec![key, value]))
            .collect()
    }

    fn null_object(&mut self, members: &[Value]) -> Value {
        let pairs = members.chunks(2).filter_map(|pair| match pair {
            [Value::String(key), reference] => Some((key.as_str(), reference)),
            _ => None,
        });
        self.object(pairs)
    }

    /// JSON text instead of an index, `_` for undefined.
    fn empty_ref(&mut self, argument: &Value) -> Option<Value> {
        let text = match argument {
            Value::String(text) => text.clone(),
            reference => self.reference(reference)?.as_str()?.to_owned(),
        };
        if text == "_" {
            return None;
        }
        serde_json::from_str(&text).ok()
    }

    fn refuse(&mut self, message: String) -> Option<Value> {
        if self.diagnostics.len() < PROBLEMS_MAX {
            let index = self.open.last().copied().unwrap_or(0);
            let place = if self.place.is_empty() {
                "its root".to_owned()
            } else {
                self.place.join(".")
            };
            self.diagnostics
                .push(problem(format!("{message} (in value {index}, {place})")));
        } else {
            // Nothing more is worth reading.
            self.budget = 0;
        }
        None
    }
}

fn big_integer(digits: &str) -> Value {
    if let Ok(number) = digits.parse::<i64>() {
        return number.into();
    }
    match digits.parse::<u64>() {
        Ok(number) => Value::Number(Number::from(number)),
        Err(_) => Value::String(digits.to_owned()),
    }
}

fn bad_json(error: &serde_json::Error) -> Diagnostic {
    let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
    let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
    problem(format!("this is no JSON: {error}")).at(line.max(1), column.max(1))
}

fn problem(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("BAD_PAYLOAD", message)
        .help("fetch the payload again; it may have been cut off or edited")
}

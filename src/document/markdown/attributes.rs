//! Attributes in braces, as MDC writes them: `{#id .class key="value" key=value flag :bound='json'}`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::case::kebab;
use super::character_reference;
use super::node::{AttributeValue, Attributes};

/// Reads the attributes at the beginning of `text`, which is a brace, and tells how many bytes they take.
/// In a line of text they may go on in the next line; those of a block stay on theirs.
pub(super) fn read(text: &str, is_multiline: bool) -> Option<(Attributes, usize)> {
    Passed::default().read(text, is_multiline)
}

/// What was passed over where attributes of one text were looked for, so that nothing is passed over twice: from a place
/// where no closing brace was found before, none will be found again. Places count from the end of the text.
#[derive(Default)]
pub(super) struct Passed {
    /// Where an attribute may begin.
    places: HashSet<usize>,
    /// Where values of shortcuts begin, by where they end. Other values end before one like them begins.
    shortcuts: BTreeMap<usize, usize>,
}

impl Passed {
    /// Reads attributes at the beginning of the rest of the text, as [`read`] does.
    pub(super) fn read(&mut self, rest: &str, is_multiline: bool) -> Option<(Attributes, usize)> {
        let mut reader = Reader {
            text: rest,
            at: 1,
            is_multiline,
            read: Attributes::new(),
            indices: HashMap::new(),
            passed: self,
        };
        reader.read_all()?;
        Some((reader.read, reader.at))
    }

    /// Whether a place was not passed before.
    fn pass(&mut self, place: usize) -> bool {
        self.places.insert(place)
    }

    /// Whether a place is in the value of a shortcut that was passed.
    fn is_in_shortcut(&self, place: usize) -> bool {
        let before_end = self.shortcuts.range(..=place).next_back();
        before_end.is_some_and(|(_, begin)| *begin >= place)
    }

    fn pass_shortcut(&mut self, begin: usize, end: usize) {
        self.shortcuts.insert(end, begin);
    }
}

/// What `name` says as a text; `None` if it is not there or is a flag.
pub(in crate::document) fn text_of<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find_map(|(key, value)| match value {
        AttributeValue::Text(text) if key == name => Some(text.as_str()),
        _ => None,
    })
}

struct Reader<'t, 'p> {
    text: &'t str,
    at: usize,
    is_multiline: bool,
    read: Attributes,
    /// Where each name is among those read.
    indices: HashMap<String, usize>,
    passed: &'p mut Passed,
}

impl Reader<'_, '_> {
    /// Reads up to and past the closing brace.
    fn read_all(&mut self) -> Option<()> {
        loop {
            self.skip_space();
            if !self.passed.pass(self.left()) {
                return None;
            }
            match self.peek()? {
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                b'#' => self.read_shortcut("id")?,
                b'.' => self.read_shortcut("class")?,
                b':' | b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.read_named()?,
                _ => return None,
            }
        }
    }

    /// `#id` or `.class`
    fn read_shortcut(&mut self, name: &str) -> Option<()> {
        self.at += 1;
        let start = self.at;
        let place = self.left();
        if self.peek() == Some(b'#') || self.passed.is_in_shortcut(place) {
            return None;
        }
        while self.peek().is_some_and(is_in_shortcut) {
            self.at += 1;
        }
        self.passed.pass_shortcut(place, self.left());
        let value = self.since(start)?;
        if value.is_empty() || !matches!(self.peek()?, b'.' | b'}' | b' ' | b'\t' | b'\n') {
            return None;
        }
        let value = character_reference::decode(value).into_owned();
        self.put(name, AttributeValue::Text(value));
        Some(())
    }

    /// `name`, `name=value`, `name="value"` or `:name="value"`
    fn read_named(&mut self) -> Option<()> {
        let start = self.at;
        let is_bound = self.peek() == Some(b':');
        self.at += 1;
        while self.peek().is_some_and(|byte| is_in_name(byte, is_bound)) {
            self.at += 1;
        }
        let name = kebab(self.since(start)?);
        self.skip_space();
        if self.peek() == Some(b'=') {
            self.at += 1;
            let value = self.read_value(is_bound)?;
            self.put(&name, AttributeValue::Text(value));
            return Some(());
        }
        if is_bound {
            return None;
        }
        self.put(&name, AttributeValue::Flag);
        Some(())
    }

    fn read_value(&mut self, is_bound: bool) -> Option<String> {
        self.skip_space();
        match self.peek()? {
            b'<' | b'=' | b'>' | b'`' | b'}' | b'\n' => None,
            quote @ (b'"' | b'\'') => self.read_quoted(quote, is_bound),
            _ => self.read_unquoted(),
        }
    }

    fn read_unquoted(&mut self) -> Option<String> {
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' | b'\'' | b'<' | b'=' | b'>' | b'`' => return None,
                b'}' | b' ' | b'\t' | b'\n' => break,
                _ => self.at += 1,
            }
        }
        Some(character_reference::decode(self.since(start)?).into_owned())
    }

    /// In a bound value a backslash is left out and what it stands before is taken as it is.
    fn read_quoted(&mut self, quote: u8, is_bound: bool) -> Option<String> {
        self.at += 1;
        let mut value = String::new();
        let mut start = self.at;
        loop {
            match self.peek()? {
                byte if byte == quote => break,
                b'\n' if !self.is_multiline => return None,
                b'\\' if is_bound => {
                    value.push_str(&character_reference::decode(self.since(start)?));
                    start = self.at + 1;
                    self.at += 2;
                    while self.at < self.text.len() && !self.text.is_char_boundary(self.at) {
                        self.at += 1;
                    }
                }
                _ => self.at += 1,
            }
        }
        value.push_str(&character_reference::decode(self.since(start)?));
        self.at += 1;
        matches!(self.peek()?, b'}' | b' ' | b'\t' | b'\n').then_some(value)
    }

    /// Classes add up; of anything else the last one counts, at the place of the first.
    fn put(&mut self, name: &str, value: AttributeValue) {
        let index = self.indices.get(name).copied();
        let known = index.and_then(|index| self.read.get_mut(index));
        match (known, value) {
            (Some((_, AttributeValue::Text(classes))), AttributeValue::Text(class))
                if name == "class" =>
            {
                classes.push(' ');
                classes.push_str(&class);
            }
            (Some((_, known)), value) => *known = value,
            (None, value) => {
                self.indices.insert(name.to_owned(), self.read.len());
                self.read.push((name.to_owned(), value));
            }
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| {
            matches!(byte, b' ' | b'\t') || (self.is_multiline && byte == b'\n')
        }) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn left(&self) -> usize {
        self.text.len().saturating_sub(self.at)
    }

    fn since(&self, start: usize) -> Option<&str> {
        self.text.get(start..self.at)
    }
}

fn is_in_shortcut(byte: u8) -> bool {
    !matches!(
        byte,
        b'"' | b'\'' | b'<' | b'=' | b'>' | b'`' | b'.' | b'}' | b' ' | b'\t' | b'\n'
    )
}

fn is_in_name(byte: u8, is_bound: bool) -> bool {
    byte == b'-'
        || byte.is_ascii_alphanumeric()
        || (!is_bound && matches!(byte, b'.' | b':' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let (attributes, length) = read(text, true)?;
        let parts: Vec<String> = attributes
            .iter()
            .map(|(name, value)| match value {
                AttributeValue::Text(text) => format!("{name}={text}"),
                AttributeValue::Flag => name.clone(),
            })
            .collect();
        Some(format!("{} + {}", parts.join(" | "), &text[length..]))
    }

    #[test]
    fn attributes_are_read_as_mdc_writes_them() {
        for (text, expected) in [
            ("{}", Some(" + ")),
            (
                "{#a .b.c k=\"v w\" x=y flag}z",
                Some("id=a | class=b c | k=v w | x=y | flag + z"),
            ),
            ("{:a='[1, \"x\"]'}", Some(":a=[1, \"x\"] + ")),
            ("{:a='it\\'s'}", Some(":a=it's + ")),
            ("{a='it\\'s'}", None),
            ("{someProp=\"&amp;\"}", Some("some-prop=& + ")),
            ("{a=\"1\"\n b=2}", Some("a=1 | b=2 + ")),
            ("{a=1 a=2}", Some("a=2 + ")),
            ("{.a .b}", Some("class=a b + ")),
            ("{@click=\"x\"}", None),
            ("{:a}", None),
            ("{a=}", None),
            ("{a=\"b\"c}", None),
            ("{a", None),
            ("{ ", None),
            ("{1}", None),
            ("{.}", None),
            ("{:a=\"\\", None),
            ("{:a=\"\\é\"}", Some(":a=é + ")),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
        assert_eq!(read("{a=\"1\"\n}", false), None);
    }
}

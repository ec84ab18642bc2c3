//! XML as units. Elements of modules and of tools are passed over, and texts of a segment that a tool cut are joined.

mod unit;

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::NAMESPACE;
use crate::document::exchange::place::Places;
use crate::document::exchange::{File, note};
use crate::domain::diagnostic::Diagnostic;
use unit::{Draft, Field};

/// The code of a file that is not well-formed XML.
pub const XLIFF_SYNTAX: &str = "XLIFF_SYNTAX";

/// The code of a file that is another version of XLIFF, or none.
pub const XLIFF_VERSION: &str = "XLIFF_VERSION";

/// The code of a file with a document type, which could define entities.
pub const XLIFF_DOCTYPE: &str = "XLIFF_DOCTYPE";

/// The code of a unit without a name, which is none that an export wrote.
pub const XLIFF_NO_NAME: &str = "XLIFF_NO_NAME";

/// The code of a unit whose name another one had before.
pub const XLIFF_UNIT_DOUBLED: &str = "XLIFF_UNIT_DOUBLED";

/// How deep elements may be nested.
const DEPTH_MAX: usize = 1_000;

pub(super) fn read(text: &str) -> File {
    let mut reader = Reader {
        places: Places::new(text),
        file: File::default(),
        open: Vec::new(),
        draft: None,
        names: HashSet::new(),
    };
    if let Err(stop) = reader.read_all(text) {
        let (line, column) = reader.places.of(stop.at);
        let problem = Diagnostic::error(stop.code, stop.message)
            .help(stop.help)
            .at(line, column);
        reader.file.diagnostics.push(problem);
    }
    reader.file
}

/// Why nothing more is read.
struct Stop {
    code: &'static str,
    message: String,
    help: &'static str,
    at: usize,
}

impl Stop {
    fn syntax(message: impl Into<String>, at: usize) -> Self {
        Self {
            code: XLIFF_SYNTAX,
            message: message.into(),
            help: "units before this place were read; export the file again",
            at,
        }
    }
}

struct Reader<'t> {
    places: Places<'t>,
    file: File,
    /// The elements around this place.
    open: Vec<Element>,
    draft: Option<Draft>,
    names: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Xliff,
    File,
    Group,
    Unit,
    Notes,
    Note,
    Segment,
    Ignorable,
    Source,
    Target,
    Pair,
    /// One that says nothing here.
    Other,
}

impl Reader<'_> {
    fn read_all(&mut self, text: &str) -> Result<(), Stop> {
        let mut xml = quick_xml::Reader::from_str(text);
        let mut has_root = false;
        loop {
            let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
            let event = xml.read_event().map_err(|error| {
                let at = usize::try_from(xml.error_position()).unwrap_or(at);
                Stop::syntax(format!("the file is no well-formed XML: {error}"), at)
            })?;
            match event {
                Event::Start(element) => {
                    has_root |= self.begin(&element, at)?;
                }
                Event::Empty(element) => {
                    has_root |= self.begin(&element, at)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(reference) => self.push_reference(&reference, at)?,
                Event::DocType(_) => {
                    return Err(Stop {
                        code: XLIFF_DOCTYPE,
                        message: "the file has a document type".to_owned(),
                        help: "take out `<!DOCTYPE …>`; XLIFF has none",
                        at,
                    });
                }
                Event::Eof if !self.open.is_empty() => {
                    return Err(Stop::syntax("the file ends within an element", at));
                }
                Event::Eof if !has_root => return Err(Stop::syntax("the file is empty", at)),
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// An element begins; tells whether it is the root.
    fn begin(&mut self, element: &BytesStart<'_>, at: usize) -> Result<bool, Stop> {
        if self.open.len() >= DEPTH_MAX {
            return Err(Stop::syntax("elements are nested too deep", at));
        }
        // Attributes that nobody asks for have to be well-formed as well.
        attribute(element, at, |_| false)?;
        let local = element.local_name();
        let name = as_text(local.as_ref());
        let kind = self.element(&name);
        let is_root = self.open.is_empty();
        if is_root {
            self.begin_root(&name, element, at)?;
        }
        self.open.push(kind);
        match kind {
            Element::Unit => self.begin_unit(element, at)?,
            Element::Segment | Element::Ignorable => {
                let state = value(element, "state", at)?;
                let sub_state = value(element, "subState", at)?;
                if let Some(draft) = &mut self.draft {
                    draft.begin_segment(kind == Element::Ignorable, state, sub_state);
                }
            }
            Element::Note => {
                let category = value(element, "category", at)?;
                if let Some(draft) = &mut self.draft {
                    draft.begin_note(category.unwrap_or_default());
                }
            }
            Element::Source => self.begin_text(Field::Source),
            Element::Target => self.begin_text(Field::Target),
            Element::Pair | Element::Other => self.begin_inline(&name, element, at)?,
            Element::Xliff | Element::File | Element::Group | Element::Notes => {}
        }
        Ok(is_root)
    }

    /// What an element is where it stands: a `source` outside of segments belongs to a module.
    fn element(&self, name: &str) -> Element {
        match (name, self.open.last()) {
            ("xliff", None) => Element::Xliff,
            ("file", Some(Element::Xliff)) => Element::File,
            ("group", Some(Element::File | Element::Group)) => Element::Group,
            ("unit", Some(Element::File | Element::Group)) => Element::Unit,
            ("notes", Some(Element::Unit)) => Element::Notes,
            ("note", Some(Element::Notes)) => Element::Note,
            ("segment", Some(Element::Unit)) => Element::Segment,
            ("ignorable", Some(Element::Unit)) => Element::Ignorable,
            ("source", Some(Element::Segment | Element::Ignorable)) => Element::Source,
            ("target", Some(Element::Segment | Element::Ignorable)) => Element::Target,
            ("pc", Some(_)) if self.is_in_text() => Element::Pair,
            _ => Element::Other,
        }
    }

    fn is_in_text(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::is_in_text)
    }

    fn begin_root(&mut self, name: &str, element: &BytesStart<'_>, at: usize) -> Result<(), Stop> {
        let version = value(element, "version", at)?.unwrap_or_default();
        let namespaces = [
            value(element, "xmlns", at)?,
            prefixed_namespace(element, at)?,
        ];
        let is_ours = namespaces.iter().flatten().any(|found| found == NAMESPACE);
        if name != "xliff" || !version.starts_with("2.") || !is_ours {
            return Err(Stop {
                code: XLIFF_VERSION,
                message: match name {
                    "xliff" => format!("the file is XLIFF {version}"),
                    name => format!("the file is no XLIFF: its root is `{name}`"),
                },
                help: "only XLIFF 2 is read; save the file in the format that it was exported in",
                at,
            });
        }
        self.file.source_locale = value(element, "srcLang", at)?;
        self.file.target_locale = value(element, "trgLang", at)?;
        Ok(())
    }

    fn begin_unit(&mut self, element: &BytesStart<'_>, at: usize) -> Result<(), Stop> {
        let name = value(element, "name", at)?;
        let kind = value(element, "type", at)?.unwrap_or_default();
        self.draft = Some(Draft::new(name, &kind, self.places.of(at)));
        Ok(())
    }

    fn begin_text(&mut self, field: Field) {
        if let Some(draft) = &mut self.draft {
            draft.begin_text(field);
        }
    }

    /// Codes within a text (section 4.2.3); what stands in other elements is part of the text.
    fn begin_inline(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        at: usize,
    ) -> Result<(), Stop> {
        if !self.is_in_text() {
            return Ok(());
        }
        let id = value(element, "id", at)?;
        let start = value(element, "startRef", at)?;
        let hex = value(element, "hex", at)?;
        if let Some(draft) = &mut self.draft {
            let number = |id: Option<String>| id.and_then(|id| id.parse().ok()).unwrap_or(0);
            match name {
                "pc" | "sc" => draft.open(number(id)),
                "ec" if start.is_some() || id.is_some() => draft.close(),
                "ph" => draft.alone(number(id)),
                "cp" => draft.character(&hex.unwrap_or_default()),
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match (element, &mut self.draft) {
            (Element::Pair, Some(draft)) => draft.close(),
            (Element::Source | Element::Target | Element::Note, Some(draft)) => draft.end_text(),
            (Element::Unit, _) => self.end_unit(),
            _ => {}
        }
    }

    fn end_unit(&mut self) {
        let Some(draft) = self.draft.take() else {
            return;
        };
        let (line, column) = draft.place;
        let Some(unit) = draft.into_unit() else {
            let problem = Diagnostic::warning(XLIFF_NO_NAME, "a unit without `name` is left out")
                .help("`name` says which text of which post it is; take it over from the export")
                .at(line, column);
            return note(&mut self.file.diagnostics, problem);
        };
        if self.names.insert(unit.id.clone()) {
            self.file.units.push(unit);
            return;
        }
        let message = format!("{} is there more than once", unit.id);
        let problem = Diagnostic::warning(XLIFF_UNIT_DOUBLED, message)
            .help("the first one counts")
            .at(line, column);
        note(&mut self.file.diagnostics, problem);
    }

    fn push(&mut self, text: &str) {
        if let Some(draft) = &mut self.draft {
            draft.push(text);
        }
    }

    /// `&amp;` and its like, and characters by number; without a document type there are no others.
    fn push_reference(&mut self, reference: &BytesRef<'_>, at: usize) -> Result<(), Stop> {
        let wrong = |what: String| Stop::syntax(what, at);
        let character = reference
            .resolve_char_ref()
            .map_err(|error| wrong(format!("a reference is no character: {error}")))?;
        if let Some(character) = character {
            self.push(character.encode_utf8(&mut [0; 4]));
            return Ok(());
        }
        let name = reference.xml10_content();
        let known = resolve_predefined_entity(&name);
        let text = known.ok_or_else(|| wrong(format!("`&{name};` is defined nowhere")))?;
        self.push(text);
        Ok(())
    }
}

/// The value of an attribute without a prefix.
fn value(element: &BytesStart<'_>, name: &str, at: usize) -> Result<Option<String>, Stop> {
    attribute(element, at, |key| key == name)
}

/// The namespace that the prefix of an element stands for.
fn prefixed_namespace(element: &BytesStart<'_>, at: usize) -> Result<Option<String>, Stop> {
    let name = element.name();
    let whole = as_text(name.as_ref());
    let Some((prefix, _)) = whole.split_once(':') else {
        return Ok(None);
    };
    let declared = format!("xmlns:{prefix}");
    attribute(element, at, |key| key == declared)
}

fn attribute(
    element: &BytesStart<'_>,
    at: usize,
    is_it: impl Fn(&str) -> bool,
) -> Result<Option<String>, Stop> {
    for attribute in element.attributes() {
        let wrong = |error: &dyn std::fmt::Display| {
            Stop::syntax(format!("an attribute is not well-formed: {error}"), at)
        };
        let attribute = attribute.map_err(|error| wrong(&error))?;
        if is_it(&as_text(attribute.key.as_ref())) {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| wrong(&error))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn as_text<T: AsRef<[u8]> + ?Sized>(name: &T) -> Cow<'_, str> {
    String::from_utf8_lossy(name.as_ref())
}

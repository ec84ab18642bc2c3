//! Units as XML.

use super::{FUZZY, KIND, NAMESPACE, PREVIOUS, REFERENCE, VERBATIM};
use crate::document::exchange::Unit;
use crate::document::exchange::marks::{Mark, Piece, pieces};

pub(super) fn write(source_locale: &str, target_locale: &str, units: &[Unit]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"{NAMESPACE}\" version=\"2.0\" srcLang=\"{}\" trgLang=\"{}\">\n",
        attribute(source_locale),
        attribute(target_locale)
    );
    let mut rest = units;
    let mut number = 0;
    while let Some(first) = rest.first() {
        let post = post_of(first);
        let count = rest.iter().take_while(|unit| post_of(unit) == post).count();
        let (units, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        number += 1;
        let original = attribute(post);
        xml.push_str(&format!(
            "  <file id=\"f{number}\" original=\"{original}\">\n"
        ));
        for (unit, number) in units.iter().zip(1_u32..) {
            push_unit(unit, number, &mut xml);
        }
        xml.push_str("  </file>\n");
        rest = after;
    }
    xml.push_str("</xliff>\n");
    xml
}

/// The post that a unit is part of: its id up to the last `#`.
fn post_of(unit: &Unit) -> &str {
    unit.id.rsplit_once('#').map_or("", |(post, _)| post)
}

fn push_unit(unit: &Unit, number: u32, xml: &mut String) {
    let kind = match unit.is_verbatim {
        true => format!(" type=\"{VERBATIM}\""),
        false => String::new(),
    };
    let name = attribute(&unit.id);
    xml.push_str(&format!(
        "    <unit id=\"u{number}\" name=\"{name}\" canResegment=\"no\" xml:space=\"preserve\"{kind}>\n"
    ));
    push_notes(unit, xml);
    if !unit.is_verbatim {
        push_data(&unit.marks, xml);
    }
    let state = match (unit.target.is_empty(), unit.is_fuzzy) {
        (true, _) => "state=\"initial\"".to_owned(),
        (false, true) => format!("state=\"initial\" subState=\"{FUZZY}\""),
        (false, false) => "state=\"translated\"".to_owned(),
    };
    xml.push_str(&format!("      <segment {state}>\n        <source>"));
    push_text(&unit.source, unit, xml);
    xml.push_str("</source>\n");
    if !unit.target.is_empty() {
        xml.push_str("        <target>");
        push_text(&unit.target, unit, xml);
        xml.push_str("</target>\n");
    }
    xml.push_str("      </segment>\n    </unit>\n");
}

fn push_notes(unit: &Unit, xml: &mut String) {
    let notes = [
        (KIND, unit.kind.as_str()),
        ("", unit.note.as_str()),
        (REFERENCE, unit.reference.as_str()),
        (PREVIOUS, unit.previous.as_deref().unwrap_or_default()),
    ];
    let mut notes = notes.iter().filter(|(_, note)| !note.is_empty()).peekable();
    if notes.peek().is_none() {
        return;
    }
    xml.push_str("      <notes>\n");
    for (category, note) in notes {
        let category = match category.is_empty() {
            true => String::new(),
            false => format!(" category=\"{category}\""),
        };
        xml.push_str(&format!("        <note{category}>"));
        note.chars().for_each(|c| push_escaped(c, xml, |_, _| {}));
        xml.push_str("</note>\n");
    }
    xml.push_str("      </notes>\n");
}

fn push_data(marks: &[Mark], xml: &mut String) {
    if marks.is_empty() {
        return;
    }
    xml.push_str("      <originalData>\n");
    for (mark, number) in marks.iter().zip(1_usize..) {
        let sides = [("o", Some(&mark.open)), ("c", mark.close.as_ref())];
        for (side, written) in sides {
            let Some(written) = written else { continue };
            xml.push_str(&format!("        <data id=\"{side}{number}\">"));
            written.chars().for_each(|c| push_escaped(c, xml, push_cp));
            xml.push_str("</data>\n");
        }
    }
    xml.push_str("      </originalData>\n");
}

/// A text with its marks as elements, unless they are not inside each other.
fn push_text(text: &str, unit: &Unit, xml: &mut String) {
    let pieces = pieces(text);
    if unit.is_verbatim || !is_balanced(&pieces) {
        return text.chars().for_each(|c| push_escaped(c, xml, push_cp));
    }
    for piece in pieces {
        match piece {
            Piece::Text(text) => text.chars().for_each(|c| push_escaped(c, xml, push_cp)),
            Piece::Close => xml.push_str("</pc>"),
            Piece::Open(number) => {
                let data = match is_known(number, unit) {
                    true => format!(" dataRefStart=\"o{number}\" dataRefEnd=\"c{number}\""),
                    false => String::new(),
                };
                xml.push_str(&format!(
                    "<pc id=\"{number}\" canCopy=\"no\" canDelete=\"no\"{data}>"
                ));
            }
            Piece::Alone(number) => {
                let data = match is_known(number, unit) {
                    true => format!(" dataRef=\"o{number}\""),
                    false => String::new(),
                };
                xml.push_str(&format!(
                    "<ph id=\"{number}\" canCopy=\"no\" canDelete=\"no\"{data}/>"
                ));
            }
        }
    }
}

fn is_known(number: usize, unit: &Unit) -> bool {
    (1..=unit.marks.len()).contains(&number)
}

fn is_balanced(pieces: &[Piece<'_>]) -> bool {
    let mut depth = 0_usize;
    let is_never_below = pieces.iter().all(|piece| match piece {
        Piece::Open(_) => {
            depth += 1;
            true
        }
        Piece::Close if depth == 0 => false,
        Piece::Close => {
            depth -= 1;
            true
        }
        _ => true,
    });
    is_never_below && depth == 0
}

fn attribute(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => push_escaped(c, &mut escaped, |_, _| {}),
        }
    }
    escaped
}

/// Writes a character; what XML does not have is written by `other`.
fn push_escaped(c: char, xml: &mut String, other: fn(char, &mut String)) {
    match c {
        '&' => xml.push_str("&amp;"),
        '<' => xml.push_str("&lt;"),
        '>' => xml.push_str("&gt;"),
        '\r' => xml.push_str("&#13;"),
        '\n' | '\t' => xml.push(c),
        c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => other(c, xml),
        c => xml.push(c),
    }
}

fn push_cp(c: char, xml: &mut String) {
    xml.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(c)));
}

//! Headings and their ids, which links and the table of contents point to.
//! Ids follow github-slugger with the clean-up of Nuxt Content, so that links survive a change of system; an id that an
//! author gives (`## Title { #id }`) goes before.

use std::collections::HashMap;

use comrak::nodes::{AstNode, NodeValue};
use icu::properties::props::{Alphabetic, GeneralCategory, GeneralCategoryGroup};
use icu::properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use super::escape::push_value;
use super::markdown::{Node, Step, Walk, text_of};
use super::toc::TocEntry;

/// The headings of a document, in its order.
#[derive(Default)]
pub(super) struct Headings {
    anchors: HashMap<*const (), String>,
    listed: Vec<TocEntry>,
}

/// A heading that has no final id yet.
struct Found<'a> {
    node: Node<'a>,
    level: u8,
    text: String,
    given_id: Option<String>,
}

/// Ids that are taken.
#[derive(Default)]
struct Anchors {
    /// How often a slug was met, before its clean-up.
    slugs: HashMap<String, usize>,
    /// How often an id was asked for again.
    final_ids: HashMap<String, usize>,
}

/// Finds all headings of a document, takes the ids that authors gave out of their text, and gives every heading an id.
pub(super) fn collect(document: Node<'_>) -> Headings {
    let found = find(document);
    let mut anchors = Anchors::default();
    let given: Vec<Option<String>> = found
        .iter()
        .map(|heading| heading.given_id.as_ref().map(|id| anchors.take_given(id)))
        .collect();
    let mut headings = Headings::default();
    for (heading, given) in found.into_iter().zip(given) {
        let anchor = given.unwrap_or_else(|| anchors.take_slug(&heading.text));
        headings.anchors.insert(key(heading.node), anchor.clone());
        if heading.level > 1 && is_listed(heading.node) {
            let (depth, text, children) = (heading.level, heading.text, Vec::new());
            headings.listed.push(TocEntry {
                anchor,
                depth,
                text,
                children,
            });
        }
    }
    headings
}

impl Headings {
    /// Opens a heading.
    pub(super) fn push_opening(&self, node: Node<'_>, level: u8, out: &mut String) {
        out.push_str(&format!("<h{level}"));
        if let Some(anchor) = self.anchors.get(&key(node)) {
            out.push_str(" id=\"");
            push_value(anchor, out);
            out.push('"');
        }
        out.push('>');
    }

    /// The headings that a table of contents shows, in the order of the document.
    pub(super) fn into_listed(self) -> Vec<TocEntry> {
        self.listed
    }
}

impl Anchors {
    fn take_given(&mut self, id: &str) -> String {
        self.slugs.entry(id.to_owned()).or_default();
        self.take(id.to_owned())
    }

    /// Makes an id of a text: the first is `x`, the next `x-1`, and so on.
    fn take_slug(&mut self, text: &str) -> String {
        let slug = slug(text);
        let mut numbered = slug.clone();
        while self.slugs.contains_key(&numbered) {
            let count = self.slugs.entry(slug.clone()).or_default();
            *count += 1;
            numbered = format!("{slug}-{count}");
        }
        self.slugs.insert(numbered.clone(), 0);
        self.take(clean(&numbered))
    }

    /// Two slugs may become one by their clean-up, or nothing at all; an id is never empty and never met twice.
    fn take(&mut self, id: String) -> String {
        let base = if id.is_empty() { "_".to_owned() } else { id };
        let mut free = base.clone();
        while self.final_ids.contains_key(&free) {
            let count = self.final_ids.entry(base.clone()).or_default();
            *count += 1;
            free = format!("{base}-{count}");
        }
        self.final_ids.insert(free.clone(), 0);
        free
    }
}

fn find(document: Node<'_>) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut walk = Walk::new(document);
    while let Some(step) = walk.next() {
        let Step::Enter(node) = step else { continue };
        let NodeValue::Heading(heading) = node.data().value else {
            continue;
        };
        let given_id = take_given_id(node);
        found.push(Found {
            node,
            level: heading.level,
            text: text_of(node).trim().to_owned(),
            given_id,
        });
    }
    found
}

/// Takes `{ #id }` from the end of a heading.
fn take_given_id(heading: Node<'_>) -> Option<String> {
    let last = heading.last_child()?;
    let mut ast = last.data_mut();
    let NodeValue::Text(text) = &mut ast.value else {
        return None;
    };
    let (before, attribute) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let id = attribute.trim().strip_prefix('#')?.to_owned();
    let is_id = !id.is_empty()
        && id
            .chars()
            .all(|c| is_slug_char(c) || matches!(c, '.' | ':'));
    if !is_id {
        return None;
    }
    *text = before.trim_end().to_owned().into();
    Some(id)
}

/// Whether a heading stands at the top level or directly in a quote or alert there.
fn is_listed(heading: Node<'_>) -> bool {
    let is_document = |node: Node<'_>| matches!(node.data().value, NodeValue::Document);
    heading.parent().is_some_and(|parent| {
        let is_quote = matches!(
            parent.data().value,
            NodeValue::BlockQuote | NodeValue::Alert(_)
        );
        is_document(parent) || (is_quote && parent.parent().is_some_and(is_document))
    })
}

/// Lower case without all that is no letter, mark, digit, connector, space or hyphen; spaces become hyphens.
fn slug(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| is_slug_char(*c) || *c == ' ')
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The last step: runs of hyphens become one, none is left at the ends, and no id begins with a digit.
fn clean(slug: &str) -> String {
    let mut id = String::with_capacity(slug.len() + 1);
    for c in slug.chars() {
        if c != '-' || !id.ends_with('-') {
            id.push(c);
        }
    }
    let id = id.strip_prefix('-').unwrap_or(&id);
    let id = id.strip_suffix('-').unwrap_or(id);
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{id}")
    } else {
        id.to_owned()
    }
}

fn is_slug_char(c: char) -> bool {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    const ALPHABETIC: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<Alphabetic>();
    let category = CATEGORIES.get(c);
    c == '-'
        || GeneralCategoryGroup::Letter.contains(category)
        || GeneralCategoryGroup::Mark.contains(category)
        || matches!(
            category,
            GeneralCategory::DecimalNumber
                | GeneralCategory::LetterNumber
                | GeneralCategory::ConnectorPunctuation
        )
        || ALPHABETIC.contains(c)
}

/// What tells one node of a tree from another.
fn key(node: Node<'_>) -> *const () {
    std::ptr::from_ref::<AstNode<'_>>(node).cast()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::parse;
    use crate::document::toc::nest;
    use comrak::Arena;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn anchors(markdown: &str) -> Vec<String> {
        let arena = Arena::new();
        collect(parse(&arena, markdown))
            .listed
            .into_iter()
            .map(|entry| entry.anchor)
            .collect()
    }

    #[test]
    fn ids_keep_the_letters_of_every_script() {
        for (heading, id) in [
            ("2024 in review", "_2024-in-review"),
            ("10. Ten things", "_10-ten-things"),
            ("What's new? (v3.1) — really!", "whats-new-v31-really"),
            ("C++ & C# / F#", "c-c-f"),
            ("`useAsyncData()` composable", "useasyncdata-composable"),
            ("**Bold** and *em* [link](/x)", "bold-and-em-link"),
            ("foo_bar__baz", "foo_bar__baz"),
            ("--- dashes ---", "dashes"),
            ("<b>Raw</b> html", "raw-html"),
            ("Über Größe café", "über-größe-café"),
            ("Ёж, йод и щётка", "ёж-йод-и-щётка"),
            ("مرحبا بالعالم", "مرحبا-بالعالم"),
            ("第1章：简介", "第1章简介"),
            ("١٢٣ أرقام", "١٢٣-أرقام"),
            ("№ 5 ° ½ ’", "_5"),
            ("a\u{fe0f}b", "a\u{fe0f}b"),
        ] {
            assert_eq!(anchors(&format!("## {heading}")), [id], "{heading}");
        }
    }

    #[test]
    fn ids_are_never_met_twice() {
        for (markdown, ids) in [
            (
                "## Setup\n## Setup\n## Setup 1\n## setup\n## Setup-1",
                &["setup", "setup-1", "setup-1-1", "setup-2", "setup-1-2"][..],
            ),
            ("## 🎉\n## 🎉\n## 1", &["_", "_1", "_1-1"]),
            ("## a  b\n## a b", &["a-b", "a-b-1"]),
            ("## a { #b }\n## b\n## c {#b}", &["b", "b-1-1", "b-1"]),
        ] {
            assert_eq!(anchors(markdown), ids, "{markdown}");
        }
    }

    #[test]
    fn a_given_id_is_taken_out_of_the_text() {
        for (heading, id, text) in [
            ("Custom { #my-id }", "my-id", "Custom"),
            ("Custom {#my.id:2}", "my.id:2", "Custom"),
            ("Custom *a* {#x}  ##", "x", "Custom a"),
            ("Свой { #свой }", "свой", "Свой"),
            ("Class {.lead}", "class-lead", "Class {.lead}"),
            ("Both {.lead #x}", "both-lead-x", "Both {.lead #x}"),
            ("Odd {#a b}", "odd-a-b", "Odd {#a b}"),
            ("Odd {#\"a}", "odd-a", "Odd {#\"a}"),
            ("In `{#code}`", "in-code", "In {#code}"),
        ] {
            let arena = Arena::new();
            let listed = collect(parse(&arena, &format!("## {heading}"))).listed;
            assert_eq!(
                (listed[0].anchor.as_str(), listed[0].text.as_str()),
                (id, text),
                "{heading}"
            );
        }
    }

    #[test]
    fn the_table_of_contents_has_what_stands_at_the_top() {
        let markdown = "# One\n## Two\n> ### Quoted\n> > ## Deep\n\n- ## Item\n\n### Three\n\n> [!NOTE]\n> #### Alert\n";
        let arena = Arena::new();
        let toc = nest(collect(parse(&arena, markdown)).into_listed());
        let json = serde_json::to_value(&toc).unwrap();
        assert_eq!(json[0]["text"], "Two");
        assert_eq!(json[0]["children"][0]["text"], "Quoted");
        assert_eq!(json[0]["children"][1]["children"][0]["text"], "Alert");
        assert_eq!(toc.len(), 1);
    }

    proptest! {
        #[test]
        fn every_heading_has_an_id_of_its_own(headings in prop::collection::vec("[a-c1 🎉\\-_]{0,4}( \\{#[ab]\\})?", 0..20)) {
            let markdown: String = headings.iter().map(|heading| format!("## {heading}\n\n")).collect();
            let ids = anchors(&markdown);
            let distinct: HashSet<&String> = ids.iter().collect();
            prop_assert_eq!(distinct.len(), ids.len());
            prop_assert!(ids.iter().all(|id| !id.is_empty()));
        }
    }
}

//! Headings and their ids, which links and the table of contents point to.
//! Ids follow github-slugger with the clean-up of Nuxt Content, so that links survive a change of system; an id that an
//! author gives (`## Title { #id }`) goes before.

use std::collections::HashMap;

use super::markdown::node::{Heading, Kind, Node};
use super::slugs::{Slugs, clean, is_slug_char};
use super::toc::TocEntry;

/// Ids that are taken.
#[derive(Default)]
struct Anchors {
    slugs: Slugs,
    /// How often an id was asked for again.
    final_ids: HashMap<String, usize>,
}

/// Takes the ids that authors gave out of the text of all headings, and gives every heading an id. Returns those that a
/// table of contents shows, in the order of the document.
pub(super) fn give_ids(blocks: &mut [Node]) -> Vec<TocEntry> {
    let mut anchors = Anchors::default();
    each(blocks, &mut |heading, children| {
        heading.id = take_given_id(children).map(|id| anchors.take_given(&id));
    });
    each(blocks, &mut |heading, children| {
        if heading.id.is_none() {
            heading.id = Some(anchors.take_slug(text_of(children).trim()));
        }
    });
    let mut listed = Vec::new();
    for block in blocks {
        match &block.kind {
            Kind::Quote | Kind::Alert(_) => listed.extend(block.children.iter().filter_map(entry)),
            _ => listed.extend(entry(block)),
        }
    }
    listed
}

impl Anchors {
    fn take_given(&mut self, id: &str) -> String {
        self.slugs.reserve(id);
        self.take(id.to_owned())
    }

    /// Makes an id of a text.
    fn take_slug(&mut self, text: &str) -> String {
        let slug = self.slugs.take(text);
        self.take(clean(&slug))
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

fn each(nodes: &mut [Node], visit: &mut impl FnMut(&mut Heading, &mut Vec<Node>)) {
    for node in nodes {
        if let Kind::Heading(heading) = &mut node.kind {
            visit(heading, &mut node.children);
        } else {
            each(&mut node.children, visit);
        }
    }
}

fn entry(block: &Node) -> Option<TocEntry> {
    let Kind::Heading(Heading {
        level,
        id: Some(id),
    }) = &block.kind
    else {
        return None;
    };
    (*level > 1).then(|| TocEntry {
        anchor: id.clone(),
        depth: *level,
        text: text_of(&block.children).trim().to_owned(),
        children: Vec::new(),
    })
}

/// Takes `{ #id }` from the end of a heading.
fn take_given_id(heading: &mut [Node]) -> Option<String> {
    let Kind::Text(text) = &mut heading.last_mut()?.kind else {
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
    *text = before.trim_end().to_owned();
    Some(id)
}

/// The text of a heading as Nuxt Content counts it: line ends stay, images and raw tags have none.
fn text_of(nodes: &[Node]) -> String {
    let mut text = String::new();
    push_text(nodes, &mut text);
    text
}

fn push_text(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match &node.kind {
            Kind::Text(part) => text.push_str(part),
            Kind::Code(code) => text.push_str(&code.text),
            Kind::Break => text.push('\n'),
            _ => push_text(&node.children, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::alerts;
    use crate::document::markdown::parse;
    use crate::document::toc::nest;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn listed(markdown: &str) -> Vec<TocEntry> {
        let mut blocks = parse(markdown).blocks;
        alerts::find(&mut blocks);
        give_ids(&mut blocks)
    }

    fn anchors(markdown: &str) -> Vec<String> {
        listed(markdown)
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
            let listed = listed(&format!("## {heading}"));
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
        let toc = nest(listed(markdown));
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

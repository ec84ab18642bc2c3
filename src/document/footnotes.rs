//! Footnotes as HTML: references in the text, and the notes at its end with links back.
//! Ids are those of GitHub and Nuxt Content, so that links to a note survive a change of system.

use comrak::nodes::{NodeFootnoteDefinition, NodeFootnoteReference};

use super::body::FootnoteLabels;
use super::escape::{push_text, push_value};
use super::links::push_address;

/// Where in the list of notes the writer is.
#[derive(Default)]
pub(super) struct FootnotePlace {
    /// Notes begun so far.
    count: u32,
    /// The note whose links back are still to be written.
    open: Option<NodeFootnoteDefinition>,
}

/// Writes a reference to a note.
pub(super) fn push_reference(reference: &NodeFootnoteReference, out: &mut String) {
    let id = id_of(&reference.name);
    let nth = nth_suffix(reference.ref_num);
    out.push_str(&format!(
        "<sup><a href=\"#user-content-fn-{id}\" id=\"user-content-fnref-{id}{nth}\" aria-describedby=\"footnote-label\" data-footnote-ref=\"\">{}</a></sup>",
        reference.ix
    ));
}

impl FootnotePlace {
    /// Opens a note, and the list before the first.
    pub(super) fn push_opening(
        &mut self,
        note: &NodeFootnoteDefinition,
        labels: &FootnoteLabels,
        out: &mut String,
    ) {
        if self.count == 0 {
            out.push_str("<section class=\"footnotes\" data-footnotes=\"\">\n<h2 class=\"sr-only\" id=\"footnote-label\">");
            push_text(&labels.heading, out);
            out.push_str("</h2>\n<ol>\n");
        }
        self.count += 1;
        self.open = Some(note.clone());
        out.push_str(&format!(
            "<li id=\"user-content-fn-{}\">\n",
            id_of(&note.name)
        ));
    }

    /// Writes the links back of the open note, if they are not yet written: at the end of its last paragraph, or after
    /// its last block when that is no paragraph.
    pub(super) fn push_links_back(&mut self, labels: &FootnoteLabels, out: &mut String) {
        let Some(note) = self.open.take() else { return };
        let id = id_of(&note.name);
        for nth in 1..=note.total_references {
            let suffix = nth_suffix(nth);
            out.push_str(&format!(
                " <a href=\"#user-content-fnref-{id}{suffix}\" class=\"data-footnote-backref\" data-footnote-backref=\"\" aria-label=\""
            ));
            push_value(&labels.back_reference(self.count, nth), out);
            out.push_str("\">↩");
            if nth > 1 {
                out.push_str(&format!("<sup>{nth}</sup>"));
            }
            out.push_str("</a>");
        }
    }

    /// Closes the list.
    pub(super) fn finish(&self, out: &mut String) {
        if self.count > 0 {
            out.push_str("</ol>\n</section>\n");
        }
    }
}

impl FootnoteLabels {
    fn back_reference(&self, note: u32, nth: u32) -> String {
        let number = format!("{note}{}", nth_suffix(nth));
        self.back_reference
            .replace("{ $number }", &number)
            .replace("{$number}", &number)
    }
}

/// The label of a note as part of an id: lower case, percent-encoded.
fn id_of(name: &str) -> String {
    let mut id = String::new();
    push_address(&name.to_lowercase(), &mut id);
    id
}

fn nth_suffix(nth: u32) -> String {
    if nth > 1 {
        format!("-{nth}")
    } else {
        String::new()
    }
}

//! Raw HTML inside Markdown: written so that it is always well formed.
//! Elements and attributes off the list are dropped, what was opened is closed at the latest with the Markdown block
//! around it, and nesting has an end. So one forgotten `</b>` does not reach the next paragraph, and the HTML parser of
//! `sanitize` never meets what would cost it quadratic time or multiply the text.

use std::collections::BTreeSet;

use super::allowlist::{element, has_attribute, is_block, is_table_frame, is_table_part, is_void};
use super::escape::{push_raw_text, push_raw_value};
use super::links;
use super::tag::{self, Tag, Token, tokens};

/// How many raw elements may be open at once; deeper ones are dropped, their text stays.
const OPEN_MAX: usize = 64;

/// The raw elements that are open at one place of a body.
#[derive(Default)]
pub(super) struct RawHtml {
    open: Vec<&'static str>,
    /// For each Markdown block or span around this place, how many raw elements were open when it began.
    floors: Vec<usize>,
    /// The raw element whose content is being left out.
    hiding: Option<String>,
    /// What was dropped, as it is named to the author.
    pub(super) dropped: BTreeSet<String>,
}

/// What surrounds a piece of raw HTML.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'s> {
    /// It stands in a paragraph or heading, where no block may be.
    pub(super) in_paragraph: bool,
    /// It stands in a Markdown link.
    pub(super) in_link: bool,
    /// The host whose links are internal.
    pub(super) site_host: Option<&'s str>,
}

impl RawHtml {
    /// Begins a Markdown block or span.
    pub(super) fn enter(&mut self) {
        self.floors.push(self.open.len());
    }

    /// Ends a Markdown block or span, and with it what was opened inside.
    pub(super) fn leave(&mut self, out: &mut String) {
        let floor = self.floors.pop().unwrap_or_default();
        self.close_down_to(floor, out);
        self.hiding = None;
    }

    /// Closes everything.
    pub(super) fn finish(&mut self, out: &mut String) {
        self.close_down_to(0, out);
    }

    /// Makes room for a Markdown block: it cannot stand in a raw paragraph or between the parts of a raw table.
    pub(super) fn make_room_for_block(&mut self, out: &mut String) {
        self.close_through("p", &[], out);
        self.close_table_frames(out);
    }

    /// Whether what comes next is left out, up to a closing tag.
    pub(super) fn is_hiding(&self) -> bool {
        self.hiding.is_some()
    }

    /// Writes one raw tag that stands among text.
    pub(super) fn write_inline(&mut self, html: &str, around: Surroundings<'_>, out: &mut String) {
        for token in tokens(html) {
            match (&token, &self.hiding) {
                (Token::Close(name), Some(hidden)) if name == hidden => self.hiding = None,
                (_, Some(_)) => {}
                (Token::Open(tag), None) if tag::is_hidden(&tag.name) => {
                    self.dropped.insert(format!("<{}>", tag.name));
                    self.hiding = Some(tag.name.clone());
                }
                (_, None) => self.write_token(token, around, out),
            }
        }
    }

    /// Writes a block of raw HTML.
    pub(super) fn write_block(&mut self, html: &str, around: Surroundings<'_>, out: &mut String) {
        for token in tokens(html) {
            self.write_token(token, around, out);
        }
    }

    fn write_token(&mut self, token: Token<'_>, around: Surroundings<'_>, out: &mut String) {
        match token {
            Token::Text(text) => self.write_text(text, out),
            Token::Open(tag) => self.open(&tag, around, out),
            Token::Close(name) => self.close(&name, out),
        }
    }

    fn write_text(&mut self, text: &str, out: &mut String) {
        if !text.trim().is_empty() {
            self.close_table_frames(out);
        }
        push_raw_text(text, out);
    }

    fn open(&mut self, tag: &Tag<'_>, around: Surroundings<'_>, out: &mut String) {
        let Some(element) = element(&tag.name) else {
            self.dropped.insert(format!("<{}>", tag.name));
            return;
        };
        let is_misplaced = (around.in_paragraph && is_block(element))
            || (around.in_link && element == "a")
            || !self.has_place_for(element)
            || self.open.len() >= OPEN_MAX;
        if is_misplaced {
            return;
        }
        self.close_what_ends_before(element, out);
        self.note_dropped_attributes(tag);
        push_tag(element, tag, around.site_host, out);
        if !is_void(element) {
            self.open.push(element);
        }
    }

    fn close(&mut self, name: &str, out: &mut String) {
        let own = self.own();
        let cell = own
            .iter()
            .rposition(|open| matches!(*open, "td" | "th" | "caption"));
        let position = own.iter().rposition(|open| *open == name);
        // A cell keeps what is in it apart: `</div>` in a cell closes no `<div>` around the table.
        if let Some(position) = position.filter(|at| {
            is_table_part(name) || name == "table" || cell.is_none_or(|cell| *at > cell)
        }) {
            self.close_down_to(self.floor() + position, out);
        }
    }

    /// Whether the parent that the element needs is open.
    fn has_place_for(&self, element: &str) -> bool {
        let is_open = |names: &[&str]| self.own().iter().any(|open| names.contains(open));
        match element {
            "li" => is_open(&["ul", "ol", "menu"]),
            "dt" | "dd" => is_open(&["dl"]),
            "source" | "track" => is_open(&["picture", "audio", "video"]),
            part if is_table_part(part) => is_open(&["table"]),
            _ => true,
        }
    }

    /// Closes what the element ends by its mere beginning (HTML, "implied end tags").
    fn close_what_ends_before(&mut self, element: &str, out: &mut String) {
        if !is_table_part(element) {
            self.close_table_frames(out);
        }
        match element {
            "li" => self.close_through("li", &["ul", "ol", "menu"], out),
            "dt" | "dd" => {
                self.close_through("dt", &["dl"], out);
                self.close_through("dd", &["dl"], out);
            }
            "a" => self.close_through("a", &["td", "th"], out),
            "td" | "th" => {
                self.close_through("td", &["table"], out);
                self.close_through("th", &["table"], out);
            }
            "tr" => self.close_through("tr", &["table"], out),
            "col" => {}
            part if is_table_part(part) => self.close_above("table", out),
            block if is_block(block) => self.close_through("p", &["td", "th", "caption"], out),
            _ => {}
        }
    }

    /// Closes the innermost `name` and what is in it, looking no further out than `barriers`.
    fn close_through(&mut self, name: &str, barriers: &[&str], out: &mut String) {
        let own = self.own();
        let barrier = own.iter().rposition(|open| barriers.contains(open));
        let position = own.iter().rposition(|open| *open == name);
        if let Some(position) = position.filter(|at| barrier.is_none_or(|barrier| *at > barrier)) {
            self.close_down_to(self.floor() + position, out);
        }
    }

    /// Closes all that is in the innermost `name`.
    fn close_above(&mut self, name: &str, out: &mut String) {
        if let Some(position) = self.own().iter().rposition(|open| *open == name) {
            self.close_down_to(self.floor() + position + 1, out);
        }
    }

    /// Closes a table between whose parts something else is about to stand.
    fn close_table_frames(&mut self, out: &mut String) {
        if self.own().last().is_some_and(|open| is_table_frame(open)) {
            self.close_through("table", &[], out);
        }
    }

    fn close_down_to(&mut self, count: usize, out: &mut String) {
        while self.open.len() > count {
            if let Some(element) = self.open.pop() {
                out.push_str("</");
                out.push_str(element);
                out.push('>');
            }
        }
    }

    /// What was opened within the innermost Markdown block or span.
    fn own(&self) -> &[&'static str] {
        self.open.get(self.floor()..).unwrap_or_default()
    }

    fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or_default()
    }

    fn note_dropped_attributes(&mut self, tag: &Tag<'_>) {
        for (name, _) in &tag.attributes {
            if name.starts_with("on") || name == "srcdoc" {
                self.dropped.insert(name.clone());
            }
        }
    }
}

/// Writes an opening tag with the attributes that it may have.
fn push_tag(element: &str, tag: &Tag<'_>, site_host: Option<&str>, out: &mut String) {
    out.push('<');
    out.push_str(element);
    for (name, value) in tag
        .attributes
        .iter()
        .filter(|(name, _)| has_attribute(element, name))
    {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_raw_value(value, out);
        out.push('"');
    }
    let value_of = |wanted| {
        tag.attributes
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| *value)
    };
    match element {
        "a" if value_of("href").is_some_and(|href| links::is_external(href, site_host)) => {
            out.push_str(links::EXTERNAL_REL)
        }
        "img" if value_of("loading").is_none() => out.push_str(links::LAZY),
        _ => {}
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(html: &str, in_paragraph: bool) -> String {
        let mut raw = RawHtml::default();
        let mut out = String::new();
        let around = Surroundings {
            in_paragraph,
            in_link: false,
            site_host: None,
        };
        raw.write_block(html, around, &mut out);
        raw.finish(&mut out);
        out
    }

    #[test]
    fn what_is_opened_is_closed() {
        for (html, expected) in [
            ("<b>a", "<b>a</b>"),
            ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"),
            ("a</b>", "a"),
            ("<br>a<hr/>", "<br>a<hr>"),
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<p><b>a<div>c</div>", "<p><b>a</b></p><div>c</div>"),
            (
                "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
                "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
            ),
            (
                "<dl><dt>a<dd>b<dt>c</dl>",
                "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
            ),
            (
                "<a href=x>a<a href=y>b",
                "<a href=\"x\">a</a><a href=\"y\">b</a>",
            ),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            ),
            ("<table><b>a</b></table>", "<table></table><b>a</b>"),
            ("<table>a<tr>", "<table></table>a"),
            (
                "<div><table><td></div>a</table></div>",
                "<div><table><td>a</td></table></div>",
            ),
            ("<li>a<td>b<dd>c", "abc"),
            (
                "<picture><source srcset=a><img src=b></picture>",
                "<picture><source srcset=\"a\"><img src=\"b\" loading=\"lazy\"></picture>",
            ),
        ] {
            assert_eq!(written(html, false), expected, "{html}");
        }
    }

    #[test]
    fn no_block_is_put_into_a_paragraph() {
        assert_eq!(written("a <div>b</div> <b>c</b>", true), "a b <b>c</b>");
    }

    #[test]
    fn what_is_off_the_list_is_dropped() {
        for (html, expected) in [
            ("<script>alert(1)</script>a", "a"),
            ("<blink>a</blink>", "a"),
            (
                "<b onclick=\"x\" style='color:red' data-a=1>a</b>",
                "<b style=\"color:red\">a</b>",
            ),
            (
                "<a href='x\"y' target=_blank rel=x>a</a>",
                "<a href=\"x&quot;y\">a</a>",
            ),
            (
                "&amp; &lt; <b title=\"&quot;\">",
                "&amp; &lt; <b title=\"&quot;\"></b>",
            ),
        ] {
            assert_eq!(written(html, false), expected, "{html}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let html = written(&"<div>".repeat(10_000), false);
        assert_eq!(html.matches("<div>").count(), OPEN_MAX);
        assert_eq!(html.matches("</div>").count(), OPEN_MAX);
    }

    proptest! {
        #[test]
        fn tags_are_always_balanced(parts in prop::collection::vec(prop::sample::select(vec![
            "<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "a", "<br>", "<a href=x>", "</a>", "<",
            "<div>", "</div>", "<dl>", "<dd>", "<h2>", "</h2>", "<tbody>", "<caption>", "<script>", "</script>", "<!--", "-->", "\"",
        ]), 0..40)) {
            let html = written(&parts.concat(), false);
            let mut open = Vec::new();
            for token in tokens(&html) {
                match token {
                    Token::Open(tag) if !is_void(&tag.name) => open.push(tag.name),
                    Token::Close(name) => prop_assert_eq!(open.pop(), Some(name)),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}

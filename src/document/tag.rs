//! Raw HTML as tokens: tags with their attributes, and the text between them.
//! A tokenizer, not a parser: what a token is good for is decided in `raw_html`. It takes linear time whatever it reads.

/// A part of raw HTML. Comments, declarations and processing instructions are passed over.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text in which entities are still written as in the source.
    Text(&'a str),
    /// An opening tag.
    Open(Tag<'a>),
    /// The lower-case name of a closing tag.
    Close(String),
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Lower case.
    pub(super) name: String,
    /// Lower-case names with values in which entities are still written as in the source; the first of equal names.
    pub(super) attributes: Vec<(String, &'a str)>,
}

/// The tokens of a piece of raw HTML.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// A tag was opened and never ended: nothing after it can be a tag.
    only_text: bool,
}

/// Elements that are left out with all that is in them, as they hold no text that is meant to be read in place.
const HIDDEN: [&str; 19] = [
    "applet",
    "canvas",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xml",
    "xmp",
];

/// More attributes than any tag needs; the others are dropped so that looking for doubles stays cheap.
const ATTRIBUTES_MAX: usize = 32;

enum Reading<'a> {
    /// A token, or a tag-like thing without meaning, and what follows it.
    Done(Option<Token<'a>>, &'a str),
    /// A `<` that opens no tag.
    NoTag,
    /// A tag that does not end.
    Endless,
}

/// The tokens of `html`.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        rest: html,
        only_text: false,
    }
}

/// Whether an element is left out with all that is in it.
pub(super) fn is_hidden(name: &str) -> bool {
    HIDDEN.binary_search(&name).is_ok()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let text_bytes = match self.rest.find('<') {
                Some(at) if !self.only_text => at,
                _ => self.rest.len(),
            };
            if text_bytes > 0 {
                return self.text(text_bytes);
            }
            match read_markup(self.rest) {
                Reading::NoTag => return self.text(1),
                Reading::Endless => self.only_text = true,
                Reading::Done(token, rest) => {
                    self.rest = rest;
                    if let Some(Token::Open(tag)) = &token
                        && is_hidden(&tag.name)
                    {
                        self.rest = after_element(rest, &tag.name);
                    }
                    if token.is_some() {
                        return token;
                    }
                }
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn text(&mut self, bytes: usize) -> Option<Token<'a>> {
        let (text, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(Token::Text(text))
    }
}

/// Reads what begins with `<`.
fn read_markup(html: &str) -> Reading<'_> {
    let Some(after) = html.strip_prefix('<') else {
        return Reading::NoTag;
    };
    if let Some(comment) = after.strip_prefix("!--") {
        return Reading::Done(None, comment.split_once("-->").map_or("", |(_, rest)| rest));
    }
    let (closing, name) = match after.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, after),
    };
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => read_tag(name, closing),
        Some('!' | '?') if !closing => past_bracket(after),
        Some(_) if closing => past_bracket(after),
        _ => Reading::NoTag,
    }
}

/// Goes past a declaration, a processing instruction or a closing tag without a name.
fn past_bracket(html: &str) -> Reading<'_> {
    match html.split_once('>') {
        Some((_, rest)) => Reading::Done(None, rest),
        None => Reading::Endless,
    }
}

/// Reads a tag from its name on.
fn read_tag(html: &str, closing: bool) -> Reading<'_> {
    let Some((name, mut rest)) = split_before(html, |c| is_space(c) || matches!(c, '/' | '>'))
    else {
        return Reading::Endless;
    };
    let name = name.to_ascii_lowercase();
    let mut attributes: Vec<(String, &str)> = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c| is_space(c) || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            let token = if closing {
                Token::Close(name)
            } else {
                Token::Open(Tag { name, attributes })
            };
            return Reading::Done(Some(token), after);
        }
        let Some((attribute, value, after)) = read_attribute(rest) else {
            return Reading::Endless;
        };
        rest = after;
        let attribute = attribute.to_ascii_lowercase();
        if attributes.len() < ATTRIBUTES_MAX
            && attributes.iter().all(|(name, _)| *name != attribute)
        {
            attributes.push((attribute, value));
        }
    }
}

/// Reads one attribute: its name, its value, and what follows.
fn read_attribute(html: &str) -> Option<(&str, &str, &str)> {
    // The first character belongs to the name whatever it is, even `=`.
    let mut is_first = true;
    let (name, rest) = split_before(html, |c| {
        let ends = !is_first && (is_space(c) || matches!(c, '/' | '>' | '='));
        is_first = false;
        ends
    })?;
    let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_start_matches(is_space);
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote)?;
            return Some((name, value, rest));
        }
    }
    let (value, rest) = split_before(value, |c| is_space(c) || c == '>')?;
    Some((name, value, rest))
}

/// What follows the end of an element whose content is left out; nothing when it does not end.
fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("</") {
        rest = after;
        let is_name = after
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name));
        let ends = after
            .get(name.len()..)
            .is_some_and(|tail| tail.starts_with(|c| is_space(c) || matches!(c, '/' | '>')));
        if is_name && ends {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

fn split_before(text: &str, ends: impl FnMut(char) -> bool) -> Option<(&str, &str)> {
    text.split_at_checked(text.find(ends)?)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(html: &str) -> String {
        let show = |token| match token {
            Token::Text(text) => format!("{text:?}"),
            Token::Close(name) => format!("/{name}"),
            Token::Open(tag) => {
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| format!(" {name}={value:?}"));
                format!("{}{}", tag.name, attributes.collect::<String>())
            }
        };
        tokens(html).map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn html_is_cut_into_tags_and_text() {
        for (html, expected) in [
            ("a<b>c</b>d", r#""a", b, "c", /b, "d""#),
            (
                "<IMG SRC='a b' alt=x/y hidden>",
                r#"img src="a b" alt="x/y" hidden="""#,
            ),
            (
                "<a href = \"x>y\"  title>z</A\n>",
                r#"a href="x>y" title="", "z", /a"#,
            ),
            ("<br/><hr / >", "br, hr"),
            ("<p a=1 A=2 b=3>", r#"p a="1" b="3""#),
            ("x < y <3 </>z", r#""x ", "<", " y ", "<", "3 ", "z""#),
            (
                "a<!-- <b> -->c<!doctype html>d<?php ?>e",
                r#""a", "c", "d", "e""#,
            ),
            ("a<!-- no end <b>", r#""a""#),
            ("a<b title=\"c<i>d</i>", r#""a", "<b title=\"c<i>d</i>""#),
            ("<script>a<b>c</b></script >d", r#"script, "d""#),
            ("<style>a</styles></STYLE>d", r#"style, "d""#),
            ("<svg><p>a", "svg"),
            ("<a =x>", r#"a =x="""#),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn names_of_hidden_elements_are_sorted_for_the_search() {
        assert!(HIDDEN.is_sorted());
    }

    proptest! {
        #[test]
        fn any_text_is_cut_into_no_more_than_itself(html in "[<>/!\\-?=\"' a-cé\\n]{0,80}") {
            let bytes: usize = tokens(&html).map(|token| match token {
                Token::Text(text) => text.len(),
                Token::Open(tag) => tag.name.len(),
                Token::Close(name) => name.len(),
            }).sum();
            prop_assert!(bytes <= html.len());
        }
    }
}

//! Lines of tokens as elements, in the convention of Shiki for two themes: colors as CSS variables.
//! The block around the lines is written elsewhere, and the variables are read by the style sheet.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::line::Token;
use super::style::{Color, Style};
use crate::document::element::{Element, Node};

/// Each line as a span of its own; `highlights` are the numbers of the lines to mark, the first being 1.
pub(in super::super) fn spans(lines: &[Vec<Token<'_>>], highlights: &[usize]) -> Vec<Node> {
    let highlights: HashSet<usize> = highlights.iter().copied().collect();
    let mut nodes = Vec::with_capacity(lines.len() * 2);
    for (line, number) in lines.iter().zip(1..) {
        let class = if highlights.contains(&number) {
            "line highlight"
        } else {
            "line"
        };
        let tokens = line.iter().map(|token| span(*token)).collect();
        nodes.push(Element::new("span", tokens).with("class", class).into());
        nodes.push(Node::text("\n"));
    }
    nodes
}

/// Text in the default style needs no span: it inherits its color from the block.
fn span(token: Token<'_>) -> Node {
    let text = Node::text(token.text);
    if token.style == Style::default() {
        return text;
    }
    let mut style = String::new();
    push_theme(
        "--shiki-light",
        token.style.ink.light(),
        token.style,
        &mut style,
    );
    style.push(';');
    push_theme(
        "--shiki-dark",
        token.style.ink.dark(),
        token.style,
        &mut style,
    );
    Element::new("span", vec![text]).with("style", style).into()
}

fn push_theme(variable: &str, color: Color, style: Style, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{variable}:{color}");
    for (set, property) in [
        (style.italic, "-font-style:italic"),
        (style.bold, "-font-weight:bold"),
        (style.underline, "-text-decoration:underline"),
        (style.strikethrough, "-text-decoration:line-through"),
    ] {
        if set {
            let _ = write!(out, ";{variable}{property}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::style::Ink;
    use super::*;

    fn token(text: &str, ink: Ink) -> Token<'_> {
        Token {
            text,
            style: Style {
                ink,
                ..Style::default()
            },
        }
    }

    fn written(lines: &[Vec<Token<'_>>], highlights: &[usize]) -> String {
        crate::document::html::write(&spans(lines, highlights))
    }

    #[test]
    fn colors_are_variables_and_the_default_has_no_span() {
        let line = vec![token("let", Ink::Keyword), token(" a", Ink::Text)];
        assert_eq!(
            written(&[line], &[]),
            "<span class=\"line\"><span style=\"--shiki-light:#D73A49;--shiki-dark:#F97583\">let</span> a</span>\n"
        );
    }

    #[test]
    fn the_shape_of_letters_follows_each_color() {
        let mut bold = token("a", Ink::Constant);
        bold.style.bold = true;
        bold.style.italic = true;
        assert_eq!(
            written(&[vec![bold]], &[]),
            "<span class=\"line\"><span style=\"--shiki-light:#005CC5;--shiki-light-font-style:italic;--shiki-light-font-weight:bold;--shiki-dark:#79B8FF;--shiki-dark-font-style:italic;--shiki-dark-font-weight:bold\">a</span></span>\n"
        );
    }

    #[test]
    fn lines_are_joined_and_marked_by_number() {
        let lines = [vec![token("a", Ink::Text)], vec![], vec![]];
        assert_eq!(
            written(&lines, &[2, 9, 0]),
            "<span class=\"line\">a</span>\n<span class=\"line highlight\"></span>\n<span class=\"line\"></span>\n"
        );
        assert_eq!(written(&[], &[1]), "");
    }

    #[test]
    fn text_cannot_leave_its_span() {
        assert_eq!(
            written(&[vec![token("</span>&\"", Ink::Text)]], &[]),
            "<span class=\"line\">&lt;/span&gt;&amp;&quot;</span>\n"
        );
    }
}

//! What is done to the parts of a text when all are found: attributes get to where they belong, texts that stand
//! together become one, bare links are looked for once more in what is still text, and names become emoji.

use super::attention::is_mark;
use super::bare_link::{is_in_local, scheme_length};
use super::{autolink, component};
use crate::document::markdown::emoji;
use crate::document::markdown::node::{Kind, Node, merge_texts};

pub(super) fn finish(nodes: &mut Vec<Node>) {
    component::attach(nodes, None);
    finish_texts(nodes, false);
}

fn finish_texts(nodes: &mut Vec<Node>, is_in_link: bool) {
    merge_texts(nodes);
    let mut finished = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        match node.kind {
            Kind::Text(text) if !is_in_link => push_linked(text, node.line, &mut finished),
            // Those inside have been read on their own.
            Kind::Span(_) | Kind::Component(_) => finished.push(node),
            _ => {
                let is_in_link = is_in_link || matches!(node.kind, Kind::Link(_));
                finish_texts(&mut node.children, is_in_link);
                finished.push(node);
            }
        }
    }
    for node in &mut finished {
        if let Kind::Text(text) = &mut node.kind {
            emoji::replace(text);
        }
    }
    *nodes = finished;
}

/// The text with links in it that were not seen where marks are read, as between brackets.
fn push_linked(text: String, line: u32, nodes: &mut Vec<Node>) {
    let push_text = |part: Option<&str>, nodes: &mut Vec<Node>| {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            nodes.push(Node::leaf(Kind::Text(part.to_owned()), line));
        }
    };
    let links = Links {
        text: &text,
        from: 0,
        no_host_before: 0,
    };
    let mut from = 0;
    for found in links {
        push_text(text.get(from..found.begin), nodes);
        let shown = text.get(found.begin..found.end).unwrap_or_default();
        let url = format!("{}{shown}", found.scheme);
        nodes.push(autolink::link(url, shown, line));
        from = found.end;
    }
    push_text(text.get(from..), nodes);
}

struct Found {
    begin: usize,
    end: usize,
    scheme: &'static str,
}

/// The links of a text, one after the other.
struct Links<'t> {
    text: &'t str,
    /// Where the last link ended.
    from: usize,
    /// No host begins before this place: it would end as an earlier one did, that was none.
    no_host_before: usize,
}

impl Iterator for Links<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut at = self.from;
        while let Some(next) = self.text.get(at..)?.find(['.', '@', ':']) {
            let mark = at + next;
            let found = match self.text.as_bytes().get(mark)? {
                b'@' => email_around(self.text, self.from, mark),
                b':' => self.url_around(mark),
                _ => self.www_around(mark),
            };
            if let Some(found) = found {
                self.from = found.end;
                return Some(found);
            }
            at = mark + 1;
        }
        None
    }
}

impl Links<'_> {
    fn url_around(&mut self, colon: usize) -> Option<Found> {
        if !self.text.get(colon..)?.starts_with("://") {
            return None;
        }
        let length = scheme_length(self.text.get(self.from..colon)?)?;
        self.url(colon - length, colon + 3, "")
    }

    fn www_around(&mut self, dot: usize) -> Option<Found> {
        let begin = dot.checked_sub(3).filter(|begin| *begin >= self.from)?;
        if !self.text.get(begin..dot)?.eq_ignore_ascii_case("www") {
            return None;
        }
        self.url(begin, begin, "http://")
    }

    fn url(&mut self, begin: usize, host: usize, scheme: &'static str) -> Option<Found> {
        let previous = self.text.get(..begin)?.chars().next_back();
        let may_follow = previous.is_none_or(|c| c.is_whitespace() || is_mark(c));
        if host < self.no_host_before || !may_follow {
            return None;
        }
        let rest = self.text.get(host..)?;
        let host_length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
            .count();
        let name = rest.get(..host_length)?;
        if !is_host(name) {
            self.no_host_before = host + last_two_parts(name);
            return None;
        }
        if name.starts_with(|c: char| c.is_ascii_punctuation()) {
            return None;
        }
        let path = rest.get(host_length..)?;
        let path_length = path.find([' ', '\t', '\n', '\r']).unwrap_or(path.len());
        let whole = rest.get(..host_length + path_length)?;
        Some(Found {
            begin,
            end: host + without_trail(whole),
            scheme,
        })
    }
}

/// Where the last two parts of a host begin.
fn last_two_parts(name: &str) -> usize {
    name.rmatch_indices('.')
        .nth(1)
        .map_or(0, |(dot, _)| dot + 1)
}

fn is_host(name: &str) -> bool {
    let is_part = |part: Option<&str>| {
        part.is_none_or(|part| {
            part.is_empty()
                || (!part.contains('_') && part.contains(|c: char| c.is_ascii_alphanumeric()))
        })
    };
    let mut parts = name.rsplit('.');
    let (last, before) = (parts.next(), parts.next());
    before.is_some() && is_part(last) && is_part(before)
}

/// The length of a link without the punctuation that ends a sentence; parentheses that it opened are its own.
fn without_trail(url: &str) -> usize {
    let trail = |c: char| {
        matches!(
            c,
            '!' | '"' | '&' | '\'' | ')' | ',' | '.' | ':' | ';' | '<' | '>' | '?' | ']' | '}'
        )
    };
    let mut length = url.trim_end_matches(trail).len();
    let count = |text: &str, c: char| text.matches(c).count();
    let mut open = count(url.get(..length).unwrap_or_default(), '(');
    let mut closed = count(url.get(..length).unwrap_or_default(), ')');
    while open > closed {
        let rest = url.get(length..).unwrap_or_default();
        let Some(at) = rest.find(')') else { break };
        open += count(rest.get(..at).unwrap_or_default(), '(');
        length += at + 1;
        closed += 1;
    }
    length
}

fn email_around(text: &str, from: usize, at: usize) -> Option<Found> {
    let before = text.get(from..at)?;
    let local = before.len() - before.trim_end_matches(is_in_local).len();
    let begin = at - local;
    let previous = text.get(..begin)?.chars().next_back();
    if local == 0 || previous == Some('/') || (begin == from && previous.is_some_and(is_in_local)) {
        return None;
    }
    let host = text.get(at + 1..)?;
    let (length, has_dot) = host_length(host);
    let last = host.get(..length)?.chars().next_back()?;
    if !has_dot || last.is_ascii_digit() || matches!(last, '-' | '_') {
        return None;
    }
    let own = Found {
        begin,
        end: at + 1 + length,
        scheme: "mailto:",
    };
    let with_scheme = text.get(..begin)?.ends_with("mailto:");
    Some(if with_scheme {
        Found {
            begin: begin - "mailto:".len(),
            scheme: "",
            ..own
        }
    } else {
        own
    })
}

/// The length of labels with dots between, and whether there is a dot.
fn host_length(text: &str) -> (usize, bool) {
    let is_in_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let bytes = text.as_bytes();
    let mut length = bytes.iter().take_while(|byte| is_in_label(byte)).count();
    let mut has_dot = false;
    while let Some((b'.', after)) = bytes.get(length..).and_then(<[u8]>::split_first) {
        let label = after.iter().take_while(|byte| is_in_label(byte)).count();
        if label == 0 {
            break;
        }
        length += label + 1;
        has_dot = true;
    }
    (length, has_dot)
}

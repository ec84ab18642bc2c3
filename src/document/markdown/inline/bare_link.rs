//! Bare links of GitHub Flavored Markdown: `https://example.com`, `www.example.com` and `me@example.com` in a text.
//! They are found before anything else is read, and count where nothing else has taken their place.

use super::attention::is_mark;
use super::autolink;
use crate::document::markdown::node::Node;

/// The bare links of a text, in order.
pub(super) struct BareLinks {
    links: Vec<BareLink>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BareLink {
    pub(super) kind: Kind,
    pub(super) begin: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Www,
    Http,
    Email,
}

impl BareLinks {
    pub(super) fn find(text: &str) -> Self {
        let mut links = Vec::new();
        if text.contains('@') {
            links.extend(emails(text));
        }
        links.extend(urls(text));
        links.sort_by_key(|link| (link.begin, link.kind != Kind::Email));
        Self { links }
    }

    /// The link at this place.
    pub(super) fn at(&self, at: usize) -> Option<BareLink> {
        let index = self.links.partition_point(|link| link.begin < at);
        self.links
            .get(index)
            .copied()
            .filter(|link| link.begin == at)
    }

    /// Where the next link after this place begins.
    pub(super) fn next_after(&self, at: usize) -> Option<usize> {
        let index = self.links.partition_point(|link| link.begin <= at);
        self.links.get(index).map(|link| link.begin)
    }
}

impl BareLink {
    pub(super) fn node(self, text: &str, line: u32) -> Node {
        let shown = text.get(self.begin..self.end).unwrap_or_default();
        let scheme = match self.kind {
            Kind::Www => "http://",
            Kind::Http => "",
            Kind::Email => "mailto:",
        };
        autolink::link(format!("{scheme}{shown}"), shown, line)
    }
}

/// Whether a character may come before such a link.
fn may_follow(kind: Kind, previous: Option<char>) -> bool {
    match (kind, previous) {
        (_, None) => true,
        (Kind::Www, Some(c)) => {
            matches!(c, '(' | '*' | '_' | '[' | ']' | '~' | ' ' | '\t' | '\n')
        }
        (Kind::Http, Some(c)) => !c.is_ascii_alphabetic(),
        (Kind::Email, Some(c)) => c != '/' && !(c.is_ascii() && is_in_local(c)),
    }
}

fn urls(text: &str) -> impl Iterator<Item = BareLink> {
    let http = text.match_indices("://").filter_map(|(at, _)| {
        let begin = at.checked_sub(scheme_length(text.get(..at)?)?)?;
        Some((Kind::Http, begin))
    });
    // Capitals are as good as small letters; where a host begins is told by the mark after them.
    let www = text.match_indices('.').filter_map(|(at, _)| {
        let begin = at.checked_sub(3)?;
        let is_www = text.get(begin..at)?.eq_ignore_ascii_case("www");
        is_www.then_some((Kind::Www, begin))
    });
    let mut found: Vec<(Kind, usize)> = http.chain(www).collect();
    found.sort_by_key(|(_, begin)| *begin);
    let mut reader = UrlReader {
        text,
        end_of_last: 0,
        no_host_before: 0,
    };
    found
        .into_iter()
        .filter_map(move |(kind, begin)| reader.read(kind, begin))
}

struct UrlReader<'t> {
    text: &'t str,
    end_of_last: usize,
    /// No host begins before this place: it would have the same underscore that an earlier one had.
    no_host_before: usize,
}

impl UrlReader<'_> {
    fn read(&mut self, kind: Kind, begin: usize) -> Option<BareLink> {
        if begin < self.end_of_last {
            return None;
        }
        let at = match kind {
            Kind::Http => begin + self.text.get(begin..)?.find("://")? + 3,
            _ => begin,
        };
        let previous = self.text.get(..begin)?.chars().next_back();
        if at < self.no_host_before || !may_follow(kind, previous) {
            return None;
        }
        let host = host(self.text.get(at..)?, kind)?;
        if let Some(underscore) = host.underscore {
            self.no_host_before = at + underscore;
            return None;
        }
        let after_host = at + host.length;
        let end = after_host + path_length(self.text.get(after_host..)?);
        self.end_of_last = end;
        Some(BareLink { kind, begin, end })
    }
}

/// The length of `http` or `https` at the end of `text`.
pub(super) fn scheme_length(text: &str) -> Option<usize> {
    ["https", "http"].into_iter().map(str::len).find(|length| {
        let scheme = text
            .len()
            .checked_sub(*length)
            .and_then(|at| text.get(at..));
        scheme.is_some_and(|scheme| {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        })
    })
}

/// What may be the host of a link.
struct Host {
    length: usize,
    /// The last underscore in its last two parts; one that has any is none.
    underscore: Option<usize>,
}

fn host(text: &str, kind: Kind) -> Option<Host> {
    let first = text.chars().next()?;
    if kind == Kind::Http && (is_space(first) || first.is_control() || is_mark(first)) {
        return None;
    }
    let mut length = text.len();
    let mut has_text = false;
    let mut underscores = (None, None);
    let mut trails = Trails::default();
    for (at, c) in text.char_indices() {
        match c {
            '.' | '_' if trails.begins(text, at) => {
                length = at;
                break;
            }
            '_' => underscores.1 = Some(at),
            '.' => underscores = (underscores.1, None),
            _ if is_space(c) || (c != '-' && is_mark(c)) => {
                length = at;
                break;
            }
            _ => has_text = true,
        }
    }
    let underscore = underscores.1.or(underscores.0);
    has_text.then_some(Host { length, underscore })
}

fn path_length(text: &str) -> usize {
    let mut open = 0;
    let mut closed = 0;
    let mut trails = Trails::default();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if closed < open => closed += 1,
            '!' | '"' | '&' | '\'' | ')' | '*' | ',' | '.' | ':' | ';' | '<' | '?' | ']' | '_'
            | '~' => {
                if trails.begins(text, at) {
                    return at;
                }
                closed += usize::from(c == ')');
            }
            _ if is_space(c) => return at,
            _ => {}
        }
    }
    text.len()
}

/// Tells where a trail begins: punctuation up to the next white space, which is not part of a link.
#[derive(Default)]
struct Trails {
    /// None begins before this place: punctuation that is no trail from its first mark is none from any other.
    none_before: usize,
}

impl Trails {
    /// Whether a trail begins at this mark.
    fn begins(&mut self, text: &str, at: usize) -> bool {
        if at < self.none_before {
            return false;
        }
        match length_of_no_trail(text.get(at..).unwrap_or_default()) {
            Some(length) => {
                self.none_before = at + length;
                false
            }
            None => true,
        }
    }
}

/// How much punctuation stands before what makes it part of a link; `None` if nothing does.
fn length_of_no_trail(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        let no_trail = Some(text.len() - rest.len());
        rest = match rest.chars().next()? {
            '<' => return None,
            c if is_space(c) => return None,
            '!' | '"' | '\'' | ')' | '*' | ',' | '.' | ':' | ';' | '?' | '_' | '~' => {
                rest.get(1..).unwrap_or_default()
            }
            '&' => match after_reference(rest) {
                Some(after) => after,
                None => return no_trail,
            },
            ']' => {
                let after = rest.get(1..).unwrap_or_default();
                match after.chars().next()? {
                    '(' | '[' => return None,
                    c if is_space(c) => return None,
                    _ => after,
                }
            }
            _ => return no_trail,
        };
    }
}

fn after_reference(text: &str) -> Option<&str> {
    let name = text.strip_prefix('&')?;
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    (after.len() < name.len())
        .then(|| after.strip_prefix(';'))
        .flatten()
}

fn emails(text: &str) -> impl Iterator<Item = BareLink> {
    let mut end_of_last = 0;
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text.get(end_of_last..at)?;
        let local = before.len() - before.trim_end_matches(is_in_local).len();
        let begin = at - local;
        let previous = text.get(..begin)?.chars().next_back();
        if local == 0 || !may_follow(Kind::Email, previous) {
            return None;
        }
        let end = at + 1 + email_host_length(text.get(at + 1..)?)?;
        end_of_last = end;
        Some(BareLink {
            kind: Kind::Email,
            begin,
            end,
        })
    })
}

/// The host has a dot in it, and ends in a letter.
fn email_host_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut length = 0;
    let mut has_dot = false;
    let mut has_text = false;
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'.' if !is_alphanumeric(length + 1) => break,
            b'.' => has_dot = true,
            b'-' | b'_' => has_text = true,
            _ if byte.is_ascii_alphanumeric() => has_text = true,
            _ => break,
        }
        length += 1;
    }
    let last = length.checked_sub(1).and_then(|at| bytes.get(at))?;
    (has_dot && has_text && last.is_ascii_alphabetic()).then_some(length)
}

pub(super) fn is_in_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_before_what_ends_a_sentence() {
        for (text, expected) in [
            ("see https://a.b/c.", &["https://a.b/c"][..]),
            ("(https://a.b/c(d))", &["https://a.b/c(d)"]),
            ("www.a.b, WWW.c.d", &["www.a.b", "WWW.c.d"]),
            ("xhttps://a.b", &[]),
            ("HTTP://a.b", &["HTTP://a.b"]),
            ("https://a_b.c", &[]),
            ("https://a.b?c=d&amp;", &["https://a.b?c=d"]),
            ("https://a.b<c", &["https://a.b"]),
            ("a@b.c, x.y_z@b-c.d.", &["a@b.c", "x.y_z@b-c.d"]),
            ("/a@b.c a@b a@b.1", &[]),
            ("https://", &[]),
            ("https://localhost:80/a", &["https://localhost:80/a"]),
        ] {
            let found: Vec<&str> = BareLinks::find(text)
                .links
                .iter()
                .map(|link| &text[link.begin..link.end])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

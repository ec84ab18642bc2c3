//! Links in angle brackets: `<https://example.com>` and `<me@example.com>` (CommonMark 0.31, section 6.5).

use crate::document::markdown::node::{Attributes, Kind, Link, Node, Target};

/// Reads the link at the beginning of `text`, and tells how many bytes it takes.
pub(super) fn read(text: &str, line: u32) -> Option<(Node, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(|c: char| matches!(c, '<' | '>' | ' ') || c.is_ascii_control())?;
    let written = inner
        .get(..end)
        .filter(|_| inner.get(end..).is_some_and(|rest| rest.starts_with('>')))?;
    let url = if is_uri(written) {
        written.to_owned()
    } else if is_email(written) {
        format!("mailto:{written}")
    } else {
        return None;
    };
    Some((link(url, written, line), end + 2))
}

/// A link that shows what it leads to.
pub(super) fn link(url: String, shown: &str, line: u32) -> Node {
    let link = Link {
        target: Target { url, title: None },
        attributes: Attributes::new(),
        is_reference: false,
    };
    let text = Node::leaf(Kind::Text(shown.to_owned()), line);
    Node::new(Kind::Link(link), line, vec![text])
}

fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        (2..=32).contains(&scheme.len())
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

fn is_email(text: &str) -> bool {
    let is_in_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && local.bytes().all(is_in_local) && host.split('.').all(is_label)
    })
}

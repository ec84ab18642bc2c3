//! GitHub's alerts in Markdown: which quotes are alerts.

use super::markdown::node::{Alert, AlertKind, Kind, Node};

impl AlertKind {
    /// The kind as it is written in Markdown and in the class, in lower case.
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }

    fn of(keyword: &str) -> Option<Self> {
        let kinds = [
            Self::Note,
            Self::Tip,
            Self::Important,
            Self::Warning,
            Self::Caution,
        ];
        kinds
            .into_iter()
            .find(|kind| kind.keyword().eq_ignore_ascii_case(keyword))
    }
}

/// Makes alerts of the quotes that begin with a mark such as `[!NOTE]`.
pub(super) fn find(blocks: &mut [Node]) {
    for block in blocks {
        find(&mut block.children);
        if block.kind == Kind::Quote
            && let Some(alert) = take_mark(&mut block.children)
        {
            block.kind = Kind::Alert(alert);
        }
    }
}

/// Takes the mark and the title from the first line of a quote.
fn take_mark(children: &mut Vec<Node>) -> Option<Alert> {
    let first = children
        .first_mut()
        .filter(|child| child.kind == Kind::Paragraph)?;
    let kind = kind_of(first.children.first()?)?;
    let mut rest = first.children.split_off(1);
    let body = split_line(&mut rest);
    if body.is_empty() {
        children.remove(0);
    } else {
        first.children = body;
    }
    Some(Alert { kind, title: rest })
}

fn kind_of(mark: &Node) -> Option<AlertKind> {
    match (&mark.kind, mark.children.as_slice()) {
        (Kind::Span(span), [text]) if span.attributes.is_none() => match &text.kind {
            Kind::Text(text) => AlertKind::of(text.strip_prefix('!')?),
            _ => None,
        },
        _ => None,
    }
}

/// Leaves the first line without white space around it, and returns what follows.
fn split_line(nodes: &mut Vec<Node>) -> Vec<Node> {
    let mut after = Vec::new();
    let end = nodes.iter().position(|node| match &node.kind {
        Kind::Text(text) => text.contains('\n'),
        kind => *kind == Kind::Break,
    });
    if let Some(end) = end {
        after = nodes.split_off(end);
        let first = after.remove(0);
        if let Kind::Text(text) = &first.kind
            && let Some((line, rest)) = text.split_once('\n')
        {
            let part = |text: &str| Node::leaf(Kind::Text(text.to_owned()), first.line);
            nodes.push(part(line));
            if !rest.is_empty() {
                after.insert(0, part(rest));
            }
        }
    }
    if let Some(Kind::Text(text)) = nodes.first_mut().map(|node| &mut node.kind) {
        *text = text.trim_start().to_owned();
    }
    if let Some(Kind::Text(text)) = nodes.last_mut().map(|node| &mut node.kind) {
        *text = text.trim_end().to_owned();
    }
    nodes.retain(|node| !matches!(&node.kind, Kind::Text(text) if text.is_empty()));
    after
}

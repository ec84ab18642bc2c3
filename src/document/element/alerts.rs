//! GitHub's alerts as elements: `> [!NOTE]` and its four relatives.

use super::blocks::{Builder, on_lines};
use super::{Element, Flavor, Node};
use crate::document::body::AlertLabels;
use crate::document::markdown::node::{Alert, AlertKind, Node as Markdown};

/// The class of the title, which is a label and no text of the author's.
pub(in crate::document) const TITLE: &str = "markdown-alert-title";

/// A box with a title: the author's, else the label of the alert's kind.
pub(super) fn alert<'m>(
    builder: &mut Builder<'m>,
    alert: &'m Alert,
    children: &'m [Markdown],
) -> Element {
    let mut title = builder.text(&alert.title);
    if title.is_empty()
        && let Flavor::Page { context, .. } = builder.flavor
    {
        title = vec![Node::text(label(alert.kind, &context.alerts))];
    }
    let title = Element::new("p", title).with("class", TITLE);
    let mut blocks = vec![title.into()];
    blocks.extend(builder.all(children));
    let class = format!("markdown-alert markdown-alert-{}", alert.kind.keyword());
    Element::new("div", on_lines(blocks))
        .with("class", class)
        .with("role", "note")
}

fn label(kind: AlertKind, labels: &AlertLabels) -> &str {
    match kind {
        AlertKind::Note => &labels.note,
        AlertKind::Tip => &labels.tip,
        AlertKind::Important => &labels.important,
        AlertKind::Warning => &labels.warning,
        AlertKind::Caution => &labels.caution,
    }
}

//! GitHub's alerts as HTML: `> [!NOTE]` and its four relatives.

use comrak::nodes::{AlertType, NodeAlert};

use super::body::AlertLabels;
use super::escape::push_text;

/// Opens an alert with its title: the author's, else the label of its kind.
pub(super) fn push_opening(alert: &NodeAlert, labels: &AlertLabels, out: &mut String) {
    out.push_str("<div class=\"markdown-alert markdown-alert-");
    out.push_str(keyword(alert.alert_type));
    out.push_str("\" role=\"note\">\n<p class=\"markdown-alert-title\">");
    push_text(title(alert, labels), out);
    out.push_str("</p>\n");
}

/// The title that a reader sees.
pub(super) fn title<'t>(alert: &'t NodeAlert, labels: &'t AlertLabels) -> &'t str {
    alert.title.as_deref().unwrap_or(match alert.alert_type {
        AlertType::Note => &labels.note,
        AlertType::Tip => &labels.tip,
        AlertType::Important => &labels.important,
        AlertType::Warning => &labels.warning,
        AlertType::Caution => &labels.caution,
    })
}

/// The kind as it is written in Markdown and in the class, in lower case.
pub(super) fn keyword(kind: AlertType) -> &'static str {
    match kind {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    }
}

//! Lists and their items as HTML.

use comrak::nodes::{ListType, NodeList, NodeTaskItem, NodeValue};

use super::markdown::Node;

/// Opens a list; one that does not begin at 1 says so.
pub(super) fn push_opening(list: &NodeList, out: &mut String) {
    let class = if list.is_task_list {
        " class=\"contains-task-list\""
    } else {
        ""
    };
    let (name, start) = match (list.list_type, list.start) {
        (ListType::Bullet, _) => ("ul", String::new()),
        (ListType::Ordered, 1) => ("ol", String::new()),
        (ListType::Ordered, start) => ("ol", format!(" start=\"{start}\"")),
    };
    out.push_str(&format!("<{name}{start}{class}>\n"));
}

/// Closes a list.
pub(super) fn push_closing(list: &NodeList, out: &mut String) {
    out.push_str(match list.list_type {
        ListType::Bullet => "</ul>\n",
        ListType::Ordered => "</ol>\n",
    });
}

/// Opens a task, done or not.
pub(super) fn push_task_opening(task: &NodeTaskItem, out: &mut String) {
    let checked = if task.symbol.is_some() {
        " checked=\"\""
    } else {
        ""
    };
    out.push_str("<li class=\"task-list-item\"><input type=\"checkbox\"");
    out.push_str(checked);
    out.push_str(" disabled=\"\"> ");
}

/// Whether a paragraph belongs to a list whose items are not separated, so that it is written without `<p>`.
pub(super) fn is_tight(paragraph: Node<'_>) -> bool {
    paragraph
        .parent()
        .and_then(|item| item.parent())
        .is_some_and(|list| matches!(&list.data().value, NodeValue::List(list) if list.tight))
}

//! The marks of task lists: `- [ ] to do`, `- [x] done`.

use crate::document::markdown::node::{Item, Kind, Node};

/// Takes `[ ]` or `[x]` from the beginning of the first paragraph of an item.
pub(super) fn read_mark(item: &mut Node) {
    let Some(first) = item.children.first_mut() else {
        return;
    };
    let (Kind::Paragraph, Some(Kind::Text(text))) = (
        &first.kind,
        first.children.first_mut().map(|child| &mut child.kind),
    ) else {
        return;
    };
    let Some((is_checked, rest)) = task_mark(text) else {
        return;
    };
    *text = rest.to_owned();
    if let Kind::Item(Item {
        is_checked: checked,
        ..
    }) = &mut item.kind
    {
        *checked = Some(is_checked);
    }
}

/// Whether a task is done, and what comes after its mark and one space.
pub(in crate::document) fn task_mark(text: &str) -> Option<(bool, &str)> {
    let inner = text.strip_prefix('[')?;
    let is_checked = match inner.chars().next()? {
        'x' | 'X' => true,
        ' ' | '\t' | '\n' => false,
        _ => return None,
    };
    let after = inner.get(1..)?.strip_prefix(']')?;
    let rest = after.strip_prefix([' ', '\t', '\n'])?;
    (!rest.trim_matches([' ', '\t', '\n']).is_empty()).then_some((is_checked, rest))
}

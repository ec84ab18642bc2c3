//! The table of contents: the headings of a body as a tree.
//! Which headings there are, and their ids, is the business of `headings`.

use serde::{Deserialize, Serialize};

/// How many levels a table of contents shows unless asked otherwise: `h2` and `h3`.
pub const DEPTH: u8 = 2;

/// One heading and those beneath it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TocEntry {
    /// The heading's id, for `#…`.
    pub anchor: String,
    /// The heading's level, 2 to 6.
    pub depth: u8,
    /// The heading's text, without marks.
    pub text: String,
    /// Deeper headings that follow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<TocEntry>,
}

/// Makes a tree of headings in document order: a heading not deeper than the current one starts anew, deeper ones
/// become its children. A heading that comes before any shallower one stays at the top.
pub(super) fn nest(flat: Vec<TocEntry>) -> Vec<TocEntry> {
    let mut top: Vec<TocEntry> = Vec::new();
    for entry in flat {
        match top.last_mut() {
            Some(parent) if entry.depth > parent.depth => parent.children.push(entry),
            _ => top.push(entry),
        }
    }
    // A level of recursion leaves one of six heading levels behind, so there are never more than five.
    for entry in &mut top {
        entry.children = nest(std::mem::take(&mut entry.children));
    }
    top
}

/// The same tree with `depth` levels of headings: 1 keeps `h2`, 2 keeps `h2` and `h3`, 5 keeps all.
pub fn cut(toc: &[TocEntry], depth: u8) -> Vec<TocEntry> {
    toc.iter()
        .filter(|entry| entry.depth <= depth.saturating_add(1))
        .map(|entry| TocEntry {
            children: cut(&entry.children, depth),
            ..entry.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries(depths: &[u8]) -> Vec<TocEntry> {
        let entry = |(index, depth): (usize, &u8)| TocEntry {
            anchor: index.to_string(),
            depth: *depth,
            text: String::new(),
            children: Vec::new(),
        };
        depths.iter().enumerate().map(entry).collect()
    }

    fn outline(toc: &[TocEntry]) -> String {
        let parts: Vec<String> = toc
            .iter()
            .map(|entry| match entry.children.as_slice() {
                [] => entry.depth.to_string(),
                children => format!("{}({})", entry.depth, outline(children)),
            })
            .collect();
        parts.join(" ")
    }

    #[test]
    fn deeper_headings_become_children() {
        for (depths, tree) in [
            (&[2, 3, 3, 2][..], "2(3 3) 2"),
            (&[3, 2, 3], "3 2(3)"),
            (&[2, 4, 3, 4], "2(4 3(4))"),
            (&[4, 3, 2], "4 3 2"),
            (&[2, 3, 4, 5, 6, 2], "2(3(4(5(6)))) 2"),
            (&[], ""),
        ] {
            assert_eq!(outline(&nest(entries(depths))), tree, "{depths:?}");
        }
    }

    #[test]
    fn a_stored_tree_is_cut_when_it_is_read() {
        let toc = nest(entries(&[4, 2, 3, 4, 3, 2, 4]));
        assert_eq!(outline(&cut(&toc, DEPTH)), "2(3 3) 2");
        assert_eq!(outline(&cut(&toc, 1)), "2 2");
        assert_eq!(cut(&toc, 5), toc);
        assert_eq!(cut(&toc, u8::MAX), toc);
        assert_eq!(cut(&toc, 0), []);
    }

    #[test]
    fn an_entry_without_children_is_stored_without_them() {
        let toc = nest(entries(&[2]));
        let json = serde_json::to_string(&toc).unwrap();
        assert_eq!(json, r#"[{"anchor":"0","depth":2,"text":""}]"#);
        assert_eq!(serde_json::from_str::<Vec<TocEntry>>(&json).unwrap(), toc);
    }

    proptest! {
        #[test]
        fn cutting_the_tree_equals_nesting_what_is_kept(depths in prop::collection::vec(2u8..=6, 0..40), depth in 0u8..=6) {
            let kept = entries(&depths).into_iter().filter(|entry| entry.depth <= depth + 1).collect();
            prop_assert_eq!(cut(&nest(entries(&depths)), depth), nest(kept));
        }
    }
}

//! Pairs of blocks: tables of small documents, and what is true of all.

use proptest::prelude::*;

use super::*;
use crate::document::body;

/// Pairs as text: `0-0` is certain, `1~2` is not.
fn shown(source: &str, target: &str) -> String {
    let pairs = pairs(&body::segments(source), &body::segments(target), &[]);
    let shown = pairs.iter().map(|pair| {
        let between = if pair.is_certain { '-' } else { '~' };
        format!("{}{between}{}", pair.source, pair.target)
    });
    shown.collect::<Vec<String>>().join(" ")
}

#[test]
fn blocks_are_paired_by_kind_and_level() {
    for (source, target, expected) in [
        ("", "", ""),
        ("one", "eins", "0-0"),
        ("# A\n\none\n\ntwo", "# Ä\n\neins\n\nzwei", "0-0 1-1 2-2"),
        // A paragraph more on one side: its section is in doubt, the next one is not.
        (
            "# A\n\none\n\ntwo\n\n# B\n\nthree",
            "# Ä\n\neins\n\n# Be\n\ndrei",
            "0-0 1~1 3-2 4-3",
        ),
        // Kinds tell which of the blocks is missing.
        ("one\n\n- two\n\n> three", "eins\n\n> drei", "0~0 2~1"),
        // Another level is better than no partner.
        ("## A\n\none", "### Ä\n\neins", "0~0 1~1"),
        // Code that is one of a kind is an anchor, whatever is around it.
        (
            "one\n\ntwo\n\n```\nlet a;\n```\n\nthree",
            "eins\n\n```\nlet a;\n```\n\ndrei",
            "0~0 2-1 3-2",
        ),
        ("one", "", ""),
        ("one", "- eins", ""),
        // A heading more: sections are aligned, and in doubt.
        (
            "# A\n\none\n\n# B\n\n- two",
            "# Ä\n\neins\n\n# Neu\n\n# Be\n\n- zwei",
            "0~0 1~1 2~3 3~4",
        ),
    ] {
        assert_eq!(shown(source, target), expected, "{source:?} and {target:?}");
    }
}

#[test]
fn what_is_known_is_certain() {
    let (source, target) = (
        body::segments("one\n\ntwo\n\nthree"),
        body::segments("drei\n\nvier"),
    );
    let pair = |source, target, is_certain| Pair {
        source,
        target,
        is_certain,
    };
    assert_eq!(
        pairs(&source, &target, &[(2, 0), (9, 9)]),
        [pair(2, 0, true)]
    );
    // Of two that cross, one counts.
    assert_eq!(
        pairs(&source, &target, &[(1, 0), (0, 1)])
            .iter()
            .filter(|pair| pair.is_certain)
            .count(),
        1
    );
}

#[test]
fn long_bodies_are_paired_in_linear_time() {
    let source = body::segments(&"text\n\n- item\n\n".repeat(50_000));
    let mut target = source.clone();
    target.drain(1_000..1_010);
    let pairs = pairs(&source, &target, &[]);
    assert_eq!(pairs.len(), target.len());
    assert!(pairs.iter().all(|pair| !pair.is_certain));
}

fn segment() -> impl Strategy<Value = Segment> {
    let kinds = [
        SegmentKind::Heading,
        SegmentKind::Paragraph,
        SegmentKind::ListItem,
        SegmentKind::Code,
    ];
    (prop::sample::select(kinds.to_vec()), 0u8..3, "[a-d]{1,2}").prop_map(|(kind, level, text)| {
        Segment {
            kind,
            level,
            hash: format!("{kind:?}{text}"),
            text,
        }
    })
}

fn segments() -> impl Strategy<Value = Vec<Segment>> {
    prop::collection::vec(segment(), 0..40)
}

fn translated(segments: &[Segment]) -> Vec<Segment> {
    let other = |segment: &Segment| Segment {
        text: format!("{}!", segment.text),
        hash: format!("{}!", segment.hash),
        ..segment.clone()
    };
    segments.iter().map(other).collect()
}

proptest! {
    #[test]
    fn pairs_rise_and_are_of_one_kind(source in segments(), target in segments(), known in prop::collection::vec((0usize..50, 0usize..50), 0..5)) {
        let pairs = pairs(&source, &target, &known);
        prop_assert!(pairs.windows(2).all(|two| two[0].source < two[1].source && two[0].target < two[1].target));
        for pair in pairs {
            let is_known = known.contains(&(pair.source, pair.target));
            prop_assert!(is_known || source[pair.source].kind == target[pair.target].kind);
        }
    }

    #[test]
    fn a_translation_of_every_block_is_paired_for_certain(source in segments()) {
        let pairs = pairs(&source, &translated(&source), &[]);
        prop_assert_eq!(pairs.len(), source.len());
        prop_assert!(pairs.iter().all(|pair| pair.is_certain && pair.source == pair.target));
    }

    #[test]
    fn a_missing_block_costs_one_pair(source in segments(), at in 0usize..40) {
        prop_assume!(!source.is_empty());
        let mut target = translated(&source);
        target.remove(at % source.len());
        let pairs = pairs(&source, &target, &[]);
        prop_assert_eq!(pairs.len(), target.len());
    }
}

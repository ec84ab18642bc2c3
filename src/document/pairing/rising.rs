//! The longest sequence of pairs in which both members rise.

/// The longest subsequence of pairs in which the first members rise, by patience sorting; the second ones rise already.
pub(in crate::document) fn longest_rising(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // For each length, the pair that ends the best subsequence of that length; for each pair, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let first = |pair: usize| pairs.get(pair).map(|(first, _)| *first);
    for (pair, (value, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| first(*end) < Some(*value));
        before.push(length.checked_sub(1).and_then(|at| ends.get(at).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = pair,
            None => ends.push(pair),
        }
    }
    let mut rising = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(pair) = next {
        rising.extend(pairs.get(pair));
        next = before.get(pair).copied().flatten();
    }
    rising.reverse();
    rising
}

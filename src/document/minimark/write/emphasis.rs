//! `**`, `*` and `~~` around text, where CommonMark lets them stand (section 6.2); HTML tags where it does not.

use super::escape::is_punctuation;

/// Writes `inner` as an element `tag` behind `out`; `after` is what will follow, and is no mark itself.
pub(super) fn push(out: &mut String, tag: &str, inner: &str, after: Option<char>) {
    let surroundings = Surroundings {
        before: out.chars().next_back(),
        before_tildes: out.trim_end_matches('~').chars().next_back(),
        after,
    };
    let marks: &[&str] = match tag {
        "strong" => &["**", "__"],
        "em" => &["*", "_"],
        "del" => &["~~"],
        _ => &[],
    };
    match marks.iter().find(|mark| surroundings.allow(mark, inner)) {
        Some(mark) => {
            out.push_str(mark);
            out.push_str(inner);
            out.push_str(mark);
        }
        None => {
            out.push_str(&format!("<{tag}>{inner}</{tag}>"));
        }
    }
}

/// What stands beside the element.
struct Surroundings {
    before: Option<char>,
    before_tildes: Option<char>,
    after: Option<char>,
}

impl Surroundings {
    /// Parsers of GFM look past tildes when they decide whether a mark opens or closes, others do not: both must agree.
    fn allow(&self, mark: &str, inner: &str) -> bool {
        let beyond = inner.trim_matches('~');
        let is_clear = self.after != Some('~') || mark == "~~";
        is_clear
            && can_mark(mark, self.before, inner, self.after)
            && can_mark(mark, self.before_tildes, beyond, self.after)
    }
}

fn can_mark(mark: &str, before: Option<char>, inner: &str, after: Option<char>) -> bool {
    let (Some(first), Some(last), Some(sign)) = (
        inner.chars().next(),
        inner.chars().next_back(),
        mark.chars().next(),
    ) else {
        return false;
    };
    // Marks that touch marks of their kind would be one longer run.
    let touches = [before, Some(first), Some(last), after].contains(&Some(sign));
    let is_border = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    let opens = !first.is_whitespace() && (!is_punctuation(first) || is_border(before));
    let closes = !last.is_whitespace() && (!is_punctuation(last) || is_border(after));
    // Underscores mean nothing within a word.
    let is_apart = sign != '_' || (is_border(before) && is_border(after));
    !touches && opens && closes && is_apart
}

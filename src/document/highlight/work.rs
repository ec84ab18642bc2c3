//! How much work a code is for the slowest grammars, told by its looks alone, so that the answer is always the same.
//! Which codes are too much work is decided here; what becomes of them is not.

/// Code of more bytes stays plain: what a reader skims needs no colors.
const CODE_BYTES_MAX: usize = 64 * 1024;

/// Code with a longer line stays plain: it is minified or data.
const LINE_CHARS_MAX: usize = 2_000;

/// Three lines of the greatest length, a name of sixty hyphens, or sixteen thousand short lines.
const WORK_MAX: usize = 16_000_000;

/// What even an empty line takes.
const LINE_WORK: usize = 1_000;

/// Whether highlighting could take noticeably long.
pub(super) fn is_too_much(code: &str) -> bool {
    code.len() > CODE_BYTES_MAX
        || code
            .lines()
            .try_fold(WORK_MAX, |left, line| left.checked_sub(work(line)?))
            .is_none()
}

/// The work that a line is, or `None` where it is too long in any case.
fn work(line: &str) -> Option<usize> {
    let chars = line.chars().count();
    (chars <= LINE_CHARS_MAX).then(|| {
        [
            LINE_WORK,
            // Many a pattern begins anew at each character and looks to the end of the line.
            chars.pow(2),
            work_of_names(line),
            work_of_ticks(line),
            work_of_spaces(line),
        ]
        .into_iter()
        .fold(0, usize::saturating_add)
    })
}

/// The grammars of SCSS and Less try every way to split a name at its hyphens.
fn work_of_names(line: &str) -> usize {
    line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))
        .map(|name| hyphens(name).pow(4))
        .fold(0, usize::saturating_add)
}

/// Hyphens in a row are one: a ruler is not a name.
fn hyphens(name: &str) -> usize {
    name.split('-')
        .filter(|part| !part.is_empty())
        .count()
        .saturating_sub(1)
}

/// Markdown's grammar looks for the end of code after each backtick of a row.
fn work_of_ticks(line: &str) -> usize {
    line.split(|c| c != '`')
        .map(|ticks| ticks.len().pow(2) * 10)
        .fold(0, usize::saturating_add)
}

/// INI's grammar looks for three things of which each may begin with spaces.
fn work_of_spaces(line: &str) -> usize {
    line.split(|c: char| !c.is_whitespace())
        .map(|spaces| spaces.len().pow(3) / 30)
        .fold(0, usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_code_is_never_too_much() {
        let line =
            "  --some-custom-property: var(--another-custom-property); /* a line of code */\n";
        assert!(!is_too_much(&line.repeat(CODE_BYTES_MAX / line.len())));
        let ruler = format!("// {}\n", "-".repeat(100));
        assert!(!is_too_much(&ruler.repeat(CODE_BYTES_MAX / ruler.len())));
        assert!(!is_too_much(""));
    }

    #[test]
    fn length_is_bounded_in_bytes_and_a_line_in_chars() {
        assert!(!is_too_much(&"abcdefg\n".repeat(CODE_BYTES_MAX / 8)));
        assert!(is_too_much(&"abcdefg\n".repeat(CODE_BYTES_MAX / 8 + 1)));
        assert!(!is_too_much(&"é".repeat(LINE_CHARS_MAX)));
        assert!(is_too_much(&"é".repeat(LINE_CHARS_MAX + 1)));
    }

    #[test]
    fn what_grammars_stumble_over_is_bounded_sooner() {
        let long = format!("{}\n", "a ".repeat(LINE_CHARS_MAX / 2));
        assert!(!is_too_much(&long.repeat(3)));
        assert!(is_too_much(&long.repeat(5)));
        assert!(is_too_much(&"\n".repeat(CODE_BYTES_MAX)));
        assert!(!is_too_much(&"a-".repeat(60)));
        assert!(is_too_much(&"a-".repeat(90)));
        assert!(!is_too_much(&"`".repeat(100)));
        assert!(is_too_much(&"`".repeat(LINE_CHARS_MAX)));
        assert!(!is_too_much(&" ".repeat(200)));
        assert!(is_too_much(&"\t".repeat(LINE_CHARS_MAX)));
    }
}

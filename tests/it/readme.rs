//! The README as the tests take it: its blocks of code. Its commands are run by `tidy`.

/// The blocks of a kind in a Markdown text.
pub(crate) fn blocks<'a>(text: &'a str, kind: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!("```{kind}\n");
    let rests: Vec<&str> = text.split(&begin).skip(1).collect();
    rests
        .into_iter()
        .filter_map(|rest| Some(rest.split_once("\n```")?.0))
}

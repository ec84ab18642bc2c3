//! What is wrong with a document that is no GraphQL, in one sentence.
//! The parser draws its errors over several lines in the words of its own grammar; these are rewritten here.

use async_graphql::Pos;
use async_graphql::parser::Error;

use super::error_code::ErrorCode;
use super::refusal::Refusal;

/// Names of the parser's grammar, and the words for them; names that are not listed say nothing to a reader.
const WORDS: &[(&str, &str)] = &[
    ("EOI", "the end of the document"),
    ("executable_definition", "an operation or a fragment"),
    ("operation_definition", "an operation"),
    ("selection_set", "`{`"),
    ("selection", "a field or a fragment"),
    ("field", "a field"),
    ("name", "a name"),
    ("alias", "an alias"),
    ("argument", "an argument"),
    ("arguments", "`(`"),
    ("directive", "a directive"),
    ("directives", "a directive"),
    ("value", "a value"),
    ("const_value", "a constant value"),
    ("object_field", "a name and a value, as in `name: value`"),
    (
        "const_object_field",
        "a name and a value, as in `name: value`",
    ),
    ("variable", "a variable, such as `$name`"),
    (
        "variable_definition",
        "a variable and its type, as in `$name: Type`",
    ),
    ("type_", "a type"),
    ("type_condition", "`on` and a type"),
    ("string_content", "text"),
];

/// The refusal of a document that the parser did not take.
pub(super) fn refuse(document: &str, error: &Error) -> Refusal {
    let at = error.positions().next();
    let place = at
        .map(|at| format!(" at line {}, column {}", at.line, at.column))
        .unwrap_or_default();
    let (code, reason) = match error {
        Error::Syntax { message, start, .. } => {
            (ErrorCode::ParseFailed, syntax(document, message, *start))
        }
        Error::RecursionLimitExceeded => {
            (ErrorCode::LimitExceeded, "it is nested too deep".to_owned())
        }
        Error::MissingOperation => (ErrorCode::ParseFailed, "it has no operation".to_owned()),
        Error::MultipleOperations { .. } => (
            ErrorCode::ParseFailed,
            "an operation without a name is not the only one".to_owned(),
        ),
        Error::OperationDuplicated { operation, .. } => (
            ErrorCode::ParseFailed,
            format!("the operation `{operation}` is defined twice"),
        ),
        Error::FragmentDuplicated { fragment, .. } => (
            ErrorCode::ParseFailed,
            format!("the fragment `{fragment}` is defined twice"),
        ),
        other => (ErrorCode::ParseFailed, other.to_string().replace('\n', " ")),
    };
    Refusal::of_document(
        code,
        format!("the document cannot be read{place}: {reason}"),
        at,
    )
}

fn syntax(document: &str, message: &str, at: Pos) -> String {
    let found = found(document, at);
    let expected = expected(message);
    if found == "`\"`" && expected.contains("a value") {
        return "a text begins that has no end".to_owned();
    }
    match expected.is_empty() {
        true => format!("{found} is unexpected"),
        false => format!("expected {expected}, found {found}"),
    }
}

/// The word or sign at a position, both of which count from 1.
fn found(document: &str, at: Pos) -> String {
    let line = document
        .split('\n')
        .nth(at.line.saturating_sub(1))
        .unwrap_or("");
    let rest: String = line
        .trim_end_matches('\r')
        .chars()
        .skip(at.column.saturating_sub(1))
        .take(40)
        .collect();
    let is_of_name = |c: &char| c.is_alphanumeric() || *c == '_';
    let word: String = rest.chars().take_while(is_of_name).collect();
    match (word.is_empty(), rest.chars().next()) {
        (false, _) => format!("`{word}`"),
        (true, Some(sign)) => format!("`{sign}`"),
        (true, None) => "the end".to_owned(),
    }
}

/// The last line of the parser's drawing is `= expected a, b, or c`.
fn expected(message: &str) -> String {
    let names = message
        .rsplit_once("= expected ")
        .map_or("", |(_, names)| names);
    let mut words: Vec<&str> = Vec::new();
    for name in names.split([',', ' ', '\n']) {
        let word = WORDS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, word)| *word);
        words.extend(word.filter(|word| !words.contains(word)));
    }
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn errors_of_the_parser_become_one_sentence() {
        for (document, expected) in [
            (
                "",
                "at line 1, column 1: expected an operation or a fragment, found the end",
            ),
            (
                "{",
                "at line 1, column 2: expected a field or a fragment, found the end",
            ),
            (
                "{ a { } }",
                "at line 1, column 7: expected a field or a fragment, found `}`",
            ),
            (
                "{\n  a(\n}",
                "at line 3, column 1: expected a name, found `}`",
            ),
            (
                "{ a(b:) }",
                "at line 1, column 7: expected a value, found `)`",
            ),
            (
                "query Q { a",
                "at line 1, column 12: expected `{`, a field or a fragment, a directive or `(`, found the end",
            ),
            (
                "subscrption { a }",
                "at line 1, column 1: expected an operation or a fragment, found `subscrption`",
            ),
            (
                "query ($a Int) { a }",
                "at line 1, column 8: expected a variable and its type, as in `$name: Type`, found `$`",
            ),
            (
                "{ a(x: \"abc) }",
                "at line 1, column 8: a text begins that has no end",
            ),
            (
                "{a} }",
                "at line 1, column 5: expected the end of the document or an operation or a fragment, found `}`",
            ),
            (
                "{ été }",
                "at line 1, column 3: expected a field or a fragment, found `été`",
            ),
            (
                "query A {a} query A {b}",
                "at line 1, column 13: the operation `A` is defined twice",
            ),
            (
                "{a} query A {b}",
                "at line 1, column 1: an operation without a name is not the only one",
            ),
        ] {
            let refusal = refuse(document, &parse_query(document).unwrap_err());
            assert_eq!(
                refusal.error.message,
                format!("the document cannot be read {expected}")
            );
        }
        let refusal = refuse("", &parse_query("fragment X on Y {a}").unwrap_err());
        assert_eq!(
            refusal.error.message,
            "the document cannot be read: it has no operation"
        );
    }
}

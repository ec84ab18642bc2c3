//! Syntax errors of Fluent in words: what the parser missed, and what a translator does about it.
//! Where they stand is `file`.

use fluent_syntax::parser::ErrorKind;

/// What is wrong, and what to do about it.
pub(super) fn explain(kind: &ErrorKind) -> (String, &'static str) {
    let fixed = |message: &str| message.to_owned();
    match kind {
        ErrorKind::ExpectedToken('=') => (
            fixed("expected `=` after the key"),
            "a message is written `key = text`; text that goes on in the next line is indented",
        ),
        ErrorKind::ExpectedToken('}') => (
            fixed("expected `}`"),
            "close the placeable; a literal brace is written {\"{\"}",
        ),
        ErrorKind::ExpectedToken(token) => (format!("expected `{token}`"), ""),
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => (
            fixed("expected a new line after `->`"),
            "each variant of a selector stands on a line of its own",
        ),
        ErrorKind::ExpectedCharRange { .. } => (
            fixed("expected a key"),
            "a key begins with a letter from a to z; text that goes on in the next line is indented",
        ),
        ErrorKind::ExpectedMessageField { entry_id } => (
            format!("`{entry_id}` has no text"),
            "write the text behind `=`, or indented in the next line",
        ),
        ErrorKind::ExpectedTermField { entry_id } => (
            format!("the term `-{entry_id}` has no text"),
            "write the text behind `=`, or indented in the next line",
        ),
        ErrorKind::ForbiddenCallee => (
            fixed("only functions and terms can be called"),
            "names of functions are written in capitals: NUMBER, DATETIME",
        ),
        ErrorKind::MissingDefaultVariant => (
            fixed("the selector has no default variant"),
            "mark one variant with `*`, usually `*[other]`",
        ),
        ErrorKind::MultipleDefaultVariants => (
            fixed("the selector has several default variants"),
            "leave the `*` at one of them",
        ),
        ErrorKind::MissingValue => (fixed("expected a text"), "write it on the same line"),
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermReferenceAsSelector => (
            fixed("a message or term cannot select a variant"),
            "select by a variable or by an attribute of a term",
        ),
        ErrorKind::TermAttributeAsPlaceable => (
            fixed("an attribute of a term can only select a variant"),
            "make it a term of its own",
        ),
        ErrorKind::ExpectedSimpleExpressionAsSelector => (
            fixed("only a variable, a literal, a function or an attribute of a term can select"),
            "",
        ),
        ErrorKind::UnterminatedStringLiteral => {
            (fixed("the string does not end"), "add the closing `\"`")
        }
        ErrorKind::PositionalArgumentFollowsNamed => (
            fixed("a positional argument follows a named one"),
            "write named arguments last",
        ),
        ErrorKind::DuplicatedNamedArgument(name) => (
            format!("the argument `{name}` is given twice"),
            "remove one of them",
        ),
        ErrorKind::UnknownEscapeSequence(_) => (
            fixed("unknown escape sequence"),
            "allowed are \\\\, \\\", \\uXXXX and \\UXXXXXX",
        ),
        ErrorKind::InvalidUnicodeEscapeSequence(sequence) => (
            format!("`{sequence}` names no character"),
            "write four hexadecimal digits after \\u, six after \\U",
        ),
        ErrorKind::UnbalancedClosingBrace => (
            fixed("`}` closes nothing"),
            "a literal brace is written {\"}\"}; the `}` of a selector stands on a line of its own",
        ),
        ErrorKind::ExpectedInlineExpression => (
            fixed("expected something to place here"),
            "a placeable holds a variable, a message, a term, a function or a literal",
        ),
        ErrorKind::ExpectedLiteral => (
            fixed("expected a string or a number"),
            "named arguments are literals",
        ),
    }
}

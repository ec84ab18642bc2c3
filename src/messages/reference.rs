//! What a message refers to: variables, messages, terms and functions. Judging it is `lint`.

use std::collections::BTreeSet;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement};

use super::file::{Entry, Pattern};

/// Everything that one value or attribute names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct References {
    /// Names of variables, without `$`.
    pub(super) variables: BTreeSet<String>,
    /// Values and attributes of messages and terms, as often as they are named: `key`, `-term`, `key.attribute`.
    pub(super) texts: Vec<String>,
    /// Names of functions.
    pub(super) functions: BTreeSet<String>,
}

/// What the value and each attribute of an entry name, under their names.
pub(super) fn of(entry: &Entry) -> Vec<(String, References)> {
    let attributes = entry.attributes.iter().map(|(_, pattern)| pattern);
    let patterns = entry.value.iter().chain(attributes);
    names(entry)
        .zip(patterns)
        .map(|(name, pattern)| {
            let mut references = References::default();
            references.pattern(pattern);
            (name, references)
        })
        .collect()
}

/// How the value and each attribute of an entry are named: `key`, `-term`, `key.attribute`.
pub(super) fn names(entry: &Entry) -> impl Iterator<Item = String> {
    let value = entry.value.iter().map(|_| entry.key.clone());
    let attributes = entry.attributes.iter();
    value.chain(attributes.map(|(name, _)| text_name(&entry.key, Some(name))))
}

fn text_name(key: &str, attribute: Option<&str>) -> String {
    match attribute {
        Some(attribute) => format!("{key}.{attribute}"),
        None => key.to_owned(),
    }
}

/// The recursion follows the nesting of one message, which is bounded before parsing.
impl References {
    fn pattern(&mut self, pattern: &Pattern) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.clone());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.clone());
                self.arguments(arguments);
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|id| id.name.as_str());
                self.texts.push(text_name(&id.name, attribute));
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let attribute = attribute.as_ref().map(|id| id.name.as_str());
                self.texts
                    .push(text_name(&format!("-{}", id.name), attribute));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<String>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
    }
}

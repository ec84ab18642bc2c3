//! Writing one message: patterns, references, selectors and functions, as the Fluent specification and @fluent/bundle do.
//! It cannot be made to run or write without end: text, expansions and depth are bounded, and cycles are cut.

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, NamedArgument, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::args::{Args, Value};
use super::bundle::Bundle;
use super::file::{Entry, Pattern};
use super::moment::{Moment, MomentStyle};
use super::number::{Number, NumberStyle, OptionValue};
use super::output::{Output, Stop};

/// Placeables that one message may expand, those of the messages it refers to included.
pub(super) const EXPANSIONS_MAX: usize = 1_000;

/// The functions that a message may call.
pub(super) const FUNCTIONS: [&str; 2] = ["NUMBER", "DATETIME"];

/// Patterns and placeables that may be open at once: more than any message needs, less than a thread's stack holds.
const DEPTH_MAX: usize = 150;

/// What stands where nothing can be shown.
const UNRESOLVED: &str = "{???}";

/// A pattern as text in its bundle's locale. Whatever is missing shows as `{$name}`, `{key}` or `{FUNCTION()}`.
pub(super) fn format(bundle: &Bundle, pattern: &Pattern, args: &Args) -> String {
    let mut resolver = Resolver {
        bundle,
        args,
        parameters: None,
        open: Vec::new(),
        depth: 0,
        expansions: 0,
    };
    let mut output = Output::default();
    match resolver.pattern(pattern, &mut output) {
        Ok(()) | Err(Stop::Full) => output.into_text(),
        Err(Stop::Endless) => UNRESOLVED.to_owned(),
    }
}

struct Resolver<'a> {
    bundle: &'a Bundle,
    args: &'a Args,
    /// Within a term: the arguments it was called with, which alone it sees.
    parameters: Option<Vec<(&'a str, Resolved)>>,
    /// The patterns being written, to notice cycles.
    open: Vec<&'a Pattern>,
    depth: usize,
    expansions: usize,
}

/// The value of an expression.
#[derive(Clone)]
enum Resolved {
    Text(String),
    Number(Number),
    Moment(Moment, MomentStyle),
    /// Nothing, and how that is shown between braces.
    Missing(String),
}

impl<'a> Resolver<'a> {
    fn pattern(&mut self, pattern: &'a Pattern, output: &mut Output) -> Result<(), Stop> {
        if self.open.iter().any(|open| std::ptr::eq(*open, pattern)) {
            return output.push(UNRESOLVED);
        }
        self.open.push(pattern);
        let written = self.deeper(|this| this.elements(pattern, output));
        self.open.pop();
        written
    }

    fn elements(&mut self, pattern: &'a Pattern, output: &mut Output) -> Result<(), Stop> {
        let isolates = self.args.is_isolating() && pattern.elements.len() > 1;
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => output.push(value)?,
                PatternElement::Placeable { expression } if isolates => {
                    output.push("\u{2068}")?;
                    self.placeable(expression, output)?;
                    output.push("\u{2069}")?;
                }
                PatternElement::Placeable { expression } => self.placeable(expression, output)?,
            }
        }
        Ok(())
    }

    fn placeable(
        &mut self,
        expression: &'a Expression<String>,
        output: &mut Output,
    ) -> Result<(), Stop> {
        self.expansions += 1;
        if self.expansions > EXPANSIONS_MAX {
            return Err(Stop::Endless);
        }
        match expression {
            Expression::Inline(inline) => self.deeper(|this| this.inline(inline, output)),
            Expression::Select { selector, variants } => {
                let selector = self.value(selector)?;
                match self.variant(&selector, variants) {
                    Some(variant) => self.pattern(&variant.value, output),
                    None => output.push(UNRESOLVED),
                }
            }
        }
    }

    /// Writes an expression; references are written straight on, so that a chain of them copies nothing.
    fn inline(
        &mut self,
        inline: &'a InlineExpression<String>,
        output: &mut Output,
    ) -> Result<(), Stop> {
        match inline {
            InlineExpression::Placeable { expression } => self.placeable(expression, output),
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|id| id.name.as_str());
                match self.referred(&id.name, attribute) {
                    Ok(pattern) => self.pattern(pattern, output),
                    Err(missing) => output.push(&braced(&missing)),
                }
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let attribute = attribute.as_ref().map(|id| id.name.as_str());
                match self.referred(&format!("-{}", id.name), attribute) {
                    Ok(pattern) => self.term(pattern, arguments.as_ref(), output),
                    Err(missing) => output.push(&braced(&missing)),
                }
            }
            _ => {
                let value = self.value(inline)?;
                output.push(&self.text(value))
            }
        }
    }

    /// The pattern that a reference means, or what is shown in its place.
    fn referred(&self, key: &str, attribute: Option<&str>) -> Result<&'a Pattern, String> {
        let entry: Option<&'a Entry> = self.bundle.get(key);
        match attribute {
            None => entry
                .and_then(|entry| entry.value.as_ref())
                .ok_or_else(|| key.to_owned()),
            Some(name) => {
                entry
                    .and_then(|entry| entry.attribute(name))
                    .ok_or_else(|| match entry {
                        Some(_) => format!("{key}.{name}"),
                        None => key.to_owned(),
                    })
            }
        }
    }

    fn term(
        &mut self,
        pattern: &'a Pattern,
        arguments: Option<&'a CallArguments<String>>,
        output: &mut Output,
    ) -> Result<(), Stop> {
        let named = arguments.map_or(&[][..], |arguments| &arguments.named);
        let parameters = named
            .iter()
            .map(|argument| (argument.name.name.as_str(), literal(&argument.value)))
            .collect();
        let outer = self.parameters.replace(parameters);
        let written = self.pattern(pattern, output);
        self.parameters = outer;
        written
    }

    fn value(&mut self, inline: &'a InlineExpression<String>) -> Result<Resolved, Stop> {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {
                Ok(literal(inline))
            }
            InlineExpression::VariableReference { id } => Ok(self.variable(&id.name)),
            InlineExpression::FunctionReference { id, arguments } => {
                self.deeper(|this| this.function(&id.name, arguments))
            }
            InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::Placeable { .. } => {
                let mut output = Output::default();
                self.deeper(|this| this.inline(inline, &mut output))?;
                Ok(Resolved::Text(output.into_text()))
            }
        }
    }

    fn variable(&self, name: &str) -> Resolved {
        let missing = || Resolved::Missing(format!("${name}"));
        if let Some(parameters) = &self.parameters {
            let found = parameters.iter().find(|(each, _)| *each == name);
            return found.map_or_else(missing, |(_, value)| value.clone());
        }
        match self.args.get(name) {
            None => missing(),
            Some(Value::Text(text)) => Resolved::Text(text.clone()),
            Some(Value::Number(number)) => Resolved::Number(Number::plain(number.clone())),
            Some(Value::Moment(moment)) => Resolved::Moment(*moment, MomentStyle::default()),
        }
    }

    fn function(
        &mut self,
        name: &str,
        arguments: &'a CallArguments<String>,
    ) -> Result<Resolved, Stop> {
        let first = match arguments.positional.first() {
            Some(first) => Some(self.value(first)?),
            None => None,
        };
        Ok(match (name, first) {
            ("NUMBER" | "DATETIME", Some(Resolved::Missing(what))) => {
                Resolved::Missing(format!("{name}({what})"))
            }
            ("NUMBER", Some(Resolved::Number(mut number))) => {
                set_number(&mut number.style, &arguments.named);
                Resolved::Number(number)
            }
            ("DATETIME", Some(value)) => match moment(&value) {
                Some((moment, mut style)) => {
                    set_moment(&mut style, &arguments.named);
                    Resolved::Moment(moment, style)
                }
                None => Resolved::Missing(format!("{name}()")),
            },
            _ => Resolved::Missing(format!("{name}()")),
        })
    }

    /// The first variant that the selector's value matches, else the default one.
    fn variant(
        &self,
        selector: &Resolved,
        variants: &'a [Variant<String>],
    ) -> Option<&'a Variant<String>> {
        let category = match selector {
            Resolved::Number(number) => Some(self.bundle.numbers.category(number)),
            _ => None,
        };
        let matches = |variant: &&Variant<String>| match (&variant.key, selector) {
            (VariantKey::Identifier { name }, Resolved::Text(text)) => name == text,
            (VariantKey::Identifier { name }, Resolved::Number(_)) => {
                Some(name.as_str()) == category
            }
            (VariantKey::NumberLiteral { value }, Resolved::Number(number)) => {
                Number::literal(value).is_some_and(|key| key.is(number))
            }
            _ => false,
        };
        let default = || variants.iter().find(|variant| variant.default);
        variants.iter().find(matches).or_else(default)
    }

    fn text(&self, value: Resolved) -> String {
        match value {
            Resolved::Text(text) => text,
            Resolved::Number(number) => self.bundle.numbers.format(&number),
            Resolved::Moment(moment, style) => self.bundle.moments.format(moment, &style),
            Resolved::Missing(what) => braced(&what),
        }
    }

    fn deeper<T>(&mut self, step: impl FnOnce(&mut Self) -> Result<T, Stop>) -> Result<T, Stop> {
        if self.depth >= DEPTH_MAX {
            return Err(Stop::Endless);
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        result
    }
}

fn braced(what: &str) -> String {
    format!("{{{what}}}")
}

/// A literal; named arguments are nothing else.
fn literal(inline: &InlineExpression<String>) -> Resolved {
    match inline {
        InlineExpression::NumberLiteral { value } => match Number::literal(value) {
            Some(number) => Resolved::Number(number),
            None => Resolved::Text(value.clone()),
        },
        InlineExpression::StringLiteral { value } => {
            Resolved::Text(unescape_unicode_to_string(value).into_owned())
        }
        _ => Resolved::Missing("???".to_owned()),
    }
}

/// What `DATETIME` can write: a moment, a text that says one, or milliseconds since 1970.
fn moment(value: &Resolved) -> Option<(Moment, MomentStyle)> {
    match value {
        Resolved::Moment(moment, style) => Some((*moment, style.clone())),
        Resolved::Text(text) => Some((Moment::parse(text)?, MomentStyle::default())),
        Resolved::Number(number) => {
            let millis = number.value.clone().trunced(0).to_string().parse().ok()?;
            Some((Moment::from_millis(millis)?, MomentStyle::default()))
        }
        Resolved::Missing(_) => None,
    }
}

fn set_number(style: &mut NumberStyle, named: &[NamedArgument<String>]) {
    for argument in named {
        match literal(&argument.value) {
            Resolved::Text(text) => style.set(&argument.name.name, &OptionValue::Text(&text)),
            Resolved::Number(number) => {
                style.set(&argument.name.name, &OptionValue::Number(&number.value));
            }
            _ => {}
        }
    }
}

fn set_moment(style: &mut MomentStyle, named: &[NamedArgument<String>]) {
    for argument in named {
        if let Resolved::Text(text) = literal(&argument.value) {
            style.set(&argument.name.name, &text);
        }
    }
}

#[cfg(test)]
mod tests;

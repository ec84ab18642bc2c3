//! Variants of selectors: keys that come twice, and plural categories (CLDR) that a language lacks or needs.
//!
//! A selector counts as one of numbers if it is a call of `NUMBER`, or a variable whose variants are plural categories.
//! What a language needs are the categories of its whole numbers from 0 to 200: those of fractions and of millions may
//! fall to the default variant, and exact numbers such as `[0]` may stand for a category.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Expression, InlineExpression, NamedArgument, PatternElement, Variant, VariantKey,
};

use super::super::file::{Entry, Pattern};
use super::super::number::{Number, NumberFormat, OptionValue};
use super::super::spot::{self, Mark};
use super::PROBLEMS_MAX;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The largest whole number whose category a text needs to have a variant for.
const WHOLE_MAX: u32 = 200;

/// Judges selectors in one locale.
pub(super) struct Selectors<'a> {
    numbers: &'a NumberFormat,
    /// By whether they are ordinal; found out when first needed.
    plurals: BTreeMap<bool, Plurals>,
}

/// The plural categories of a language.
#[derive(Default)]
struct Plurals {
    all: BTreeSet<&'static str>,
    /// The whole numbers of each category.
    whole: BTreeMap<&'static str, Vec<u32>>,
}

/// What a number selects by.
struct Counting {
    is_ordinal: bool,
    /// Whether the digits that are shown are the usual ones, which the category follows.
    is_usual: bool,
}

impl<'a> Selectors<'a> {
    pub(super) fn new(numbers: &'a NumberFormat) -> Self {
        Self {
            numbers,
            plurals: BTreeMap::new(),
        }
    }

    /// What is wrong with the selectors of one message.
    pub(super) fn problems(&mut self, entry: &Entry, locale: &Locale) -> Vec<Diagnostic> {
        let attributes = entry.attributes.iter().map(|(_, pattern)| pattern);
        let mut selects = Vec::new();
        for pattern in entry.value.iter().chain(attributes) {
            of_pattern(pattern, &mut selects);
        }
        let mut problems = Vec::new();
        for (selector, variants) in selects {
            problems.extend(repeated(entry, variants));
            if let Some(counting) = counting(selector, variants) {
                let plurals = self.plurals(counting.is_ordinal);
                problems.extend(plurals.superfluous(entry, locale, variants));
                if counting.is_usual {
                    problems.extend(plurals.missing(entry, locale, variants));
                }
            }
        }
        problems
    }

    fn plurals(&mut self, is_ordinal: bool) -> &Plurals {
        let numbers = self.numbers;
        self.plurals.entry(is_ordinal).or_insert_with(|| {
            let mut whole: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
            for value in 0..=WHOLE_MAX {
                let mut number = Number::plain(value.into());
                if is_ordinal {
                    number.style.set("type", &OptionValue::Text("ordinal"));
                }
                whole
                    .entry(numbers.category(&number))
                    .or_default()
                    .push(value);
            }
            Plurals {
                all: numbers.categories(is_ordinal),
                whole,
            }
        })
    }
}

impl Plurals {
    fn superfluous(
        &self,
        entry: &Entry,
        locale: &Locale,
        variants: &[Variant<String>],
    ) -> Vec<Diagnostic> {
        // The default variant is shown whatever its key is.
        let names = variants.iter().filter(|variant| !variant.default);
        let names = names.filter_map(name_of);
        let unknown = names.filter(|name| !self.all.contains(name));
        unknown
            .take(PROBLEMS_MAX)
            .map(|name| {
                let has = joined(self.all.iter().copied());
                let message = format!(
                    "`{}` never shows its variant `[{name}]`: no number is `{name}` in `{locale}`",
                    entry.key
                );
                let problem = Diagnostic::warning("MESSAGE_PLURAL_SUPERFLUOUS", message);
                let problem = problem.help(format!("remove it; `{locale}` has {has}"));
                spot::at(problem, entry, Mark::Variant(name))
            })
            .collect()
    }

    fn missing(
        &self,
        entry: &Entry,
        locale: &Locale,
        variants: &[Variant<String>],
    ) -> Option<Diagnostic> {
        let given: BTreeSet<&str> = variants.iter().filter_map(name_of).collect();
        let counts = given
            .iter()
            .any(|name| *name != "other" && CATEGORIES.contains(name));
        let exact: BTreeSet<u32> = variants.iter().filter_map(whole_number_of).collect();
        let missing: Vec<(&str, &Vec<u32>)> = self
            .whole
            .iter()
            .filter(|(name, numbers)| {
                let is_exact = numbers.iter().all(|number| exact.contains(number));
                !given.contains(*name) && !is_exact
            })
            .map(|(name, numbers)| (*name, numbers))
            .collect();
        // A default variant that no whole number needs, such as `other` in Polish, was written for the one left.
        let default = variants.iter().find(|variant| variant.default)?;
        let is_needed = name_of(default).is_some_and(|name| self.whole.contains_key(name));
        let covered = usize::from(!is_needed);
        if !counts || missing.len() <= covered {
            return None;
        }
        let lacking = joined(missing.iter().map(|(name, _)| *name));
        let message = format!(
            "`{}` has no variant for {lacking}, which `{locale}` needs",
            entry.key
        );
        let examples = missing.iter().map(|(name, numbers)| {
            let few: Vec<String> = numbers.iter().take(3).map(u32::to_string).collect();
            let more = if numbers.len() > few.len() {
                " …"
            } else {
                ""
            };
            format!("`[{name}]` for {}{more}", few.join(", "))
        });
        let examples = examples.collect::<Vec<String>>().join("; ");
        let problem = Diagnostic::warning("MESSAGE_PLURAL_MISSING", message);
        Some(spot::at(
            problem.help(format!("add {examples}")),
            entry,
            Mark::Key,
        ))
    }
}

type Select<'a> = (&'a InlineExpression<String>, &'a [Variant<String>]);

/// The recursion follows the nesting of one message, which is bounded before parsing.
fn of_pattern<'a>(pattern: &'a Pattern, selects: &mut Vec<Select<'a>>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, selects);
        }
    }
}

fn of_expression<'a>(expression: &'a Expression<String>, selects: &mut Vec<Select<'a>>) {
    match expression {
        Expression::Select { selector, variants } => {
            selects.push((selector, variants));
            for variant in variants {
                of_pattern(&variant.value, selects);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            of_expression(expression, selects);
        }
        Expression::Inline(_) => {}
    }
}

/// How the selector counts; `None` if it selects by something else than a number.
fn counting(selector: &InlineExpression<String>, variants: &[Variant<String>]) -> Option<Counting> {
    match selector {
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            let is_named = |name: &str| {
                let found = |each: &&NamedArgument<String>| each.name.name == name;
                arguments.named.iter().find(found)
            };
            let is_ordinal = is_named("type").is_some_and(|argument| {
                matches!(&argument.value, InlineExpression::StringLiteral { value } if value == "ordinal")
            });
            let has_digits = |each: &NamedArgument<String>| each.name.name.ends_with("Digits");
            Some(Counting {
                is_ordinal,
                is_usual: !arguments.named.iter().any(has_digits) && is_named("style").is_none(),
            })
        }
        InlineExpression::VariableReference { .. } => {
            let others = variants.iter().filter(|variant| !variant.default);
            let names: Vec<&str> = others.filter_map(name_of).collect();
            let is_counting =
                !names.is_empty() && names.iter().all(|name| CATEGORIES.contains(name));
            is_counting.then_some(Counting {
                is_ordinal: false,
                is_usual: true,
            })
        }
        _ => None,
    }
}

/// Variants that come after one with the same key.
fn repeated(entry: &Entry, variants: &[Variant<String>]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let keys = variants.iter().map(|variant| match &variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    });
    let repeated = keys.filter(|key| !seen.insert(key.as_str()));
    repeated
        .take(PROBLEMS_MAX)
        .map(|key| {
            let message = format!("`{}` has the variant `[{key}]` twice", entry.key);
            let problem = Diagnostic::error("MESSAGE_VARIANT_DUPLICATE", message);
            let problem = problem.help("remove one of the two; the first one is used");
            spot::at(problem, entry, Mark::Variant(key))
        })
        .collect()
}

fn name_of(variant: &Variant<String>) -> Option<&str> {
    match &variant.key {
        VariantKey::Identifier { name } => Some(name),
        VariantKey::NumberLiteral { .. } => None,
    }
}

fn whole_number_of(variant: &Variant<String>) -> Option<u32> {
    match &variant.key {
        VariantKey::NumberLiteral { value } => value.parse().ok(),
        VariantKey::Identifier { .. } => None,
    }
}

/// Categories in the order of CLDR.
fn joined<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: BTreeSet<&str> = names.collect();
    let in_order = CATEGORIES.into_iter().filter(|name| names.contains(name));
    let in_order: Vec<&str> = in_order.collect();
    match in_order.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        names => names.join(""),
    }
}

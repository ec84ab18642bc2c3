//! Numbers in one locale: the options of `NUMBER`, digits and grouping, and plural categories (CLDR, through ICU4X).
//! Nothing of messages is known here.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fixed_decimal::{Decimal, Sign, SignedRoundingMode, UnsignedRoundingMode};
use icu::decimal::DecimalFormatter;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesOptions};

use crate::domain::locale::Locale;

/// A number and how it is to be written.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The value as it was given.
    pub(super) value: Decimal,
    /// How it is written.
    pub(super) style: NumberStyle,
}

/// The options of `NUMBER`, named as in ECMA-402.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberStyle {
    is_ordinal: bool,
    is_percent: bool,
    minimum_integer_digits: Option<i16>,
    minimum_fraction_digits: Option<i16>,
    maximum_fraction_digits: Option<i16>,
    minimum_significant_digits: Option<i16>,
    maximum_significant_digits: Option<i16>,
    grouping: Grouping,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Grouping {
    #[default]
    Auto,
    Never,
    Min2,
}

/// An option's value: Fluent knows literals only.
pub(super) enum OptionValue<'a> {
    /// `"…"`
    Text(&'a str),
    /// A number.
    Number(&'a Decimal),
}

impl Number {
    /// A number written in its locale's usual way.
    pub(super) fn plain(value: Decimal) -> Self {
        Self {
            value,
            style: NumberStyle::default(),
        }
    }

    /// A number as a message spells it: `1.50` keeps its two digits.
    pub(super) fn literal(text: &str) -> Option<Self> {
        let value = Decimal::try_from_str(text).ok()?;
        let digits = text.split_once('.').map(|(_, fraction)| fraction.len());
        let digits = digits.and_then(|digits| i16::try_from(digits.min(100)).ok());
        let style = NumberStyle {
            minimum_fraction_digits: digits,
            ..NumberStyle::default()
        };
        Some(Self { value, style })
    }

    /// Whether two numbers have the same value, however they are written.
    pub(super) fn is(&self, other: &Self) -> bool {
        canonical(&self.value) == canonical(&other.value)
    }
}

impl NumberStyle {
    /// Takes one option over; options and values that are not known change nothing, and digits are kept within
    /// ECMA-402's bounds.
    pub(super) fn set(&mut self, name: &str, value: &OptionValue<'_>) {
        match (name, value) {
            ("type", OptionValue::Text(text)) => self.is_ordinal = *text == "ordinal",
            ("style", OptionValue::Text(text)) => self.is_percent = *text == "percent",
            ("useGrouping", OptionValue::Text(text)) => {
                self.grouping = match *text {
                    "false" | "never" => Grouping::Never,
                    "min2" => Grouping::Min2,
                    _ => Grouping::Auto,
                }
            }
            ("useGrouping", OptionValue::Number(number)) if number.absolute.is_zero() => {
                self.grouping = Grouping::Never;
            }
            (_, OptionValue::Number(number)) => self.set_digits(name, number),
            _ => {}
        }
    }

    fn set_digits(&mut self, name: &str, number: &Decimal) {
        let (digits, least, most) = match name {
            "minimumIntegerDigits" => (&mut self.minimum_integer_digits, 1, 21),
            "minimumFractionDigits" => (&mut self.minimum_fraction_digits, 0, 100),
            "maximumFractionDigits" => (&mut self.maximum_fraction_digits, 0, 100),
            "minimumSignificantDigits" => (&mut self.minimum_significant_digits, 1, 21),
            "maximumSignificantDigits" => (&mut self.maximum_significant_digits, 1, 21),
            _ => return,
        };
        let asked: Option<i16> = number.to_string().parse().ok();
        *digits = asked.map(|asked| asked.clamp(least, most));
    }

    /// The digits that are shown; the plural category follows them too (CLDR: `1.0` is not `1`).
    fn shown(&self, value: &Decimal) -> Decimal {
        let mut value = value.clone();
        if self.minimum_significant_digits.is_some() || self.maximum_significant_digits.is_some() {
            self.limit_significant_digits(&mut value);
        } else {
            self.limit_fraction_digits(&mut value);
        }
        value
            .absolute
            .pad_start(self.minimum_integer_digits.unwrap_or(1));
        if value.absolute.is_zero() && value.sign == Sign::Negative {
            value.sign = Sign::None;
        }
        value
    }

    fn limit_fraction_digits(&self, value: &mut Decimal) {
        let usual = if self.is_percent { 0 } else { 3 };
        let least = self.minimum_fraction_digits.unwrap_or(0);
        let most = self.maximum_fraction_digits.unwrap_or(usual.max(least));
        round(value, -most.max(least));
        value.absolute.pad_end(-least);
    }

    fn limit_significant_digits(&self, value: &mut Decimal) {
        let least = self.minimum_significant_digits.unwrap_or(1);
        let most = self.maximum_significant_digits.unwrap_or(21).max(least);
        let start = |value: &Decimal| value.absolute.nonzero_magnitude_start();
        let position = start(value) - most + 1;
        round(value, position);
        let position = start(value) - least + 1;
        value.absolute.pad_end(position.min(0));
    }
}

/// Rounds half away from zero, as ECMA-402 does, and drops trailing zeros.
fn round(value: &mut Decimal, position: i16) {
    let mode = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
    value.round_with_mode(position, mode);
    value.absolute.trim_end();
    value.absolute.trim_start();
}

fn canonical(value: &Decimal) -> Decimal {
    let mut value = value.clone();
    value.absolute.trim_end();
    value.absolute.trim_start();
    if value.absolute.is_zero() {
        value.sign = Sign::None;
    }
    value
}

/// Writes numbers in one locale; what ICU4X needs for it is loaded at first use.
pub(super) struct NumberFormat {
    locale: icu::locale::Locale,
    cardinal: OnceLock<Option<PluralRules>>,
    ordinal: OnceLock<Option<PluralRules>>,
    decimal: [OnceLock<Option<DecimalFormatter>>; 3],
}

impl NumberFormat {
    /// The formats of one locale.
    pub(super) fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.to_icu(),
            cardinal: OnceLock::new(),
            ordinal: OnceLock::new(),
            decimal: Default::default(),
        }
    }

    /// The number as text.
    pub(super) fn format(&self, number: &Number) -> String {
        if !number.style.is_percent {
            return self.digits(&number.style, &number.style.shown(&number.value));
        }
        let mut hundredfold = number.value.clone();
        hundredfold.absolute.multiply_pow10(2);
        let value = number.style.shown(&hundredfold);
        let written = self.digits(&number.style, &value);
        let unsigned = Decimal::new(Sign::None, value.absolute);
        let digits = self.digits(&number.style, &unsigned);
        let sign = written.strip_suffix(digits.as_str()).unwrap_or_default();
        let (before, after) = percent_marks(self.locale.id.language.as_str());
        format!("{sign}{before}{digits}{after}")
    }

    /// The CLDR plural category of the number as it is shown: zero, one, two, few, many or other.
    pub(super) fn category(&self, number: &Number) -> &'static str {
        let shown = number.style.shown(&number.value);
        let rules = self.rules(number.style.is_ordinal);
        rules.map_or("other", |rules| name(rules.category_for(&shown)))
    }

    /// The plural categories that the locale has.
    pub(super) fn categories(&self, is_ordinal: bool) -> BTreeSet<&'static str> {
        let rules = self.rules(is_ordinal).into_iter();
        let categories = rules.flat_map(PluralRules::categories);
        categories.map(name).collect()
    }

    fn rules(&self, is_ordinal: bool) -> Option<&PluralRules> {
        let (rules, kind) = if is_ordinal {
            (&self.ordinal, PluralRuleType::Ordinal)
        } else {
            (&self.cardinal, PluralRuleType::Cardinal)
        };
        let rules = rules.get_or_init(|| {
            let options = PluralRulesOptions::default().with_type(kind);
            PluralRules::try_new((&self.locale).into(), options).ok()
        });
        rules.as_ref()
    }

    fn digits(&self, style: &NumberStyle, value: &Decimal) -> String {
        let [auto, never, min2] = &self.decimal;
        let (formatter, strategy) = match style.grouping {
            Grouping::Auto => (auto, GroupingStrategy::Auto),
            Grouping::Never => (never, GroupingStrategy::Never),
            Grouping::Min2 => (min2, GroupingStrategy::Min2),
        };
        let formatter = formatter.get_or_init(|| {
            let options = DecimalFormatterOptions::from(strategy);
            DecimalFormatter::try_new((&self.locale).into(), options).ok()
        });
        match formatter {
            Some(formatter) => formatter.format_to_string(value),
            None => value.to_string(),
        }
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// What a language writes before and after a percentage (CLDR 48, `percentFormat`); ICU4X has no stable format for it.
fn percent_marks(language: &str) -> (&'static str, &'static str) {
    match language {
        "ar" => ("", "\u{200E}%\u{200E}"),
        "fa" | "ps" => ("", "\u{66A}"),
        "ckb" => ("", "\u{A0}\u{66A}"),
        "sd" => ("", "\u{66A}\u{61C}"),
        "ku" | "tr" => ("%", ""),
        "eu" => ("%\u{A0}", ""),
        "be" | "br" | "ca" | "cs" | "da" | "de" | "es" | "fi" | "fr" | "gl" | "hr" | "lb"
        | "lt" | "mk" | "nb" | "nn" | "no" | "ro" | "ru" | "sk" | "sl" | "sv" | "tk" | "tt" => {
            ("", "\u{A0}%")
        }
        _ => ("", "%"),
    }
}

#[cfg(test)]
mod tests;

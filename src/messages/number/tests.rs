//! Digits, grouping and plural categories, held against CLDR.

use super::*;

fn format(tag: &str) -> NumberFormat {
    NumberFormat::new(&Locale::parse(tag).unwrap())
}

fn number(text: &str, options: &[(&str, &str)]) -> Number {
    let mut number = Number::plain(Decimal::try_from_str(text).unwrap());
    for (name, value) in options {
        match Decimal::try_from_str(value) {
            Ok(digits) => number.style.set(name, &OptionValue::Number(&digits)),
            Err(_) => number.style.set(name, &OptionValue::Text(value)),
        }
    }
    number
}

#[test]
fn cardinal_categories_follow_cldr() {
    for (tag, cases) in [
        ("en", "0 other, 1 one, 1.5 other, 2 other, 100 other"),
        ("de", "0 other, 1 one, 2 other"),
        (
            "ru",
            "0 many, 1 one, 2 few, 5 many, 11 many, 21 one, 22 few, 111 many, 1.5 other",
        ),
        (
            "ar",
            "0 zero, 1 one, 2 two, 3 few, 10 few, 11 many, 99 many, 100 other, 103 few, 1.5 other",
        ),
        ("he", "0 other, 1 one, 2 two, 10 other, 20 other, 100 other"),
        (
            "fr",
            "0 one, 1 one, 1.5 one, 2 other, 100 other, 1000000 many, 1000001 other",
        ),
        (
            "pl",
            "0 many, 1 one, 2 few, 5 many, 12 many, 22 few, 100 many, 1.5 other",
        ),
        ("lv", "0 zero, 1 one, 2 other, 10 zero, 21 one"),
        ("ja", "0 other, 1 other"),
        ("cy", "0 zero, 1 one, 2 two, 3 few, 6 many, 4 other"),
    ] {
        for case in cases.split(", ") {
            let (text, category) = case.split_once(' ').unwrap();
            assert_eq!(
                format(tag).category(&number(text, &[])),
                category,
                "{tag} {text}"
            );
        }
    }
}

#[test]
fn ordinal_categories_follow_cldr() {
    for (tag, cases) in [
        (
            "en",
            "1 one, 2 two, 3 few, 4 other, 11 other, 12 other, 21 one, 22 two, 103 few",
        ),
        ("fr", "1 one, 2 other"),
        ("it", "8 many, 9 other"),
        ("ru", "1 other"),
    ] {
        for case in cases.split(", ") {
            let (text, category) = case.split_once(' ').unwrap();
            let number = number(text, &[("type", "ordinal")]);
            assert_eq!(format(tag).category(&number), category, "{tag} {text}");
        }
    }
}

#[test]
fn the_category_is_that_of_the_digits_shown() {
    let english = format("en");
    assert_eq!(english.category(&number("1.0", &[])), "one");
    let shown = number("1", &[("minimumFractionDigits", "1")]);
    assert_eq!(english.category(&shown), "other");
    let shown = number("1.4", &[("maximumFractionDigits", "0")]);
    assert_eq!(english.category(&shown), "one");
}

#[test]
fn digits_and_grouping_are_those_of_the_locale() {
    for (tag, text, expected) in [
        ("en", "1234567.5", "1,234,567.5"),
        ("de", "1234567.5", "1.234.567,5"),
        ("de-CH", "1234567.5", "1'234'567.5"),
        ("ru", "1234567.5", "1\u{A0}234\u{A0}567,5"),
        ("fr", "1234567.5", "1\u{202F}234\u{202F}567,5"),
        ("pl", "1234", "1234"),
        ("pl", "12345", "12\u{A0}345"),
        ("hi", "1234567", "12,34,567"),
        ("en-IN", "1234567", "12,34,567"),
        ("fa", "1234.5", "۱٬۲۳۴٫۵"),
        ("en", "0.12345", "0.123"),
        ("en", "2.0005", "2.001"),
        ("en", "-0.0001", "0"),
        ("en", "-1.5", "-1.5"),
        ("en", "1e21", "1,000,000,000,000,000,000,000"),
    ] {
        let written = format(tag).format(&number(text, &[]));
        assert_eq!(written, expected, "{tag} {text}");
    }
}

#[test]
fn options_of_number_are_kept() {
    for (tag, text, options, expected) in [
        ("en", "5", vec![("minimumFractionDigits", "2")], "5.00"),
        ("de", "5.678", vec![("maximumFractionDigits", "1")], "5,7"),
        ("en", "5", vec![("minimumIntegerDigits", "2")], "05"),
        ("en", "1234", vec![("useGrouping", "false")], "1234"),
        ("en", "1234", vec![("useGrouping", "0")], "1234"),
        ("en", "1234", vec![("useGrouping", "min2")], "1234"),
        (
            "en",
            "123456",
            vec![("maximumSignificantDigits", "2")],
            "120,000",
        ),
        (
            "en",
            "1.5",
            vec![("minimumSignificantDigits", "4")],
            "1.500",
        ),
        (
            "en",
            "5",
            vec![
                ("minimumFractionDigits", "30000"),
                ("maximumFractionDigits", "1"),
            ],
            &format!("5.{}", "0".repeat(100)),
        ),
        ("en", "5", vec![("unknown", "1"), ("style", "unknown")], "5"),
        ("en", "0.256", vec![("style", "percent")], "26%"),
        (
            "de",
            "0.256",
            vec![("style", "percent"), ("minimumFractionDigits", "1")],
            "25,6\u{A0}%",
        ),
        ("tr", "-0.5", vec![("style", "percent")], "-%50"),
        (
            "ar",
            "0.5",
            vec![("style", "percent")],
            "50\u{200E}%\u{200E}",
        ),
    ] {
        let number = number(text, &options);
        assert_eq!(
            self::format(tag).format(&number),
            expected,
            "{tag} {text} {options:?}"
        );
    }
}

#[test]
fn numbers_are_equal_by_value() {
    let literal = |text| Number::literal(text).unwrap();
    assert!(literal("1.0").is(&literal("1")));
    assert!(literal("-0").is(&literal("0")));
    assert!(!literal("-1").is(&literal("1")));
    assert_eq!(format("de").format(&literal("1.50")), "1,50");
    assert!(Number::literal(&"9".repeat(100_000)).is_none());
}

//! Orders that a database can keep with plain bytes: titles as a language sorts them, and files as their author numbered them.
//! Keys are only ever compared byte by byte; nothing here reads or compares rows.

use icu::collator::options::CollatorOptions;
use icu::collator::{CollatorBorrowed, CollatorPreferences};
use icu::normalizer::DecomposingNormalizer;
use icu::properties::CodePointMapData;
use icu::properties::props::CanonicalCombiningClass;

use super::hexadecimal::hexadecimal;
use super::locale::Locale;

/// How one locale sorts titles (CLDR collation).
#[derive(Debug)]
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The collation of a locale; of a language that CLDR does not tailor, that of the root.
    pub fn of(locale: &Locale) -> Self {
        let preferences = CollatorPreferences::from(&locale.to_icu());
        let tailored = CollatorBorrowed::try_new(preferences, CollatorOptions::default());
        Self(tailored.ok())
    }

    /// The sort key of a title; comparing two of them as bytes orders the titles.
    pub fn key(&self, title: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(title.len() * 2);
        match &self.0 {
            Some(collator) => {
                // Writing into memory cannot fail.
                let Ok(()) = collator.write_sort_key_to(title, &mut key);
            }
            None => key.extend_from_slice(title.as_bytes()),
        }
        key
    }
}

/// The sort key of a title in one locale; who needs many of them keeps the [`Collation`].
pub fn title_key(locale: &Locale, title: &str) -> Vec<u8> {
    Collation::of(locale).key(title)
}

/// What tells two versions of a locale's collation apart, as far as common letters show it: hexadecimal.
pub fn collation_fingerprint(locale: &Locale) -> String {
    const SAMPLE: &str = "aÄåbcčdđeéfgğhiıjklłmnñoöøœpqrsßştuüvwxyzžæþ 0-9! \
        абвгґдеёжзийклмнопрстуфхцчшщъыьэюя αβγδ אבגד ابتث हिन्दी ไทย 中文 日本語かな 한국어";
    let key = title_key(locale, SAMPLE);
    hexadecimal(&key)
}

/// A text in which capitals, accents and other marks are gone, to look for a part of it.
///
/// ```
/// use isogloss::domain::order::fold;
/// assert_eq!(fold("Élan Größe"), "elan große");
/// ```
pub fn fold(text: &str) -> String {
    let marks = CodePointMapData::<CanonicalCombiningClass>::new();
    let lower = text.to_lowercase();
    DecomposingNormalizer::new_nfd()
        .normalize_iter(lower.chars())
        .filter(|c| marks.get(*c) == CanonicalCombiningClass::NotReordered)
        .collect()
}

/// Digits to which a number in a file name is padded; a longer one keeps its length.
const NUMBER_WIDTH: usize = 12;

/// Between two segments: sorts before every character that a file name can have, so that a folder stays together.
const SEPARATOR: char = '\u{1}';

/// The place of a file among the others, to be compared byte by byte: folder by folder, numbers by value, an index file first.
///
/// `stem` is the file's path without extension; the locale in it (first segment, a later one, or the end of the name, as in
/// `intro.de`) does not count, so that a post has one place whichever locale it is served from.
///
/// ```
/// use isogloss::domain::{locale::Locale, order::source_order};
/// let locale = Locale::parse("de").unwrap();
/// assert!(source_order(&locale, "de/2.guide/9.end") < source_order(&locale, "de/10.faq/1.first"));
/// assert_eq!(source_order(&locale, "de/1.a"), source_order(&Locale::parse("en").unwrap(), "en/1.a"));
/// ```
pub fn source_order(locale: &Locale, stem: &str) -> String {
    let names = |text: &str| Locale::parse(text).is_ok_and(|each| each == *locale);
    let mut segments: Vec<&str> = stem.split('/').collect();
    let folders = segments.len().saturating_sub(1);
    if let Some(place) = segments.iter().take(folders).position(|each| names(each)) {
        segments.remove(place);
    }
    if let Some(last) = segments.last_mut()
        && let Some((name, suffix)) = last.rsplit_once('.')
        && names(suffix)
    {
        *last = name;
    }
    let last = segments.len().saturating_sub(1);
    let mut order = String::with_capacity(stem.len() + NUMBER_WIDTH);
    for (index, segment) in segments.into_iter().enumerate() {
        if index > 0 {
            order.push(SEPARATOR);
        }
        if index < last || without_number(segment) != "index" {
            push_padded(&mut order, segment);
        }
    }
    order
}

/// A file name without its leading number, as in `01.intro`.
fn without_number(segment: &str) -> &str {
    match segment.split_once('.') {
        Some((number, name)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => segment,
    }
}

/// Appends `segment` with every run of digits padded with zeros.
fn push_padded(order: &mut String, segment: &str) {
    let mut digits = String::new();
    for c in segment.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(order, &mut digits);
        order.push(c);
    }
    flush(order, &mut digits);
}

fn flush(order: &mut String, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let number = digits.trim_start_matches('0');
    let zeros = NUMBER_WIDTH.saturating_sub(number.len());
    order.extend(std::iter::repeat_n('0', zeros));
    order.push_str(number);
    digits.clear();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    #[test]
    fn titles_sort_as_their_language_does() {
        for (tag, sorted) in [
            ("en", ["Äpfel", "apple", "zebra"]),
            ("de", ["Apfel", "Äpfel", "Zoo"]),
            ("sv", ["zebra", "ål", "öl"]),
            ("ru", ["ёлка", "жук", "яма"]),
            ("ar", ["ألف", "باء", "ياء"]),
        ] {
            let keys = sorted.map(|title| title_key(&locale(tag), title));
            assert!(keys.is_sorted(), "{tag}");
            assert!(keys.iter().all(|key| !key.is_empty()));
        }
        assert!(title_key(&locale("en"), "Äpfel") < title_key(&locale("en"), "zebra"));
        assert!(title_key(&locale("sv"), "Äpfel") > title_key(&locale("sv"), "zebra"));
    }

    #[test]
    fn a_fingerprint_belongs_to_a_collation() {
        let of = |tag| collation_fingerprint(&locale(tag));
        assert_eq!(of("en"), of("en"));
        assert_ne!(of("en"), of("sv"));
    }

    #[test]
    fn files_sort_folder_by_folder_and_by_number() {
        let stems = [
            "en/index",
            "en/1.start/index",
            "en/1.start/1.why",
            "en/1.start/2.how",
            "en/1.start/10.faq",
            "en/2.guide/01.index",
            "en/2.guide/01.intro",
            "en/10.more",
            "en/blog/part-2",
            "en/blog/part-10",
            "en/blog-archive/a",
        ];
        let orders = stems.map(|stem| source_order(&locale("en"), stem));
        assert!(orders.is_sorted(), "{orders:?}");
    }

    #[test]
    fn drafts_and_numbers_inside_names_keep_their_place() {
        let stems = [
            "en/index",
            "en/1.intro",
            "en/02.start/index",
            "en/02.start/1.a",
            "en/02.start/2.b.draft",
            "en/02.start/10.c",
            "en/10.end",
            "en/About",
            "en/guide/x",
            "en/guide-2",
            "en/part-2",
            "en/part-10",
            "en/zebra",
        ];
        let orders = stems.map(|stem| source_order(&locale("en"), stem));
        assert!(orders.is_sorted(), "{orders:?}");
    }

    #[test]
    fn a_file_has_one_place_in_all_locales() {
        for (one, other) in [
            (("en", "en/1.a/2.b"), ("de", "de/1.a/2.b")),
            (("zh-CN", "zh_cn/a"), ("de", "de/a")),
            (("en", "docs/en/a"), ("fr", "docs/fr/a")),
            (("en", "docs/a.en"), ("pt-BR", "docs/a.pt-br")),
        ] {
            assert_eq!(
                source_order(&locale(one.0), one.1),
                source_order(&locale(other.0), other.1)
            );
        }
        assert_ne!(
            source_order(&locale("de"), "de/a/de"),
            source_order(&locale("de"), "de/a/fr")
        );
    }

    proptest! {
        #[test]
        fn numbers_sort_by_value(a in 0..2_000_000u64, b in 0..2_000_000u64) {
            let order = |number| source_order(&locale("en"), &format!("en/blog/{number}.x"));
            prop_assert_eq!(a.cmp(&b), order(a).cmp(&order(b)));
        }
    }
}

//! One locale: a BCP 47 tag in canonical form.
//! Which locales a site has, and what is tried after each, is [`super::fallback`].

use std::fmt;
use std::sync::Arc;

use icu::locale::{Direction, LocaleCanonicalizer, LocaleDirectionality};

/// A BCP 47 tag in canonical form, such as `en`, `pt-BR` or `zh-Hant` (RFC 5646, UTS 35).
///
/// ```
/// use isogloss::domain::locale::Locale;
/// assert_eq!(Locale::parse("pt_br").unwrap().as_str(), "pt-BR");
/// assert_eq!(Locale::parse("ZH-hant").unwrap().as_str(), "zh-Hant");
/// assert!(Locale::parse("not a tag").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(Arc<str>);

/// Text that is no BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language tag")]
pub struct NoLocale(pub String);

/// The direction in which a locale's text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextDirection {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Locale {
    /// Reads a tag in any case, with hyphens or underscores, and brings it into canonical form.
    pub fn parse(text: &str) -> Result<Self, NoLocale> {
        let refuse = || NoLocale(text.to_owned());
        if text.len() > 35 {
            return Err(refuse());
        }
        let mut locale: icu::locale::Locale =
            text.replace('_', "-").parse().map_err(|_| refuse())?;
        if locale.id.language.is_unknown() {
            return Err(refuse());
        }
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        Ok(Self(locale.to_string().into()))
    }

    /// Accepts a canonical tag, as the database holds it.
    pub fn from_canonical(tag: &str) -> Self {
        Self(tag.into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as the Unicode library's type, for plural rules, collation and formats.
    pub fn to_icu(&self) -> icu::locale::Locale {
        self.0.parse().unwrap_or(icu::locale::Locale::UNKNOWN)
    }

    /// The direction of the locale's script (CLDR likely subtags and script metadata).
    pub fn direction(&self) -> TextDirection {
        match LocaleDirectionality::new_common().get(&self.to_icu().id) {
            Some(Direction::RightToLeft) => TextDirection::Rtl,
            _ => TextDirection::Ltr,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_tag_are_one_locale() {
        for (text, canonical) in [
            ("en", "en"),
            ("pt-br", "pt-BR"),
            ("PT_br", "pt-BR"),
            ("zh-hant", "zh-Hant"),
            ("zh_cn", "zh-CN"),
            ("iw", "he"),
            ("sr-latn-rs", "sr-Latn-RS"),
        ] {
            assert_eq!(Locale::parse(text).unwrap().as_str(), canonical, "{text}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "blog post", "und", "en--us", "en/us", "-", "*"] {
            assert!(Locale::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        let direction = |tag| Locale::parse(tag).unwrap().direction();
        assert_eq!(direction("ar"), TextDirection::Rtl);
        assert_eq!(direction("he"), TextDirection::Rtl);
        assert_eq!(direction("az-Arab"), TextDirection::Rtl);
        assert_eq!(direction("de"), TextDirection::Ltr);
    }
}

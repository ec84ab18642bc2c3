//! Public paths: how they are read, and how they are written.
//! A path is a locale and a [`Rest`]; which of the two strategies puts the locale into the path is configuration.

use std::fmt;
use std::sync::Arc;

use super::fallback::Locales;
use super::locale::Locale;
use super::slug::{Section, Slug, nfc};

/// The first segment of every tag's path.
pub const TAG_PREFIX: &str = "tags";

/// The longest path that is looked up, in bytes after decoding.
pub const PATH_BYTES_MAX: usize = 2048;

/// A path without its locale: segments in NFC joined by `/`, such as `blog/mein-beitrag`; empty for a locale's home.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rest(Arc<str>);

/// Which locales are written into paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PathStrategy {
    /// Every locale: `/en/blog/x`, `/de/blog/x`.
    #[default]
    Prefix,
    /// All but the default locale: `/blog/x`, `/de/blog/x`.
    PrefixExceptDefault,
}

/// What a text that was asked for as a path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedPath {
    /// A path in the form that the server itself would write.
    Canonical {
        /// The locale it names.
        locale: Locale,
        /// What follows.
        rest: Rest,
    },
    /// The same path in its canonical form.
    Normalized {
        /// Where it should be asked for.
        to: String,
        /// Whether that may change, as the default locale of `/` may.
        is_temporary: bool,
    },
    /// It begins with no known locale; under the default locale it would be `rest`.
    Unprefixed {
        /// The whole path.
        rest: Rest,
    },
    /// It cannot be a path.
    Impossible,
}

impl Rest {
    /// Accepts canonical text, as the database holds it.
    pub fn from_canonical(text: &str) -> Self {
        Self(text.into())
    }

    /// The path of a post: its section and its slug; without a slug, the section's own path.
    pub fn of_post(section: &Section, slug: Option<&Slug>) -> Self {
        match slug {
            None => Self(section.as_str().into()),
            Some(slug) if section.is_root() => Self(slug.as_str().into()),
            Some(slug) => Self(format!("{section}/{slug}").into()),
        }
    }

    /// The path of a section's page.
    pub fn of_section(section: &Section) -> Self {
        Self(section.as_str().into())
    }

    /// The path of a tag's page.
    pub fn of_tag(slug: &Slug) -> Self {
        Self(format!("{TAG_PREFIX}/{slug}").into())
    }

    /// The text, without slashes at its ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment; empty for a locale's home.
    pub fn last_segment(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }
}

impl fmt::Display for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PathStrategy {
    /// The public path of `rest` in `locale`: a leading slash, no trailing one.
    pub fn write(self, locales: &Locales, locale: &Locale, rest: &Rest) -> String {
        let prefixed = self == Self::Prefix || locale != locales.default_locale();
        match (prefixed, rest.as_str()) {
            (true, "") => format!("/{locale}"),
            (true, rest) => format!("/{locale}/{rest}"),
            (false, rest) => format!("/{rest}"),
        }
    }

    /// Reads a path as a browser or a frontend sends it: percent-encoded or not, with or without query and fragment.
    pub fn read(self, locales: &Locales, asked: &str) -> AskedPath {
        let bare = asked.split(['?', '#']).next().unwrap_or("");
        let Some(decoded) = decode(bare) else {
            return AskedPath::Impossible;
        };
        if decoded.len() > PATH_BYTES_MAX
            || !decoded.starts_with('/')
            || decoded.chars().any(|c| c.is_control() || c == '\\')
        {
            return AskedPath::Impossible;
        }
        let normal = nfc(&decoded);
        let segments: Vec<&str> = normal
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        if segments
            .iter()
            .any(|segment| matches!(*segment, "." | ".."))
        {
            return AskedPath::Impossible;
        }
        let Some((locale, rest)) = self.locale_of(locales, &segments) else {
            return AskedPath::Unprefixed {
                rest: Rest(segments.join("/").into()),
            };
        };
        let to = self.write(locales, &locale, &rest);
        if to == decoded {
            return AskedPath::Canonical { locale, rest };
        }
        AskedPath::Normalized {
            to,
            is_temporary: segments.is_empty(),
        }
    }

    fn locale_of(self, locales: &Locales, segments: &[&str]) -> Option<(Locale, Rest)> {
        let rest = |segments: &[&str]| Rest(segments.join("/").into());
        let Some((first, others)) = segments.split_first() else {
            return Some((locales.default_locale().clone(), Rest::default()));
        };
        match (locales.find(first), self) {
            (Ok(locale), _) => Some((locale, rest(others))),
            (Err(_), Self::PrefixExceptDefault) => {
                Some((locales.default_locale().clone(), rest(segments)))
            }
            (Err(_), Self::Prefix) => None,
        }
    }
}

/// What the first segment of a path stands for, where a post must not lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// A locale: the path would mean something else with another strategy.
    Locale,
    /// The pages of tags.
    Tags,
}

/// Why a post in this folder cannot have this path; `None` if it can.
pub fn reserved(section: &Section, rest: &Rest, known: &[Locale]) -> Option<Reserved> {
    let first = rest.as_str().split('/').next().unwrap_or("");
    if Locale::parse(first).is_ok_and(|locale| known.contains(&locale)) {
        return Some(Reserved::Locale);
    }
    (first == TAG_PREFIX && !section.is_root()).then_some(Reserved::Tags)
}

/// Percent-encodes a path for a URL (RFC 3986): everything but unreserved characters and `/`.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Percent-decodes; `None` when what comes out is no UTF-8. A `%` that begins no escape stays.
fn decode(text: &str) -> Option<String> {
    String::from_utf8(decode_bytes(text)).ok()
}

/// Percent-decodes to bytes, which need be no text. A `%` that begins no escape stays.
pub fn decode_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = after.get(..2).filter(|_| first == b'%').and_then(hex);
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() {
            after.get(2..).unwrap_or(&[])
        } else {
            after
        };
    }
    bytes
}

fn hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u8::from_str_radix(text, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn site() -> Locales {
        Locales::new(
            locale("en"),
            [locale("de"), locale("pt-BR"), locale("ar")],
            &BTreeMap::new(),
        )
    }

    fn show(asked: AskedPath) -> String {
        match asked {
            AskedPath::Canonical { locale, rest } => format!("{locale} {rest}"),
            AskedPath::Normalized {
                to,
                is_temporary: false,
            } => format!("-> {to}"),
            AskedPath::Normalized {
                to,
                is_temporary: true,
            } => format!("~> {to}"),
            AskedPath::Unprefixed { rest } => format!("? {rest}"),
            AskedPath::Impossible => "impossible".to_owned(),
        }
    }

    #[test]
    fn paths_are_read_with_a_prefix_for_every_locale() {
        for (asked, read) in [
            ("/en/blog/x", "en blog/x"),
            ("/en", "en "),
            ("/de/blog/%C3%BCber?utm=1#top", "de blog/über"),
            ("/de/blog/über", "de blog/über"),
            ("/ar/مقال", "ar مقال"),
            ("/pt-BR/blog", "pt-BR blog"),
            ("/pt_br/blog", "-> /pt-BR/blog"),
            ("/EN/blog", "-> /en/blog"),
            ("/en/", "-> /en"),
            ("/en//blog///x/", "-> /en/blog/x"),
            ("/en/cafe\u{301}", "-> /en/café"),
            ("/", "~> /en"),
            ("//", "~> /en"),
            ("/blog/x", "? blog/x"),
            ("/fr/blog", "? fr/blog"),
            ("", "impossible"),
            ("en/blog", "impossible"),
            ("/en/../etc", "impossible"),
            ("/en/%2e%2e/etc", "impossible"),
            ("/en/%ff", "impossible"),
            ("/en/a%00b", "impossible"),
            ("/en/100%", "en 100%"),
        ] {
            assert_eq!(
                show(PathStrategy::Prefix.read(&site(), asked)),
                read,
                "{asked}"
            );
        }
    }

    #[test]
    fn paths_are_read_without_a_prefix_for_the_default_locale() {
        for (asked, read) in [
            ("/blog/x", "en blog/x"),
            ("/", "en "),
            ("/de/blog", "de blog"),
            ("/en/blog/x", "-> /blog/x"),
            ("/en", "-> /"),
            ("/blog/", "-> /blog"),
        ] {
            let strategy = PathStrategy::PrefixExceptDefault;
            assert_eq!(show(strategy.read(&site(), asked)), read, "{asked}");
        }
    }

    #[test]
    fn a_written_path_is_read_back() {
        let site = site();
        for strategy in [PathStrategy::Prefix, PathStrategy::PrefixExceptDefault] {
            for tag in ["en", "de", "pt-BR"] {
                for rest in ["", "blog", "blog/über-uns", "tags/中文"] {
                    let (locale, rest) = (locale(tag), Rest::from_canonical(rest));
                    let path = strategy.write(&site, &locale, &rest);
                    let expected = AskedPath::Canonical { locale, rest };
                    assert_eq!(strategy.read(&site, &path), expected, "{path}");
                    assert_eq!(strategy.read(&site, &encode(&path)), expected, "{path}");
                }
            }
        }
    }
}

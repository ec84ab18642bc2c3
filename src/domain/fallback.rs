//! Which locales a site has, and what is tried after each of them.
//! A chain is CLDR's parents that the site has, then the default locale, unless the configuration says otherwise.

use std::collections::BTreeMap;

use icu::locale::LocaleFallbacker;

use super::locale::Locale;

/// What is tried for one requested locale, in order; it begins with that locale and has no duplicates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chain(Vec<Locale>);

impl Chain {
    /// `requested`, then each of `after` that was not yet named.
    pub fn new(requested: Locale, after: impl IntoIterator<Item = Locale>) -> Self {
        let mut locales = vec![requested];
        for locale in after {
            if !locales.contains(&locale) {
                locales.push(locale);
            }
        }
        Self(locales)
    }

    /// The locale asked for.
    pub fn requested(&self) -> &Locale {
        #[expect(
            clippy::indexing_slicing,
            reason = "a chain always begins with the requested locale"
        )]
        &self.0[0]
    }

    /// All locales of the chain, the requested one first.
    pub fn locales(&self) -> &[Locale] {
        &self.0
    }

    /// What is tried after the requested locale.
    pub fn after(&self) -> &[Locale] {
        self.0.get(1..).unwrap_or(&[])
    }

    /// Place of a locale in the chain; the requested one has 0.
    pub fn rank(&self, locale: &Locale) -> Option<usize> {
        self.0.iter().position(|each| each == locale)
    }

    /// The first locale of the chain that is among `available`.
    pub fn first_of<'a>(
        &self,
        available: impl IntoIterator<Item = &'a Locale>,
    ) -> Option<&'a Locale> {
        available
            .into_iter()
            .filter_map(|locale| Some((self.rank(locale)?, locale)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, locale)| locale)
    }
}

/// The locales of a site: the default one first, the others by tag, each with its configured chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locales {
    order: Vec<Locale>,
    chains: BTreeMap<Locale, Chain>,
}

/// A locale that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown locale `{asked}`; known are {}", list(.known))]
pub struct UnknownLocale {
    /// As it was written.
    pub asked: String,
    /// The locales of the site.
    pub known: Vec<Locale>,
    /// The known locale that is spelled most like it, or that CLDR's fallback leads to.
    pub nearest: Option<Locale>,
}

fn list(locales: &[Locale]) -> String {
    let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
    tags.join(", ")
}

impl Locales {
    /// The locales `known` and `default`, with chains by CLDR where `configured` names none.
    /// A configured chain's unknown locales are left out: configuration checks them and says so.
    pub fn new(
        default: Locale,
        known: impl IntoIterator<Item = Locale>,
        configured: &BTreeMap<Locale, Vec<Locale>>,
    ) -> Self {
        let mut others: Vec<Locale> = known.into_iter().filter(|each| *each != default).collect();
        others.sort();
        others.dedup();
        let mut order = vec![default.clone()];
        order.extend(others);
        let chains = order
            .iter()
            .map(|locale| {
                let after: Vec<Locale> = match configured.get(locale) {
                    Some(chain) => chain.clone(),
                    None => cldr_parents(locale)
                        .into_iter()
                        .chain([default.clone()])
                        .collect(),
                };
                let after = after.into_iter().filter(|each| order.contains(each));
                (locale.clone(), Chain::new(locale.clone(), after))
            })
            .collect();
        Self { order, chains }
    }

    /// The default locale first, the others by tag.
    pub fn all(&self) -> &[Locale] {
        &self.order
    }

    /// The default locale.
    pub fn default_locale(&self) -> &Locale {
        // `new` puts the default first, so the list is never empty.
        #[expect(
            clippy::indexing_slicing,
            reason = "the list always begins with the default"
        )]
        &self.order[0]
    }

    /// Place in the order of `all`.
    pub fn rank(&self, locale: &Locale) -> usize {
        self.order
            .iter()
            .position(|each| each == locale)
            .unwrap_or(usize::MAX)
    }

    /// The configured chain; for a locale that the site does not have, that locale alone.
    pub fn chain(&self, locale: &Locale) -> Chain {
        self.chains
            .get(locale)
            .cloned()
            .unwrap_or_else(|| Chain::new(locale.clone(), []))
    }

    /// The known locale that `text` names, in any spelling.
    pub fn find(&self, text: &str) -> Result<Locale, UnknownLocale> {
        match Locale::parse(text) {
            Ok(locale) if self.chains.contains_key(&locale) => Ok(locale),
            _ => Err(UnknownLocale {
                asked: text.to_owned(),
                known: self.order.clone(),
                nearest: self.nearest(text),
            }),
        }
    }

    /// The known locale meant by `text`, if one is near: along CLDR's parents, then by language, then by spelling.
    fn nearest(&self, text: &str) -> Option<Locale> {
        let known = |locale: &Locale| self.chains.contains_key(locale);
        if let Ok(locale) = Locale::parse(text) {
            if let Some(parent) = cldr_parents(&locale).into_iter().find(known) {
                return Some(parent);
            }
            let language = locale.to_icu().id.language;
            let same = |each: &&Locale| each.to_icu().id.language == language;
            if let Some(sibling) = self.order.iter().find(same) {
                return Some(sibling.clone());
            }
        }
        // A typo hardly ever hits the first letter, and short tags that share no other one are not alike.
        let text = text.to_lowercase();
        let begins_alike = |locale: &&Locale| locale.as_str().chars().next() == text.chars().next();
        self.order
            .iter()
            .filter(begins_alike)
            .map(|each| {
                (
                    strsim::damerau_levenshtein(&text, &each.as_str().to_lowercase()),
                    each,
                )
            })
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, _)| *distance <= 2.max(text.len() / 3))
            .map(|(_, each)| each.clone())
    }
}

/// CLDR's parents of a locale, nearest first, without the root.
fn cldr_parents(locale: &Locale) -> Vec<Locale> {
    let fallbacker = LocaleFallbacker::new();
    let mut steps = fallbacker
        .for_config(Default::default())
        .fallback_for((&locale.to_icu()).into());
    let mut parents = Vec::new();
    loop {
        steps.step();
        let step = steps.get();
        if step.is_unknown() {
            return parents;
        }
        if let Ok(parent) = Locale::parse(&step.to_string())
            && parent != *locale
            && !parents.contains(&parent)
        {
            parents.push(parent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn site(tags: &[&str]) -> Locales {
        let known: Vec<Locale> = tags.iter().copied().map(locale).collect();
        Locales::new(known[0].clone(), known, &BTreeMap::new())
    }

    #[test]
    fn chains_follow_cldr_and_end_with_the_default() {
        let site = site(&[
            "en", "de", "de-AT", "es", "es-419", "es-MX", "zh", "zh-TW", "zh-Hant",
        ]);
        for (tag, chain) in [
            ("en", vec!["en"]),
            ("de-AT", vec!["de-AT", "de", "en"]),
            ("es-MX", vec!["es-MX", "es-419", "es", "en"]),
            ("zh-TW", vec!["zh-TW", "zh-Hant", "en"]),
        ] {
            let expected: Vec<Locale> = chain.into_iter().map(locale).collect();
            assert_eq!(site.chain(&locale(tag)).locales(), expected, "{tag}");
        }
    }

    #[test]
    fn the_configuration_may_say_otherwise() {
        let configured = BTreeMap::from([(locale("uk"), vec![locale("ru"), locale("fr")])]);
        let known = [locale("en"), locale("uk"), locale("ru")];
        let site = Locales::new(locale("en"), known, &configured);
        assert_eq!(
            site.chain(&locale("uk")).locales(),
            [locale("uk"), locale("ru")]
        );
    }

    #[test]
    fn an_unknown_locale_names_the_nearest() {
        let site = site(&["en", "de", "pt-BR", "zh-Hant"]);
        for (asked, nearest) in [
            ("de-CH", Some("de")),
            ("pt", Some("pt-BR")),
            ("zh-TW", Some("zh-Hant")),
            ("dee", Some("de")),
            ("klingonese", None),
            ("xx", None),
            ("fr", None),
        ] {
            let unknown = site.find(asked).unwrap_err();
            assert_eq!(unknown.nearest, nearest.map(locale), "{asked}");
        }
        assert_eq!(site.find("PT_br"), Ok(locale("pt-BR")));
    }
}

//! Which messages of the default locale another locale lacks: what a translator has left to do.

use super::catalog::Catalog;
use super::file::Entry;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::fallback::Locales;
use crate::domain::locale::Locale;

/// A message that is not translated.
pub(super) struct Gap<'a> {
    /// The locale that lacks it.
    pub(super) locale: &'a Locale,
    /// The default locale's message.
    pub(super) expected: &'a Entry,
}

/// What each locale lacks. A variety of a language, such as `de-AT`, lacks nothing that a locale of the same language in
/// its chain has; and what is marked with `# same` in the default locale need not be translated.
pub(super) fn gaps<'a>(catalog: &'a Catalog, locales: &Locales) -> Vec<Gap<'a>> {
    let default = locales.default_locale();
    let bundles = catalog.bundles();
    let expected: Vec<&Entry> = bundles
        .get(default)
        .into_iter()
        .flat_map(|bundle| bundle.site_entries())
        .filter(|entry| !entry.is_term() && !is_marked_same(entry))
        .collect();
    let others = catalog.locales().iter().filter(|each| *each != default);
    others
        .flat_map(|locale| {
            let chain = locales.chain(locale);
            let own: Vec<_> = chain
                .locales()
                .iter()
                .filter(|each| is_variety(each, locale))
                .filter_map(|each| bundles.get(each))
                .collect();
            let missing = expected.iter().filter(move |entry| {
                let key = entry.key.as_str();
                own.iter().all(|bundle| bundle.get(key).is_none())
            });
            missing.map(move |expected| Gap { locale, expected })
        })
        .collect()
}

impl Gap<'_> {
    /// How it is told, at the place of the default locale's message.
    pub(super) fn problem(&self) -> Diagnostic {
        let Self { locale, expected } = self;
        let message = format!("`{}` is missing in `{locale}`", expected.key);
        let mut problem = Diagnostic::warning("MESSAGE_MISSING", message).help(format!(
            "translate it in `{locale}/`; `isogloss check --fix` writes it there as a comment to begin with"
        ));
        problem.place = Some(expected.place.clone());
        problem
    }
}

/// Whether two locales are the same language in the same script.
pub(super) fn is_variety(one: &Locale, other: &Locale) -> bool {
    let (one, other) = (one.to_icu().id, other.to_icu().id);
    one.language == other.language && one.script == other.script
}

/// Whether the comment `# same` above a message says that its text is meant to be the same in another language; a
/// reason may follow a colon.
pub(super) fn is_marked_same(entry: &Entry) -> bool {
    let mut lines = entry.comment();
    lines.any(|line| {
        let word = line.split(':').next().unwrap_or_default();
        word.trim().eq_ignore_ascii_case("same")
    })
}

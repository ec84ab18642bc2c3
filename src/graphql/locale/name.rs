//! What a locale is called in a language: CLDR's display names.
//! The data is compiled in; ICU4X calls the interface unstable, so that nothing else may use it.

use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::LocaleDisplayNamesFormatter;

use crate::domain::locale::Locale;

/// The name of `locale` in the language of `reader`, as it is written within a sentence; the tag where CLDR has none.
pub(crate) fn name(locale: &Locale, reader: &Locale) -> String {
    let options = DisplayNamesOptions::default();
    let asked = locale.to_icu();
    match LocaleDisplayNamesFormatter::try_new((&reader.to_icu()).into(), options) {
        Ok(names) => names.of(&asked).into_owned(),
        Err(_) => locale.as_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_called_as_their_speakers_and_others_call_them() {
        for (locale, reader, expected) in [
            ("de", "de", "Deutsch"),
            ("ru", "ru", "русский"),
            ("ar", "ar", "العربية"),
            ("en", "en", "English"),
            ("de", "en", "German"),
            ("ar", "de", "Arabisch"),
            ("en", "ru", "английский"),
            ("pt-BR", "pt-BR", "português (Brasil)"),
            ("pt-BR", "en", "Brazilian Portuguese"),
            ("zh-Hant", "zh-Hant", "繁體中文"),
            ("zh-Hans", "en", "Simplified Chinese"),
            ("qtz", "en", "qtz"),
        ] {
            let locale = Locale::parse(locale).unwrap();
            let reader = Locale::parse(reader).unwrap();
            assert_eq!(name(&locale, &reader), expected, "{locale} in {reader}");
        }
    }
}

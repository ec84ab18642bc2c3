//! Several locales as one Fluent file: of each key the first one's message, with its attributes.
//! Messages stand there as their files have them, without comments and without what is broken or refused.

use std::collections::BTreeSet;

use super::bundle::Bundle;

/// The messages and terms of the bundles, in the order of their keys, below a comment that names the locale.
pub(super) fn write(bundles: &[&Bundle]) -> String {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut written = String::new();
    for bundle in bundles {
        let mut new = bundle.entries().filter(|entry| seen.insert(&entry.key));
        let Some(first) = new.next() else {
            continue;
        };
        if !written.is_empty() {
            written.push('\n');
        }
        written.push_str(&format!("## {}\n\n", bundle.locale));
        for entry in std::iter::once(first).chain(new) {
            written.push_str(&entry.text().replace("\r\n", "\n"));
            written.push('\n');
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::file;
    use super::*;
    use crate::domain::locale::Locale;

    fn bundle(tag: &str, text: &str) -> Bundle {
        let mut bundle = Bundle::new(Locale::parse(tag).unwrap());
        let (entries, _) = file::parse("a.ftl", text.as_bytes());
        bundle.add_site(entries.into_iter().map(Arc::new));
        bundle
    }

    /// Key, text and attributes.
    type Read = (String, Option<file::Pattern>, Vec<(String, file::Pattern)>);

    fn read(text: &str) -> Vec<Read> {
        let (entries, problems) = file::parse("a.ftl", text.as_bytes());
        assert_eq!(problems, [], "{text}");
        let entries = entries.into_iter();
        entries
            .map(|entry| (entry.key, entry.value, entry.attributes))
            .collect()
    }

    #[test]
    fn the_first_locale_s_message_is_kept_whole() {
        let german = bundle(
            "de",
            "# about\nb = B\n    .title = T\na = A { -t }\n-t = Wort\n",
        );
        let english = bundle(
            "en",
            "a = no\nb = no\n    .label = no\nc = C { $n ->\n [one] x\n*[other]y\n}\n-t = no\n-u = U\n",
        );
        let expected = "\
## de

-t = Wort
a = A { -t }
b = B
    .title = T

## en

-u = U
c = C { $n ->
 [one] x
*[other]y
}
";
        assert_eq!(write(&[&german, &english]), expected);
        assert_eq!(write(&[]), "");
    }

    #[test]
    fn the_texts_of_the_project_are_written_and_read_again_unchanged() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        for (locale, files) in super::super::folder::read(&root).0 {
            for source in files {
                let text = String::from_utf8(source.bytes).unwrap();
                let mut expected = read(&text);
                expected.sort_by(|one, other| one.0.cmp(&other.0));
                let bundle = bundle(locale.as_str(), &text);
                assert_eq!(read(&write(&[&bundle])), expected, "{}", source.path);
            }
        }
    }

    proptest! {
        /// Whatever was understood has to be understood again, whatever stood around it.
        #[test]
        fn what_is_written_reads_as_what_it_was(
            text in "(a|é|\\[|\\*|\\.| |\n    |\n\n      |\r\n  |\\{ ?\"[{}\\]\\[*.#]?\" ?\\}|\\{ ?\\$n ?\\}|\\{ -t \\}|\\{ -t\\(a: 1, b: \"x\"\\) \\}|\\{ b\\.c \\}|\\{ NUMBER\\(\\$n, x: 1\\) \\}|\\{ \\$n ->\n [one] x\n\n   y\n *\\[other\\] \\{ \"\" \\}\n\\}|\\{\\{ \\$n \\}\\}|\n \\.k = |\n# c\n|\nz |\n-t =|\nd = ){0,12}",
        ) {
            let text = format!("a ={text}\nb = y\n");
            // The parser splits a text at a carriage return, which Fluent reads as a line end like any other.
            let normal = text.replace("\r\n", "\n");
            let normal = bundle("en", &normal);
            let expected: Vec<_> = normal
                .entries()
                .map(|entry| (entry.key.clone(), entry.value.clone(), entry.attributes.clone()))
                .collect();
            let bundle = bundle("en", &text);
            let written = write(&[&bundle]);
            prop_assert_eq!(read(&written), expected, "{}\n--\n{}", text, written);
        }
    }
}

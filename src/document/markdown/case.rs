//! Kebab case as Nuxt Content makes it (npm's scule): names of components and of their attributes.

/// `fooBar`, `FooBar`, `foo_bar` and `foo.bar` become `foo-bar`.
pub(in crate::document) fn kebab(name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut previous: Option<Letter> = None;
    for c in name.chars() {
        if matches!(c, '-' | '_' | '/' | '.') {
            parts.push(std::mem::take(&mut part));
            previous = Some(Letter::Neither);
            continue;
        }
        let letter = Letter::of(c);
        match (previous, letter) {
            (Some(Letter::Lower), Letter::Upper) => parts.push(std::mem::take(&mut part)),
            (Some(Letter::Upper), Letter::Lower) if part.chars().count() > 1 => {
                // The last of several capitals begins the next part.
                let last = part.pop();
                parts.push(std::mem::take(&mut part));
                part.extend(last);
            }
            _ => {}
        }
        part.push(c);
        previous = Some(letter);
    }
    parts.push(part);
    parts.join("-").to_lowercase()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    Upper,
    Lower,
    /// A digit, or nothing yet.
    Neither,
}

impl Letter {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Self::Neither
        } else if c.to_lowercase().next() == Some(c) {
            Self::Lower
        } else {
            Self::Upper
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_where_their_case_changes() {
        for (name, expected) in [
            ("card", "card"),
            ("fooBar", "foo-bar"),
            ("FooBar", "foo-bar"),
            ("foo_bar", "foo-bar"),
            ("a.b", "a-b"),
            ("getHTTPResponse", "get-http-response"),
            ("u-page-hero", "u-page-hero"),
            ("h2Title", "h2-title"),
            (":someProp", ":some-prop"),
            ("v-slot:footer", "v-slot:footer"),
            ("", ""),
        ] {
            assert_eq!(kebab(name), expected, "{name}");
        }
    }
}

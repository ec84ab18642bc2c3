//! Texts as ids, as npm's github-slugger makes and counts them, with the clean-up of Nuxt Content.
//! Which texts get one is decided by `headings` for a page, and by `minimark` for a tree.

use std::collections::HashMap;

use icu::properties::props::{Alphabetic, GeneralCategory, GeneralCategoryGroup};
use icu::properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

/// How often each slug was met, before its clean-up.
#[derive(Default)]
pub(super) struct Slugs {
    met: HashMap<String, usize>,
}

impl Slugs {
    /// Makes a slug of a text: the first is `x`, the next `x-1`, and so on.
    pub(super) fn take(&mut self, text: &str) -> String {
        let slug = slug(text);
        let mut numbered = slug.clone();
        while self.met.contains_key(&numbered) {
            let count = self.met.entry(slug.clone()).or_default();
            *count += 1;
            numbered = format!("{slug}-{count}");
        }
        self.met.insert(numbered.clone(), 0);
        numbered
    }

    /// Keeps a slug from being made.
    pub(super) fn reserve(&mut self, slug: &str) {
        self.met.entry(slug.to_owned()).or_default();
    }
}

/// Lower case without all that is no letter, mark, digit, connector, space or hyphen; spaces become hyphens.
fn slug(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| is_slug_char(*c) || *c == ' ')
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The last step: runs of hyphens become one, none is left at the ends, and no id begins with a digit.
pub(super) fn clean(slug: &str) -> String {
    let mut id = String::with_capacity(slug.len() + 1);
    for c in slug.chars() {
        if c != '-' || !id.ends_with('-') {
            id.push(c);
        }
    }
    let id = id.strip_prefix('-').unwrap_or(&id);
    let id = id.strip_suffix('-').unwrap_or(id);
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{id}")
    } else {
        id.to_owned()
    }
}

pub(super) fn is_slug_char(c: char) -> bool {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    const ALPHABETIC: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<Alphabetic>();
    let category = CATEGORIES.get(c);
    c == '-'
        || GeneralCategoryGroup::Letter.contains(category)
        || GeneralCategoryGroup::Mark.contains(category)
        || matches!(
            category,
            GeneralCategory::DecimalNumber
                | GeneralCategory::LetterNumber
                | GeneralCategory::ConnectorPunctuation
        )
        || ALPHABETIC.contains(c)
}

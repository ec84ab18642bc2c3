//! The rendering of documents while they are read, so that a run of an import only writes afterwards.

use crate::document::body::{AlertLabels, Context, FootnoteLabels, Rendered, Summary, render};
use crate::document::front_matter::Rules;
use crate::domain::diagnostic::Diagnostic;
use crate::domain::locale::Locale;
use crate::domain::minimark::Mode;

/// What rendering needs to know of a locale; asked from many threads.
pub type ContextOf<'a> = &'a (dyn Fn(&Locale) -> Context + Sync);

/// What a rendered text says where its front matter does not.
pub(super) fn summary_of(rendered: &Rendered, rules: Rules) -> Summary {
    match rules {
        Rules::Own => rendered.own.clone(),
        Rules::Nuxt => rendered.nuxt.clone(),
    }
}

/// The same of a text whose rendering is not at hand.
pub(super) fn summary(markdown: &str, locale: &Locale, rules: Rules) -> Summary {
    let rendered = render(markdown, &speechless(locale));
    summary_of(&rendered, rules)
}

/// The problems of a text, placed in the file that it is part of: its first line is `markdown_line` there.
pub(super) fn diagnostics_of(rendered: &Rendered, markdown_line: u32) -> Vec<Diagnostic> {
    let mut diagnostics = rendered.diagnostics.clone();
    for diagnostic in &mut diagnostics {
        let line = diagnostic
            .place
            .as_mut()
            .and_then(|place| place.line.as_mut());
        if let Some(line) = line {
            *line = line.saturating_add(markdown_line.saturating_sub(1));
        }
    }
    diagnostics
}

/// A context for renderings that nobody sees.
pub fn speechless(locale: &Locale) -> Context {
    let nothing = String::new;
    Context {
        locale: locale.clone(),
        direction: locale.direction(),
        labels: FootnoteLabels {
            heading: nothing(),
            back_reference: nothing(),
        },
        alerts: AlertLabels {
            note: nothing(),
            tip: nothing(),
            important: nothing(),
            warning: nothing(),
            caution: nothing(),
        },
        site_host: None,
        minimark: Mode::default(),
    }
}

//! A body in all its forms.

mod attacks;
mod forms;
mod limits;
mod tree_attacks;

use super::*;

fn context() -> Context {
    let text = str::to_owned;
    Context {
        locale: Locale::parse("en").unwrap(),
        direction: TextDirection::Ltr,
        labels: FootnoteLabels {
            heading: text("Fußnoten"),
            back_reference: text("Zurück zu { $number }"),
        },
        alerts: AlertLabels {
            note: text("Hinweis"),
            tip: text("Tipp"),
            important: text("Wichtig"),
            warning: text("Warnung"),
            caution: text("Vorsicht"),
        },
        site_host: Some(text("example.com")),
        minimark: crate::domain::minimark::Mode::Wrapped,
    }
}

pub(in crate::document) fn rendered(markdown: &str) -> Rendered {
    render(markdown, &context())
}

fn html(markdown: &str) -> String {
    rendered(markdown).html.trim_end().to_owned()
}

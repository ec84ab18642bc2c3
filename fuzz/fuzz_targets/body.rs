//! A Markdown body in all its forms.
#![no_main]

use isogloss::document::body::{Context, render};
use isogloss::document::stages;
use isogloss::domain::minimark::Mode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|markdown: &str| {
    let context = Context {
        minimark: Mode::Wrapped,
        site_host: Some("example.com".to_owned()),
        ..stages::context()
    };
    let body = render(markdown, &context);
    assert!(!body.html.contains("<script"));
    assert!(serde_json::from_str::<serde_json::Value>(&body.minimark).is_ok());
});

//! A body tree of Nuxt Content as JSON, read and written as Markdown.
#![no_main]

use isogloss::document::minimark::{read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(body) = serde_json::from_str(text) {
        let (nodes, _diagnostics) = read(&body);
        let _written = write(&nodes);
    }
});

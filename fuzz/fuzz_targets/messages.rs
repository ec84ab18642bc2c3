//! A Fluent file of a locale: loaded, looked over, and each of its messages formatted.
#![no_main]

use std::fs;

use isogloss::domain::locale::Locale;
use isogloss::messages::args::Args;
use isogloss::messages::catalog::Catalog;
use isogloss::messages::lint::lint;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let folder = std::env::temp_dir().join(format!("isogloss-fuzz-{}", std::process::id()));
    let file = folder.join("de/site.ftl");
    if fs::create_dir_all(folder.join("de")).and_then(|()| fs::write(&file, text)).is_err() {
        return;
    }
    let (catalog, _diagnostics) = Catalog::load(Some(&folder));
    let german = Locale::from_canonical("de");
    lint(&catalog, &german);
    let args = Args::new().with("name", "x").with("count", 3);
    let _messages = catalog.messages(&[german], None, None, &args);
});

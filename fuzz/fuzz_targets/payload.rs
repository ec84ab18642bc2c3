//! A payload of Nuxt: JSON in the form of devalue.
#![no_main]

use isogloss::document::payload::{decode, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _decoded = decode(text);
    let _found = read(text);
});

//! The YAML at the top of a file, under both rules; what is written of it is read as the same.
#![no_main]

use isogloss::document::front_matter::{Rules, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _of_nuxt = read(text, Rules::Nuxt);
    let values = read(text, Rules::Own).values;
    assert_eq!(read(&write(&values), Rules::Own).values, values);
});

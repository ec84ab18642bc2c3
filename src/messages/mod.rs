//! Interface texts: (key, arguments, locale) → text, from Fluent files and the binary's own texts.
//! The only room that reads `locales/`; it knows no content and no SQL.
//! Start with [`catalog`]; a file goes through `folder`, `guard` and `file`, a message through `resolve`.
//!
//! The syntax is read by `fluent-syntax`; formatting is our own (`resolve`), because `fluent-bundle` selects plurals by
//! old rules (Hebrew 100, French 1,000,000), writes numbers without a locale and does not bound what a file can make
//! it write.

pub mod args;
mod bundle;
pub mod catalog;
mod explanation;
mod file;
mod folder;
mod gap;
mod guard;
mod last_good;
pub mod lint;
mod merged;
mod moment;
pub mod new_locale;
mod number;
mod output;
mod reference;
mod resolve;
mod shipped;
mod spot;
pub mod stub;

//! The scalars of the contract, each as thin as the value of `domain` that it carries.
//! A value that cannot be read is `BAD_INPUT`; whether a locale is known is decided where the site is.

mod date;
mod date_time;
mod json;
mod locale;

pub(super) use date::Date;
pub(super) use date_time::DateTime;
pub(super) use json::Json;
pub(super) use locale::LocaleTag;

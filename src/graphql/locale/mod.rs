//! The locales of the site.

mod name;
mod object;
mod query;

pub(super) use query::LocaleQuery;

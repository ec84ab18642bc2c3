//! Isogloss: a GraphQL content backend in which no language is second class.

pub mod document;
pub mod domain;

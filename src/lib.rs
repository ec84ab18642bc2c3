//! Isogloss: a GraphQL content backend in which no language is second class.

pub mod document;
pub mod domain;
pub mod graphql;
pub mod messages;
pub mod service;
pub mod store;

//! Isogloss: a GraphQL content backend in which no language is second class.

pub mod cli;
pub mod config;
pub mod domain;
pub mod http;
pub mod telemetry;

//! Use cases: what readers, editors and the command line may ask for, with transactions and permissions.
//! GraphQL and HTTP types, configuration and long-running tasks are absent here.

pub mod export;
pub mod import;
pub mod read;
pub mod rendering;
pub mod site;
pub mod startup;

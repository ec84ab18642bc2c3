//! Use cases: what readers, editors and the command line may ask for, with transactions and permissions.
//! GraphQL and HTTP types, configuration and long-running tasks are absent here.

pub mod act;
pub mod backup;
pub mod exchange;
pub mod export;
pub mod feed;
pub mod import;
pub mod input;
pub mod moving;
pub mod post;
pub mod preview_token;
pub mod problem;
pub mod read;
pub mod redirect;
pub mod rendering;
pub mod revision;
pub mod section;
pub mod site;
pub mod startup;
pub mod tag;
pub mod token;
pub mod translation;
mod write;

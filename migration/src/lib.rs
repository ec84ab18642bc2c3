//! How the tables of Isogloss came to be: append-only, one step a file, each of which also runs down.
//! The statements are written once for both databases; `dialect` holds the two words that differ.

mod dialect;
mod m20261122_000001_create_post;
mod m20261122_000002_create_tag;
mod m20261122_000003_create_view;
mod m20261122_000004_create_change;
mod m20261122_000005_create_token;
mod m20261125_000006_prepare_editing;
mod m20261127_000007_create_staleness;
mod m20261127_000008_create_pairing;
mod m20261128_000009_index_reads;

pub use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// The newest step that a program must know to work on a database with all of them.
///
/// Instances are replaced one by one, so those of the version before work on the new tables for a while. A step that only
/// adds something (expand) leaves this as it is. What nobody uses any more is taken away one version later (contract), by a
/// step that sets this to the one from which on it is not used.
pub const OLDEST_KNOWN: &str = "m20261127_000008_create_pairing";

/// Every step, oldest first.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_create_post::Migration),
            Box::new(m20261122_000002_create_tag::Migration),
            Box::new(m20261122_000003_create_view::Migration),
            Box::new(m20261122_000004_create_change::Migration),
            Box::new(m20261122_000005_create_token::Migration),
            Box::new(m20261125_000006_prepare_editing::Migration),
            Box::new(m20261127_000007_create_staleness::Migration),
            Box::new(m20261127_000008_create_pairing::Migration),
            Box::new(m20261128_000009_index_reads::Migration),
        ]
    }
}

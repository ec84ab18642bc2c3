//! What all locales of a post share, and which of its translations readers see.
//! What a translation says is written in `translation`; publishing changes no text.

mod create;
mod publish;
mod schedule;
mod shared;
mod update;

use super::input::Edit;
use super::translation::TranslationInput;
use crate::domain::instant::Date;
use serde_json::Value;

pub use create::create;
pub use publish::{publish, unpublish, unschedule};
pub use schedule::{Due, publish_due};
pub use update::{delete, update};

/// A post that is wanted.
#[derive(Clone, Debug, Default)]
pub struct PostCreate {
    /// Its key; made from its path where none is given.
    pub key: Option<String>,
    /// Its folder.
    pub section: String,
    /// Its day.
    pub date: Option<Date>,
    /// The keys of its tags.
    pub tags: Vec<String>,
    /// Whether menus show it.
    pub navigation: bool,
    /// Front matter that all locales share.
    pub meta: Option<Value>,
    /// The locale it is first written in.
    pub locale: String,
    /// What it says there.
    pub translation: TranslationInput,
}

/// What changes of what all locales share.
#[derive(Clone, Debug, Default)]
pub struct PostUpdate {
    /// Its folder; cleared, the root.
    pub section: Edit<String>,
    /// Its day.
    pub date: Edit<Date>,
    /// The keys of its tags, replaced whole.
    pub tags: Edit<Vec<String>>,
    /// Whether menus show it; cleared, yes.
    pub navigation: Edit<bool>,
    /// Front matter, replaced whole.
    pub meta: Edit<Value>,
    /// The version that the change was made from.
    pub expected: Option<i32>,
}

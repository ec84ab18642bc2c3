//! The hot reads: few statements, each written by hand, each answering for any number of things at once.
//! They read what is published; what reads more says so: `head`, and what is given [`content::State::Head`].

pub mod content;
mod filter;
pub mod head;
pub mod list;
pub mod locale;
pub mod name;
pub mod navigation;
pub mod path;
pub mod published;
pub mod redirect;
pub mod relation;
pub mod route;
pub mod tally;
pub mod translation;

use sea_orm::QueryResult;

use super::error::StoreError;
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::{Place, Shown};
use crate::domain::slug::Section;

/// A post that a locale's view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The post.
    pub post: PostId,
    /// From which locale it is served, and at which path.
    pub shown: Shown,
}

/// Which rows of the view count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What the configured chain shows.
    All,
    /// What the locale has itself.
    Own,
}

impl Reach {
    /// A further condition on the listing with this alias.
    fn condition(self, alias: &str) -> String {
        match self {
            Self::All => String::new(),
            Self::Own => format!(" AND {alias}.served_locale = {alias}.locale"),
        }
    }

    /// The column of the tally that counts these rows.
    fn tally(self) -> &'static str {
        match self {
            Self::All => "shown",
            Self::Own => "own",
        }
    }
}

fn locale(row: &QueryResult, column: &str) -> Result<Locale, StoreError> {
    Ok(Locale::from_canonical(&row.try_get::<String>("", column)?))
}

fn rest(row: &QueryResult, column: &str) -> Result<Rest, StoreError> {
    Ok(Rest::from_canonical(&row.try_get::<String>("", column)?))
}

fn post(row: &QueryResult, column: &str) -> Result<PostId, StoreError> {
    Ok(PostId(row.try_get("", column)?))
}

fn tag(row: &QueryResult, column: &str) -> Result<TagId, StoreError> {
    Ok(TagId(row.try_get("", column)?))
}

fn section(row: &QueryResult, column: &str) -> Result<Section, StoreError> {
    Ok(Section::from_canonical(&row.try_get::<String>("", column)?))
}

/// Reads the columns `post_id`, `served_locale`, `path_locale` and `rest`.
fn listed(row: &QueryResult) -> Result<Listed, StoreError> {
    Ok(Listed {
        post: post(row, "post_id")?,
        shown: Shown {
            locale: locale(row, "served_locale")?,
            place: Place {
                locale: locale(row, "path_locale")?,
                rest: rest(row, "rest")?,
            },
        },
    })
}

//! Reading what is published: one plan in, one loaded answer out.
//! The number of statements follows from the plan; it never depends on how much there is.

pub mod plan;
mod stub;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use plan::{ListArgs, ListPlan, Page, PostFilter, PostPlan, RoutePlan, TagBy, TagPlan};
use view::{
    CoverageView, ListView, NavigationView, PathListView, PostView, RouteView, TagListView, TagView,
};

use super::site::Site;
use crate::domain::fallback::UnknownLocale;
use crate::domain::id::PostId;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::store::{Store, StoreError};

/// Why a reader gets no answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A locale that the site does not have.
    #[error(transparent)]
    UnknownLocale(#[from] UnknownLocale),
    /// An argument that cannot be understood.
    #[error("{0}")]
    BadInput(String),
    /// Ours.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads for one site.
#[derive(Clone, Debug)]
pub struct Reader {
    site: Arc<Site>,
    store: Store,
}

/// How a post is named by who asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostBy {
    /// By its id.
    Id(PostId),
    /// By its key.
    Key(String),
}

//! The schema as a whole: what it is built from, its limits, and its text.

use std::sync::Arc;

use async_graphql::{MergedObject, MergedSubscription, SDLExportOptions, SchemaBuilder};

pub use super::backend::Clock;
use super::change::ChangeSubscription;
use super::gate::Gated;
use super::locale::LocaleQuery;
use super::localized::Localized;
use super::message::MessageQuery;
use super::navigation::NavigationQuery;
use super::node::NodeQuery;
use super::path::PathQuery;
use super::post::{PostMutation, PostQuery};
use super::preview_token::PreviewTokenMutation;
use super::redirect::{RedirectMutation, RedirectQuery};
use super::rendering::RenderingQuery;
use super::revision::{RevisionMutation, RevisionQuery};
use super::route::RouteQuery;
use super::section::SectionMutation;
use super::tag::{TagMutation, TagQuery};
use super::token::{TokenMutation, TokenQuery};
use super::translation::{TranslationMutation, TranslationQuery};
use crate::service::act::Writer;
use crate::service::feed::Feed;
use crate::service::read::Reader;
use crate::service::site::Site;

/// The schema that a server executes requests against.
pub type Schema = async_graphql::Schema<Gated<Query>, Gated<Mutation>, Subscription>;

/// What one request may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep fields may lie in one another.
    pub depth: usize,
    /// How many fields may be answered, each counted once for every entry of the pages around it.
    pub complexity: usize,
}

impl Default for Limits {
    /// Room for a hundred pages with all they need, and for the introspection of a playground.
    fn default() -> Self {
        Self {
            depth: 20,
            complexity: 20_000,
        }
    }
}

/// All that a reader may ask.
#[derive(Default, MergedObject)]
pub struct Query(
    RouteQuery,
    PostQuery,
    TagQuery,
    LocaleQuery,
    MessageQuery,
    PathQuery,
    NavigationQuery,
    NodeQuery,
    RedirectQuery,
    RevisionQuery,
    RenderingQuery,
    TokenQuery,
    TranslationQuery,
);

/// All that an editor or translator may change.
///
/// Each mutation is one transaction: it does all of what it says, or nothing. Expected failures come back in `userErrors`, in
/// the language of `Accept-Language`.
#[derive(Default, MergedObject)]
pub struct Mutation(
    PostMutation,
    TranslationMutation,
    RevisionMutation,
    SectionMutation,
    TagMutation,
    RedirectMutation,
    PreviewTokenMutation,
    TokenMutation,
);

/// All that is told while it happens.
#[derive(Default, MergedSubscription)]
pub struct Subscription(ChangeSubscription);

/// The schema of one site, reading and writing with `writer` at the times that `clock` tells, and telling what `feed` tells.
pub fn build(writer: Writer, feed: Feed, clock: Clock, limits: Limits) -> Schema {
    let site = Arc::clone(&writer.site);
    let reader = Reader::new(Arc::clone(&site), writer.store.clone());
    limited(site, clock, limits)
        .data(reader)
        .data(writer)
        .data(feed)
        .finish()
}

/// A schema that can answer what no database is needed for.
#[cfg(test)]
pub(super) fn without_reader(site: Arc<Site>, clock: Clock, limits: Limits) -> Schema {
    limited(site, clock, limits).finish()
}

/// The schema in its own language: the same text for the same contract, whatever the order in which it is written here.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .use_space_ident();
    let schema = builder().finish();
    schema.sdl_with_options(options)
}

fn limited(
    site: Arc<Site>,
    clock: Clock,
    limits: Limits,
) -> SchemaBuilder<Gated<Query>, Gated<Mutation>, Subscription> {
    builder()
        .data(site)
        .data(clock)
        .limit_depth(limits.depth)
        .limit_complexity(limits.complexity)
}

fn builder() -> SchemaBuilder<Gated<Query>, Gated<Mutation>, Subscription> {
    // No field answers with `Localized`: it would be missing without being named here.
    let (query, mutation) = (Gated::default(), Gated::default());
    async_graphql::Schema::build(query, mutation, Subscription::default())
        .register_output_type::<Localized>()
}

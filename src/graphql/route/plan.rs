//! Selection → plan: what a request wants of a path, whatever it leads to.

use crate::graphql::selection::Selected;
use crate::graphql::{post, section, tag};
use crate::service::read::plan::RoutePlan;

/// What `selected`, a field that answers with routes or nodes, wants of each.
pub(crate) fn plan(selected: &Selected<'_>) -> RoutePlan {
    let mut plan = RoutePlan::default();
    post::plan::extend(&mut plan.post, selected);
    tag::plan::extend(&mut plan.tag, selected);
    section::plan::extend(&mut plan.section, selected);
    plan
}

//! Selection → plan: what a request wants of a tag.

use crate::graphql::post;
use crate::graphql::selection::Selected;
use crate::service::read::plan::TagPlan;

/// Adds what `selected`, a field that answers with a tag, wants of it.
pub(crate) fn extend(plan: &mut TagPlan, selected: &Selected<'_>) {
    for field in selected.children("Tag") {
        if field.name() == "posts" {
            post::plan::extend_lists(&mut plan.posts, &field);
        }
    }
}

/// Adds what `selected`, a field that answers with a connection of tags, wants of each.
pub(crate) fn extend_list(plan: &mut TagPlan, selected: &Selected<'_>) {
    for node in selected.nodes("Tag") {
        extend(plan, &node);
    }
}

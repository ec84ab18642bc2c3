//! Selection → plan: what a request wants of a folder.

use crate::graphql::post;
use crate::graphql::selection::Selected;
use crate::service::read::plan::SectionPlan;

/// Adds what `selected`, a field that answers with a section, wants of it.
pub(crate) fn extend(plan: &mut SectionPlan, selected: &Selected<'_>) {
    for field in selected.children("Section") {
        match field.name() {
            "index" => post::plan::extend(plan.index.get_or_insert_default(), &field),
            "posts" => post::plan::extend_lists(&mut plan.posts, &field),
            _ => {}
        }
    }
}

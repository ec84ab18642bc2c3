//! Selection → plan: what a request wants of saved states.

use crate::graphql::page::PageArgs;
use crate::graphql::selection::Selected;
use crate::service::read::plan::{Page, RevisionPlan};

/// The page and the plan of a field that answers with a connection of saved states; `None` where its arguments are refused,
/// which the resolver says in its place.
pub(crate) fn of(selected: &Selected<'_>) -> Option<(Page, RevisionPlan)> {
    let first = selected.argument::<Option<i32>>("first").flatten();
    let after = selected.argument::<Option<String>>("after").flatten();
    let page = PageArgs::forward(first, after).page().ok()?;
    Some((page, plan(selected)))
}

/// What is wanted of each of them.
pub(crate) fn plan(selected: &Selected<'_>) -> RevisionPlan {
    let mut plan = RevisionPlan::default();
    for node in selected.nodes("Revision") {
        extend(&mut plan, &node);
    }
    plan
}

fn extend(plan: &mut RevisionPlan, selected: &Selected<'_>) {
    let fields = selected.children("Revision");
    let diffs = fields.iter().filter(|field| field.name() == "diff");
    plan.diffs
        .extend(diffs.map(|diff| diff.argument::<Option<i32>>("against").flatten()));
}

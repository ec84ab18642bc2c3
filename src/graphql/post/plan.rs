//! Selection → plan: what a request wants of a post and of a list of posts.

use async_graphql::Result;

use crate::graphql::page::{self, PageArgs};
use crate::graphql::post::input;
use crate::graphql::revision;
use crate::graphql::section;
use crate::graphql::selection::Selected;
use crate::graphql::tag;
use crate::service::read::plan::{ListArgs, ListPlan, PostPlan};

/// Adds what `selected`, a field that answers with a post, wants of it.
pub(crate) fn extend(plan: &mut PostPlan, selected: &Selected<'_>) {
    for field in selected.children("Post") {
        match field.name() {
            "body" => {
                plan.body = true;
                plan.tree |= field.selects("Body", "minimark");
            }
            "alternates" => plan.alternates = true,
            // The translations are named in it.
            "seo" if field.selects("Seo", "jsonLd") => plan.alternates = true,
            "tags" => tag::plan::extend(plan.tags.get_or_insert_default(), &field),
            "section" => section::plan::extend(plan.section.get_or_insert_default(), &field),
            "previous" => extend(plan.previous.get_or_insert_default(), &field),
            "next" => extend(plan.next.get_or_insert_default(), &field),
            "related" => {
                // A number that is refused is not planned: the resolver says so in its place.
                let first = field.argument::<Option<i32>>("first").flatten();
                if let Ok(count) = related_count(first) {
                    extend(plan.related.entry(count).or_default(), &field);
                }
            }
            "translation" => plan.translation = true,
            "translations" => extend(plan.translations.get_or_insert_default(), &field),
            "revisions" => {
                if let Some((page, wanted)) = revision::plan::of(&field) {
                    plan.add_revisions(&page, &wanted);
                }
            }
            _ => {}
        }
    }
}

/// How many related posts are wanted.
pub(crate) fn related_count(first: Option<i32>) -> Result<usize> {
    const DEFAULT: i32 = 3;
    page::count("first", first.unwrap_or(DEFAULT))
}

/// Adds what `selected`, a field that answers with a connection of posts, wants of it.
pub(crate) fn extend_list(plan: &mut ListPlan, selected: &Selected<'_>) {
    for node in selected.nodes("Post") {
        extend(&mut plan.node, &node);
    }
    for field in selected.children("PostConnection") {
        match field.name() {
            "totalCount" => plan.total = true,
            "tags" => {
                let facets = plan.facets.get_or_insert_default();
                for field in field.children("TagFacet") {
                    if field.name() == "tag" {
                        tag::plan::extend(facets, &field);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Adds a list of posts that a tag or section has, once for each set of arguments.
pub(crate) fn extend_lists(lists: &mut Vec<(ListArgs, ListPlan)>, selected: &Selected<'_>) {
    let order = selected
        .argument::<Option<input::PostOrder>>("orderBy")
        .flatten();
    let text = |name| selected.argument::<Option<String>>(name).flatten();
    let number = |name| selected.argument::<Option<i32>>(name).flatten();
    let page = PageArgs {
        first: number("first"),
        after: text("after"),
        last: number("last"),
        before: text("before"),
    };
    // Arguments that are refused are not planned: the resolver says so in their place.
    let Ok(args) = list_args(order, page) else {
        return;
    };
    match lists.iter_mut().find(|(each, _)| *each == args) {
        Some((_, plan)) => extend_list(plan, selected),
        None => {
            let mut plan = ListPlan::default();
            extend_list(&mut plan, selected);
            lists.push((args, plan));
        }
    }
}

/// The arguments of a list of posts.
pub(crate) fn list_args(order: Option<input::PostOrder>, page: PageArgs) -> Result<ListArgs> {
    Ok(ListArgs {
        order: order.unwrap_or_default().into(),
        page: page.page()?,
    })
}

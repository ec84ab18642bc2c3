//! Requests → plans: what is loaded follows from what is selected.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use async_graphql::{
    Context, EmptyMutation, EmptySubscription, Object, Request, Schema, Variables,
};
use serde_json::{Value, json};

use crate::graphql::localized::Localized;
use crate::graphql::node::Node;
use crate::graphql::post::{self, Post, PostConnection};
use crate::graphql::route::{self, Route};
use crate::graphql::selection::Selected;
use crate::service::read::plan::{ListArgs, ListPlan, PostPlan, RoutePlan, SectionPlan, TagPlan};

/// Answers nothing and keeps the plan.
struct Capture(Arc<Mutex<String>>);

impl Capture {
    fn keep(&self, plan: String) {
        *self.0.lock().unwrap() = plan;
    }
}

#[Object]
impl Capture {
    async fn route(&self, ctx: &Context<'_>) -> Option<Route> {
        self.keep(of_route(&route::plan(&Selected::here(ctx))));
        None
    }

    async fn node(&self, ctx: &Context<'_>) -> Option<Node> {
        self.keep(of_route(&route::plan(&Selected::here(ctx))));
        None
    }

    async fn post(&self, ctx: &Context<'_>) -> Option<Post> {
        let mut plan = PostPlan::default();
        post::plan::extend(&mut plan, &Selected::here(ctx));
        self.keep(of_post(&plan));
        None
    }

    async fn posts(&self, ctx: &Context<'_>) -> Option<PostConnection> {
        let mut plan = ListPlan::default();
        post::plan::extend_list(&mut plan, &Selected::here(ctx));
        self.keep(of_list(&plan));
        None
    }
}

async fn plan_with(query: &str, variables: Value) -> String {
    let kept = Arc::new(Mutex::new(String::new()));
    let schema = Schema::build(Capture(Arc::clone(&kept)), EmptyMutation, EmptySubscription)
        .register_output_type::<Localized>()
        .finish();
    let request = Request::new(query).variables(Variables::from_json(variables));
    let response = schema.execute(request).await;
    assert!(response.errors.is_empty(), "{query}: {:?}", response.errors);
    kept.lock().unwrap().clone()
}

async fn plan(query: &str) -> String {
    plan_with(query, json!({})).await
}

fn of_route(plan: &RoutePlan) -> String {
    format!(
        "post{{{}}} tag{{{}}} section{{{}}}",
        of_post(&plan.post),
        of_tag(&plan.tag),
        of_section(&plan.section)
    )
}

fn of_post(plan: &PostPlan) -> String {
    let mut parts = Vec::new();
    if plan.body {
        parts.push("body".to_owned());
    }
    if plan.alternates {
        parts.push("alternates".to_owned());
    }
    parts.extend(
        plan.tags
            .iter()
            .map(|plan| format!("tags{{{}}}", of_tag(plan))),
    );
    parts.extend(
        plan.section
            .iter()
            .map(|plan| format!("section{{{}}}", of_section(plan))),
    );
    parts.extend(
        plan.previous
            .iter()
            .map(|plan| format!("previous{{{}}}", of_post(plan))),
    );
    parts.extend(
        plan.next
            .iter()
            .map(|plan| format!("next{{{}}}", of_post(plan))),
    );
    let related = plan.related.iter();
    parts.extend(related.map(|(count, plan)| format!("related({count}){{{}}}", of_post(plan))));
    parts.join(" ")
}

fn of_tag(plan: &TagPlan) -> String {
    of_lists(&plan.posts)
}

fn of_section(plan: &SectionPlan) -> String {
    let index = plan
        .index
        .iter()
        .map(|plan| format!("index{{{}}}", of_post(plan)));
    let mut parts: Vec<String> = index.collect();
    parts.push(of_lists(&plan.posts));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn of_lists(lists: &[(ListArgs, ListPlan)]) -> String {
    let lists = lists.iter().map(|(args, plan)| {
        let mut text = format!("{:?} {}", args.order, args.page.limit);
        if args.page.is_backward {
            text.push_str(" backward");
        }
        if let Some(cursor) = &args.page.cursor {
            write!(text, " {cursor}").unwrap();
        }
        format!("posts({text}){{{}}}", of_list(plan))
    });
    lists.collect::<Vec<_>>().join(" ")
}

fn of_list(plan: &ListPlan) -> String {
    let mut parts = vec![of_post(&plan.node)];
    if plan.total {
        parts.push("total".to_owned());
    }
    parts.extend(
        plan.facets
            .iter()
            .map(|plan| format!("facets{{{}}}", of_tag(plan))),
    );
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[tokio::test]
async fn a_post_is_loaded_as_far_as_it_is_selected() {
    for (selected, expected) in [
        ("title path readingTime { text } seo { title }", ""),
        ("body { html }", "body"),
        ("alternates { path }", "alternates"),
        ("seo { jsonLd }", "alternates"),
        ("tags { name }", "tags{}"),
        (
            "section { title index { title body { html } } }",
            "section{index{body}}",
        ),
        (
            "previous { title } next { tags { name } }",
            "previous{} next{tags{}}",
        ),
        (
            "previous { next { previous { body { text } } } }",
            "previous{next{previous{body}}}",
        ),
        // The same relation selected twice is loaded once, with all that either wants.
        (
            "a: previous { body { html } } b: previous { alternates { path } }",
            "previous{body alternates}",
        ),
        (
            "related { title } more: related(first: 10) { body { html } }",
            "related(3){} related(10){body}",
        ),
        (
            "related(first: null) { title } b: related(first: 3) { body { html } }",
            "related(3){body}",
        ),
        (
            "tags { posts { totalCount } oldest: posts(orderBy: OLDEST, last: 2) { nodes { title } } }",
            "tags{posts(Newest 20){total} posts(Oldest 2 backward){}}",
        ),
        (
            "tags { a: posts(first: 5, after: \"c\") { nodes { body { html } } } b: posts(after: \"c\", first: 5) { totalCount } }",
            "tags{posts(Newest 5 c){body total}}",
        ),
        // What is refused is not loaded: its resolver says so.
        ("tags { posts(first: 500) { totalCount } }", "tags{}"),
    ] {
        assert_eq!(
            plan(&format!("{{ post {{ {selected} }} }}")).await,
            expected,
            "{selected}"
        );
    }
}

#[tokio::test]
async fn fragments_and_their_conditions_are_followed() {
    for (query, expected) in [
        (
            "{ post { ...P } } fragment P on Post { ...Q body { html } } fragment Q on Localized { alternates { path } }",
            "body alternates",
        ),
        ("{ post { ... { body { html } } } }", "body"),
        (
            "{ post { ... on Node { ... on Post { tags { name } } } } }",
            "tags{}",
        ),
    ] {
        assert_eq!(plan(query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn each_member_of_a_route_has_its_own_plan() {
    let query = "{ route {
        ... on Post { body { html } }
        ... on Tag { posts(first: 5) { nodes { title } } }
        ... on Section { posts(first: 7) { nodes { tags { name } } } index { title } }
        ... on Localized { alternates { path } }
        ... on NotFound { suggestions { path } } } }";
    let expected =
        "post{body alternates} tag{posts(Newest 5){}} section{index{} posts(Newest 7){tags{}}}";
    assert_eq!(plan(query).await, expected);
    assert_eq!(
        plan(
            &query
                .replace("route", "node")
                .replace("... on NotFound { suggestions { path } }", "")
        )
        .await,
        expected
    );
}

#[tokio::test]
async fn a_list_is_counted_only_when_asked() {
    for (selected, expected) in [
        ("nodes { title } pageInfo { hasNextPage }", ""),
        (
            "totalCount edges { cursor node { body { html } } } nodes { tags { name } }",
            "body tags{} total",
        ),
        ("tags { count }", "facets{}"),
        (
            "tags { tag { posts(first: 1) { totalCount } } }",
            "facets{posts(Newest 1){total}}",
        ),
    ] {
        assert_eq!(
            plan(&format!("{{ posts {{ {selected} }} }}")).await,
            expected,
            "{selected}"
        );
    }
}

#[tokio::test]
async fn variables_and_directives_are_followed() {
    let query = "query Q($n: Int = 4, $order: PostOrder, $body: Boolean!, $hide: Boolean!) { post {
        related(first: $n) { title }
        body @include(if: $body) { html }
        tags @skip(if: $hide) { name }
        ... on Post @skip(if: $hide) { next { title } }
        ...Section @include(if: $body)
    } } fragment Section on Post { section { posts(orderBy: $order, first: $n) { nodes { title } } } }";
    for (variables, expected) in [
        (json!({"body": false, "hide": true}), "related(4){}"),
        (
            json!({"body": true, "hide": true, "n": 9}),
            "body section{posts(Newest 9){}} related(9){}",
        ),
        (
            json!({"body": true, "order": "TITLE", "hide": false}),
            "body tags{} section{posts(Title 4){}} next{} related(4){}",
        ),
    ] {
        assert_eq!(
            plan_with(query, variables.clone()).await,
            expected,
            "{variables}"
        );
    }
}

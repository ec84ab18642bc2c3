//! The root field `translationQueue`.

use async_graphql::{Context, Result};

use super::object::TranslationStatus;
use super::queue::TranslationQueueConnection;
use crate::domain::access::Deed;
use crate::domain::translation;
use crate::graphql::page::{self, PageArgs};
use crate::graphql::post::plan;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::{backend, error, sender};
use crate::service::read::plan::QueuePlan;

/// What is to be translated.
#[derive(Default)]
pub(crate) struct TranslationQuery;

/// What is to be translated.
#[async_graphql::Object]
impl TranslationQuery {
    /// [editor] What is stale or missing in one locale; by default both. Published sources first, then stale before missing,
    /// then most changed words, then newest.
    #[graphql(complexity = "page::cost(first, None, child_complexity)")]
    async fn translation_queue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to translate into.")] locale: LocaleTag,
        #[graphql(desc = "Posts that are that far; without it, STALE and MISSING.")] states: Option<
            Vec<TranslationStatus>,
        >,
        #[graphql(desc = "How many, 1 to 100; 20 without it.")] first: Option<i32>,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<String>,
    ) -> Result<Option<TranslationQueueConnection>> {
        sender::caller(ctx, Deed::Read).await?;
        let locale = backend::locale(ctx, &locale)?;
        let page = PageArgs::forward(first, after).page()?;
        let states = match states {
            Some(states) => states.into_iter().map(Into::into).collect(),
            None => vec![
                translation::TranslationStatus::Stale,
                translation::TranslationStatus::Missing,
            ],
        };
        let plan = queue_plan(&Selected::here(ctx));
        let reader = backend::reader(ctx)?;
        let now = backend::now(ctx)?;
        let list = reader
            .translation_queue(&locale, &states, &page, &plan, now)
            .await;
        let list = list.map_err(|failure| error::of_read(ctx, &failure))?;
        Ok(Some(TranslationQueueConnection::of(list)))
    }
}

fn queue_plan(selected: &Selected<'_>) -> QueuePlan {
    let mut queue = QueuePlan {
        total: selected.selects("TranslationQueueConnection", "totalCount"),
        ..QueuePlan::default()
    };
    for node in selected.nodes("TranslationQueue") {
        extend(&mut queue, &node);
    }
    queue
}

fn extend(queue: &mut QueuePlan, task: &Selected<'_>) {
    for field in task.children("TranslationTask") {
        match field.name() {
            "source" => plan::extend(&mut queue.source, &field),
            "target" => plan::extend(&mut queue.target, &field),
            _ => {}
        }
    }
}

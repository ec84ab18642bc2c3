//! The type `TranslationTask` and its connection.

use async_graphql::SimpleObject;

use super::object::{Segment, TranslationStatus, segments};
use crate::graphql::page::{self, PageInfo};
use crate::graphql::post::Post;
use crate::graphql::scalar::LocaleTag;
use crate::service::read::view::{TaskView, TranslationQueueView};

/// Something to be translated, or translated already.
#[derive(Clone, SimpleObject)]
pub(crate) struct TranslationTask {
    /// As readers see it, or its newest state if none is published.
    source: Post,
    /// Its newest state; null when missing.
    target: Option<Post>,
    /// The source version that counts: what to send back as `sourceVersion`.
    source_version: i32,
    /// The locale to translate into.
    locale: LocaleTag,
    /// How far it is.
    status: TranslationStatus,
    /// What changed in the source since it was last brought up to date; empty unless `status` is STALE.
    stale_segments: Vec<Segment>,
}

/// What is to be done, the most urgent first.
#[derive(SimpleObject)]
pub(crate) struct TranslationQueueConnection {
    /// Each with its cursor.
    edges: Vec<TranslationQueueEdge>,
    /// The same without cursors.
    nodes: Vec<TranslationTask>,
    /// Where the page lies.
    page_info: PageInfo,
    /// How much there is in all.
    total_count: i32,
}

/// A task in a list.
#[derive(SimpleObject)]
pub(crate) struct TranslationQueueEdge {
    /// Its place, for `after`.
    cursor: String,
    /// The task.
    node: TranslationTask,
}

impl TranslationQueueConnection {
    /// The connection of a loaded page.
    pub(super) fn of(list: TranslationQueueView) -> Self {
        let page_info = PageInfo::of(&list.rows, list.has_next, list.has_previous);
        let edges: Vec<TranslationQueueEdge> = list
            .rows
            .into_iter()
            .map(|(cursor, view)| TranslationQueueEdge {
                cursor,
                node: TranslationTask::of(view),
            })
            .collect();
        Self {
            nodes: edges.iter().map(|edge| edge.node.clone()).collect(),
            edges,
            page_info,
            total_count: page::total(list.total),
        }
    }
}

impl TranslationTask {
    fn of(view: TaskView) -> Self {
        Self {
            source: Post(view.source),
            target: view.target.map(Post),
            source_version: view.translation.source_version,
            locale: LocaleTag::from(&view.locale),
            status: view.translation.status.into(),
            stale_segments: segments(&view.translation),
        }
    }
}

//! Lists of tags: the types `TagConnection` and `TagEdge`.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::Tag;
use crate::graphql::page::{self, PageInfo};
use crate::service::read::view::TagListView;

/// A page of tags as it was loaded.
pub(crate) struct TagConnection(pub(crate) TagListView);

/// A page of a list of tags.
#[Object]
impl TagConnection {
    /// The tags of this page, each with its cursor.
    async fn edges(&self) -> Vec<TagEdge> {
        let rows = self.0.rows.iter();
        rows.map(|(cursor, tag)| TagEdge {
            cursor: cursor.clone(),
            node: Tag(Arc::clone(tag)),
        })
        .collect()
    }

    /// The tags of this page.
    async fn nodes(&self) -> Vec<Tag> {
        let rows = self.0.rows.iter();
        rows.map(|(_, tag)| Tag(Arc::clone(tag))).collect()
    }

    /// Where this page lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.0.rows, self.0.has_next, self.0.has_previous)
    }

    /// How many tags the whole list has.
    async fn total_count(&self) -> i32 {
        page::total(self.0.total)
    }
}

/// A tag in a list.
#[derive(SimpleObject)]
pub(crate) struct TagEdge {
    /// For `after` and `before`.
    cursor: String,
    /// The tag.
    node: Tag,
}

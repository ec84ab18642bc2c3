//! Lists of posts: the types `PostConnection`, `PostEdge` and `TagFacet`.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};

use super::Post;
use crate::graphql::error;
use crate::graphql::page::{self, PageInfo};
use crate::graphql::tag::Tag;
use crate::service::read::plan::ListArgs;
use crate::service::read::view::ListView;

/// A page of posts as it was loaded.
pub(crate) struct PostConnection(pub(crate) Arc<ListView>);

/// A page of a list of posts.
#[Object]
impl PostConnection {
    /// The posts of this page, each with its cursor.
    async fn edges(&self) -> Vec<PostEdge> {
        let rows = self.0.rows.iter();
        rows.map(|(cursor, post)| PostEdge {
            cursor: cursor.clone(),
            node: Post(Arc::clone(post)),
        })
        .collect()
    }

    /// The posts of this page.
    async fn nodes(&self) -> Vec<Post> {
        let rows = self.0.rows.iter();
        rows.map(|(_, post)| Post(Arc::clone(post))).collect()
    }

    /// Where this page lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.0.rows, self.0.has_next, self.0.has_previous)
    }

    /// How many posts the whole list has.
    async fn total_count(&self) -> i32 {
        page::total(self.0.total)
    }

    /// The tags that posts of the whole list carry, the most frequent first.
    async fn tags(&self) -> Vec<TagFacet> {
        let facets = self.0.facets.iter();
        facets
            .map(|(tag, count)| TagFacet {
                tag: Tag(Arc::clone(tag)),
                count: page::total(*count),
            })
            .collect()
    }
}

/// A post in a list.
#[derive(SimpleObject)]
pub(crate) struct PostEdge {
    /// For `after` and `before`.
    cursor: String,
    /// The post.
    node: Post,
}

/// A tag, and how many posts of a list carry it.
#[derive(SimpleObject)]
pub(crate) struct TagFacet {
    /// The tag.
    tag: Tag,
    /// How many posts of the whole list carry it.
    count: i32,
}

/// The list that was loaded for these arguments.
pub(crate) fn list(
    ctx: &Context<'_>,
    lists: &[(ListArgs, Arc<ListView>)],
    args: &ListArgs,
) -> Result<PostConnection> {
    let list = lists.iter().find(|(each, _)| each == args);
    list.map(|(_, list)| PostConnection(Arc::clone(list)))
        .ok_or_else(|| error::not_loaded(ctx, "posts"))
}

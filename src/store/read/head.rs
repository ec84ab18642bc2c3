//! Where the newest states of posts are: the paths that they have, or will have once they are published.

use std::collections::BTreeMap;

use super::{locale, post, rest};
use crate::domain::id::PostId;
use crate::domain::route::Place;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// The places of all translations of posts that are not deleted, by post.
pub async fn of_posts(
    tx: &ReadTx,
    posts: &[PostId],
) -> Result<BTreeMap<PostId, Vec<Place>>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.0).collect();
    let mut statement = Statement::new(
        "SELECT post_id, locale, head_rest AS rest FROM post_translation \
         WHERE head_rest IS NOT NULL AND post_id IN ",
    );
    statement.bind_list(&ids).push(" ORDER BY post_id, locale");
    let mut places: BTreeMap<PostId, Vec<Place>> = BTreeMap::new();
    for row in tx.all(statement).await? {
        places
            .entry(post(&row, "post_id")?)
            .or_default()
            .push(Place {
                locale: locale(&row, "locale")?,
                rest: rest(&row, "rest")?,
            });
    }
    Ok(places)
}

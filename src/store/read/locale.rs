//! How much of the site each locale has.

use std::collections::BTreeMap;

use super::locale;
use crate::domain::locale::Locale;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Posts published in each locale itself, and posts published in any.
pub async fn coverage(tx: &ReadTx) -> Result<(BTreeMap<Locale, i64>, i64), StoreError> {
    let statement = Statement::new(
        "SELECT locale, own AS posts FROM tally WHERE section = '' AND tag_id = 0 \
         UNION ALL SELECT '', COUNT(*) FROM post p WHERE EXISTS (\
         SELECT 1 FROM route w WHERE w.post_id = p.id AND w.kind = 'live')",
    );
    let mut own = BTreeMap::new();
    let mut total = 0;
    for row in tx.all(statement).await? {
        let posts: i64 = row.try_get("", "posts")?;
        match locale(&row, "locale")? {
            all if all.as_str().is_empty() => total = posts,
            each => {
                own.insert(each, posts);
            }
        }
    }
    Ok((own, total))
}

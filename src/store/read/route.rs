//! What is known of a path: everything that the decision how to answer it needs, in one statement.

use std::collections::BTreeMap;

use super::{Reach, locale, post, rest};
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::RouteRow;
use crate::store::error::StoreError;
use crate::store::route;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// What is known of some paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The rows at the paths, and at every live path of the things found there.
    pub rows: Vec<RouteRow>,
    /// How many posts each folder at one of the paths shows in each locale.
    folders: BTreeMap<(Rest, Locale), Count>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    shown: i64,
    own: i64,
}

impl Count {
    fn of(self, reach: Reach) -> i64 {
        match reach {
            Reach::All => self.shown,
            Reach::Own => self.own,
        }
    }
}

impl Known {
    /// Whether the folder at a path has anything to show in a locale.
    pub fn is_section_shown(&self, rest: &Rest, locale: &Locale, reach: Reach) -> bool {
        let count = self.folders.get(&(rest.clone(), locale.clone()));
        count.is_some_and(|count| count.of(reach) > 0)
    }
}

/// Everything that is known of `paths`.
pub async fn at(tx: &ReadTx, paths: &[Rest]) -> Result<Known, StoreError> {
    let mut statement = Statement::default();
    let texts: Vec<&str> = paths.iter().map(Rest::as_str).collect();
    let asked = statement.list(&texts);
    statement.push(&format!(
        "WITH here AS (SELECT post_id, tag_id FROM route WHERE rest IN {asked}) \
         SELECT kind, rest, locale, post_id, tag_id, target, status, CAST(0 AS BIGINT) AS shown, CAST(0 AS BIGINT) AS own \
         FROM route WHERE rest IN {asked} OR rest IN (\
         SELECT live.rest FROM here CROSS JOIN route live WHERE live.post_id = here.post_id AND live.kind = 'live' UNION \
         SELECT live.rest FROM here CROSS JOIN route live WHERE live.tag_id = here.tag_id AND live.kind = 'live') \
         UNION ALL SELECT 'folder', section, locale, NULL, NULL, NULL, NULL, shown, own \
         FROM tally WHERE tag_id = 0 AND section IN {asked}"
    ));
    read(tx, statement).await
}

/// Everything that is known of the live paths of some posts.
pub async fn of_posts(tx: &ReadTx, posts: &[PostId]) -> Result<Known, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.0).collect();
    let mut statement = Statement::new(
        "SELECT kind, rest, locale, post_id, tag_id, target, status, CAST(0 AS BIGINT) AS shown, CAST(0 AS BIGINT) AS own \
         FROM route WHERE rest IN (SELECT rest FROM route WHERE kind = 'live' AND post_id IN ",
    );
    statement.bind_list(&ids).push(")");
    read(tx, statement).await
}

/// The post with this key, if it was ever published.
pub async fn post_by_key(tx: &ReadTx, key: &str) -> Result<Option<PostId>, StoreError> {
    let mut statement = Statement::new("SELECT id FROM post WHERE key = ");
    statement.bind(key);
    let rows = tx.all(statement).await?;
    rows.first().map(|row| post(row, "id")).transpose()
}

async fn read(tx: &ReadTx, statement: Statement) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for row in tx.all(statement).await? {
        let kind: String = row.try_get("", "kind")?;
        let count = Count {
            shown: row.try_get("", "shown")?,
            own: row.try_get("", "own")?,
        };
        let locale = locale(&row, "locale")?;
        let kind = match kind.as_str() {
            "folder" => {
                known.folders.insert((rest(&row, "rest")?, locale), count);
                continue;
            }
            name => route::kind(name, &row, 3)?,
        };
        known.rows.push(RouteRow {
            rest: rest(&row, "rest")?,
            locale,
            kind,
        });
    }
    Ok(known)
}

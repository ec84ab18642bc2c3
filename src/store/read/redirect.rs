//! Stored redirects: old paths of what is shown elsewhere now, and those that editors made.
//! An old path at which something is shown again is none, nor is one of which nothing can be shown: that is `Gone`.

use sea_orm::QueryResult;

use super::{locale, rest};
use crate::domain::locale::Locale;
use crate::domain::route::Place;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// Which redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Of these locales.
    pub locales: Vec<Locale>,
    /// Those that changed paths left behind.
    pub moved: bool,
    /// Those that editors made.
    pub manual: bool,
}

/// Where a redirect leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To where the post or tag is shown now.
    Place(Place),
    /// To what an editor said.
    Manual {
        /// A path or URL.
        target: String,
        /// 301, 302, 307 or 308.
        status: u16,
    },
}

/// Old paths of posts lead to where the locale's view shows the post, those of tags to the tag's name in the locale.
const ALL: &str = "SELECT w.locale, w.rest, w.kind, w.target, w.status, \
    CASE WHEN v.post_id IS NULL THEN w.locale ELSE v.path_locale END AS to_locale, \
    CASE WHEN v.post_id IS NULL THEN n.rest ELSE v.rest END AS to_rest FROM route w \
    LEFT JOIN listing v ON v.locale = w.locale AND v.post_id = w.post_id \
    LEFT JOIN route n ON n.kind = 'live' AND n.locale = w.locale AND n.tag_id = w.tag_id \
    LEFT JOIN listing s ON s.locale = w.locale AND s.path_locale = w.locale AND s.rest = w.rest \
    WHERE s.post_id IS NULL";

/// At most `limit` redirects behind a place, by locale and path.
pub async fn page(
    tx: &ReadTx,
    filter: &Filter,
    behind: Option<&Place>,
    limit: usize,
) -> Result<Vec<(Place, Target)>, StoreError> {
    let mut statement = Statement::new(ALL);
    restrict(&mut statement, filter);
    if let Some(place) = behind {
        statement
            .push(" AND (w.locale > ")
            .bind(place.locale.as_str());
        statement
            .push(" OR (w.locale = ")
            .bind(place.locale.as_str());
        statement
            .push(" AND w.rest > ")
            .bind(place.rest.as_str())
            .push("))");
    }
    statement.push(" ORDER BY w.locale, w.rest LIMIT ");
    statement.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    tx.all(statement).await?.iter().map(read).collect()
}

/// How many there are.
pub async fn total(tx: &ReadTx, filter: &Filter) -> Result<i64, StoreError> {
    let mut statement = Statement::new("SELECT COUNT(*) AS total FROM (");
    statement.push(ALL);
    restrict(&mut statement, filter);
    statement.push(") redirects");
    let rows = tx.all(statement).await?;
    rows.first()
        .map_or(Ok(0), |row| Ok(row.try_get("", "total")?))
}

fn restrict(statement: &mut Statement, filter: &Filter) {
    let tags: Vec<&str> = filter.locales.iter().map(Locale::as_str).collect();
    statement.push(" AND w.locale IN ").bind_list(&tags);
    const MOVED: &str = "(w.kind = 'moved' AND (v.post_id IS NOT NULL OR n.rest IS NOT NULL))";
    const MANUAL: &str = "w.kind = 'manual'";
    let wanted = match (filter.moved, filter.manual) {
        (true, true) => format!("({MANUAL} OR {MOVED})"),
        (true, false) => MOVED.to_owned(),
        (false, true) => MANUAL.to_owned(),
        (false, false) => "w.kind = ''".to_owned(),
    };
    statement.push(" AND ").push(&wanted);
}

fn read(row: &QueryResult) -> Result<(Place, Target), StoreError> {
    let from = Place {
        locale: locale(row, "locale")?,
        rest: rest(row, "rest")?,
    };
    let kind: String = row.try_get("", "kind")?;
    let target = match kind.as_str() {
        "manual" => {
            let status: Option<i32> = row.try_get("", "status")?;
            Target::Manual {
                target: row
                    .try_get::<Option<String>>("", "target")?
                    .unwrap_or_default(),
                status: status
                    .and_then(|status| u16::try_from(status).ok())
                    .unwrap_or(301),
            }
        }
        _ => Target::Place(Place {
            locale: locale(row, "to_locale")?,
            rest: rest(row, "to_rest")?,
        }),
    };
    Ok((from, target))
}

//! How far translations are: of one post, and as a queue of what is to be done in a locale.

use sea_orm::QueryResult;

use super::{locale, post};
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::translation::TranslationStatus;
use crate::store::error::StoreError;
use crate::store::statement::Statement;
use crate::store::transaction::ReadTx;

/// How far a post is in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The post.
    pub post: PostId,
    /// The locale it was first written in.
    pub source_locale: Locale,
    /// The version of the source that counts: what is published, else the newest.
    pub source_version: i32,
    /// How far it is.
    pub status: TranslationStatus,
    /// JSON array of the blocks that changed, where it is stale.
    pub segments: Option<String>,
}

/// A post in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// How far it is.
    pub state: State,
    /// Where it stands in the queue.
    pub rank: Rank,
    /// The path of the source that readers see, without its locale.
    pub live_rest: Option<Rest>,
    /// The path of the source's newest state.
    pub source_rest: Rest,
    /// The path of the newest state in the locale; `None` where it is missing.
    pub target_rest: Option<Rest>,
}

/// What a queue is ordered by, the greatest first; the id breaks ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// 1 where the source is published, else 0.
    pub published: i32,
    /// The greater, the more urgent: 3 where it is stale, 2 where it is missing, 1 where it is up to date, 0 for the source.
    pub urgency: i32,
    /// Words that changed, or are to be translated.
    pub words: i32,
    /// Microseconds since 1970: how new the source is.
    pub newest: i64,
    /// The post.
    pub post: PostId,
}

/// How far something is, by how urgent it is.
const URGENCY: [(i32, TranslationStatus); 4] = [
    (3, TranslationStatus::Stale),
    (2, TranslationStatus::Missing),
    (1, TranslationStatus::UpToDate),
    (0, TranslationStatus::Source),
];

/// The same as the database finds it out, of a post with its source `s`, its translation `t` and what `t` is behind by, `e`.
const URGENCY_OF: &str = "CASE WHEN t.id = s.id THEN 0 WHEN t.id IS NULL THEN 2 \
    WHEN e.words IS NULL THEN 1 ELSE 3 END AS urgency";

/// How far posts are in locales, in no order; those whose source is deleted are not there.
pub async fn states(
    tx: &ReadTx,
    wanted: &[(PostId, Locale)],
) -> Result<Vec<(Locale, State)>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::new(&format!(
        "SELECT p.id AS post_id, p.source_locale, wanted.column2 AS locale, \
         COALESCE(s.live_version, s.head_version) AS source_version, e.segments, {URGENCY_OF} FROM ",
    ));
    statement.bind_pairs(
        wanted
            .iter()
            .map(|(post, locale)| (post.0, locale.as_str())),
    );
    statement.push(
        " AS wanted CROSS JOIN post p CROSS JOIN post_translation s \
         LEFT JOIN post_translation t ON t.post_id = p.id AND t.locale = wanted.column2 AND t.head_rest IS NOT NULL \
         LEFT JOIN staleness e ON e.translation_id = t.id \
         WHERE p.id = wanted.column1 AND s.post_id = p.id AND s.locale = p.source_locale AND s.head_rest IS NOT NULL",
    );
    let rows = tx.all(statement).await?;
    rows.iter()
        .map(|row| Ok((locale(row, "locale")?, state(row)?)))
        .collect()
}

/// At most `limit` posts behind a place, the most urgent first.
pub async fn queue(
    tx: &ReadTx,
    wanted: &Locale,
    statuses: &[TranslationStatus],
    behind: Option<Rank>,
    limit: usize,
) -> Result<Vec<Task>, StoreError> {
    let mut statement = Statement::new("SELECT q.*, e.segments, v.rest AS live_rest FROM (");
    push_queue(&mut statement, wanted, statuses);
    if let Some(rank) = behind {
        statement.push(" AND (published, urgency, words, newest, post_id) < (");
        statement.bind(rank.published).push(", ");
        statement.bind(rank.urgency).push(", ");
        statement.bind(rank.words).push(", ");
        statement.bind(rank.newest).push(", ");
        statement.bind(rank.post.0).push(")");
    }
    statement.push(
        " ORDER BY published DESC, urgency DESC, words DESC, newest DESC, post_id DESC LIMIT ",
    );
    statement.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    statement.push(
        ") q LEFT JOIN staleness e ON e.translation_id = q.target_id \
         LEFT JOIN route v ON v.post_id = q.post_id AND v.locale = q.source_locale AND v.kind = 'live' \
         ORDER BY published DESC, urgency DESC, words DESC, newest DESC, post_id DESC",
    );
    tx.all(statement).await?.iter().map(task).collect()
}

/// How many there are.
pub async fn total(
    tx: &ReadTx,
    wanted: &Locale,
    statuses: &[TranslationStatus],
) -> Result<i64, StoreError> {
    let mut statement = Statement::new("SELECT COUNT(*) AS total FROM (");
    push_queue(&mut statement, wanted, statuses);
    statement.push(") q");
    let rows = tx.all(statement).await?;
    rows.first()
        .map_or(Ok(0), |row| Ok(row.try_get("", "total")?))
}

/// All posts with what a queue is ordered by. The words of what is missing are counted in an index, without the texts.
fn push_queue(statement: &mut Statement, wanted: &Locale, statuses: &[TranslationStatus]) {
    statement.push(&format!(
        "SELECT * FROM (SELECT p.id AS post_id, p.source_locale, s.head_rest AS source_rest, \
         t.id AS target_id, t.head_rest AS target_rest, \
         COALESCE(s.live_version, s.head_version) AS source_version, \
         COALESCE(s.published_at, s.updated_at) AS newest, \
         CASE WHEN s.live_version IS NULL THEN 0 ELSE 1 END AS published, \
         {URGENCY_OF}, \
         CASE WHEN t.id IS NULL THEN COALESCE(r.words, 0) ELSE COALESCE(e.words, 0) END AS words \
         FROM post p \
         JOIN post_translation s ON s.post_id = p.id AND s.locale = p.source_locale AND s.head_rest IS NOT NULL \
         LEFT JOIN post_translation t ON t.post_id = p.id AND t.head_rest IS NOT NULL AND t.locale = ",
    ));
    statement.bind(wanted.as_str());
    statement.push(
        " LEFT JOIN staleness e ON e.translation_id = t.id \
         LEFT JOIN rendering r ON t.id IS NULL AND r.translation_id = s.id \
         AND r.version = COALESCE(s.live_version, s.head_version)) all_posts WHERE urgency IN ",
    );
    let urgencies = URGENCY
        .iter()
        .filter(|(_, status)| statuses.contains(status));
    let urgencies: Vec<i32> = urgencies.map(|(urgency, _)| *urgency).collect();
    statement.bind_list(&urgencies);
}

fn state(row: &QueryResult) -> Result<State, StoreError> {
    let urgency: i32 = row.try_get("", "urgency")?;
    let status = URGENCY.iter().find(|(each, _)| *each == urgency);
    let status = status.ok_or_else(|| StoreError::Corrupt(format!("urgency {urgency}")))?;
    Ok(State {
        post: post(row, "post_id")?,
        source_locale: locale(row, "source_locale")?,
        source_version: row.try_get("", "source_version")?,
        status: status.1,
        segments: row.try_get("", "segments")?,
    })
}

fn task(row: &QueryResult) -> Result<Task, StoreError> {
    let rest = |column| -> Result<Option<Rest>, StoreError> {
        let rest: Option<String> = row.try_get("", column)?;
        Ok(rest.as_deref().map(Rest::from_canonical))
    };
    Ok(Task {
        state: state(row)?,
        rank: Rank {
            published: row.try_get("", "published")?,
            urgency: row.try_get("", "urgency")?,
            words: row.try_get("", "words")?,
            newest: row.try_get("", "newest")?,
            post: post(row, "post_id")?,
        },
        live_rest: rest("live_rest")?,
        source_rest: super::rest(row, "source_rest")?,
        target_rest: rest("target_rest")?,
    })
}

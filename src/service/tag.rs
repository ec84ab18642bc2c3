//! Tags: made, named in each locale, and taken away.
//! A tag has no draft: what is said of it, readers see at once.

mod messages;

use super::act::Act;
use super::input::{self, Edit};
use super::problem::{Problem, ProblemCode, Problems, WriteError, found};
use crate::domain::access::Deed;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::id::TagId;
use crate::domain::locale::Locale;
use crate::domain::path::{Rest, TAG_PREFIX};
use crate::domain::route::{RouteKind, RouteRow, Subject};
use crate::domain::slug::Slug;
use crate::store::change;
use crate::store::tag::{self as stored, TagName, TagRow};
use crate::store::view::{self, Which};
use crate::store::{StoreError, WriteTx, post, route};

pub(super) use messages::take_up;

/// A tag that is wanted.
#[derive(Clone, Debug)]
pub struct TagCreate {
    /// Its key.
    pub key: String,
    /// The locale it is first named in.
    pub locale: String,
    /// What it is called there.
    pub name: String,
    /// Its last path segment; made from the name where none is given.
    pub slug: Option<String>,
    /// What it is about.
    pub description: Option<String>,
}

/// A tag in the locale that was written to.
pub type Written = (TagId, Locale);

/// Makes a tag.
///
/// # Errors
/// Every problem of the input, `KEY_TAKEN` and `SLUG_TAKEN` among them.
pub async fn create(act: &Act<'_>, input: TagCreate) -> Result<Written, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    act.share(&mut problems, &["input"]);
    let locale = problems.locale(&act.site().locales, &["input", "locale"], &input.locale);
    let key = problems.take(input::a_slug(&["input", "key"], &input.key));
    let said = Said {
        name: input.name,
        slug: input.slug,
        description: input.description.map_or(Edit::Keep, Edit::Set),
    };
    let said = said.read(&["input"], &mut problems);
    let tx = act.writer.store.write().await?;
    let all = stored::all(&tx).await?;
    if let Some(key) = &key
        && all.iter().any(|tag| tag.key == key.as_str())
    {
        let taken = Problem::new(ProblemCode::KeyTaken, &["input", "key"], "error-key-taken");
        problems.add(taken.with("key", key.as_str()));
    }
    let row = TagRow {
        id: TagId(act.writer.ids.next(act.now)),
        key: key.map_or_else(String::new, |key| key.to_string()),
        names: Default::default(),
    };
    let name = locale.as_ref().zip(said);
    let name = name.and_then(|(locale, said)| {
        said.name_of(&row, locale, &all, &["input", "slug"], &mut problems)
    });
    let locale = found(locale, &mut problems, &["input", "locale"])?;
    let name = found(name, &mut problems, &["input", "name"])?;
    let id = row.id;
    rename(tx, act, row, &locale, Some(name)).await?;
    Ok((id, locale))
}

/// Names a tag in one locale, anew or otherwise.
///
/// # Errors
/// `NOT_FOUND`, and every problem of the input, `SLUG_TAKEN` among them.
pub async fn translate(
    act: &Act<'_>,
    tag: TagId,
    locale: &str,
    name: String,
    slug: Option<String>,
    description: Edit<String>,
) -> Result<Written, WriteError> {
    act.require(Deed::Translate)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let said = Said {
        name,
        slug,
        description,
    }
    .read(&[], &mut problems);
    let tx = act.writer.store.write().await?;
    let all = stored::all(&tx).await?;
    let row = existing(&all, tag)?;
    let name = locale.as_ref().zip(said);
    let name =
        name.and_then(|(locale, said)| said.name_of(&row, locale, &all, &["slug"], &mut problems));
    let locale = found(locale, &mut problems, &["locale"])?;
    let name = found(name, &mut problems, &["name"])?;
    rename(tx, act, row, &locale, Some(name)).await?;
    Ok((tag, locale))
}

/// Takes a tag's name in one locale away; it is shown by fallback there, or not at all.
///
/// # Errors
/// `NOT_FOUND` where it has no name, `INVALID` where it is the last one.
pub async fn translation_delete(act: &Act<'_>, tag: TagId, locale: &str) -> Result<(), WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    let locale = act.locale(&mut problems, &["locale"], locale);
    let locale = found(locale, &mut problems, &["locale"])?;
    let tx = act.writer.store.write().await?;
    let row = existing(&stored::all(&tx).await?, tag)?;
    if !row.names.contains_key(&locale) {
        return Err(Problem::not_found(&["locale"], "translation").into());
    }
    if row.names.len() == 1 {
        return Err(Problem::invalid(&["locale"], "error-invalid-last-name").into());
    }
    rename(tx, act, row, &locale, None).await
}

/// Takes a tag away, from all posts that carry it; its paths answer `Gone`.
///
/// # Errors
/// `NOT_FOUND`.
pub async fn delete(act: &Act<'_>, tag: TagId) -> Result<(), WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    act.share(&mut problems, &["tagId"]);
    let tx = act.writer.store.write().await?;
    let row = existing(&stored::all(&tx).await?, tag)?;
    problems.check()?;
    let carriers = stored::carriers(&tx, tag).await?;
    let mut posts = post::by_ids(&tx, &carriers).await?;
    for post in &mut posts {
        post.tags.retain(|each| *each != tag);
        post.shared_version += 1;
        post.updated_at = act.now;
        post.updated_by.clone_from(&act.caller.name);
    }
    post::put(&tx, &posts).await?;
    let live = route::live_of_posts(&tx, &carriers).await?;
    // Before the tag goes: what is counted of it is taken away by looking at what was there.
    view::refresh(&tx, &act.site().locales, Which::Posts(&carriers)).await?;
    route::forsake_tag(&tx, tag).await?;
    stored::delete(&tx, tag).await?;
    let mut changes: Vec<Change> = row
        .names
        .iter()
        .map(|(locale, name)| Change {
            previous_rest: Some(rest(&name.slug)),
            ..seen(ChangeKind::Deleted, tag, locale)
        })
        .collect();
    changes.extend(live.into_iter().filter_map(updated));
    change::append(&tx, &changes, act.now).await?;
    tx.commit().await?;
    Ok(())
}

/// That a post is another one where it is shown.
fn updated(row: RouteRow) -> Option<Change> {
    let RouteKind::Live(Subject::Post(post)) = row.kind else {
        return None;
    };
    Some(Change {
        post: Some(post),
        locale: Some(row.locale),
        rest: Some(row.rest),
        ..Change::new(ChangeKind::Updated)
    })
}

fn seen(kind: ChangeKind, tag: TagId, locale: &Locale) -> Change {
    Change {
        tag: Some(tag),
        locale: Some(locale.clone()),
        ..Change::new(kind)
    }
}

fn existing(all: &[TagRow], tag: TagId) -> Result<TagRow, Problem> {
    let row = all.iter().find(|row| row.id == tag).cloned();
    row.ok_or_else(|| Problem::not_found(&["tagId"], "tag"))
}

fn rest(slug: &str) -> Rest {
    Rest::from_canonical(&format!("{TAG_PREFIX}/{slug}"))
}

/// Writes a tag with another name in one locale, and commits.
async fn rename(
    tx: WriteTx,
    act: &Act<'_>,
    row: TagRow,
    locale: &Locale,
    name: Option<TagName>,
) -> Result<(), WriteError> {
    let change = put_name(&tx, row, locale, name).await?;
    change::append(&tx, change.as_slice(), act.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a tag with another name in one locale; answers with what readers can notice, if that is anything.
async fn put_name(
    tx: &WriteTx,
    mut row: TagRow,
    locale: &Locale,
    name: Option<TagName>,
) -> Result<Option<Change>, StoreError> {
    let before = row.names.remove(locale);
    if before == name {
        return Ok(None);
    }
    row.names
        .extend(name.clone().map(|name| (locale.clone(), name)));
    stored::put(tx, std::slice::from_ref(&row)).await?;
    let left = before.as_ref().map(|name| rest(&name.slug));
    let live = name.as_ref().map(|name| rest(&name.slug));
    let subject = Subject::Tag(row.id);
    let route = |rest: Rest, kind| RouteRow {
        rest,
        locale: locale.clone(),
        kind,
    };
    let moved = left.clone().filter(|left| Some(left) != live.as_ref());
    let routes: Vec<RouteRow> = moved
        .clone()
        .map(|rest| route(rest, RouteKind::Moved(subject)))
        .into_iter()
        .chain(
            live.clone()
                .map(|rest| route(rest, RouteKind::Live(subject))),
        )
        .collect();
    route::put(tx, &routes).await?;
    let kind = match (&before, &name) {
        (None, _) => ChangeKind::Published,
        (_, None) => ChangeKind::Deleted,
        _ => ChangeKind::Updated,
    };
    Ok(Some(Change {
        rest: live,
        previous_rest: moved,
        ..seen(kind, row.id, locale)
    }))
}

/// Whether another tag has a slug.
fn is_taken(all: &[TagRow], row: &TagRow, locale: &Locale, slug: &str) -> bool {
    let others = all.iter().filter(|tag| tag.id != row.id);
    let names = others.filter_map(|tag| tag.names.get(locale));
    names.into_iter().any(|name| name.slug == slug)
}

/// Slugs to try where one is taken.
fn numbered(slug: &str) -> impl Iterator<Item = String> {
    (2..1000).map(move |number| format!("{slug}-{number}"))
}

/// What is said of a tag in one locale.
struct Said<S> {
    name: String,
    slug: S,
    description: Edit<String>,
}

impl Said<Option<String>> {
    /// Checks it as far as it can be without the database.
    fn read(self, at: &[&str], problems: &mut Problems) -> Option<Said<Option<Slug>>> {
        let path = |name| -> Vec<&str> { at.iter().copied().chain([name]).collect() };
        let name = problems.take(input::title(
            &path("name"),
            &self.name,
            input::NAME_CHARS_MAX,
        ));
        let slug = self.slug.map(|slug| input::a_slug(&path("slug"), &slug));
        let slug = slug.map(|slug| problems.take(slug));
        let description = self.description.try_map(|text| {
            input::lines(&path("description"), &text, input::DESCRIPTION_CHARS_MAX)
        });
        let description = problems.take(description);
        Some(Said {
            name: name?,
            slug: match slug {
                Some(slug) => Some(slug?),
                None => None,
            },
            description: description?,
        })
    }
}

impl Said<Option<Slug>> {
    /// The tag's name; its slug is the one said, else the one it has, else made from the name, and no other tag's.
    fn name_of(
        self,
        row: &TagRow,
        locale: &Locale,
        all: &[TagRow],
        path: &[&str],
        problems: &mut Problems,
    ) -> Option<TagName> {
        let before = row.names.get(locale);
        let is_taken = |slug: &str| is_taken(all, row, locale, slug);
        let slug = match (self.slug, before) {
            (Some(slug), _) => slug.to_string(),
            (None, Some(before)) => before.slug.clone(),
            (None, None) => {
                Slug::of_title(&self.name).map_or_else(|_| row.key.clone(), |slug| slug.to_string())
            }
        };
        if is_taken(&slug) {
            let taken = Problem::new(ProblemCode::SlugTaken, path, "error-slug-taken");
            problems.add(
                taken
                    .with("slug", slug.as_str())
                    .with("locale", locale.as_str())
                    .suggest(numbered(&slug).find(|slug| !is_taken(slug))),
            );
            return None;
        }
        let said = before.map_or_else(String::new, |name| name.description.clone());
        Some(TagName {
            name: self.name,
            slug,
            description: self.description.or(said, String::new()),
        })
    }
}

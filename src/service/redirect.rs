//! Redirects that editors make, from a path of the site to another path or to a URL.
//! What is live at a path always wins over them; those that changed slugs leave behind are made by `write`.

use super::act::Act;
use super::problem::{Problem, ProblemCode, Problems, WriteError, found};
use crate::domain::access::Deed;
use crate::domain::change::{Change, ChangeKind};
use crate::domain::locale::Locale;
use crate::domain::path::{AskedPath, Rest};
use crate::domain::route::{Place, RouteKind, RouteRow};
use crate::store::change;
use crate::store::{Rows, StoreError, WriteTx, route};

/// A redirect as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// From where.
    pub place: Place,
    /// To where.
    pub target: String,
    /// 301, 302, 307 or 308.
    pub status: u16,
}

/// The longest URL that is led to, in characters.
const TARGET_CHARS_MAX: usize = 2000;

/// Makes a redirect, or makes the one that is there lead elsewhere.
///
/// # Errors
/// `INVALID` of a path without a known locale, of a target that is neither a path nor an http URL, or the path itself, and
/// of a status that is no redirect's; `PATH_TAKEN` where something is live; `LOCALE_FORBIDDEN`.
pub async fn create(act: &Act<'_>, from: &str, to: &str, status: i32) -> Result<Made, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    let place = from_place(act, from, &mut problems);
    let target = problems.take(target(act, to, place.as_ref()));
    let status = u16::try_from(status)
        .ok()
        .filter(|it| [301, 302, 307, 308].contains(it));
    if status.is_none() {
        problems.add(Problem::invalid(&["statusCode"], "error-invalid-status"));
    }
    let tx = act.writer.store.write().await?;
    if let Some(place) = &place
        && is_live(&tx, place).await?
    {
        let taken = Problem::new(ProblemCode::PathTaken, &["from"], "error-path-taken");
        problems.add(taken.with("path", act.site().path(place)));
    }
    let place = found(place, &mut problems, &["from"])?;
    let (Some(target), Some(status)) = (target, status) else {
        return Err(Problem::required(&["to"]).into());
    };
    let row = RouteRow {
        rest: place.rest.clone(),
        locale: place.locale.clone(),
        kind: RouteKind::Manual {
            target: target.clone(),
            status,
        },
    };
    route::put(&tx, &[row]).await?;
    note(tx, act, &place).await?;
    Ok(Made {
        place,
        target,
        status,
    })
}

/// Removes a redirect that an editor made; answers with its path.
///
/// # Errors
/// `NOT_FOUND` where no editor made one, `LOCALE_FORBIDDEN`.
pub async fn delete(act: &Act<'_>, from: &str) -> Result<Place, WriteError> {
    act.require(Deed::Edit)?;
    let mut problems = Problems::new();
    let place = from_place(act, from, &mut problems);
    let place = found(place, &mut problems, &["from"])?;
    let tx = act.writer.store.write().await?;
    if !route::delete_manual(&tx, &place.rest, &place.locale).await? {
        return Err(Problem::not_found(&["from"], "redirect").into());
    }
    note(tx, act, &place).await?;
    Ok(place)
}

/// Logs that the path is answered otherwise, and commits.
async fn note(tx: WriteTx, act: &Act<'_>, place: &Place) -> Result<(), StoreError> {
    let seen = Change {
        locale: Some(place.locale.clone()),
        rest: Some(place.rest.clone()),
        ..Change::new(ChangeKind::Updated)
    };
    change::append(&tx, &[seen], act.now).await?;
    tx.commit().await
}

/// The place that a path names, if the caller may write there.
fn from_place(act: &Act<'_>, from: &str, problems: &mut Problems) -> Option<Place> {
    let site = act.site();
    let read = |text: &str| match site.strategy.read(&site.locales, text) {
        AskedPath::Canonical { locale, rest } => Some((locale, rest)),
        _ => None,
    };
    let normal: Option<(Locale, Rest)> = match site.strategy.read(&site.locales, from) {
        AskedPath::Canonical { locale, rest } => Some((locale, rest)),
        AskedPath::Normalized { to, .. } => read(&to),
        AskedPath::Unprefixed { .. } | AskedPath::Impossible => None,
    };
    let Some((locale, rest)) = normal else {
        problems.add(Problem::invalid(&["from"], "error-invalid-path"));
        return None;
    };
    if !act.caller.covers(&locale) {
        problems.add(Problem::locale_forbidden(&["from"], &locale));
    }
    Some(Place { locale, rest })
}

fn target(act: &Act<'_>, to: &str, from: Option<&Place>) -> Result<String, Problem> {
    let to = super::input::title(&["to"], to, TARGET_CHARS_MAX)?;
    let is_path = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    let is_url = ["http://", "https://"].iter().any(|scheme| {
        let host = to.strip_prefix(scheme);
        host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
    });
    let itself = from.map(|place| act.site().path(place));
    if (!is_path && !is_url) || itself.as_deref() == Some(to.as_str()) || to.contains(' ') {
        return Err(Problem::invalid(&["to"], "error-invalid-target"));
    }
    Ok(to)
}

async fn is_live(tx: &impl Rows, place: &Place) -> Result<bool, StoreError> {
    let there = route::at(tx, &[place.rest.as_str()]).await?;
    let is_live =
        |row: &RouteRow| row.locale == place.locale && matches!(row.kind, RouteKind::Live(_));
    Ok(there.iter().any(is_live))
}

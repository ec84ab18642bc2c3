//! What a path leads to, loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::loader::Item;
use super::plan::{RoutePlan, SectionPlan};
use super::shelf::Shelf;
use super::view::{AlternateView, RedirectView, RouteView};
use super::{ReadError, Reader};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::{AskedPath, Rest};
use crate::domain::route::{
    Decision, Place, RedirectReason, RouteKind, RouteRow, Shown, Subject, decide, shown,
};
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::service::preview_token::Preview;
use crate::store::ReadTx;
use crate::store::read::route::{self, Known};

/// How many places are suggested instead of a path that leads nowhere.
const SUGGESTIONS_MAX: usize = 5;

impl Reader {
    /// What lives at one path. `fallback` replaces the configured chain; `preview` shows its post's newest state in its
    /// locale, at the path that it will have and at the one it has.
    pub async fn route(
        &self,
        path: &str,
        fallback: Option<&[Locale]>,
        preview: Option<&Preview>,
        plan: &RoutePlan,
        now: Instant,
    ) -> Result<RouteView, ReadError> {
        if let Some(preview) = preview
            && let Some(post) = self.preview(path, fallback, preview, plan, now).await?
        {
            return Ok(RouteView::Post(post));
        }
        let routes = self.routes(&[path.to_owned()], fallback, plan, now).await?;
        Ok(routes.into_iter().next().unwrap_or(RouteView::NotFound {
            path: path.to_owned(),
            suggestions: Vec::new(),
        }))
    }

    /// What lives at several paths, in the order asked.
    pub async fn routes(
        &self,
        paths: &[String],
        fallback: Option<&[Locale]>,
        plan: &RoutePlan,
        now: Instant,
    ) -> Result<Vec<RouteView>, ReadError> {
        let asked: Vec<AskedPath> = paths
            .iter()
            .map(|path| self.site.strategy.read(&self.site.locales, path))
            .collect();
        let rests: Vec<Rest> = asked.iter().flat_map(rests).collect();
        if rests.is_empty() {
            return Ok(paths
                .iter()
                .zip(&asked)
                .map(|(path, asked)| without_lookup(path, asked))
                .collect());
        }
        let tx = self.store.read().await?;
        let known = route::at(&tx, &rests).await?;
        let mut answers: Vec<Option<RouteView>> = Vec::new();
        let mut by_locale: BTreeMap<Locale, Vec<(usize, Rest)>> = BTreeMap::new();
        for (index, asked) in asked.iter().enumerate() {
            let path = paths.get(index).map_or("", String::as_str);
            answers.push(match asked {
                AskedPath::Canonical { locale, rest } => {
                    by_locale
                        .entry(locale.clone())
                        .or_default()
                        .push((index, rest.clone()));
                    None
                }
                AskedPath::Unprefixed { rest } => {
                    Some(self.unprefixed(&tx, path, rest, &known, now).await?)
                }
                _ => Some(without_lookup(path, asked)),
            });
        }
        for (locale, rests) in by_locale {
            let scope = Arc::new(self.site.scope(locale, fallback, now));
            for (index, answer) in self.in_scope(&tx, &scope, rests, &known, plan).await? {
                if let Some(place) = answers.get_mut(index) {
                    *place = Some(answer);
                }
            }
        }
        let not_found = |path: &String| RouteView::NotFound {
            path: path.clone(),
            suggestions: Vec::new(),
        };
        let answers = paths.iter().zip(answers);
        Ok(answers
            .map(|(path, answer)| answer.unwrap_or_else(|| not_found(path)))
            .collect())
    }

    /// Answers the paths of one locale; all posts among them are loaded together.
    async fn in_scope(
        &self,
        tx: &ReadTx,
        scope: &Arc<Scope>,
        rests: Vec<(usize, Rest)>,
        known: &Known,
        plan: &RoutePlan,
    ) -> Result<Vec<(usize, RouteView)>, ReadError> {
        let shelf = Shelf::open(tx, scope).await?;
        let mut answers = Vec::new();
        let mut posts: Vec<(usize, Item)> = Vec::new();
        for (index, rest) in rests {
            let section = Section::from_canonical(rest.as_str());
            let is_section_shown = shelf.is_section_shown(&section, known);
            let place = Place {
                locale: scope.requested().clone(),
                rest: rest.clone(),
            };
            match decide(&scope.chain, &rest, &known.rows, is_section_shown) {
                Decision::Show(Subject::Post(post), locale) => {
                    let scope = Arc::clone(scope);
                    let shown = Shown { locale, place };
                    posts.push((index, Item { scope, post, shown }));
                }
                decision => {
                    let answer = self
                        .answer(tx, &shelf, scope, place, decision, plan)
                        .await?;
                    answers.push((index, answer));
                }
            }
        }
        let items = posts.iter().map(|(_, item)| item.clone()).collect();
        let views = self.loader(tx).posts(&shelf, items, &plan.post).await?;
        for ((index, _), view) in posts.into_iter().zip(views) {
            answers.extend(view.map(|view| (index, RouteView::Post(view))));
        }
        Ok(answers)
    }

    /// Answers a path that does not lead to a post.
    async fn answer(
        &self,
        tx: &ReadTx,
        shelf: &Shelf<'_>,
        scope: &Arc<Scope>,
        place: Place,
        decision: Decision,
        plan: &RoutePlan,
    ) -> Result<RouteView, ReadError> {
        let path = self.site.path(&place);
        Ok(match decision {
            Decision::Section => {
                let key = Section::from_canonical(place.rest.as_str());
                let keys = [key.clone()];
                let plan = &plan.section;
                let mut found = self.sections_by_key(tx, shelf, scope, &keys, plan).await?;
                match found.remove(&key) {
                    Some(section) => RouteView::Section(section),
                    None => self.not_found(tx, path, &place, Vec::new()).await?,
                }
            }
            Decision::Show(Subject::Tag(tag), _) => {
                let mut found = self.tags_by_id(tx, shelf, scope, &[tag], &plan.tag).await?;
                match found.remove(&tag) {
                    Some(tag) => RouteView::Tag(tag),
                    None => self.not_found(tx, path, &place, Vec::new()).await?,
                }
            }
            Decision::Moved(reason, to) => RouteView::Redirect(RedirectView {
                from: path,
                to: self.site.path(&to),
                status: status(reason),
                reason,
            }),
            Decision::Manual { target, status } => RouteView::Redirect(RedirectView {
                from: path,
                to: target,
                status,
                reason: RedirectReason::Manual,
            }),
            Decision::Gone => RouteView::Gone { path },
            Decision::NotFound(places) => self.not_found(tx, path, &place, places).await?,
            // Posts are loaded together by the caller.
            Decision::Show(Subject::Post(_), _) => {
                self.not_found(tx, path, &place, Vec::new()).await?
            }
        })
    }

    /// A path that begins with no known locale: under the default locale it may lead somewhere.
    async fn unprefixed(
        &self,
        tx: &ReadTx,
        path: &str,
        rest: &Rest,
        known: &Known,
        now: Instant,
    ) -> Result<RouteView, ReadError> {
        let scope = Arc::new(self.site.scope(
            self.site.locales.default_locale().clone(),
            None,
            now,
        ));
        let shelf = Shelf::open(tx, &scope).await?;
        let section = Section::from_canonical(rest.as_str());
        let is_section_shown = shelf.is_section_shown(&section, known);
        let place = Place {
            locale: scope.requested().clone(),
            rest: rest.clone(),
        };
        if matches!(
            decide(&scope.chain, rest, &known.rows, is_section_shown),
            Decision::Show(..) | Decision::Section
        ) {
            return Ok(RouteView::Redirect(RedirectView {
                from: path.to_owned(),
                to: self.site.path(&place),
                status: status(RedirectReason::Normalized),
                reason: RedirectReason::Normalized,
            }));
        }
        let meant = Place {
            locale: self.meant_locale(rest),
            rest: without_first(rest),
        };
        let scope = Arc::new(self.site.scope(meant.locale.clone(), None, now));
        let is_meant = |row: &&RouteRow| row.rest == meant.rest || row.rest == *rest;
        let rows = known.rows.iter().filter(is_meant);
        let places: Vec<Place> = rows
            .filter_map(|row| match row.kind {
                RouteKind::Live(subject) => shown(&scope.chain, subject, &known.rows),
                _ => None,
            })
            .map(|shown| shown.place)
            .collect();
        match self
            .folder(tx, &scope, &meant)
            .await?
            .filter(|_| places.is_empty())
        {
            Some(folder) => Ok(RouteView::NotFound {
                path: path.to_owned(),
                suggestions: vec![folder],
            }),
            None => self.not_found(tx, path.to_owned(), &place, places).await,
        }
    }

    /// The locale that the first segment of a path may have been meant as.
    fn meant_locale(&self, rest: &Rest) -> Locale {
        let first = rest.as_str().split('/').next().unwrap_or("");
        let nearest = self
            .site
            .locales
            .find(first)
            .err()
            .and_then(|unknown| unknown.nearest);
        nearest.unwrap_or_else(|| self.site.locales.default_locale().clone())
    }

    /// The folder at a place, if it has anything to show.
    async fn folder(
        &self,
        tx: &ReadTx,
        scope: &Arc<Scope>,
        place: &Place,
    ) -> Result<Option<AlternateView>, ReadError> {
        let key = Section::from_canonical(place.rest.as_str());
        let shelf = Shelf::open(tx, scope).await?;
        let plan = SectionPlan::default();
        let mut found = self
            .sections_by_key(tx, &shelf, scope, std::slice::from_ref(&key), &plan)
            .await?;
        Ok(found.remove(&key).map(|section| AlternateView {
            place: section.place.clone(),
            title: section.title.clone(),
        }))
    }

    /// Nothing: what is live at that path elsewhere is suggested, else what is spelled most like it in the same folder.
    async fn not_found(
        &self,
        tx: &ReadTx,
        path: String,
        asked: &Place,
        mut places: Vec<Place>,
    ) -> Result<RouteView, ReadError> {
        if places.is_empty() {
            let nearby = crate::store::read::list::places_nearby(tx, asked).await?;
            places = nearest(asked, nearby);
        } else {
            // In the order of alternates, whatever order the database has.
            places.sort_by_key(|place| (self.site.locales.rank(&place.locale), place.rest.clone()));
        }
        places.truncate(SUGGESTIONS_MAX);
        let titles = crate::store::read::list::titles_of(tx, &places).await?;
        let suggestions = places
            .into_iter()
            .filter(|place| self.site.locales.rank(&place.locale) != usize::MAX)
            .filter_map(|place| {
                let title = titles.get(&place.rest)?.get(&place.locale)?.clone();
                Some(AlternateView { place, title })
            })
            .collect();
        Ok(RouteView::NotFound { path, suggestions })
    }
}

/// The paths that must be looked up to answer one.
fn rests(asked: &AskedPath) -> Vec<Rest> {
    match asked {
        AskedPath::Canonical { rest, .. } => vec![rest.clone()],
        AskedPath::Unprefixed { rest } => vec![rest.clone(), without_first(rest)],
        _ => Vec::new(),
    }
}

/// The path without its first segment, which may have been meant as a locale.
fn without_first(rest: &Rest) -> Rest {
    let others = rest
        .as_str()
        .split_once('/')
        .map_or("", |(_, others)| others);
    Rest::from_canonical(others)
}

/// The answer to a path that needs no database.
fn without_lookup(path: &str, asked: &AskedPath) -> RouteView {
    match asked {
        AskedPath::Normalized { to, is_temporary } => RouteView::Redirect(RedirectView {
            from: path.to_owned(),
            to: to.clone(),
            status: if *is_temporary {
                307
            } else {
                status(RedirectReason::Normalized)
            },
            reason: RedirectReason::Normalized,
        }),
        _ => RouteView::NotFound {
            path: path.to_owned(),
            suggestions: Vec::new(),
        },
    }
}

/// A redirect that holds for good is 301; which locale a slug leads to may change with the next translation.
pub(super) fn status(reason: RedirectReason) -> u16 {
    match reason {
        RedirectReason::LocaleSlug => 302,
        _ => 301,
    }
}

/// The places whose last segment is spelled most like the one asked for.
fn nearest(asked: &Place, nearby: Vec<Place>) -> Vec<Place> {
    let slug = asked.rest.last_segment();
    let limit = 2.max(slug.chars().count() / 4);
    let mut near: Vec<(usize, Place)> = nearby
        .into_iter()
        .map(|place| {
            (
                strsim::damerau_levenshtein(slug, place.rest.last_segment()),
                place,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_by(|(a, a_place), (b, b_place)| (a, &a_place.rest).cmp(&(b, &b_place.rest)));
    near.into_iter().map(|(_, place)| place).collect()
}

//! A view resolved for one request, for a chain that is not the configured one.
//! Its answers are those that a kept view of the chain would give; its cost grows with the site.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::shelf::grouped;
use crate::domain::fallback::Chain;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::{Date, Instant};
use crate::domain::listing::{self, Places};
use crate::domain::locale::Locale;
use crate::domain::order::{Collation, source_order};
use crate::domain::slug::Section;
use crate::store::read::Listed;
use crate::store::read::list::{Column, Filter, Key, Row, Slice};
use crate::store::read::navigation::Entry;
use crate::store::read::published::{self, Carried, Published};
use crate::store::read::relation::{NEWEST_OF_TAG, Relation, Role, Wanted};
use crate::store::{ReadTx, StoreError};

/// Everything that a chain shows.
#[derive(Debug)]
pub(super) struct Custom {
    requested: Locale,
    shown: BTreeMap<PostId, Post>,
}

/// A post that the chain shows.
#[derive(Debug)]
struct Post {
    listed: Listed,
    served: Published,
    sorted_at: i64,
    title_key: Vec<u8>,
    source_order: String,
    tags: Vec<Carried>,
    locales: BTreeSet<Locale>,
}

impl Custom {
    /// Reads what is published and resolves it for the chain.
    pub(super) async fn load(tx: &ReadTx, chain: &Chain) -> Result<Self, StoreError> {
        let published = published::all(tx).await?;
        let live: Places = grouped(published.iter().map(|each| (each.post, each.place.clone())));
        Self::resolve(tx, chain, published, &live).await
    }

    /// Everything that a chain shows of some translations; `live` says which locales each post is published in.
    pub(super) async fn resolve(
        tx: &ReadTx,
        chain: &Chain,
        published: Vec<Published>,
        live: &Places,
    ) -> Result<Self, StoreError> {
        let mut tags = published::tags(tx).await?;
        let places: Places = grouped(published.iter().map(|each| (each.post, each.place.clone())));
        let shown = listing::shown(chain, &places);
        let collation = Collation::of(chain.requested());
        let mut posts = BTreeMap::new();
        for each in published {
            let Some(shown) = shown
                .get(&each.post)
                .filter(|shown| shown.locale == each.place.locale)
            else {
                continue;
            };
            let day = each
                .date
                .as_deref()
                .and_then(Date::parse)
                .map(Date::instant);
            let post = Post {
                listed: Listed {
                    post: each.post,
                    shown: shown.clone(),
                },
                sorted_at: day.unwrap_or(each.published_at.start_of_day()).micros(),
                title_key: collation.key(&each.title),
                source_order: source_order(&each.place.locale, &each.stem),
                tags: tags.remove(&each.post).unwrap_or_default(),
                locales: locales(live, each.post),
                served: each,
            };
            posts.insert(post.listed.post, post);
        }
        Ok(Self {
            requested: chain.requested().clone(),
            shown: posts,
        })
    }

    pub(super) fn slices(&self, filters: &[Filter], slice: &Slice) -> Vec<Row> {
        let lists = filters.iter().enumerate();
        lists
            .flat_map(|(list, filter)| {
                let mut rows: Vec<Row> = self
                    .of(filter)
                    .map(|post| Row {
                        list,
                        listed: post.listed.clone(),
                        key: post.key(slice.column),
                    })
                    .collect();
                rows.sort_by(|a, b| in_order(a, b, slice.is_descending));
                let is_behind = |row: &Row| match &slice.behind {
                    None => true,
                    Some((key, id)) => {
                        let order = compare(&row.key, row.listed.post.0, key, *id);
                        order
                            == if slice.is_descending {
                                Ordering::Less
                            } else {
                                Ordering::Greater
                            }
                    }
                };
                rows.into_iter()
                    .filter(is_behind)
                    .take(slice.limit)
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    pub(super) fn totals(&self, filters: &[Filter]) -> Vec<i64> {
        filters
            .iter()
            .map(|filter| count(self.of(filter)))
            .collect()
    }

    pub(super) fn facets(&self, filters: &[Filter]) -> Vec<(usize, TagId, i64)> {
        let lists = filters.iter().enumerate();
        lists
            .flat_map(|(list, filter)| {
                let mut counts: BTreeMap<TagId, i64> = BTreeMap::new();
                for (tag, _) in self.of(filter).flat_map(|post| &post.tags) {
                    *counts.entry(*tag).or_default() += 1;
                }
                counts
                    .into_iter()
                    .map(move |(tag, count)| (list, tag, count))
            })
            .collect()
    }

    pub(super) fn index_pages(
        &self,
        requested: &Locale,
        sections: &[Section],
    ) -> Vec<(Section, Listed)> {
        let at = |section: &Section| {
            self.shown.values().find(|post| {
                let place = &post.listed.shown.place;
                place.locale == *requested && place.rest.as_str() == section.as_str()
            })
        };
        sections
            .iter()
            .filter_map(|section| Some((section.clone(), at(section)?.listed.clone())))
            .collect()
    }

    pub(super) fn tag_count(&self, tag: TagId) -> i64 {
        count(self.shown.values().filter(|post| post.carries(tag)))
    }

    pub(super) fn section_count(&self, section: &Section) -> i64 {
        count(self.shown.values().filter(|post| post.is_below(section)))
    }

    pub(super) fn entries(&self, below: &Section) -> Vec<Entry> {
        let mut posts: Vec<&Post> = self
            .shown
            .values()
            .filter(|post| post.is_below(below))
            .collect();
        posts.sort_by_key(|post| (&post.source_order, post.listed.post));
        posts
            .into_iter()
            .map(|post| Entry {
                listed: post.listed.clone(),
                section: post.served.section.clone(),
                title: post.served.title.clone(),
                navigation: post.served.navigation,
                meta: post.served.meta.clone(),
                own_meta: post.served.own_meta.clone(),
                source_order: post.source_order.clone(),
            })
            .collect()
    }

    pub(super) fn relations(&self, wanted: &Wanted) -> Vec<Relation> {
        let mut relations = Vec::new();
        for (id, locale) in &wanted.items {
            let Some(post) = self.shown.get(id) else {
                continue;
            };
            let mut relate = |role: Role, to: &Post| {
                relations.push(Relation {
                    of: (*id, locale.clone()),
                    role,
                    to: to.listed.clone(),
                });
            };
            if wanted.neighbors {
                let (previous, next) = self.neighbors(post);
                previous
                    .into_iter()
                    .for_each(|to| relate(Role::Previous, to));
                next.into_iter().for_each(|to| relate(Role::Next, to));
            }
            for (place, to) in self.related(post, wanted.related).into_iter().enumerate() {
                relate(Role::Related(place + 1), to);
            }
        }
        relations
    }

    fn neighbors(&self, post: &Post) -> (Option<&Post>, Option<&Post>) {
        if post.is_index() {
            return (None, None);
        }
        let folder: Vec<&Post> = self
            .shown
            .values()
            .filter(|each| each.served.section == post.served.section && !each.is_index())
            .collect();
        let is_dated = self
            .shown
            .values()
            .any(|each| each.served.section == post.served.section && each.served.date.is_some());
        let column = if is_dated {
            Column::SortedAt
        } else {
            Column::SourceOrder
        };
        let order = |a: &Post, b: &Post| {
            compare(
                &a.key(column),
                a.listed.post.0,
                &b.key(column),
                b.listed.post.0,
            )
        };
        let before = folder
            .iter()
            .filter(|each| order(each, post) == Ordering::Less);
        let after = folder
            .iter()
            .filter(|each| order(each, post) == Ordering::Greater);
        (
            before.max_by(|a, b| order(a, b)).copied(),
            after.min_by(|a, b| order(a, b)).copied(),
        )
    }

    fn related(&self, post: &Post, first: usize) -> Vec<&Post> {
        let newest_first = |post: &&Post| std::cmp::Reverse((post.sorted_at, post.listed.post));
        let mut shared: BTreeMap<PostId, (usize, &Post)> = BTreeMap::new();
        for (tag, _) in &post.tags {
            let mut carriers: Vec<&Post> = self
                .shown
                .values()
                .filter(|each| each.carries(*tag))
                .collect();
            carriers.sort_by_key(newest_first);
            for each in carriers.into_iter().take(NEWEST_OF_TAG) {
                shared.entry(each.listed.post).or_insert((0, each)).0 += 1;
            }
        }
        shared.remove(&post.listed.post);
        let mut related: Vec<(usize, &Post)> = shared.into_values().collect();
        related.sort_by_key(|(shared, post)| (std::cmp::Reverse(*shared), newest_first(post)));
        related
            .into_iter()
            .take(first)
            .map(|(_, post)| post)
            .collect()
    }

    fn of<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Post> {
        debug_assert_eq!(filter.locale, self.requested, "a list of another scope");
        self.shown.values().filter(|post| post.matches(filter))
    }
}

impl Post {
    fn key(&self, column: Column) -> Key {
        match column {
            Column::SortedAt => Key::Time(self.sorted_at),
            Column::UpdatedAt => Key::Time(self.served.updated_at.micros()),
            Column::TitleKey => Key::Bytes(self.title_key.clone()),
            Column::SourceOrder => Key::Text(self.source_order.clone()),
        }
    }

    fn is_index(&self) -> bool {
        self.listed.shown.place.rest.as_str() == self.served.section.as_str()
    }

    fn is_below(&self, section: &Section) -> bool {
        self.served
            .section
            .with_ancestors()
            .any(|each| each == *section)
    }

    fn carries(&self, tag: TagId) -> bool {
        self.tags.iter().any(|(each, _)| *each == tag)
    }

    fn matches(&self, filter: &Filter) -> bool {
        let published = self.served.published_at;
        let is_live_in = |locale: &Locale| self.locales.contains(locale);
        let in_section = |section: &Section| self.served.section == *section && !self.is_index();
        let carries_key = |key: &String| self.tags.iter().any(|(_, each)| each == key);
        let is_not_before = |after: Instant| published >= after;
        let is_before = |before: Instant| published < before;
        filter.in_section.as_ref().is_none_or(in_section)
            && filter
                .below
                .as_ref()
                .is_none_or(|section| self.is_below(section))
            && filter.tag.is_none_or(|tag| self.carries(tag))
            && filter.tag_keys.iter().all(carries_key)
            && filter.published_after.is_none_or(is_not_before)
            && filter.published_before.is_none_or(is_before)
            && filter.translated_into_all.iter().all(is_live_in)
            && filter
                .translated_into_any
                .as_ref()
                .is_none_or(|any| any.iter().any(is_live_in))
            && !filter.translated_into_none.iter().any(is_live_in)
    }
}

fn locales(places: &Places, post: PostId) -> BTreeSet<Locale> {
    let places = places.get(&post).map_or(&[][..], Vec::as_slice);
    places.iter().map(|place| place.locale.clone()).collect()
}

fn count<'a>(posts: impl Iterator<Item = &'a Post>) -> i64 {
    i64::try_from(posts.count()).unwrap_or(i64::MAX)
}

fn in_order(a: &Row, b: &Row, is_descending: bool) -> Ordering {
    let order = compare(&a.key, a.listed.post.0, &b.key, b.listed.post.0);
    if is_descending {
        order.reverse()
    } else {
        order
    }
}

fn compare(a: &Key, a_id: i64, b: &Key, b_id: i64) -> Ordering {
    let keys = match (a, b) {
        (Key::Time(a), Key::Time(b)) => a.cmp(b),
        (Key::Bytes(a), Key::Bytes(b)) => a.cmp(b),
        (Key::Text(a), Key::Text(b)) => a.cmp(b),
        // Keys of one list are of one kind.
        _ => Ordering::Equal,
    };
    keys.then(a_id.cmp(&b_id))
}

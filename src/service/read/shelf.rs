//! What a scope can show, ready to be listed: the kept view of a locale, or one that is resolved for this request.
//! Both answer alike; only the kept one answers without reading the whole site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::custom::Custom;
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::store::read::list::{self, Filter, Row, Slice};
use crate::store::read::navigation::{self, Entry};
use crate::store::read::relation::{self, Relation};
use crate::store::read::route::Known;
use crate::store::read::tally::{self, Tally};
use crate::store::read::{Listed, Reach};
use crate::store::{ReadTx, StoreError};

/// The rows that a scope can show.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    tx: &'a ReadTx,
    scope: Arc<Scope>,
    source: Source,
}

/// How many posts some lists have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Of each list.
    pub(super) totals: Vec<i64>,
    /// Of each list and tag: the list's place, the tag, and how many.
    pub(super) facets: Vec<(usize, TagId, i64)>,
}

#[derive(Debug)]
enum Source {
    /// The view that is kept for the configured chain, or its rows without fallback.
    Kept(Reach),
    /// Resolved from what is published, for any other chain.
    Resolved(Box<Custom>),
}

impl<'a> Shelf<'a> {
    /// Opens the shelf of a scope; reads nothing where a view is kept.
    pub(super) async fn open(tx: &'a ReadTx, scope: &Arc<Scope>) -> Result<Self, StoreError> {
        let source = match kept(scope) {
            Some(rows) => Source::Kept(rows),
            None => Source::Resolved(Box::new(Custom::load(tx, &scope.chain).await?)),
        };
        Ok(Self {
            tx,
            scope: Arc::clone(scope),
            source,
        })
    }

    /// A shelf of what was resolved otherwise.
    pub(super) fn of(tx: &'a ReadTx, scope: &Arc<Scope>, resolved: Custom) -> Self {
        Self {
            tx,
            scope: Arc::clone(scope),
            source: Source::Resolved(Box::new(resolved)),
        }
    }

    /// Everything that can be shown.
    pub(super) fn all(&self) -> Filter {
        let rows = match self.source {
            Source::Kept(rows) => rows,
            Source::Resolved(_) => Reach::All,
        };
        Filter::all(self.scope.requested().clone(), rows)
    }

    /// What carries a tag.
    pub(super) fn with_tag(&self, tag: TagId) -> Filter {
        Filter {
            tag: Some(tag),
            ..self.all()
        }
    }

    /// What is in a folder itself.
    pub(super) fn in_section(&self, section: Section) -> Filter {
        Filter {
            in_section: Some(section),
            ..self.all()
        }
    }

    /// A slice of each list.
    pub(super) async fn slices(
        &self,
        filters: &[Filter],
        slice: &Slice,
    ) -> Result<Vec<Row>, StoreError> {
        match &self.source {
            Source::Kept(_) => list::slices(self.tx, filters, slice).await,
            Source::Resolved(custom) => Ok(custom.slices(filters, slice)),
        }
    }

    /// How many posts each list has, and how many of them carry each tag, as far as that is wanted.
    pub(super) async fn counts(
        &self,
        filters: &[Filter],
        wants_totals: bool,
        wants_facets: bool,
    ) -> Result<Counts, StoreError> {
        match (&self.source, filters) {
            _ if !(wants_totals || wants_facets) => Ok(Counts::default()),
            (Source::Resolved(custom), _) => Ok(Counts {
                totals: custom.totals(filters),
                facets: custom.facets(filters),
            }),
            (Source::Kept(reach), [filter]) if is_folder(filter) => {
                let tally = self.tally(filter, *reach).await?;
                Ok(Counts {
                    totals: vec![tally.total],
                    facets: tally
                        .tags
                        .into_iter()
                        .map(|(tag, count)| (0, tag, count))
                        .collect(),
                })
            }
            (Source::Kept(_), _) => Ok(Counts {
                totals: if wants_totals {
                    list::totals(self.tx, filters).await?
                } else {
                    Vec::new()
                },
                facets: if wants_facets {
                    list::facets(self.tx, filters).await?
                } else {
                    Vec::new()
                },
            }),
        }
    }

    /// Every tag that has something to show, with how many posts.
    pub(super) async fn tags(&self) -> Result<Vec<(TagId, i64)>, StoreError> {
        match &self.source {
            Source::Kept(reach) => Ok(self.tally(&self.all(), *reach).await?.tags),
            Source::Resolved(custom) => Ok(custom
                .facets(&[self.all()])
                .into_iter()
                .map(|(_, tag, count)| (tag, count))
                .collect()),
        }
    }

    async fn tally(&self, filter: &Filter, reach: Reach) -> Result<Tally, StoreError> {
        let section = filter.below.clone().unwrap_or_default();
        tally::of_section(self.tx, &filter.locale, &section, reach).await
    }

    /// The posts at the own paths of folders.
    pub(super) async fn index_pages(
        &self,
        sections: &[Section],
    ) -> Result<Vec<(Section, Listed)>, StoreError> {
        match &self.source {
            Source::Kept(rows) => {
                list::index_pages(self.tx, self.scope.requested(), sections, *rows).await
            }
            Source::Resolved(custom) => Ok(custom.index_pages(self.scope.requested(), sections)),
        }
    }

    /// The neighbors of posts, and those that share tags.
    pub(super) async fn relations(
        &self,
        items: Vec<(PostId, Locale)>,
        neighbors: bool,
        related: usize,
    ) -> Result<Vec<Relation>, StoreError> {
        let wanted = relation::Wanted {
            items,
            neighbors,
            related,
        };
        match &self.source {
            Source::Kept(rows) => relation::of_posts(self.tx, &wanted, *rows).await,
            Source::Resolved(custom) => Ok(custom.relations(&wanted)),
        }
    }

    /// What a menu may show, in the order of the source files.
    pub(super) async fn entries(&self, below: &Section) -> Result<Vec<Entry>, StoreError> {
        match &self.source {
            Source::Kept(rows) => {
                navigation::entries(self.tx, self.scope.requested(), below, *rows).await
            }
            Source::Resolved(custom) => Ok(custom.entries(below)),
        }
    }

    /// How many posts carry a tag, given what the tally says of the requested locale.
    pub(super) fn tag_count(&self, tag: TagId, tally: Option<(i64, i64)>) -> i64 {
        match &self.source {
            Source::Kept(rows) => of_tally(*rows, tally),
            Source::Resolved(custom) => custom.tag_count(tag),
        }
    }

    /// How many posts a folder has with all below it, given what the tally says of the requested locale.
    pub(super) fn section_count(&self, section: &Section, tally: Option<(i64, i64)>) -> i64 {
        match &self.source {
            Source::Kept(rows) => of_tally(*rows, tally),
            Source::Resolved(custom) => custom.section_count(section),
        }
    }

    /// Whether the folder at a path has anything to show.
    pub(super) fn is_section_shown(&self, section: &Section, known: &Known) -> bool {
        match &self.source {
            Source::Kept(rows) => {
                let rest = crate::domain::path::Rest::of_section(section);
                known.is_section_shown(&rest, self.scope.requested(), *rows)
            }
            Source::Resolved(custom) => custom.section_count(section) > 0,
        }
    }
}

/// Which rows of the kept view answer for a scope, if any do.
fn kept(scope: &Scope) -> Option<Reach> {
    match (scope.is_configured, scope.chain.after()) {
        (true, _) => Some(Reach::All),
        (false, []) => Some(Reach::Own),
        (false, _) => None,
    }
}

/// Whether a list is a folder with all below it, of which a tally is kept.
fn is_folder(filter: &Filter) -> bool {
    let folder = Filter {
        below: filter.below.clone(),
        ..Filter::all(filter.locale.clone(), filter.reach)
    };
    *filter == folder
}

fn of_tally(reach: Reach, tally: Option<(i64, i64)>) -> i64 {
    let (shown, own) = tally.unwrap_or_default();
    match reach {
        Reach::All => shown,
        Reach::Own => own,
    }
}

/// Groups values by a key, in the order of the keys.
pub(super) fn grouped<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

//! Reading what is published: one plan in, one loaded answer out.
//! The number of statements follows from the plan; it never depends on how much there is.

mod cursor;
mod custom;
mod latest;
mod list;
mod loader;
mod navigation;
mod node;
mod path;
pub mod plan;
mod post;
mod preview;
mod redirect;
mod revision;
mod route;
mod section;
mod shelf;
mod tag;
mod tag_list;
mod translation;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use loader::{Item, Loader};
use plan::{
    ListArgs, ListPlan, Page, PostBy, PostFilter, PostOrder, PostPlan, SectionPlan, TagBy, TagPlan,
};
use shelf::Shelf;
use view::{CoverageView, ListView, PostView, SectionView, TagView};

use super::site::Site;
use crate::domain::fallback::UnknownLocale;
use crate::domain::id::{PostId, TagId};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::route::{Subject, shown};
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::store::read::list::Filter;
use crate::store::read::{locale, name};
use crate::store::{ReadTx, Store, StoreError};

/// Why a reader gets no answer.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A locale that the site does not have.
    #[error(transparent)]
    UnknownLocale(#[from] UnknownLocale),
    /// An argument that cannot be understood.
    #[error("{0}")]
    BadInput(String),
    /// Ours.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads for one site.
#[derive(Clone, Debug)]
pub struct Reader {
    site: Arc<Site>,
    store: Store,
}

impl Reader {
    /// A reader of what `store` holds, as `site` is configured.
    pub fn new(site: Arc<Site>, store: Store) -> Self {
        Self { site, store }
    }

    /// A post as the scope shows it.
    pub async fn post(
        &self,
        scope: &Scope,
        by: &PostBy,
        plan: &PostPlan,
    ) -> Result<Option<Arc<PostView>>, ReadError> {
        let tx = self.store.read().await?;
        let id = match by {
            PostBy::Id(id) => Some(*id),
            PostBy::Key(key) => crate::store::read::route::post_by_key(&tx, key).await?,
        };
        let Some(id) = id else { return Ok(None) };
        Ok(self
            .posts_by_id(&tx, scope, &[id], plan)
            .await?
            .pop()
            .flatten())
    }

    async fn posts_by_id(
        &self,
        tx: &ReadTx,
        scope: &Scope,
        ids: &[PostId],
        plan: &PostPlan,
    ) -> Result<Vec<Option<Arc<PostView>>>, ReadError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let scope = Arc::new(scope.clone());
        let known = crate::store::read::route::of_posts(tx, ids).await?;
        let items: Vec<Item> = ids
            .iter()
            .filter_map(|id| {
                let shown = shown(&scope.chain, Subject::Post(*id), &known.rows)?;
                let scope = Arc::clone(&scope);
                Some(Item {
                    scope,
                    post: *id,
                    shown,
                })
            })
            .collect();
        let shelf = Shelf::open(tx, &scope).await?;
        let posts = self.loader(tx).posts(&shelf, items, plan).await?;
        let by_id: BTreeMap<PostId, Arc<PostView>> = posts
            .into_iter()
            .flatten()
            .map(|post| (post.id, post))
            .collect();
        Ok(ids.iter().map(|id| by_id.get(id).cloned()).collect())
    }

    /// A page of the posts that the scope shows and the filter leaves.
    pub async fn posts(
        &self,
        scope: &Scope,
        filter: &PostFilter,
        args: &ListArgs,
        plan: &ListPlan,
    ) -> Result<Arc<ListView>, ReadError> {
        let tx = self.store.read().await?;
        let scope = Arc::new(scope.clone());
        let shelf = Shelf::open(&tx, &scope).await?;
        let filter = list_filter(&shelf, filter);
        let lists = self
            .loader(&tx)
            .lists(&shelf, &scope, vec![filter], args, plan)
            .await?;
        Ok(lists.into_iter().next().unwrap_or_default())
    }

    /// A tag as the scope shows it.
    pub async fn tag(
        &self,
        scope: &Scope,
        by: &TagBy,
        plan: &TagPlan,
    ) -> Result<Option<Arc<TagView>>, ReadError> {
        let tx = self.store.read().await?;
        let id = match by {
            TagBy::Id(id) => Some(*id),
            TagBy::Key(key) => name::tag_by_key(&tx, key).await?,
        };
        let Some(id) = id else { return Ok(None) };
        let scope = Arc::new(scope.clone());
        let shelf = Shelf::open(&tx, &scope).await?;
        let mut tags = self.tags_by_id(&tx, &shelf, &scope, &[id], plan).await?;
        Ok(tags.remove(&id))
    }

    async fn tags_by_id(
        &self,
        tx: &ReadTx,
        shelf: &Shelf<'_>,
        scope: &Arc<Scope>,
        ids: &[TagId],
        plan: &TagPlan,
    ) -> Result<BTreeMap<TagId, Arc<TagView>>, ReadError> {
        let wanted = name::Wanted {
            tags: ids.iter().copied().collect(),
            ..name::Wanted::default()
        };
        let names = name::of(tx, &wanted).await?;
        self.loader(tx)
            .tags(shelf, scope, ids.to_vec(), &names, plan)
            .await
    }

    async fn sections_by_key(
        &self,
        tx: &ReadTx,
        shelf: &Shelf<'_>,
        scope: &Arc<Scope>,
        keys: &[Section],
        plan: &SectionPlan,
    ) -> Result<BTreeMap<Section, Arc<SectionView>>, ReadError> {
        let wanted = name::Wanted {
            sections: keys.iter().cloned().collect(),
            ..name::Wanted::default()
        };
        let names = name::of(tx, &wanted).await?;
        self.loader(tx)
            .sections(shelf, scope, keys.to_vec(), &names, plan)
            .await
    }

    /// The path of the newest post in the default locale that is no index page, to begin with.
    pub async fn example_path(&self, now: Instant) -> Result<Option<String>, ReadError> {
        let scope = self
            .site
            .scope(self.site.locales.default_locale().clone(), None, now);
        let args = ListArgs {
            order: PostOrder::Newest,
            page: Page {
                limit: 20,
                is_backward: false,
                cursor: None,
            },
        };
        let list = self
            .posts(&scope, &PostFilter::default(), &args, &ListPlan::default())
            .await?;
        let mut posts = list.rows.iter().map(|(_, post)| post);
        Ok(posts
            .find(|post| !post.slug.is_empty())
            .map(|post| self.site.path(&post.place)))
    }

    /// How many posts each locale of the site has.
    pub async fn coverage(&self) -> Result<BTreeMap<Locale, CoverageView>, ReadError> {
        let tx = self.store.read().await?;
        let (own, posts_total) = locale::coverage(&tx).await?;
        let coverage = self.site.locales.all().iter().map(|locale| {
            let posts = own.get(locale).copied().unwrap_or(0);
            (locale.clone(), CoverageView { posts, posts_total })
        });
        Ok(coverage.collect())
    }

    /// A loader of one request.
    fn loader<'a>(&'a self, tx: &'a ReadTx) -> Loader<'a> {
        Loader {
            site: &self.site,
            tx,
        }
    }
}

/// The filter of a list as the shelf's rows are asked for it.
fn list_filter(shelf: &Shelf<'_>, filter: &PostFilter) -> Filter {
    Filter {
        below: filter.section.clone(),
        tag_keys: filter.tags.clone(),
        published_after: filter.published_after,
        published_before: filter.published_before,
        translated_into_all: filter.translated_into_all.clone(),
        translated_into_any: filter.translated_into_any.clone(),
        translated_into_none: filter.translated_into_none.clone(),
        ..shelf.all()
    }
}

//! The newest state of posts, drafts included: what editors see. What a post leads to from here is as readers see it.
//! Whether somebody may look is decided by who calls.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cursor::{self, Ordered};
use super::custom::Custom;
use super::list::pages;
use super::loader::{Item, Loader};
use super::plan::{ListArgs, ListPlan, PostBy, PostFilter, PostPlan};
use super::shelf::{Shelf, grouped};
use super::view::{ListView, PostView};
use super::{ReadError, Reader};
use crate::domain::fallback::Chain;
use crate::domain::id::PostId;
use crate::domain::listing::{self, Places};
use crate::domain::locale::Locale;
use crate::domain::order::fold;
use crate::domain::path::AskedPath;
use crate::domain::route::{Place, Shown};
use crate::domain::scope::{Audience, Scope};
use crate::domain::status::Status;
use crate::store::read::content::Pointers;
use crate::store::read::published::{self, Published};
use crate::store::read::{head, route};
use crate::store::{ReadTx, StoreError, translation};

impl Reader {
    /// The newest state of a post, from the first locale of the chain that it is written in.
    pub async fn latest(
        &self,
        scope: &Scope,
        by: &PostBy,
        plan: &PostPlan,
    ) -> Result<Option<Arc<PostView>>, ReadError> {
        let tx = self.store.read().await?;
        let id = match by {
            PostBy::Id(id) => Some(*id),
            PostBy::Key(key) => route::post_by_key(&tx, key).await?,
        };
        let Some(id) = id else { return Ok(None) };
        let found = self.latest_by_id(&tx, scope, &[id], plan).await?;
        Ok(found.into_iter().next().flatten())
    }

    /// The post whose newest state has this path, and the locale of the path.
    pub async fn written_at(&self, path: &str) -> Result<Option<(PostId, Locale)>, ReadError> {
        let site = &self.site;
        let AskedPath::Canonical { locale, rest } = site.strategy.read(&site.locales, path) else {
            return Ok(None);
        };
        let tx = self.store.read().await?;
        let rows = translation::at_rests(&tx, &[rest.as_str()]).await?;
        let row = rows.into_iter().find(|row| row.locale == locale);
        Ok(row.map(|row| (row.post, locale)))
    }

    /// The newest state of several posts in several locales each, in the order asked.
    pub async fn latest_of(
        &self,
        wanted: &[(PostId, Scope)],
        plan: &PostPlan,
    ) -> Result<Vec<Option<Arc<PostView>>>, ReadError> {
        let tx = self.store.read().await?;
        let mut found = Vec::new();
        for (id, scope) in wanted {
            found.extend(self.latest_by_id(&tx, scope, &[*id], plan).await?);
        }
        Ok(found)
    }

    pub(super) async fn latest_by_id(
        &self,
        tx: &ReadTx,
        scope: &Scope,
        ids: &[PostId],
        plan: &PostPlan,
    ) -> Result<Vec<Option<Arc<PostView>>>, ReadError> {
        let scope = Arc::new(scope.for_audience(Audience::Editors));
        let places = head::of_posts(tx, ids).await?;
        let items: Vec<Item> = ids
            .iter()
            .filter_map(|id| {
                let places = places.get(id)?;
                let served = scope
                    .chain
                    .first_of(places.iter().map(|place| &place.locale))?;
                let place = places.iter().find(|place| place.locale == *served)?;
                Some(item(&scope, *id, place))
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

    /// A page of posts in their newest state.
    pub async fn latest_posts(
        &self,
        scope: &Scope,
        filter: &PostFilter,
        args: &ListArgs,
        plan: &ListPlan,
    ) -> Result<Arc<ListView>, ReadError> {
        let tx = self.store.read().await?;
        let scope = Arc::new(scope.for_audience(Audience::Editors));
        let heads = Custom::of_heads(&tx, &scope.chain, filter).await?;
        let heads = Shelf::of(&tx, &scope, heads);
        let shelf = Shelf::open(&tx, &scope).await?;
        let filters = [super::list_filter(&heads, filter)];
        let slice = cursor::slice(args.order, &args.page)?;
        let rows = heads.slices(&filters, &slice).await?;
        let Some(mut page) = pages(1, rows, &args.page).into_iter().next() else {
            return Ok(Arc::default());
        };
        let items = page.rows.iter().map(|row| Item {
            scope: Arc::clone(&scope),
            post: row.listed.post,
            shown: row.listed.shown.clone(),
        });
        let loader = self.loader(&tx);
        let posts = loader.posts(&shelf, items.collect(), &plan.node).await?;
        for (row, post) in page.rows.iter().zip(posts) {
            let cursor = cursor::of_key(Ordered::Posts(slice.column), &row.key, row.listed.post.0);
            page.view.rows.extend(post.map(|post| (cursor, post)));
        }
        let counts = heads
            .counts(&filters, plan.total, plan.facets.is_some())
            .await?;
        page.view.total = counts.totals.first().copied().unwrap_or_default();
        let mut views = vec![page.view];
        if let Some(plan) = &plan.facets {
            loader
                .facets(&shelf, &scope, counts.facets, &mut views, plan)
                .await?;
        }
        Ok(views.into_iter().next().map(Arc::new).unwrap_or_default())
    }
}

impl Loader<'_> {
    /// All translations of the posts of a level in their newest state, if they are wanted.
    pub(super) async fn translations(
        &self,
        shelf: &Shelf<'_>,
        items: &[Item],
        plan: &PostPlan,
    ) -> Result<BTreeMap<PostId, Vec<Arc<PostView>>>, ReadError> {
        let (Some(plan), Some(first)) = (&plan.translations, items.first()) else {
            return Ok(BTreeMap::new());
        };
        let ids: Vec<PostId> = items.iter().map(|item| item.post).collect();
        let places = head::of_posts(self.tx, &ids).await?;
        let mut found: BTreeMap<PostId, Vec<Arc<PostView>>> = BTreeMap::new();
        // One locale after the other: what a post leads to is looked for in its own.
        for locale in self.site.locales.all() {
            let scope = self.site.scope(locale.clone(), Some(&[]), first.scope.now);
            let scope = Arc::new(scope.for_audience(Audience::Editors));
            let items = written_in(&places, locale).map(|(id, place)| item(&scope, id, place));
            let items: Vec<Item> = items.collect();
            for post in self.posts(shelf, items, plan).await?.into_iter().flatten() {
                found.entry(post.id).or_default().push(post);
            }
        }
        Ok(found)
    }
}

fn written_in<'a>(
    places: &'a BTreeMap<PostId, Vec<Place>>,
    locale: &'a Locale,
) -> impl Iterator<Item = (PostId, &'a Place)> {
    places.iter().filter_map(move |(id, places)| {
        let place = places.iter().find(|place| place.locale == *locale)?;
        Some((*id, place))
    })
}

/// A post in its newest state, in the requested locale's paths.
pub(super) fn item(scope: &Arc<Scope>, post: PostId, place: &Place) -> Item {
    Item {
        scope: Arc::clone(scope),
        post,
        shown: Shown {
            locale: place.locale.clone(),
            place: Place {
                locale: scope.requested().clone(),
                rest: place.rest.clone(),
            },
        },
    }
}

impl Custom {
    /// Reads the newest state of everything, drafts included, leaves out what a filter does not want, and resolves it.
    pub(super) async fn of_heads(
        tx: &ReadTx,
        chain: &Chain,
        filter: &PostFilter,
    ) -> Result<Self, StoreError> {
        let heads = published::heads(tx).await?;
        let live = heads.iter().filter(|(_, pointers)| pointers.live.is_some());
        let live: Places = grouped(live.map(|(each, _)| (each.post, each.place.clone())));
        let part = filter.title_contains.as_deref().map(fold);
        let is_wanted = |each: &Published, pointers: &Pointers| {
            let is_own = each.place.locale == *chain.requested();
            let status = Status::of(
                pointers.head,
                pointers.live,
                pointers.scheduled,
                each.was_published,
            );
            let statuses = filter.statuses.as_ref();
            statuses.is_none_or(|statuses| is_own && statuses.contains(&status))
                && part
                    .as_ref()
                    .is_none_or(|part| fold(&each.title).contains(part))
        };
        let shown: Places = grouped(
            heads
                .iter()
                .map(|(each, _)| (each.post, each.place.clone())),
        );
        let shown = listing::shown(chain, &shown);
        let is_served = |each: &Published| {
            let shown = shown.get(&each.post);
            shown.is_some_and(|shown| shown.locale == each.place.locale)
        };
        let wanted = heads
            .into_iter()
            .filter(|(each, pointers)| is_served(each) && is_wanted(each, pointers))
            .map(|(each, _)| each)
            .collect();
        Self::resolve(tx, chain, wanted, &live).await
    }
}

//! Loads a plan, level by level: the content of all posts of a level, then all names, then all relations.
//! Every level takes at most three statements, however many posts it has.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::ReadError;
use super::plan::{PostPlan, SectionPlan, TagPlan};
use super::shelf::Shelf;
use super::view::{PostView, SectionView, TagView};
use super::{post, section, tag};
use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::route::Shown;
use crate::domain::scope::{Audience, Scope};
use crate::domain::slug::Section;
use crate::service::site::Site;
use crate::store::ReadTx;
use crate::store::read::content::{self, Content, State, WithBody};
use crate::store::read::name::{self, Names};
use crate::store::read::relation::{Relation, Role};

/// A loader of one request, which sees one state of the database.
#[derive(Debug)]
pub(super) struct Loader<'a> {
    pub(super) site: &'a Site,
    pub(super) tx: &'a ReadTx,
}

/// A post to be loaded as it is shown in a scope.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) scope: Arc<Scope>,
    pub(super) post: PostId,
    pub(super) shown: Shown,
}

/// What is loaded recursively.
pub(super) type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T, ReadError>> + Send + 'a>>;

/// A post in a requested locale: what relations are asked of.
type ItemKey = (PostId, Locale);

impl<'a> Loader<'a> {
    /// The posts in the order of `items`; one that vanished in between is left out.
    pub(super) fn posts<'b>(
        &'b self,
        shelf: &'b Shelf<'b>,
        items: Vec<Item>,
        plan: &'b PostPlan,
    ) -> Loading<'b, Vec<Option<Arc<PostView>>>> {
        Box::pin(async move {
            let contents = self.contents(&items, with_body(plan)).await?;
            let names = name::of(self.tx, &wanted_names(&items, &contents, plan)).await?;
            let relations = self.relations(shelf, &items, plan).await?;
            let translations = self.translations(shelf, &items, plan).await?;
            let revisions = self.revisions(&contents, plan).await?;
            let states = self.states(&items, plan).await?;
            let tags = self.tags_of_level(shelf, &items, &names, plan).await?;
            let sections = self
                .sections_of_level(shelf, &items, &contents, &names, plan)
                .await?;
            let views = items.iter().map(|item| {
                let content = contents.get(&(item.post, item.shown.locale.clone()))?;
                let mut view = post::view(self.site, item, content);
                if plan.alternates {
                    view.alternates = post::alternates(self.site, &names, item.post);
                }
                if plan.tags.is_some() {
                    let ids = names
                        .of_posts
                        .get(&item.post)
                        .map_or(&[][..], Vec::as_slice);
                    view.tags = ids.iter().filter_map(|id| tags.get(id).cloned()).collect();
                }
                view.section = sections.get(&content.section).cloned();
                relations.attach(&mut view, plan);
                view.translations = translations.get(&item.post).cloned().unwrap_or_default();
                let of = (item.post, item.shown.locale.clone());
                view.revisions = revisions.get(&of).cloned().unwrap_or_default();
                let asked = (item.post, item.scope.requested().clone());
                view.translation = states.get(&asked).cloned();
                Some(Arc::new(view))
            });
            Ok(views.collect())
        })
    }

    /// The content that each item shows, by post and served locale.
    async fn contents(
        &self,
        items: &[Item],
        with_body: WithBody,
    ) -> Result<BTreeMap<(PostId, Locale), Content>, ReadError> {
        let wanted: BTreeSet<(PostId, Locale)> = items
            .iter()
            .map(|item| (item.post, item.shown.locale.clone()))
            .collect();
        let wanted: Vec<(PostId, Locale)> = wanted.into_iter().collect();
        let state = match items.first().map(|item| item.scope.audience) {
            Some(Audience::Editors) => State::Head,
            _ => State::Live,
        };
        let contents = content::of_posts(self.tx, &wanted, state, with_body).await?;
        Ok(contents
            .into_iter()
            .map(|content| ((content.post, content.locale.clone()), content))
            .collect())
    }

    /// The tags of all posts of a level, by id.
    async fn tags_of_level(
        &self,
        shelf: &Shelf<'_>,
        items: &[Item],
        names: &Names,
        plan: &PostPlan,
    ) -> Result<BTreeMap<TagId, Arc<TagView>>, ReadError> {
        let (Some(plan), Some(item)) = (&plan.tags, items.first()) else {
            return Ok(BTreeMap::new());
        };
        let ids: BTreeSet<TagId> = names.of_posts.values().flatten().copied().collect();
        self.tags(shelf, &item.scope, ids.into_iter().collect(), names, plan)
            .await
    }

    /// The tags with these ids that can be shown in the scope, by id.
    pub(super) fn tags<'b>(
        &'b self,
        shelf: &'b Shelf<'b>,
        scope: &'b Arc<Scope>,
        ids: Vec<TagId>,
        names: &'b Names,
        plan: &'b TagPlan,
    ) -> Loading<'b, BTreeMap<TagId, Arc<TagView>>> {
        Box::pin(async move {
            let mut views = tag::views(self.site, shelf, scope, &ids, names);
            for (args, list) in &plan.posts {
                let filters = views.keys().map(|id| shelf.with_tag(*id)).collect();
                let lists = self.lists(shelf, scope, filters, args, list).await?;
                for (view, list) in views.values_mut().zip(lists) {
                    view.lists.push((args.clone(), list));
                }
            }
            Ok(views
                .into_iter()
                .map(|(id, view)| (id, Arc::new(view)))
                .collect())
        })
    }

    /// The folders of all posts of a level, by key.
    async fn sections_of_level(
        &self,
        shelf: &Shelf<'_>,
        items: &[Item],
        contents: &BTreeMap<(PostId, Locale), Content>,
        names: &Names,
        plan: &PostPlan,
    ) -> Result<BTreeMap<Section, Arc<SectionView>>, ReadError> {
        let (Some(plan), Some(item)) = (&plan.section, items.first()) else {
            return Ok(BTreeMap::new());
        };
        let keys: BTreeSet<Section> = contents
            .values()
            .map(|content| content.section.clone())
            .collect();
        self.sections(shelf, &item.scope, keys.into_iter().collect(), names, plan)
            .await
    }

    /// The folders with these keys that have something to show in the scope, by key.
    pub(super) fn sections<'b>(
        &'b self,
        shelf: &'b Shelf<'b>,
        scope: &'b Arc<Scope>,
        keys: Vec<Section>,
        names: &'b Names,
        plan: &'b SectionPlan,
    ) -> Loading<'b, BTreeMap<Section, Arc<SectionView>>> {
        Box::pin(async move {
            let mut views = section::views(self.site, shelf, scope, &keys, names);
            if let Some(index) = &plan.index {
                let pages = shelf.index_pages(&keys).await?;
                let items = pages
                    .iter()
                    .map(|(_, listed)| item(scope, listed.clone()))
                    .collect();
                let posts = self.posts(shelf, items, index).await?;
                for ((key, _), post) in pages.iter().zip(posts) {
                    if let Some(view) = views.get_mut(key) {
                        view.index = post;
                    }
                }
            }
            for (args, list) in &plan.posts {
                let filters = views
                    .keys()
                    .map(|key| shelf.in_section(key.clone()))
                    .collect();
                let lists = self.lists(shelf, scope, filters, args, list).await?;
                for (view, list) in views.values_mut().zip(lists) {
                    view.lists.push((args.clone(), list));
                }
            }
            Ok(views
                .into_iter()
                .map(|(key, view)| (key, Arc::new(view)))
                .collect())
        })
    }

    /// The neighbors and related posts of a level, loaded.
    async fn relations(
        &self,
        shelf: &Shelf<'_>,
        items: &[Item],
        plan: &PostPlan,
    ) -> Result<Relations, ReadError> {
        let wants_neighbors = plan.previous.is_some() || plan.next.is_some();
        let related = plan.related.keys().copied().max().unwrap_or(0);
        if !wants_neighbors && related == 0 {
            return Ok(Relations::default());
        }
        let keys: BTreeSet<ItemKey> = items.iter().map(item_key).collect();
        let keys = keys.into_iter().collect();
        let found = shelf.relations(keys, wants_neighbors, related).await?;
        let Some(first) = items.first() else {
            return Ok(Relations::default());
        };
        let next = found
            .iter()
            .map(|each| item(&first.scope, each.to.clone()))
            .collect();
        let plan = plan.of_relations();
        let posts = self.posts(shelf, next, &plan).await?;
        Ok(Relations::new(found, posts))
    }
}

/// A listed post in a scope. What is listed is published, and is shown as readers see it, whoever asks for the list.
pub(super) fn item(scope: &Arc<Scope>, listed: crate::store::read::Listed) -> Item {
    let scope = match scope.audience {
        Audience::Readers => Arc::clone(scope),
        Audience::Editors => Arc::new(scope.for_audience(Audience::Readers)),
    };
    Item {
        scope,
        post: listed.post,
        shown: listed.shown,
    }
}

fn item_key(item: &Item) -> ItemKey {
    (item.post, item.scope.requested().clone())
}

fn wanted_names(
    items: &[Item],
    contents: &BTreeMap<(PostId, Locale), Content>,
    plan: &PostPlan,
) -> name::Wanted {
    let posts = || items.iter().map(|item| item.post);
    name::Wanted {
        tagged: posts().filter(|_| plan.tags.is_some()).collect(),
        tags: BTreeSet::new(),
        sections: contents
            .values()
            .filter(|_| plan.section.is_some())
            .map(|content| content.section.clone())
            .collect(),
        translated: posts().filter(|_| plan.alternates).collect(),
    }
}

fn with_body(plan: &PostPlan) -> WithBody {
    match (plan.body, plan.tree) {
        (_, true) => WithBody::Whole,
        (true, false) => WithBody::WithoutTree,
        (false, false) => WithBody::No,
    }
}

/// Loaded relations, by the post that they lead from.
#[derive(Debug, Default)]
struct Relations(BTreeMap<PostId, Vec<(Role, Arc<PostView>)>>);

impl Relations {
    fn new(found: Vec<Relation>, posts: Vec<Option<Arc<PostView>>>) -> Self {
        let mut relations: BTreeMap<PostId, Vec<(Role, Arc<PostView>)>> = BTreeMap::new();
        for (relation, post) in found.into_iter().zip(posts) {
            if let Some(post) = post {
                relations
                    .entry(relation.of.0)
                    .or_default()
                    .push((relation.role, post));
            }
        }
        Self(relations)
    }

    fn attach(&self, view: &mut PostView, plan: &PostPlan) {
        let found = self.0.get(&view.id).map_or(&[][..], Vec::as_slice);
        let neighbor = |wanted: Role| {
            let is_wanted = |(role, _): &&(Role, Arc<PostView>)| *role == wanted;
            found
                .iter()
                .find(is_wanted)
                .map(|(_, post)| Arc::clone(post))
        };
        view.previous = plan
            .previous
            .as_ref()
            .and_then(|_| neighbor(Role::Previous));
        view.next = plan.next.as_ref().and_then(|_| neighbor(Role::Next));
        for first in plan.related.keys() {
            let mut related: Vec<(usize, &Arc<PostView>)> = found
                .iter()
                .filter_map(|(role, post)| match role {
                    Role::Related(place) if place <= first => Some((*place, post)),
                    _ => None,
                })
                .collect();
            related.sort_by_key(|(place, _)| *place);
            let posts = related
                .into_iter()
                .map(|(_, post)| Arc::clone(post))
                .collect();
            view.related.insert(*first, posts);
        }
    }
}

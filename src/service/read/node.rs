//! Several things by what names them, each in its own scope; those of one scope are loaded together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::{RoutePlan, Thing};
use super::shelf::Shelf;
use super::view::ThingView;
use super::{ReadError, Reader};
use crate::domain::id::{PostId, TagId};
use crate::domain::scope::{Audience, Scope};
use crate::domain::slug::Section;
use crate::store::ReadTx;

impl Reader {
    /// The things as their scopes show them, in the order asked.
    pub async fn things(
        &self,
        wanted: &[(Scope, Thing)],
        plan: &RoutePlan,
    ) -> Result<Vec<Option<ThingView>>, ReadError> {
        let tx = self.store.read().await?;
        let mut found: Vec<Option<ThingView>> = Vec::new();
        found.resize_with(wanted.len(), || None);
        for (scope, indexes) in by_scope(wanted) {
            let things: Vec<&Thing> = indexes
                .iter()
                .filter_map(|index| wanted.get(*index))
                .map(|(_, thing)| thing)
                .collect();
            let views = self.of_scope(&tx, scope, &things, plan).await?;
            for (index, view) in indexes.into_iter().zip(views) {
                if let Some(place) = found.get_mut(index) {
                    *place = view;
                }
            }
        }
        Ok(found)
    }

    async fn of_scope(
        &self,
        tx: &ReadTx,
        scope: &Scope,
        things: &[&Thing],
        plan: &RoutePlan,
    ) -> Result<Vec<Option<ThingView>>, ReadError> {
        let (mut posts, mut tags, mut sections) = (Vec::new(), Vec::new(), Vec::new());
        for thing in things {
            match thing {
                Thing::Post(post) => posts.push(*post),
                Thing::Tag(tag) => tags.push(*tag),
                Thing::Section(key) => sections.push(key.clone()),
            }
        }
        let shared = Arc::new(scope.clone());
        let shelf = Shelf::open(tx, &shared).await?;
        let posts = match scope.audience {
            Audience::Readers => self.posts_by_id(tx, scope, &posts, &plan.post).await?,
            Audience::Editors => self.latest_by_id(tx, scope, &posts, &plan.post).await?,
        };
        let posts: BTreeMap<PostId, ThingView> = posts
            .into_iter()
            .flatten()
            .map(|post| (post.id, ThingView::Post(post)))
            .collect();
        let tags: BTreeMap<TagId, ThingView> = self
            .tags_by_id(tx, &shelf, &shared, &tags, &plan.tag)
            .await?
            .into_iter()
            .map(|(id, tag)| (id, ThingView::Tag(tag)))
            .collect();
        let sections: BTreeMap<Section, ThingView> = self
            .sections_by_key(tx, &shelf, &shared, &sections, &plan.section)
            .await?
            .into_iter()
            .map(|(key, section)| (key, ThingView::Section(section)))
            .collect();
        let view = |thing: &&Thing| match thing {
            Thing::Post(post) => posts.get(post).cloned(),
            Thing::Tag(tag) => tags.get(tag).cloned(),
            Thing::Section(key) => sections.get(key).cloned(),
        };
        Ok(things.iter().map(view).collect())
    }
}

/// The indexes of what is wanted, by scope, in the order in which scopes are first met.
fn by_scope(wanted: &[(Scope, Thing)]) -> Vec<(&Scope, Vec<usize>)> {
    let mut groups: Vec<(&Scope, Vec<usize>)> = Vec::new();
    for (index, (scope, _)) in wanted.iter().enumerate() {
        match groups.iter_mut().find(|(each, _)| *each == scope) {
            Some((_, indexes)) => indexes.push(index),
            None => groups.push((scope, vec![index])),
        }
    }
    groups
}

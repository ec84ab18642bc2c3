//! The interface `Node` and the root fields `node` and `nodes`: the same object in the same scope.

use async_graphql::{Context, ID, Interface, Object, Result};

use super::id::{Named, NodeId};
use super::post::Post;
use super::route;
use super::section::Section;
use super::selection::Selected;
use super::tag::Tag;
use super::{backend, error, sender};
use crate::domain::access::Deed;
use crate::domain::locale::Locale;
use crate::domain::scope::{Audience, Scope};
use crate::service::read::plan::Thing;
use crate::service::read::view::ThingView;

/// How many ids one request may name.
const IDS_MAX: usize = 100;

/// Something with an id by which it can be asked for again.
#[derive(Interface)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Names the thing as seen through one scope: never the same for two locales."
))]
pub(crate) enum Node {
    Post(Post),
    Tag(Tag),
    Section(Section),
}

/// Things by id.
#[derive(Default)]
pub(crate) struct NodeQuery;

/// Things by id.
#[Object]
impl NodeQuery {
    /// The same object in the same scope, or null where it is not shown any more; another locale is
    /// `post(by: {postId}, locale)`.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The `id` of a post, tag or section.")] id: ID,
    ) -> Result<Option<Node>> {
        let nodes = load(ctx, &[read(&id, "id")?]).await?;
        Ok(nodes.into_iter().next().flatten())
    }

    /// Several objects at once, in the order asked; at most 100.
    #[graphql(complexity = "1 + ids.len() * child_complexity")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids, each as in `node`.")] ids: Vec<ID>,
    ) -> Result<Option<Vec<Option<Node>>>> {
        if ids.len() > IDS_MAX {
            return Err(error::limit_exceeded("ids", ids.len(), IDS_MAX));
        }
        let ids: Vec<NodeId> = ids
            .iter()
            .map(|id| read(id, "ids"))
            .collect::<Result<_>>()?;
        Ok(Some(load(ctx, &ids).await?))
    }
}

fn read(id: &ID, argument: &str) -> Result<NodeId> {
    NodeId::read(id).ok_or_else(|| {
        let problem = format!(
            "has `{}`, which is no id that this server has given out",
            id.0
        );
        error::bad_input(argument, problem)
    })
}

/// What ids name, in their order; null where a thing is served from another locale by now, since it has another id then.
async fn load(ctx: &Context<'_>, ids: &[NodeId]) -> Result<Vec<Option<Node>>> {
    let plan = route::plan(&Selected::here(ctx));
    let mut wanted = Vec::new();
    let mut is_wanted = Vec::new();
    if ids.iter().any(|id| id.audience == Audience::Editors) {
        sender::caller(ctx, Deed::Read).await?;
    }
    for id in ids {
        let scope = scope(ctx, id)?;
        is_wanted.push(scope.is_some());
        wanted.extend(scope.map(|scope| (scope, thing(&id.named))));
    }
    let found = backend::reader(ctx)?.things(&wanted, &plan).await;
    let mut found = found
        .map_err(|failure| error::of_read(ctx, &failure))?
        .into_iter();
    let nodes = ids.iter().zip(is_wanted).map(|(id, is_wanted)| {
        let thing = if is_wanted {
            found.next().flatten()
        } else {
            None
        };
        thing
            .map(node)
            .filter(|(served, _)| *served == id.served)
            .map(|(_, node)| node)
    });
    Ok(nodes.collect())
}

fn thing(named: &Named) -> Thing {
    match named {
        Named::Post(post) => Thing::Post(*post),
        Named::Tag(tag) => Thing::Tag(*tag),
        Named::Section(key) => Thing::Section(key.clone()),
    }
}

/// A loaded thing, with the locale that it is served from.
fn node(view: ThingView) -> (Locale, Node) {
    match view {
        ThingView::Post(post) => (post.locale.clone(), Node::Post(Post(post))),
        ThingView::Tag(tag) => (tag.locale.clone(), Node::Tag(Tag(tag))),
        ThingView::Section(section) => (section.locale.clone(), Node::Section(Section(section))),
    }
}

/// The scope that an id names; `None` if the site has lost one of its locales.
fn scope(ctx: &Context<'_>, id: &NodeId) -> Result<Option<Scope>> {
    let site = backend::site(ctx)?;
    let is_known = |locale| site.locales.all().contains(locale);
    let fallback = id.fallback.as_deref();
    let are_known = is_known(&id.requested) && fallback.unwrap_or(&[]).iter().all(is_known);
    if !are_known {
        return Ok(None);
    }
    let now = backend::now(ctx)?;
    let scope = site.scope(id.requested.clone(), fallback, now);
    Ok(Some(scope.for_audience(id.audience)))
}

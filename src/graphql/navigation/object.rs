//! The type `NavigationItem`.

use async_graphql::SimpleObject;

use crate::graphql::scalar::Json;
use crate::service::read::view::NavigationView;

/// One entry of a menu: a post or a folder.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NavigationItem {
    /// What the menu shows.
    title: String,
    /// The path; of a folder without an index page, the path it would have.
    path: String,
    /// False for a folder without an index page.
    is_page: bool,
    /// What else the front matter's `navigation` or `.navigation.yml` says, such as `icon`.
    meta: Json,
    /// What is below it, in the order of the source files.
    children: Vec<NavigationItem>,
}

impl From<NavigationView> for NavigationItem {
    fn from(view: NavigationView) -> Self {
        Self {
            title: view.title,
            path: view.path,
            is_page: view.is_page,
            meta: Json(view.meta.into()),
            children: view.children.into_iter().map(Self::from).collect(),
        }
    }
}

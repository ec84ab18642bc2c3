//! Menus: the tree of folders and posts, in the order of the source files.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::post::{merged_meta, object};
use super::section::message_key;
use super::shelf::Shelf;
use super::view::NavigationView;
use super::{ReadError, Reader};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::scope::Scope;
use crate::domain::slug::Section;
use crate::service::site::Site;
use crate::store::read::navigation::{self, Entry, Folder};

impl Reader {
    /// The menu of a folder, or of the whole locale; `depth` levels of it.
    pub async fn navigation(
        &self,
        scope: &Scope,
        section: Option<&Section>,
        depth: u32,
    ) -> Result<Vec<NavigationView>, ReadError> {
        let tx = self.store.read().await?;
        let scope = Arc::new(scope.clone());
        let shelf = Shelf::open(&tx, &scope).await?;
        let below = section.cloned().unwrap_or_default();
        let entries = shelf.entries(&below).await?;
        let menu = Menu {
            site: &self.site,
            scope: &scope,
            folders: navigation::folders(&tx).await?,
        };
        let mut root = Branch::default();
        for entry in &entries {
            menu.insert(&mut root, &below, entry);
        }
        Ok(menu.views(root, depth))
    }
}

struct Menu<'a> {
    site: &'a Site,
    scope: &'a Scope,
    folders: BTreeMap<(Section, Locale), Folder>,
}

/// A folder under construction: its own page, if it has one, and what is in it, in the order in which it was met.
#[derive(Default)]
struct Branch<'a> {
    page: Option<&'a Entry>,
    key: Option<Section>,
    children: Vec<Branch<'a>>,
}

impl Menu<'_> {
    /// Puts a post into its folder; folders begin with their first post.
    fn insert<'a>(&self, root: &mut Branch<'a>, below: &Section, entry: &'a Entry) {
        if !entry.navigation {
            return;
        }
        let is_inside = |key: &Section| !key.is_root() && key != below;
        let mut folders: Vec<Section> = entry
            .section
            .with_ancestors()
            .take_while(is_inside)
            .collect();
        folders.reverse();
        if folders.iter().any(|key| self.is_hidden(key)) {
            return;
        }
        let mut branch = root;
        for key in folders {
            branch = branch.folder(key);
        }
        let is_own_page = branch.key.is_some() && is_index(entry);
        if is_own_page {
            branch.page = Some(entry);
        } else {
            branch.children.push(Branch {
                page: Some(entry),
                ..Branch::default()
            });
        }
    }

    fn views(&self, branch: Branch<'_>, depth: u32) -> Vec<NavigationView> {
        let Some(depth) = depth.checked_sub(1) else {
            return Vec::new();
        };
        branch
            .children
            .into_iter()
            .map(|child| self.view(child, depth))
            .collect()
    }

    fn view(&self, branch: Branch<'_>, depth: u32) -> NavigationView {
        let (mut title, mut meta, mut path) = (None, Map::new(), None);
        if let Some(page) = branch.page {
            meta = page_settings(page);
            title = Some(take_title(&mut meta).unwrap_or_else(|| page.title.clone()));
            path = Some(self.site.path(&page.listed.shown.place));
        }
        if let Some(key) = &branch.key {
            meta.extend(self.settings(key));
            title = self
                .title(key)
                .or(title)
                .or_else(|| key.last_segment().map(str::to_owned));
            path = path.or_else(|| Some(self.site.path(&self.place(key))));
        }
        NavigationView {
            title: title.unwrap_or_default(),
            path: path.unwrap_or_default(),
            is_page: branch.page.is_some(),
            meta,
            children: self.views(branch, depth),
        }
    }

    /// What a folder is called: its settings, then the locale files, along the chain.
    fn title(&self, key: &Section) -> Option<String> {
        self.scope.chain.locales().iter().find_map(|locale| {
            let folder = self.folders.get(&(key.clone(), locale.clone()));
            let title = folder.and_then(|folder| folder.title.clone());
            title.or_else(|| self.site.catalog.own(locale, &message_key(key)))
        })
    }

    /// What else the settings of a folder say, in the first locale of the chain that has any.
    fn settings(&self, key: &Section) -> Map<String, Value> {
        let of_locale = |locale: &Locale| self.folders.get(&(key.clone(), locale.clone()));
        let folder = self.scope.chain.locales().iter().find_map(of_locale);
        folder
            .map(|folder| object(&folder.navigation))
            .unwrap_or_default()
    }

    fn is_hidden(&self, key: &Section) -> bool {
        self.settings(key).get("navigation") == Some(&Value::Bool(false))
    }

    fn place(&self, key: &Section) -> Place {
        Place {
            locale: self.scope.requested().clone(),
            rest: Rest::of_section(key),
        }
    }
}

impl<'a> Branch<'a> {
    fn folder(&mut self, key: Section) -> &mut Branch<'a> {
        let place = self
            .children
            .iter()
            .position(|child| child.key.as_ref() == Some(&key));
        let place = place.unwrap_or_else(|| {
            self.children.push(Branch {
                key: Some(key),
                ..Branch::default()
            });
            self.children.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the place was found or made above")]
        &mut self.children[place]
    }
}

fn is_index(entry: &Entry) -> bool {
    entry.listed.shown.place.rest.as_str() == entry.section.as_str()
}

/// The front matter's `navigation` where it is an object.
fn page_settings(entry: &Entry) -> Map<String, Value> {
    let mut meta = merged_meta(&entry.meta, &entry.own_meta);
    match meta.remove("navigation") {
        Some(Value::Object(settings)) => settings,
        _ => Map::new(),
    }
}

fn take_title(settings: &mut Map<String, Value>) -> Option<String> {
    match settings.remove("title") {
        Some(Value::String(title)) => Some(title),
        _ => None,
    }
}

//! Every published path, for sitemaps and static builds.

use super::cursor;
use super::plan::Page;
use super::post::alternates;
use super::view::{AlternateView, PathKind, PathListView, PathView};
use super::{ReadError, Reader};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::store::read::name::{self, Names};
use crate::store::read::path::{self, Filter, Row, Thing};

impl Reader {
    /// A page of the paths of one locale, or of all.
    pub async fn paths(
        &self,
        locale: Option<&Locale>,
        updated_since: Option<Instant>,
        include_fallbacks: bool,
        page: &Page,
    ) -> Result<PathListView, ReadError> {
        let behind = page.cursor.as_deref().map(cursor::place).transpose()?;
        let filter = Filter {
            chains: self
                .site
                .locales
                .all()
                .iter()
                .filter(|each| locale.is_none_or(|locale| locale == *each))
                .map(|each| self.site.locales.chain(each))
                .collect(),
            updated_since,
            with_fallbacks: include_fallbacks,
        };
        let tx = self.store.read().await?;
        let mut rows = path::page(&tx, &filter, behind.as_ref(), page.limit + 1).await?;
        let has_next = rows.len() > page.limit;
        rows.truncate(page.limit);
        let names = name::of(&tx, &wanted(&rows)).await?;
        Ok(PathListView {
            total: path::total(&tx, &filter).await?,
            has_next,
            rows: rows
                .into_iter()
                .map(|row| (cursor::of_place(&row.place), self.path_view(row, &names)))
                .collect(),
        })
    }

    fn path_view(&self, row: Row, names: &Names) -> PathView {
        PathView {
            alternates: self.alternates_of(&row.thing, names),
            kind: match row.thing {
                Thing::Post(_) => PathKind::Post,
                Thing::Tag(_) => PathKind::Tag,
                Thing::Section(_) => PathKind::Section,
            },
            place: row.place,
            is_fallback: row.is_fallback,
            updated_at: row.updated_at,
        }
    }

    fn alternates_of(&self, thing: &Thing, names: &Names) -> Vec<AlternateView> {
        match thing {
            Thing::Post(post) => alternates(&self.site, names, *post),
            Thing::Tag(tag) => {
                let names = names.tags.get(tag);
                names
                    .map(|names| super::tag::alternates(&self.site, names))
                    .unwrap_or_default()
            }
            Thing::Section(key) => {
                let names = names.sections.get(key);
                names
                    .map(|names| super::section::alternates(&self.site, key, names))
                    .unwrap_or_default()
            }
        }
    }
}

fn wanted(rows: &[Row]) -> name::Wanted {
    let mut wanted = name::Wanted::default();
    for row in rows {
        match &row.thing {
            Thing::Post(post) => _ = wanted.translated.insert(*post),
            Thing::Tag(tag) => _ = wanted.tags.insert(*tag),
            Thing::Section(key) => _ = wanted.sections.insert(key.clone()),
        }
    }
    wanted
}

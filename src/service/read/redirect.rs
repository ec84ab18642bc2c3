//! Redirects that are stored: those that changed paths left behind, and those that editors made.

use super::cursor;
use super::plan::Page;
use super::view::{RedirectListView, RedirectView};
use super::{ReadError, Reader};
use crate::domain::locale::Locale;
use crate::domain::route::{Place, RedirectReason};
use crate::store::read::redirect::{self, Filter, Target};

impl Reader {
    /// A page of the redirects of one locale, or of all, by path.
    pub async fn redirects(
        &self,
        locale: Option<&Locale>,
        reasons: Option<&[RedirectReason]>,
        page: &Page,
    ) -> Result<RedirectListView, ReadError> {
        let behind = page.cursor.as_deref().map(cursor::place).transpose()?;
        let wants = |reason| reasons.is_none_or(|reasons| reasons.contains(&reason));
        let filter = Filter {
            locales: match locale {
                Some(locale) => vec![locale.clone()],
                None => self.site.locales.all().to_vec(),
            },
            moved: wants(RedirectReason::SlugChanged),
            manual: wants(RedirectReason::Manual),
        };
        let tx = self.store.read().await?;
        let mut rows = redirect::page(&tx, &filter, behind.as_ref(), page.limit + 1).await?;
        let has_next = rows.len() > page.limit;
        rows.truncate(page.limit);
        Ok(RedirectListView {
            total: redirect::total(&tx, &filter).await?,
            has_next,
            rows: rows
                .into_iter()
                .map(|(from, target)| (cursor::of_place(&from), self.redirect_view(&from, target)))
                .collect(),
        })
    }

    fn redirect_view(&self, from: &Place, target: Target) -> RedirectView {
        let (to, status, reason) = match target {
            Target::Place(place) => {
                let reason = RedirectReason::SlugChanged;
                (self.site.path(&place), super::route::status(reason), reason)
            }
            Target::Manual { target, status } => (target, status, RedirectReason::Manual),
        };
        RedirectView {
            from: self.site.path(from),
            to,
            status,
            reason,
        }
    }
}

//! What a preview token shows: its post's newest state in its locale, at the paths that are that post's own.

use std::sync::Arc;

use super::latest;
use super::plan::RoutePlan;
use super::shelf::Shelf;
use super::view::PostView;
use super::{ReadError, Reader};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::path::AskedPath;
use crate::domain::route::RouteRow;
use crate::domain::scope::Audience;
use crate::service::preview_token::Preview;
use crate::store::read::head;
use crate::store::route;

impl Reader {
    /// The newest state of what a preview token shows, if the path is one of its own.
    pub(super) async fn preview(
        &self,
        path: &str,
        fallback: Option<&[Locale]>,
        preview: &Preview,
        plan: &RoutePlan,
        now: Instant,
    ) -> Result<Option<Arc<PostView>>, ReadError> {
        let site = &self.site;
        let AskedPath::Canonical { locale, rest } = site.strategy.read(&site.locales, path) else {
            return Ok(None);
        };
        if locale != preview.locale {
            return Ok(None);
        }
        let tx = self.store.read().await?;
        let heads = head::of_posts(&tx, &[preview.post]).await?;
        let mut heads = heads.into_values().flatten();
        let Some(head) = heads.find(|place| place.locale == locale) else {
            return Ok(None);
        };
        let live = route::live_of_posts(&tx, &[preview.post]).await?;
        let is_live = |row: &RouteRow| row.locale == locale && row.rest == rest;
        if head.rest != rest && !live.iter().any(is_live) {
            return Ok(None);
        }
        let scope = site
            .scope(locale, fallback, now)
            .for_audience(Audience::Editors);
        let scope = Arc::new(scope);
        let shelf = Shelf::open(&tx, &scope).await?;
        let mut item = latest::item(&scope, preview.post, &head);
        item.shown.place.rest = rest;
        let posts = self
            .loader(&tx)
            .posts(&shelf, vec![item], &plan.post)
            .await?;
        Ok(posts.into_iter().flatten().next())
    }
}

//! Empty answers; replaced by the real reader.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::{
    ListArgs, ListPlan, Page, PostFilter, PostPlan, RoutePlan, SectionPlan, TagBy, TagPlan,
};
use super::view::{
    CoverageView, ListView, NavigationView, PathListView, PostView, RouteView, SectionView,
    TagListView, TagView,
};
use super::{PostBy, ReadError, Reader};
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::scope::Scope;
use crate::domain::slug::Section;

#[expect(missing_docs, clippy::unused_async, reason = "temporary")]
impl Reader {
    pub async fn route(
        &self,
        path: &str,
        _: Option<&[Locale]>,
        _: &RoutePlan,
        _: Instant,
    ) -> Result<RouteView, ReadError> {
        Ok(RouteView::NotFound {
            path: path.to_owned(),
            suggestions: vec![],
        })
    }
    pub async fn routes(
        &self,
        paths: &[String],
        _: Option<&[Locale]>,
        _: &RoutePlan,
        _: Instant,
    ) -> Result<Vec<RouteView>, ReadError> {
        Ok(paths
            .iter()
            .map(|path| RouteView::NotFound {
                path: path.clone(),
                suggestions: vec![],
            })
            .collect())
    }
    pub async fn post(
        &self,
        _: &Scope,
        _: &PostBy,
        _: &PostPlan,
    ) -> Result<Option<Arc<PostView>>, ReadError> {
        Ok(None)
    }
    pub async fn posts(
        &self,
        _: &Scope,
        _: &PostFilter,
        _: &ListArgs,
        _: &ListPlan,
    ) -> Result<Arc<ListView>, ReadError> {
        Ok(Arc::default())
    }
    pub async fn tag(
        &self,
        _: &Scope,
        _: &TagBy,
        _: &TagPlan,
    ) -> Result<Option<Arc<TagView>>, ReadError> {
        Ok(None)
    }
    pub async fn section(
        &self,
        _: &Scope,
        _: &Section,
        _: &SectionPlan,
    ) -> Result<Option<Arc<SectionView>>, ReadError> {
        Ok(None)
    }
    pub async fn tags(&self, _: &Scope, _: &Page, _: &TagPlan) -> Result<TagListView, ReadError> {
        Ok(TagListView::default())
    }
    pub async fn coverage(&self) -> Result<BTreeMap<Locale, CoverageView>, ReadError> {
        Ok(BTreeMap::new())
    }
    pub async fn paths(
        &self,
        _: Option<&Locale>,
        _: Option<Instant>,
        _: bool,
        _: &Page,
    ) -> Result<PathListView, ReadError> {
        Ok(PathListView::default())
    }
    pub async fn navigation(
        &self,
        _: &Scope,
        _: Option<&Section>,
        _: u32,
    ) -> Result<Vec<NavigationView>, ReadError> {
        Ok(vec![])
    }
    pub fn new(site: Arc<crate::service::site::Site>, store: crate::store::Store) -> Self {
        Self { site, store }
    }
}

//! `/locales/{tag}.ftl`: the messages of a locale as Fluent, for frontends that format themselves.
//! What is in them is the catalog's business.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::entity_tag;
use crate::domain::locale::Locale;
use crate::service::site::Site;

/// How the names of the files end.
const ENDING: &str = ".ftl";

/// The files of a site, each made when it is first asked for; messages change with the server alone.
pub(super) struct LocaleFiles {
    site: Arc<Site>,
    files: BTreeMap<Locale, OnceLock<LocaleFile>>,
}

struct LocaleFile {
    text: Bytes,
    tag: String,
}

impl LocaleFiles {
    pub(super) fn new(site: Arc<Site>) -> Self {
        let locales = site.locales.all().iter();
        Self {
            files: locales
                .map(|each| (each.clone(), OnceLock::new()))
                .collect(),
            site,
        }
    }

    fn get(&self, locale: &Locale) -> Option<&LocaleFile> {
        let file = self.files.get(locale)?;
        Some(file.get_or_init(|| {
            let chain = self.site.locales.chain(locale);
            let text = Bytes::from(self.site.catalog.fluent(chain.locales()));
            let tag = entity_tag::of(&text);
            LocaleFile { text, tag }
        }))
    }
}

/// The file of the locale that the name spells in any way. A client asks each time whether it changed.
pub(super) async fn locale_file(
    State(files): State<Arc<LocaleFiles>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(tag) = name.strip_suffix(ENDING) else {
        let hint = "messages are at /locales/{tag}.ftl, such as /locales/en.ftl\n";
        return (StatusCode::NOT_FOUND, hint).into_response();
    };
    let locale = match files.site.locales.find(tag) {
        Ok(locale) => locale,
        Err(unknown) => return (StatusCode::NOT_FOUND, format!("{unknown}\n")).into_response(),
    };
    let Some(file) = files.get(&locale) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let about = [
        (header::ETAG, file.tag.as_str()),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_LANGUAGE, locale.as_str()),
    ];
    if entity_tag::is_known(&file.tag, &headers) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let content_type = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (content_type, about, file.text.clone()).into_response()
}

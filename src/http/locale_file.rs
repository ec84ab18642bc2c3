//! `/locales/{tag}.ftl`: the messages of a locale as Fluent, for frontends that format themselves.
//! What is in them is the catalog's business.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::entity_tag;
use crate::domain::locale::Locale;
use crate::service::site::{LiveSite, Site};

/// How the names of the files end.
const ENDING: &str = ".ftl";

/// The files of a site, each made when it is first asked for, and again once messages changed.
pub(super) struct LocaleFiles {
    live: LiveSite,
    made: RwLock<Made>,
}

/// Files that were made of one state of the messages.
#[derive(Default)]
struct Made {
    fingerprint: String,
    files: BTreeMap<Locale, LocaleFile>,
}

#[derive(Clone)]
struct LocaleFile {
    text: Bytes,
    tag: String,
}

impl LocaleFiles {
    pub(super) fn new(live: LiveSite) -> Self {
        Self {
            live,
            made: RwLock::default(),
        }
    }

    fn get(&self, site: &Site, locale: &Locale) -> LocaleFile {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        let is_of_now = made.fingerprint == site.catalog.fingerprint();
        let known = made.files.get(locale).filter(|_| is_of_now).cloned();
        drop(made);
        known.unwrap_or_else(|| self.make(site, locale))
    }

    fn make(&self, site: &Site, locale: &Locale) -> LocaleFile {
        let chain = site.locales.chain(locale);
        let text = Bytes::from(site.catalog.fluent(chain.locales()));
        let file = LocaleFile {
            tag: entity_tag::of(&text),
            text,
        };
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.fingerprint != site.catalog.fingerprint() {
            *made = Made {
                fingerprint: site.catalog.fingerprint().to_owned(),
                files: BTreeMap::new(),
            };
        }
        made.files.insert(locale.clone(), file.clone());
        file
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
    let site = files.live.current();
    let locale = match site.locales.find(tag) {
        Ok(locale) => locale,
        Err(unknown) => return (StatusCode::NOT_FOUND, format!("{unknown}\n")).into_response(),
    };
    let file = files.get(&site, &locale);
    let language = [(header::CONTENT_LANGUAGE, locale.as_str())];
    let content_type = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    let content = (content_type, file.text);
    let answer = entity_tag::not_sent_again(&file.tag, &headers, content);
    (language, answer).into_response()
}

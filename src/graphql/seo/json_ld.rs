//! JSON-LD: one page in the words of schema.org.

use serde_json::{Map, Value, json};

use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;
use crate::domain::route::Place;
use crate::service::read::view::AlternateView;
use crate::service::site::Site;

/// What schema.org calls the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `BlogPosting`.
    Posting,
    /// `WebPage`.
    Page,
    /// `CollectionPage`.
    Collection,
    /// `CollectionPage` about a `DefinedTerm`.
    Term,
}

/// A page in one locale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work<'a> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Where the served locale publishes it.
    pub(crate) canonical: &'a Place,
    /// The locale that is served.
    pub(crate) locale: &'a Locale,
    /// The locale it was first written in, if it was written.
    pub(crate) source_locale: Option<&'a Locale>,
    /// Its title.
    pub(crate) title: &'a str,
    /// Its description; may be empty.
    pub(crate) description: &'a str,
    /// The day it carries.
    pub(crate) date: Option<Date>,
    /// When it was first published.
    pub(crate) published_at: Option<Instant>,
    /// When readers last saw a change.
    pub(crate) updated_at: Option<Instant>,
    /// The published versions.
    pub(crate) alternates: &'a [AlternateView],
}

impl Work<'_> {
    /// The page for `<script type="application/ld+json">`.
    pub(crate) fn json_ld(&self, site: &Site, image: Option<&str>) -> Value {
        let url = site.url(self.canonical);
        let mut page = Map::new();
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                page.insert(name.to_owned(), value);
            }
        };
        let description = Some(self.description).filter(|text| !text.is_empty());
        let published = match (self.date, self.published_at) {
            (Some(date), _) => Some(date.to_string()),
            (None, instant) => instant.map(|instant| instant.to_string()),
        };
        set("@context", Some(json!("https://schema.org")));
        set("@type", Some(json!(self.type_name())));
        set("@id", Some(json!(url)));
        set("url", Some(json!(url)));
        if self.kind == Kind::Posting {
            set("mainEntityOfPage", Some(json!(url)));
            set("headline", Some(json!(self.title)));
        } else {
            set("name", Some(json!(self.title)));
        }
        set("description", description.map(|text| json!(text)));
        set("inLanguage", Some(json!(self.locale.as_str())));
        set("datePublished", published.map(|text| json!(text)));
        let updated = self.updated_at.map(|instant| json!(instant.to_string()));
        set("dateModified", updated);
        set("image", image.map(|image| json!(image)));
        set("about", self.term());
        set("translationOfWork", self.source(site));
        set("workTranslation", self.translations(site));
        Value::Object(page)
    }

    fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Posting => "BlogPosting",
            Kind::Page => "WebPage",
            Kind::Collection | Kind::Term => "CollectionPage",
        }
    }

    fn term(&self) -> Option<Value> {
        (self.kind == Kind::Term).then(|| json!({ "@type": "DefinedTerm", "name": self.title }))
    }

    /// The work this one is a translation of.
    fn source(&self, site: &Site) -> Option<Value> {
        let source = self.source_locale.filter(|locale| *locale != self.locale)?;
        let mut alternates = self.alternates.iter();
        let alternate = alternates.find(|each| each.place.locale == *source)?;
        Some(self.reference(site, alternate))
    }

    /// The translations of this work; schema.org says them of the source alone.
    fn translations(&self, site: &Site) -> Option<Value> {
        self.source_locale.filter(|locale| *locale == self.locale)?;
        let others: Vec<Value> = self
            .alternates
            .iter()
            .filter(|each| each.place.locale != *self.locale)
            .map(|each| self.reference(site, each))
            .collect();
        (!others.is_empty()).then_some(Value::Array(others))
    }

    fn reference(&self, site: &Site, alternate: &AlternateView) -> Value {
        let url = site.url(&alternate.place);
        json!({
            "@type": self.type_name(),
            "@id": url,
            "url": url,
            "inLanguage": alternate.place.locale.as_str(),
        })
    }
}

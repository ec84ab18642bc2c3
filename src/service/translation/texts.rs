//! What a save says, checked part by part: all that is wrong with it is told at once.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{SeoInput, TranslationInput};
use crate::domain::locale::Locale;
use crate::domain::slug::Slug;
use crate::service::input::{self, Edit};
use crate::service::problem::{Problem, Problems, WriteError};
use crate::service::rendering;
use crate::service::site::Site;
use crate::store::rendering::Rendering;

/// What a save says, checked as far as it can be without the database.
pub(in crate::service) struct Texts {
    pub(super) title: Edit<String>,
    pub(super) slug: Edit<Option<Slug>>,
    pub(super) description: Edit<String>,
    pub(super) markdown: Edit<String>,
    pub(super) seo: Edit<SeoInput>,
    pub(super) meta: Edit<Map<String, Value>>,
    pub(super) navigation: Edit<bool>,
    pub(super) source_version: Option<i32>,
    /// Whether a part was left out because it cannot be.
    pub(super) is_broken: bool,
}

impl Texts {
    pub(in crate::service) fn read(
        input: TranslationInput,
        at: &[&str],
        problems: &mut Problems,
    ) -> Self {
        let mut reading = Reading {
            at,
            problems,
            is_broken: false,
        };
        let title = reading.part("title", input.title, |path, text: String| {
            input::title(path, &text, input::TITLE_CHARS_MAX)
        });
        Self {
            title,
            slug: reading.part("slug", input.slug, |path, text: String| {
                input::slug(path, &text)
            }),
            description: reading.part("description", input.description, |path, text: String| {
                input::lines(path, &text, input::DESCRIPTION_CHARS_MAX)
            }),
            markdown: reading.part("markdown", input.markdown, input::markdown),
            seo: reading.seo(input.seo),
            meta: reading.part("meta", input.meta, input::meta),
            navigation: input.navigation,
            source_version: input.source_version,
            is_broken: reading.is_broken,
        }
    }

    /// Renders the body, if there is a new one, before anybody has to wait for the transaction.
    pub(in crate::service) async fn render(
        &self,
        site: &Arc<Site>,
        locale: &Locale,
    ) -> Result<Option<Rendering>, WriteError> {
        match &self.markdown {
            Edit::Set(markdown) => rendering::of_body(site, locale, markdown.clone())
                .await
                .map(Some),
            Edit::Clear => rendering::of_body(site, locale, String::new())
                .await
                .map(Some),
            Edit::Keep => Ok(None),
        }
    }
}

/// Checks the parts of one input.
struct Reading<'a> {
    at: &'a [&'a str],
    problems: &'a mut Problems,
    is_broken: bool,
}

impl Reading<'_> {
    fn part<T, U>(
        &mut self,
        name: &str,
        part: Edit<T>,
        check: impl FnOnce(&[&str], T) -> Result<U, Problem>,
    ) -> Edit<U> {
        let path: Vec<&str> = self.at.iter().copied().chain([name]).collect();
        let checked = self
            .problems
            .take(part.try_map(|value| check(&path, value)));
        self.is_broken |= checked.is_none();
        checked.unwrap_or_default()
    }

    fn seo(&mut self, seo: Edit<SeoInput>) -> Edit<SeoInput> {
        let Edit::Set(seo) = seo else { return seo };
        let at: Vec<&str> = self.at.iter().copied().chain(["seo"]).collect();
        let mut inside = Reading {
            at: &at,
            problems: self.problems,
            is_broken: false,
        };
        let seo = SeoInput {
            title: inside.part("title", seo.title, |path, text: String| {
                input::line(path, &text, input::TITLE_CHARS_MAX)
            }),
            description: inside.part("description", seo.description, |path, text: String| {
                input::lines(path, &text, input::DESCRIPTION_CHARS_MAX)
            }),
            image: inside.part("image", seo.image, |path, text: String| {
                input::line(path, &text, input::DESCRIPTION_CHARS_MAX)
            }),
        };
        self.is_broken |= inside.is_broken;
        Edit::Set(seo)
    }
}

//! The mutation `sectionTranslate`.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::{Section, plan};
use crate::domain::access::Deed;
use crate::domain::scope::Audience;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::selection::Selected;
use crate::graphql::user_error::{UserError, split};
use crate::graphql::{backend, error, sender};
use crate::service::read::plan::{RoutePlan, Thing};
use crate::service::read::view::ThingView;
use crate::service::section;

/// Naming sections.
#[derive(Default)]
pub(crate) struct SectionMutation;

/// A section was named, or was not.
#[derive(SimpleObject)]
struct SectionPayload {
    /// The section in the locale written to; null when nothing was written.
    section: Option<Section>,
    /// Why nothing was written; empty when something was.
    user_errors: Vec<UserError>,
}

/// Naming sections.
#[Object]
impl SectionMutation {
    /// [editor] The section's title in one locale, for readers at once; an empty title goes back to the locale files.
    async fn section_translate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The section's key, such as `docs/guide`; the empty text is the root.")]
        key: String,
        #[graphql(desc = "The locale.")] locale: LocaleTag,
        #[graphql(desc = "One line of at most 200 characters.")] title: String,
    ) -> Result<Option<SectionPayload>> {
        let act = sender::act(ctx, Deed::Translate).await?;
        let written = section::translate(&act, &key, &locale.0, &title).await;
        let (written, user_errors) = split(ctx, written)?;
        let mut plan = RoutePlan::default();
        for field in Selected::here(ctx).children("SectionPayload") {
            if field.name() == "section" {
                plan::extend(&mut plan.section, &field);
            }
        }
        let mut section = None;
        if let Some((key, locale)) = written {
            let scope = backend::site(ctx)?.scope(locale, None, backend::now(ctx)?);
            let wanted = [(scope.for_audience(Audience::Editors), Thing::Section(key))];
            let found = backend::reader(ctx)?.things(&wanted, &plan).await;
            let found = found.map_err(|failure| error::of_read(ctx, &failure))?;
            section = found.into_iter().flatten().find_map(|thing| match thing {
                ThingView::Section(section) => Some(Section(section)),
                _ => None,
            });
        }
        Ok(Some(SectionPayload {
            section,
            user_errors,
        }))
    }
}

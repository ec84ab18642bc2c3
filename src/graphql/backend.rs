//! What resolvers reach for: the site, its reader, the present, and the scope that arguments ask for.
//! All of it was passed in when the schema was built; nothing here is global.

use std::sync::Arc;

use async_graphql::{Context, Result};

use super::error;
use super::scalar::LocaleTag;
use crate::domain::instant::Instant;
use crate::domain::locale::Locale;
use crate::domain::scope::Scope;
use crate::service::act::Writer;
use crate::service::feed::Feed;
use crate::service::read::Reader;
use crate::service::site::Site;

/// Tells the present.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// The site.
pub(super) fn site<'a>(ctx: &Context<'a>) -> Result<&'a Site> {
    passed_in::<Arc<Site>>(ctx, "site").map(Arc::as_ref)
}

/// Writes for the site.
pub(super) fn writer<'a>(ctx: &Context<'a>) -> Result<&'a Writer> {
    passed_in(ctx, "writer")
}

/// The reader of the site.
pub(super) fn reader<'a>(ctx: &Context<'a>) -> Result<&'a Reader> {
    passed_in(ctx, "reader")
}

/// What is told of changes.
pub(super) fn feed<'a>(ctx: &Context<'a>) -> Result<&'a Feed> {
    passed_in(ctx, "feed")
}

/// The present.
pub(super) fn now(ctx: &Context<'_>) -> Result<Instant> {
    passed_in::<Clock>(ctx, "clock").map(|clock| clock())
}

/// The site's locale that an argument names, in any spelling.
pub(super) fn locale(ctx: &Context<'_>, tag: &LocaleTag) -> Result<Locale> {
    let found = site(ctx)?.locales.find(&tag.0);
    found.map_err(|unknown| error::unknown_locale(&unknown))
}

/// The site's locales that an argument names.
pub(super) fn locales(ctx: &Context<'_>, tags: &[LocaleTag]) -> Result<Vec<Locale>> {
    tags.iter().map(|tag| locale(ctx, tag)).collect()
}

/// The chain that replaces the configured one, if an argument names one.
pub(super) fn fallback(
    ctx: &Context<'_>,
    tags: Option<&[LocaleTag]>,
) -> Result<Option<Vec<Locale>>> {
    tags.map(|tags| locales(ctx, tags)).transpose()
}

/// What a reader sees who asks for `tag` with this fallback.
pub(super) fn scope(
    ctx: &Context<'_>,
    tag: &LocaleTag,
    fallback_tags: Option<&[LocaleTag]>,
) -> Result<Scope> {
    scope_of(ctx, locale(ctx, tag)?, fallback_tags)
}

/// The same for a locale that is known.
pub(super) fn scope_of(
    ctx: &Context<'_>,
    requested: Locale,
    fallback_tags: Option<&[LocaleTag]>,
) -> Result<Scope> {
    let fallback = fallback(ctx, fallback_tags)?;
    Ok(site(ctx)?.scope(requested, fallback.as_deref(), now(ctx)?))
}

fn passed_in<'a, T: Send + Sync + 'static>(ctx: &Context<'a>, name: &str) -> Result<&'a T> {
    ctx.data_opt::<T>()
        .ok_or_else(|| error::internal(ctx, &format!("the schema was built without its {name}")))
}

//! The union `Route` and those of its members that are no content.

use async_graphql::{Context, Enum, Result, SimpleObject, Union};

use crate::domain::route;
use crate::graphql::backend;
use crate::graphql::localized::Alternate;
use crate::graphql::post::Post;
use crate::graphql::section::Section;
use crate::graphql::tag::Tag;
use crate::service::read::view::{RedirectView, RouteView};

/// What a path leads to.
#[derive(Union)]
pub(crate) enum Route {
    Post(Post),
    Tag(Tag),
    Section(Section),
    Redirect(Redirect),
    Gone(Gone),
    NotFound(NotFound),
}

/// What was asked for is at another path.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Redirect {
    /// The path that was asked for.
    from: String,
    /// The path, or URL, to ask for instead.
    to: String,
    /// 301, 302, 307 or 308.
    status_code: i32,
    /// Why.
    reason: RedirectReason,
}

/// Why a path is answered with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "route::RedirectReason")]
pub(crate) enum RedirectReason {
    /// What was here has another slug or lies in another section now.
    SlugChanged,
    /// The slug is that of another locale.
    LocaleSlug,
    /// The path was not in the form in which the server writes it.
    Normalized,
    /// An editor made it.
    Manual,
}

/// Something was published here and is no more: answer 410.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Gone {
    /// The path that was asked for.
    path: String,
}

/// Nothing is here: answer 404.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NotFound {
    /// The path that was asked for.
    path: String,
    /// What may have been meant.
    suggestions: Vec<Alternate>,
}

impl From<RedirectView> for Redirect {
    fn from(redirect: RedirectView) -> Self {
        Self {
            from: redirect.from,
            to: redirect.to,
            status_code: i32::from(redirect.status),
            reason: redirect.reason.into(),
        }
    }
}

impl Route {
    /// The answer that was loaded.
    pub(crate) fn of(ctx: &Context<'_>, view: RouteView) -> Result<Self> {
        Ok(match view {
            RouteView::Post(post) => Self::Post(Post(post)),
            RouteView::Tag(tag) => Self::Tag(Tag(tag)),
            RouteView::Section(section) => Self::Section(Section(section)),
            RouteView::Redirect(redirect) => Self::Redirect(redirect.into()),
            RouteView::Gone { path } => Self::Gone(Gone { path }),
            RouteView::NotFound { path, suggestions } => Self::NotFound(NotFound {
                path,
                suggestions: Alternate::all(backend::site(ctx)?, &suggestions),
            }),
        })
    }
}

//! The root field `contentChanged`.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_graphql::{Context, Result, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;

use super::object::ContentChange;
use crate::domain::instant::Instant;
use crate::graphql::scalar::LocaleTag;
use crate::graphql::{backend, error, preview_token, sender};
use crate::service::feed::{self, Hearing, Listener, Wanted};

/// What is told while it happens.
#[derive(Default)]
pub(crate) struct ChangeSubscription;

/// Behind which change a subscription goes on when it is started again, because the site became another one meanwhile.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resume(Arc<Progress>);

#[derive(Debug, Default)]
struct Progress {
    /// The change whose fields are being resolved, or were.
    begun: AtomicI64,
    /// The one that was told last.
    told: AtomicI64,
}

impl Resume {
    fn after(&self) -> Option<i64> {
        Some(self.0.told.load(Ordering::Relaxed)).filter(|seq| *seq > 0)
    }

    fn begin(&self, seq: i64) {
        self.0.begun.store(seq, Ordering::Relaxed);
    }

    /// Notes that what was begun is told.
    pub(crate) fn told(&self) {
        let begun = self.0.begun.load(Ordering::Relaxed);
        self.0.told.store(begun, Ordering::Relaxed);
    }
}

/// What is told while it happens.
#[Subscription]
impl ChangeSubscription {
    /// Every change of published content. A token adds DRAFT_SAVED in its locales; a preview token, that of its post alone.
    /// `after` resumes behind a change already seen.
    ///
    /// Over WebSocket (`graphql-transport-ws`) or server-sent events, both at `/graphql`. Who reads too slowly is cut off with
    /// LIMIT_EXCEEDED, and loses nothing by going on with `after`.
    async fn content_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only changes in these locales, and those that concern all; without it, in every locale. What is shown by \
                    fallback changes in the locale that it falls back to."
        )]
        locales: Option<Vec<LocaleTag>>,
        #[graphql(
            desc = "Only changes at or below this path, such as `/de/blog`, and those that concern all paths."
        )]
        path_prefix: Option<String>,
        #[graphql(desc = "A `cursor`; without it, it begins now.")] after: Option<String>,
        #[graphql(desc = "Of `previewTokenCreate`.")] preview_token: Option<String>,
    ) -> Result<impl Stream<Item = Result<ContentChange>> + use<>> {
        // Boxed, since ten thousand who listen would each keep the room that beginning takes.
        let begun = Box::pin(begin(ctx, (locales, path_prefix), after, preview_token));
        let (hearing, resume, ends_in) = begun.await?;
        Ok(changes(hearing, resume, ends_in))
    }
}

/// Begins to listen; says how long that may go on, too, where that is limited.
async fn begin(
    ctx: &Context<'_>,
    (locales, path_prefix): (Option<Vec<LocaleTag>>, Option<String>),
    after: Option<String>,
    preview_token: Option<String>,
) -> Result<(Box<Hearing>, Resume, Option<Duration>)> {
    let listener = match preview_token {
        Some(token) => Listener::Preview(preview_token::read(ctx, &token).await?),
        None => match sender::known_caller(ctx).await? {
            Some(caller) => Listener::Caller(caller.clone()),
            None => Listener::Stranger,
        },
    };
    let wanted = Wanted {
        locales: backend::locales(ctx, locales.as_deref().unwrap_or_default())?,
        below: path_prefix.as_deref().map(below).transpose()?,
        listener,
    };
    let resume = ctx.data_opt::<Resume>().cloned().unwrap_or_default();
    let after = match (resume.after(), &after) {
        (Some(seq), _) => Some(seq),
        (None, Some(cursor)) => {
            Some(feed::read_cursor(cursor).map_err(|failure| error::of_feed(&failure))?)
        }
        (None, None) => None,
    };
    let ends_in = ends_in(&wanted.listener, backend::now(ctx)?);
    let writer = backend::writer(ctx)?;
    let hearing = backend::feed(ctx)?
        .hear(&writer.store, &writer.site, wanted, after)
        .await
        .map_err(|failure| error::of_feed(&failure))?;
    resume.begin(hearing.last());
    resume.told();
    Ok((Box::new(hearing), resume, ends_in))
}

/// The changes until there are no more; an error is the last thing that is told.
fn changes(
    hearing: Box<Hearing>,
    resume: Resume,
    ends_in: Option<Duration>,
) -> impl Stream<Item = Result<ContentChange>> {
    let end = ends_in.map(|ends_in| Box::pin(tokio::time::sleep(ends_in)));
    unfold(Some((hearing, end)), move |state| {
        let resume = resume.clone();
        async move {
            let (mut hearing, mut end) = state?;
            let heard = tokio::select! {
                heard = hearing.next() => heard,
                () = over(&mut end) => return Some((Err(error::no_preview()), None)),
            };
            match heard.transpose()? {
                Ok(logged) => {
                    resume.begin(logged.seq);
                    Some((Ok(ContentChange(logged)), Some((hearing, end))))
                }
                Err(failure) => Some((Err(error::of_feed(&failure)), None)),
            }
        }
    })
}

async fn over(end: &mut Option<std::pin::Pin<Box<tokio::time::Sleep>>>) {
    match end {
        Some(end) => end.await,
        None => std::future::pending().await,
    }
}

/// How long a preview token is still valid.
fn ends_in(listener: &Listener, now: Instant) -> Option<Duration> {
    let Listener::Preview(preview) = listener else {
        return None;
    };
    let micros = preview.expires_at.micros() - now.micros();
    Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
}

/// A path as it is compared: without its last slash, so that `/de/blog/` is `/de/blog` and `/` is everything.
fn below(prefix: &str) -> Result<String> {
    match prefix.strip_prefix('/') {
        Some(_) => Ok(prefix.trim_end_matches('/').to_owned()),
        None => Err(error::bad_input(
            "pathPrefix",
            "begins with `/`, such as `/de/blog`",
        )),
    }
}

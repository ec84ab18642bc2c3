//! A post's content becomes what a reader sees of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::loader::Item;
use super::view::{AlternateView, BodyView, PostView, SeoView};
use crate::domain::id::PostId;
use crate::domain::instant::{Date, Instant};
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::domain::slug::Slug;
use crate::domain::status::Status;
use crate::service::rendering::public_hash;
use crate::service::site::Site;
use crate::store::read::content::Content;
use crate::store::read::name::Names;

/// A post as its scope shows it, without what it leads to.
pub(super) fn view(_site: &Site, item: &Item, content: &Content) -> PostView {
    let slug = Slug::parse(&content.slug).ok();
    PostView {
        scope: Arc::clone(&item.scope),
        id: content.post,
        key: content.key.clone(),
        source_locale: content.source_locale.clone(),
        locale: content.locale.clone(),
        place: item.shown.place.clone(),
        canonical: Place {
            locale: content.locale.clone(),
            rest: Rest::of_post(&content.section, slug.as_ref()),
        },
        section_key: content.section.clone(),
        slug: content.slug.clone(),
        title: content.title.clone(),
        description: content.description.clone(),
        seo: SeoView {
            title: content.seo_title.clone(),
            description: content.seo_description.clone(),
            image: content.seo_image.clone(),
        },
        date: content.date.as_deref().and_then(Date::parse),
        published_at: content.published_at.map(Instant::from_micros),
        updated_at: Instant::from_micros(content.updated_at),
        words: u32::try_from(content.words).unwrap_or(0),
        code_words: u32::try_from(content.code_words).unwrap_or(0),
        meta: merged_meta(&content.meta, &content.own_meta),
        navigation: content.own_navigation.unwrap_or(content.navigation),
        extension: content.extension.clone(),
        stem: content.stem.clone(),
        version: content.version,
        shared_version: content.shared_version,
        status: Status::of(
            content.version,
            content.pointers.live,
            content.pointers.scheduled,
            content.published_at.is_some(),
        ),
        scheduled_for: content.pointers.publish_at.map(Instant::from_micros),
        has_unpublished_changes: content.pointers.live != Some(content.pointers.head),
        shared_meta: content.meta.clone(),
        own_meta: content.own_meta.clone(),
        hash: public_hash(&content.hash, content.shared_version),
        body: content.body.as_ref().map(|body| {
            Arc::new(BodyView {
                markdown: body.markdown.clone(),
                html: body.html.clone(),
                text: body.text.clone(),
                toc: body.toc.clone(),
                excerpt: body.excerpt.clone(),
                minimark: body.minimark.clone(),
            })
        }),
        alternates: Vec::new(),
        tags: Vec::new(),
        section: None,
        previous: None,
        next: None,
        related: BTreeMap::new(),
        translations: Vec::new(),
        revisions: Vec::new(),
        translation: None,
    }
}

/// The published versions of a post, in the order of the site's locales.
pub(super) fn alternates(site: &Site, names: &Names, post: PostId) -> Vec<AlternateView> {
    let translations = names.translations.get(&post).map_or(&[][..], Vec::as_slice);
    let alternates = translations.iter().map(|translation| AlternateView {
        place: translation.place.clone(),
        title: translation.title.clone(),
    });
    in_order(site, alternates)
}

/// Alternates in the order of the site's locales; content in a locale that the site no longer has is not shown.
pub(super) fn in_order(
    site: &Site,
    alternates: impl Iterator<Item = AlternateView>,
) -> Vec<AlternateView> {
    let rank = |alternate: &AlternateView| site.locales.rank(&alternate.place.locale);
    let mut alternates: Vec<AlternateView> = alternates
        .filter(|alternate| rank(alternate) != usize::MAX)
        .collect();
    alternates.sort_by_key(rank);
    alternates
}

/// What all locales share of the front matter, and what this one lays over it, key by key.
pub(super) fn merged_meta(shared: &str, own: &str) -> Map<String, Value> {
    let mut meta = object(shared);
    meta.extend(object(own));
    meta
}

/// Stored JSON that is an object; anything else was not written by us and counts as empty.
pub(super) fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

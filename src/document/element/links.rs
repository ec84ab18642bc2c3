//! Links and images as elements, and how their addresses are written.

use super::{Element, Flavor};
use crate::document::markdown::node::{Image, Link};
use crate::document::nuxt;

pub(super) fn link(link: &Link, flavor: Flavor<'_>) -> Element {
    let element = Element::new("a", Vec::new());
    let target = &link.target;
    let mut element = super::components::with_attributes(element, &link.attributes);
    let url = match flavor {
        Flavor::Nuxt if !link.is_reference => path_of_file(&target.url),
        _ => target.url.clone(),
    };
    element.set("href", percent_encoded(&url));
    if let Some(title) = &target.title {
        element.set("title", title.clone());
    }
    element
}

pub(super) fn image(image: &Image) -> Element {
    let element = Element::new("img", Vec::new());
    let target = &image.target;
    let mut element = super::components::with_attributes(element, &image.attributes);
    element.set("src", percent_encoded(&target.url));
    element.set("alt", image.alt.clone());
    if let Some(title) = &target.title {
        element.set("title", title.clone());
    }
    element
}

/// Marks a link that leads to another host: the site vouches for nothing there.
pub(super) fn mark_external(element: &mut Element) {
    let is_external = element.tag == "a"
        && element.attribute("href").is_some_and(|href| {
            ["http:", "https:", "//"]
                .iter()
                .any(|begin| href.starts_with(begin))
        });
    if is_external {
        element.set("rel", "nofollow".to_owned());
    }
}

/// A link to a Markdown file leads to the path of its document.
fn path_of_file(url: &str) -> String {
    let hash_at = url.find('#').filter(|at| at + 1 < url.len());
    let (file, hash) = url
        .split_at_checked(hash_at.unwrap_or(url.len()))
        .unwrap_or((url, ""));
    let leads_elsewhere = url.starts_with("http") || url.starts_with('/');
    match file.strip_suffix(".md") {
        Some(stem) if !leads_elsewhere => nuxt::relative_path_of(stem) + hash,
        _ => url.to_owned(),
    }
}

/// An address with all that no address may hold percent-encoded; what is encoded already stays.
pub(super) fn percent_encoded(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut encoded = String::with_capacity(url.len());
    for (at, byte) in bytes.iter().copied().enumerate() {
        let is_encoded = byte == b'%'
            && [1, 2]
                .iter()
                .all(|next| bytes.get(at + next).is_some_and(u8::is_ascii_alphanumeric));
        let stays = byte.is_ascii_alphanumeric() || b"!#$&'()*+,-./:;=?@_~".contains(&byte);
        if is_encoded || stays {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_percent_encoded_once() {
        for (url, expected) in [
            ("/a b?c=d&e#f", "/a%20b?c=d&e#f"),
            ("/%20%zz%", "/%20%zz%25"),
            ("/é[1]", "/%C3%A9%5B1%5D"),
        ] {
            assert_eq!(percent_encoded(url), expected);
        }
    }
}

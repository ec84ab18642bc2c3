//! Opaque ids: `id` names a thing as seen through one scope, `postId` and `tagId` name it in every locale.
//! Whether the thing exists is not known here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::id::{PostId, TagId};
use crate::domain::locale::Locale;
use crate::domain::scope::{Audience, Scope};
use crate::domain::slug::Section;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Post(PostId),
    Tag(TagId),
    Section(Section),
}

/// What an `id` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NodeId {
    pub(super) named: Named,
    pub(super) requested: Locale,
    pub(super) served: Locale,
    /// What is tried after the requested locale, where it is not the configured chain.
    pub(super) fallback: Option<Vec<Locale>>,
    pub(super) audience: Audience,
}

/// The parts are separated by a character that no locale, number or section has.
const SEPARATOR: char = '|';

impl NodeId {
    /// The id of a thing seen through `scope`, served from `served`.
    pub(super) fn of(named: Named, scope: &Scope, served: &Locale) -> Self {
        Self {
            named,
            requested: scope.requested().clone(),
            served: served.clone(),
            fallback: (!scope.is_configured).then(|| scope.chain.after().to_vec()),
            audience: scope.audience,
        }
    }

    /// The opaque text.
    pub(super) fn write(&self) -> String {
        let (kind, key) = match &self.named {
            Named::Post(PostId(id)) => ("post", id.to_string()),
            Named::Tag(TagId(id)) => ("tag", id.to_string()),
            Named::Section(section) => ("section", section.as_str().to_owned()),
        };
        let fallback = match &self.fallback {
            None => "*".to_owned(),
            Some(locales) => {
                let tags: Vec<&str> = locales.iter().map(Locale::as_str).collect();
                tags.join(",")
            }
        };
        let audience = match self.audience {
            Audience::Readers => "published",
            Audience::Editors => "latest",
        };
        let parts = [
            kind,
            &key,
            self.requested.as_str(),
            self.served.as_str(),
            &fallback,
            audience,
        ];
        URL_SAFE_NO_PAD.encode(parts.join(&SEPARATOR.to_string()))
    }

    /// Reads what [`NodeId::write`] wrote; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = text.split(SEPARATOR);
        let mut next = || parts.next();
        let (kind, key) = (next()?, next()?);
        let id = Self {
            named: match kind {
                "post" => Named::Post(PostId(key.parse().ok()?)),
                "tag" => Named::Tag(TagId(key.parse().ok()?)),
                "section" => Named::Section(Section::parse(key).ok()?),
                _ => return None,
            },
            requested: Locale::parse(next()?).ok()?,
            served: Locale::parse(next()?).ok()?,
            fallback: match next()? {
                "*" => None,
                "" => Some(Vec::new()),
                tags => Some(
                    tags.split(',')
                        .map(|tag| Locale::parse(tag).ok())
                        .collect::<Option<_>>()?,
                ),
            },
            audience: match next()? {
                "published" => Audience::Readers,
                "latest" => Audience::Editors,
                _ => return None,
            },
        };
        // One thing has one id: another spelling of it is none.
        (next().is_none() && id.write() == URL_SAFE_NO_PAD.encode(&text)).then_some(id)
    }
}

/// The letters and digits of an id, without those that are taken for one another (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The `postId` of a post.
pub(super) fn write_post(id: PostId) -> String {
    write('p', id.0)
}

/// The post that a `postId` names.
pub(super) fn read_post(text: &str) -> Option<PostId> {
    read('p', text).map(PostId)
}

/// The `tagId` of a tag.
pub(super) fn write_tag(id: TagId) -> String {
    write('t', id.0)
}

/// The tag that a `tagId` names.
pub(super) fn read_tag(text: &str) -> Option<TagId> {
    read('t', text).map(TagId)
}

fn write(letter: char, id: i64) -> String {
    let mut rest = id.cast_unsigned();
    let mut digits = Vec::new();
    loop {
        let digit = usize::try_from(rest % 32).unwrap_or_default();
        digits.extend(DIGITS.get(digit).map(|byte| char::from(*byte)));
        rest /= 32;
        if rest == 0 {
            break;
        }
    }
    digits.push(letter);
    digits.into_iter().rev().collect()
}

fn read(letter: char, text: &str) -> Option<i64> {
    let digits = text.strip_prefix(letter)?;
    let mut id: u64 = 0;
    for byte in digits.bytes() {
        let digit = DIGITS.iter().position(|each| *each == byte)?;
        id = id
            .checked_mul(32)?
            .checked_add(u64::try_from(digit).ok()?)?;
    }
    let id = id.cast_signed();
    (write(letter, id) == text).then_some(id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::parse(tag).unwrap()
    }

    fn any_locale() -> impl Strategy<Value = Locale> {
        prop::sample::select(vec!["en", "de", "pt-BR", "zh-Hant"]).prop_map(locale)
    }

    fn any_id() -> impl Strategy<Value = NodeId> {
        let named = prop_oneof![
            any::<i64>().prop_map(|id| Named::Post(PostId(id))),
            any::<i64>().prop_map(|id| Named::Tag(TagId(id))),
            prop::sample::select(vec!["", "blog", "docs/über"])
                .prop_map(|key| Named::Section(Section::parse(key).unwrap())),
        ];
        let fallback = prop::option::of(prop::collection::vec(any_locale(), 0..3));
        let audience = prop::sample::select(vec![Audience::Readers, Audience::Editors]);
        (named, any_locale(), any_locale(), fallback, audience).prop_map(
            |(named, requested, served, fallback, audience)| NodeId {
                named,
                requested,
                served,
                fallback,
                audience,
            },
        )
    }

    proptest! {
        #[test]
        fn an_id_is_read_back(id in any_id()) {
            prop_assert_eq!(NodeId::read(&id.write()), Some(id));
        }

        #[test]
        fn different_things_have_different_ids(one in any_id(), other in any_id()) {
            prop_assert_eq!(one == other, one.write() == other.write());
        }

        #[test]
        fn a_number_is_read_back(id in any::<i64>()) {
            prop_assert_eq!(read_post(&write_post(PostId(id))), Some(PostId(id)));
            prop_assert_eq!(read_tag(&write_post(PostId(id))), None);
        }

        #[test]
        fn any_text_can_be_read(text in ".{0,40}") {
            NodeId::read(&text);
            read_post(&text);
        }
    }

    #[test]
    fn garbage_is_no_id() {
        for text in ["", "p", "p0001", "pU", "x1", "p1 ", "pzzzzzzzzzzzzzzzzzz"] {
            assert_eq!(read_post(text), None, "{text}");
            assert_eq!(NodeId::read(text), None, "{text}");
        }
    }
}

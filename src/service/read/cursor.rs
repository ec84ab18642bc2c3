//! Cursors: where a page begins or ends, as an opaque text.
//! A cursor holds the key that the list is ordered by and the id that breaks ties, so pages stay right while posts come and go.

use super::ReadError;
use super::plan::{Page, PostOrder};
use crate::domain::hexadecimal::hexadecimal;
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::store::read::list::{Column, Key, Slice};
use crate::store::read::translation::Rank;

/// What a list is ordered by, as its cursors say it: a cursor of one list is none of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordered {
    /// Posts.
    Posts(Column),
    /// Tags by name.
    Tags,
}

impl Ordered {
    fn letter(self) -> &'static str {
        match self {
            Self::Posts(Column::SortedAt) => "d",
            Self::Posts(Column::UpdatedAt) => "u",
            Self::Posts(Column::TitleKey) => "t",
            Self::Posts(Column::SourceOrder) => "s",
            Self::Tags => "g",
        }
    }
}

/// The cursor of something with this key.
pub(super) fn of_key(ordered: Ordered, key: &Key, id: i64) -> String {
    let letter = ordered.letter();
    match key {
        Key::Time(micros) => format!("{letter}~{id}~{micros}"),
        Key::Bytes(bytes) => format!("{letter}~{id}~{}", hexadecimal(bytes)),
        Key::Text(text) => format!("{letter}~{id}~{}", hexadecimal(text.as_bytes())),
    }
}

/// The part of a list that a page asks for, and one row more, which tells whether there is more.
pub(super) fn slice(order: PostOrder, page: &Page) -> Result<Slice, ReadError> {
    let (column, is_descending) = match order {
        PostOrder::Newest => (Column::SortedAt, true),
        PostOrder::Oldest => (Column::SortedAt, false),
        PostOrder::RecentlyUpdated => (Column::UpdatedAt, true),
        PostOrder::Title => (Column::TitleKey, false),
        PostOrder::Source => (Column::SourceOrder, false),
    };
    let ordered = Ordered::Posts(column);
    let behind = page
        .cursor
        .as_deref()
        .map(|cursor| key(cursor, ordered))
        .transpose()?;
    Ok(Slice {
        column,
        is_descending: is_descending != page.is_backward,
        behind,
        limit: page.limit + 1,
    })
}

/// The cursor of something that is ordered by its place.
pub(super) fn of_place(place: &Place) -> String {
    format!("p~{}~{}", place.locale, place.rest)
}

/// The place that a cursor names.
pub(super) fn place(cursor: &str) -> Result<Place, ReadError> {
    let mut parts = cursor.splitn(3, '~');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("p"), Some(locale), Some(rest)) => Ok(Place {
            locale: Locale::parse(locale).map_err(|_| malformed(cursor))?,
            rest: Rest::from_canonical(rest),
        }),
        _ => Err(malformed(cursor)),
    }
}

/// The cursor of something in a queue of translations.
pub(super) fn of_rank(rank: &Rank) -> String {
    let Rank {
        published,
        urgency,
        words,
        newest,
        post,
    } = rank;
    format!("q~{published}~{urgency}~{words}~{newest}~{}", post.0)
}

/// The place in a queue that a cursor names.
pub(super) fn rank(cursor: &str) -> Result<Rank, ReadError> {
    let read = || {
        let mut parts = cursor.strip_prefix("q~")?.split('~');
        let rank = Rank {
            published: parts.next()?.parse().ok()?,
            urgency: parts.next()?.parse().ok()?,
            words: parts.next()?.parse().ok()?,
            newest: parts.next()?.parse().ok()?,
            post: PostId(parts.next()?.parse().ok()?),
        };
        (of_rank(&rank) == cursor).then_some(rank)
    };
    read().ok_or_else(|| malformed(cursor))
}

/// The cursor of a saved state.
pub(super) fn of_version(version: i32) -> String {
    format!("v~{version}")
}

/// The version that a cursor names.
pub(super) fn version(cursor: &str) -> Result<i32, ReadError> {
    let version = cursor.strip_prefix("v~").and_then(|text| text.parse().ok());
    version
        .filter(|version: &i32| of_version(*version) == cursor && *version > 0)
        .ok_or_else(|| malformed(cursor))
}

/// A cursor that this kind of list did not hand out.
pub(super) fn malformed(cursor: &str) -> ReadError {
    let shown: String = cursor.chars().take(40).collect();
    ReadError::BadInput(format!(
        "the cursor `{shown}` is not one of this list; pass an `endCursor` or `startCursor` as it was received, with the same `orderBy`"
    ))
}

/// The key and id that a cursor of this kind of list names.
pub(super) fn key(cursor: &str, ordered: Ordered) -> Result<(Key, i64), ReadError> {
    let refuse = || malformed(cursor);
    let mut parts = cursor.splitn(3, '~');
    let (Some(letter), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(refuse());
    };
    if letter != ordered.letter() {
        return Err(refuse());
    }
    let id: i64 = id.parse().map_err(|_| refuse())?;
    let key = match ordered {
        Ordered::Posts(Column::SortedAt | Column::UpdatedAt) => {
            Key::Time(key.parse().map_err(|_| refuse())?)
        }
        Ordered::Posts(Column::TitleKey) | Ordered::Tags => {
            Key::Bytes(unhex(key).ok_or_else(refuse)?)
        }
        Ordered::Posts(Column::SourceOrder) => {
            let bytes = unhex(key)
                .filter(|bytes| !bytes.contains(&0))
                .ok_or_else(refuse)?;
            Key::Text(String::from_utf8(bytes).map_err(|_| refuse())?)
        }
    };
    Ok((key, id))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(cursor: &str) -> Page {
        Page {
            limit: 2,
            is_backward: false,
            cursor: Some(cursor.to_owned()),
        }
    }

    #[test]
    fn a_cursor_is_read_back_in_the_order_it_was_written_for_and_in_no_other() {
        let keys = [
            (PostOrder::Newest, Column::SortedAt, Key::Time(-5)),
            (PostOrder::RecentlyUpdated, Column::UpdatedAt, Key::Time(7)),
            (
                PostOrder::Title,
                Column::TitleKey,
                Key::Bytes(vec![0, 255, 16]),
            ),
            (
                PostOrder::Source,
                Column::SourceOrder,
                Key::Text("a~b/c".to_owned()),
            ),
        ];
        for (order, column, key) in &keys {
            let cursor = of_key(Ordered::Posts(*column), key, 7);
            for (other, ..) in &keys {
                let read = slice(*other, &page(&cursor))
                    .ok()
                    .and_then(|slice| slice.behind);
                let expected = (other == order).then(|| (key.clone(), 7));
                assert_eq!(read, expected, "{order:?} as {other:?}");
            }
            assert!(super::key(&cursor, Ordered::Tags).is_err());
        }
    }

    #[test]
    fn what_is_no_cursor_of_the_list_is_refused() {
        for cursor in ["", "x", "d~1", "d~a~1", "d~1~a", "t~1~0", "t~1~zz"] {
            assert!(slice(PostOrder::Newest, &page(cursor)).is_err(), "{cursor}");
            assert!(slice(PostOrder::Title, &page(cursor)).is_err(), "{cursor}");
        }
    }
}

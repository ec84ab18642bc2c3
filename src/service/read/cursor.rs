//! Cursors: where a page begins or ends, as an opaque text.
//! A cursor holds the key that the list is ordered by and the id that breaks ties, so pages stay right while posts come and go.

use super::ReadError;
use super::plan::{Page, PostOrder};
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Place;
use crate::store::read::list::{Column, Key, Slice};

/// The cursor of a post with this key.
pub(super) fn of_post(key: &Key, id: i64) -> String {
    match key {
        Key::Time(micros) => format!("t~{id}~{micros}"),
        Key::Bytes(bytes) => format!("b~{id}~{}", hex(bytes)),
        Key::Text(text) => format!("x~{id}~{}", hex(text.as_bytes())),
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
    let behind = page
        .cursor
        .as_deref()
        .map(|cursor| read(cursor, column))
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

/// A cursor that this kind of list did not hand out.
pub(super) fn malformed(cursor: &str) -> ReadError {
    let shown: String = cursor.chars().take(40).collect();
    ReadError::BadInput(format!(
        "the cursor `{shown}` is not one of this list; pass an `endCursor` or `startCursor` as it was received, with the same `orderBy`"
    ))
}

fn read(cursor: &str, column: Column) -> Result<(Key, i64), ReadError> {
    let refuse = || malformed(cursor);
    let mut parts = cursor.splitn(3, '~');
    let (Some(kind), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(refuse());
    };
    let id: i64 = id.parse().map_err(|_| refuse())?;
    let key = match (kind, column) {
        ("t", Column::SortedAt | Column::UpdatedAt) => {
            Key::Time(key.parse().map_err(|_| refuse())?)
        }
        ("b", Column::TitleKey) => Key::Bytes(unhex(key).ok_or_else(refuse)?),
        ("x", Column::SourceOrder) => {
            let bytes = unhex(key)
                .filter(|bytes| !bytes.contains(&0))
                .ok_or_else(refuse)?;
            Key::Text(String::from_utf8(bytes).map_err(|_| refuse())?)
        }
        _ => return Err(refuse()),
    };
    Ok((key, id))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    fn a_cursor_is_read_back_in_the_order_it_was_written_for() {
        for (order, key) in [
            (PostOrder::Newest, Key::Time(-5)),
            (PostOrder::Title, Key::Bytes(vec![0, 255, 16])),
            (PostOrder::Source, Key::Text("a~b/c".to_owned())),
        ] {
            let slice = slice(order, &page(&of_post(&key, 7))).unwrap();
            assert_eq!(slice.behind, Some((key, 7)));
            assert_eq!(slice.limit, 3);
        }
    }

    #[test]
    fn what_is_no_cursor_of_the_list_is_refused() {
        let title = of_post(&Key::Bytes(vec![1]), 1);
        for cursor in ["", "x", "t~1", "t~a~1", "t~1~a", "b~1~0", "b~1~zz", &title] {
            assert!(slice(PostOrder::Newest, &page(cursor)).is_err(), "{cursor}");
        }
    }
}

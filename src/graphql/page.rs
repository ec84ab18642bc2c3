//! Paging: the arguments `first`, `after`, `last`, `before` → one page, and what a connection says of it.
//! How a cursor is made and read is the service's affair.

use async_graphql::{Error, Result, SimpleObject};

use super::error;
use crate::service::read::plan::Page;

/// How many entries a page has unless the request says otherwise.
const DEFAULT_SIZE: i32 = 20;

/// How many entries a page may have, and things one request may name.
pub(super) const SIZE_MAX: i32 = 100;

/// The four arguments, as they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct PageArgs {
    pub(super) first: Option<i32>,
    pub(super) after: Option<String>,
    pub(super) last: Option<i32>,
    pub(super) before: Option<String>,
}

impl PageArgs {
    /// The arguments of a list that is read in one direction only.
    pub(super) fn forward(first: Option<i32>, after: Option<String>) -> Self {
        Self {
            first,
            after,
            ..Self::default()
        }
    }

    /// The page they mean.
    pub(super) fn page(self) -> Result<Page> {
        let is_backward = self.last.is_some() || (self.first.is_none() && self.before.is_some());
        for (one, other, are_both) in [
            ("first", "last", self.first.is_some() && self.last.is_some()),
            ("last", "after", self.last.is_some() && self.after.is_some()),
            (
                "first",
                "before",
                self.first.is_some() && self.before.is_some(),
            ),
            (
                "after",
                "before",
                self.after.is_some() && self.before.is_some(),
            ),
        ] {
            if are_both {
                let problem = format!("cannot be given together with `{one}`");
                return Err(error::bad_input(other, problem));
            }
        }
        let (name, size) = match self.last {
            Some(last) => ("last", last),
            None => ("first", self.first.unwrap_or(DEFAULT_SIZE)),
        };
        Ok(Page {
            limit: count(name, size)?,
            is_backward,
            cursor: if is_backward { self.before } else { self.after },
        })
    }
}

/// A number of entries that an argument asks for, 1 to [`SIZE_MAX`].
pub(super) fn count(name: &str, size: i32) -> Result<usize, Error> {
    usize::try_from(size)
        .ok()
        .filter(|_| (1..=SIZE_MAX).contains(&size))
        .ok_or_else(|| error::bad_input(name, format!("is {size}; allowed is 1 to {SIZE_MAX}")))
}

/// What a page costs: its entries times what is selected of each.
pub(super) fn cost(first: Option<i32>, last: Option<i32>, child_complexity: usize) -> usize {
    let size = last.or(first).unwrap_or(DEFAULT_SIZE).clamp(1, SIZE_MAX);
    1 + usize::try_from(size).unwrap_or(1) * child_complexity
}

/// Where a page lies in its list.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PageInfo {
    /// Whether there are entries behind the last one of this page.
    has_next_page: bool,
    /// Whether there are entries before the first one of this page.
    has_previous_page: bool,
    /// Cursor of the first entry; null on an empty page.
    start_cursor: Option<String>,
    /// Cursor of the last entry; null on an empty page.
    end_cursor: Option<String>,
}

impl PageInfo {
    /// Of a page with these rows, each beginning with its cursor.
    pub(super) fn of<T>(rows: &[(String, T)], has_next: bool, has_previous: bool) -> Self {
        let cursor = |row: Option<&(String, T)>| row.map(|(cursor, _)| cursor.clone());
        Self {
            has_next_page: has_next,
            has_previous_page: has_previous,
            start_cursor: cursor(rows.first()),
            end_cursor: cursor(rows.last()),
        }
    }
}

/// A number of entries as the contract's `Int`.
pub(super) fn total(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        first: Option<i32>,
        after: Option<&str>,
        last: Option<i32>,
        before: Option<&str>,
    ) -> String {
        let args = PageArgs {
            first,
            after: after.map(str::to_owned),
            last,
            before: before.map(str::to_owned),
        };
        match args.page() {
            Ok(page) => {
                let direction = if page.is_backward {
                    "backward"
                } else {
                    "forward"
                };
                format!(
                    "{} {direction} {}",
                    page.limit,
                    page.cursor.unwrap_or_default()
                )
            }
            Err(error) => {
                let extensions = error.extensions.unwrap();
                assert_eq!(extensions.get("code"), Some(&"BAD_INPUT".into()));
                error.message
            }
        }
    }

    #[test]
    fn the_four_arguments_mean_one_page_or_are_refused() {
        for (first, after, last, before, expected) in [
            (None, None, None, None, "20 forward "),
            (Some(3), Some("c"), None, None, "3 forward c"),
            (None, Some("c"), None, None, "20 forward c"),
            (None, None, Some(100), Some("c"), "100 backward c"),
            (None, None, None, Some("c"), "20 backward c"),
            (
                Some(1),
                None,
                Some(1),
                None,
                "`last` cannot be given together with `first`",
            ),
            (
                None,
                Some("c"),
                Some(1),
                None,
                "`after` cannot be given together with `last`",
            ),
            (
                Some(1),
                None,
                None,
                Some("c"),
                "`before` cannot be given together with `first`",
            ),
            (
                None,
                Some("c"),
                None,
                Some("c"),
                "`before` cannot be given together with `after`",
            ),
            (
                Some(0),
                None,
                None,
                None,
                "`first` is 0; allowed is 1 to 100",
            ),
            (
                Some(101),
                None,
                None,
                None,
                "`first` is 101; allowed is 1 to 100",
            ),
            (
                None,
                None,
                Some(-1),
                None,
                "`last` is -1; allowed is 1 to 100",
            ),
        ] {
            assert_eq!(read(first, after, last, before), expected);
        }
    }
}

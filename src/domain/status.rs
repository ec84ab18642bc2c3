//! Where a translation stands between being written and being read.

/// Of one state of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Saved, and seen by editors alone.
    Draft,
    /// Will be published at a time that is set.
    Scheduled,
    /// What readers see.
    Published,
    /// Readers saw the translation once and see nothing of it now.
    Unpublished,
}

impl Status {
    /// The status of version `version` of a translation whose pointers are these.
    pub fn of(
        version: i32,
        live: Option<i32>,
        scheduled: Option<i32>,
        was_published: bool,
    ) -> Self {
        if live == Some(version) {
            Self::Published
        } else if scheduled == Some(version) {
            Self::Scheduled
        } else if live.is_none() && was_published {
            Self::Unpublished
        } else {
            Self::Draft
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointers_tell_the_status() {
        for (live, scheduled, was_published, expected) in [
            (None, None, false, Status::Draft),
            (Some(3), None, true, Status::Published),
            (Some(3), Some(3), true, Status::Published),
            (Some(2), None, true, Status::Draft),
            (Some(2), Some(3), true, Status::Scheduled),
            (None, Some(2), false, Status::Draft),
            (None, None, true, Status::Unpublished),
        ] {
            assert_eq!(Status::of(3, live, scheduled, was_published), expected);
        }
    }
}

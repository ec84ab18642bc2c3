//! Points in time and calendar days.
//! An instant is a number of microseconds since 1970 UTC, the same on every database; nothing here asks a clock.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A point in time in UTC, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

const MICROS_PER_DAY: i64 = 86_400_000_000;

impl Instant {
    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, such as `2024-11-05T08:30:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let timestamp: Timestamp = text.parse().ok()?;
        Some(Self(timestamp.as_microsecond()))
    }

    /// The calendar day in UTC.
    pub fn date(self) -> Option<Date> {
        let timestamp = Timestamp::from_microsecond(self.0).ok()?;
        Some(Date(timestamp.to_zoned(TimeZone::UTC).date()))
    }

    /// Midnight UTC of the same day.
    pub const fn start_of_day(self) -> Self {
        Self(self.0.div_euclid(MICROS_PER_DAY) * MICROS_PER_DAY)
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_microsecond(self.0) {
            Ok(timestamp) => write!(f, "{timestamp}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}

/// An ISO 8601 calendar date without a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`, and the day of an RFC 3339 instant or of a date with a time.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = text.get(..10).unwrap_or(text);
        let rest = text.get(10..).unwrap_or("");
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) || day.len() != 10 {
            return None;
        }
        day.parse().ok().map(Self)
    }

    /// Midnight UTC at the beginning of the day.
    pub fn instant(self) -> Instant {
        let days = i64::from((self.0 - jiff::civil::date(1970, 1, 1)).get_days());
        Instant(days * MICROS_PER_DAY)
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_agree() {
        let date = Date::parse("2024-11-05").unwrap();
        assert_eq!(date.instant().to_string(), "2024-11-05T00:00:00Z");
        assert_eq!(date.instant().date(), Some(date));
        let instant = Instant::parse("2024-11-05T23:59:59.5+02:00").unwrap();
        assert_eq!(instant.to_string(), "2024-11-05T21:59:59.5Z");
        assert_eq!(instant.start_of_day(), date.instant());
        assert_eq!(
            Date::parse("1969-12-31").unwrap().instant().micros(),
            -MICROS_PER_DAY
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2024-13-01",
            "2024-2-1",
            "yesterday",
            "2024-02-30",
            "2024-02-03x",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}

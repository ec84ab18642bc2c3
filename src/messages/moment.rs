//! Days and instants in one locale: the options of `DATETIME` and their formats (CLDR, through ICU4X), always in UTC.
//! Nothing of messages is known here, and no clock is asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::builder::{DateFields, FieldSetBuilder, ZoneStyle};
use icu::datetime::fieldsets::enums::CompositeFieldSet;
use icu::datetime::input::{TimeZoneInfo, UtcOffset, ZonedDateTime};
use icu::datetime::options::{Length, TimePrecision, YearStyle};

use crate::domain::instant::{Date, Instant};
use crate::domain::locale::Locale;

/// A day or a point in time, in milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(i64);

/// Farthest from 1970 that ECMA-262 allows, in milliseconds.
const MILLIS_MAX: i64 = 8_640_000_000_000_000;

impl Moment {
    /// Reads a date or an instant of RFC 3339.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let instant = Instant::parse(text).or_else(|| Some(Date::parse(text)?.instant()));
        instant.map(Self::from)
    }

    /// The point in time so many milliseconds after 1970 UTC.
    pub(super) fn from_millis(millis: i64) -> Option<Self> {
        (millis.unsigned_abs() <= MILLIS_MAX.unsigned_abs()).then_some(Self(millis))
    }
}

impl From<Instant> for Moment {
    fn from(instant: Instant) -> Self {
        Self(instant.micros().div_euclid(1_000))
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        date.instant().into()
    }
}

/// The options of `DATETIME`, named as in ECMA-402.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct MomentStyle {
    date_style: Option<Style>,
    time_style: Option<Style>,
    year: bool,
    month: Option<Style>,
    day: bool,
    weekday: Option<Style>,
    hour: bool,
    minute: bool,
    second: bool,
    zone: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Style {
    Short,
    Medium,
    Long,
    Full,
}

impl MomentStyle {
    /// Takes one option over; options and values that are not known change nothing.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match name {
            "dateStyle" => self.date_style = style(value).or(self.date_style),
            "timeStyle" => self.time_style = style(value).or(self.time_style),
            "year" => self.year = true,
            "month" => self.month = Some(width(value)),
            "day" => self.day = true,
            "weekday" => self.weekday = Some(width(value).max(Style::Medium)),
            "hour" => self.hour = true,
            "minute" => self.minute = true,
            "second" => self.second = true,
            "timeZoneName" => self.zone = true,
            _ => {}
        }
    }

    /// The fields that ICU4X shall show; `None` for combinations it has no pattern for.
    fn fields(&self) -> Option<CompositeFieldSet> {
        let mut fields = FieldSetBuilder::new();
        if self.date_style.is_some() || self.time_style.is_some() {
            self.by_style(&mut fields);
        } else {
            self.by_component(&mut fields);
        }
        fields.build_composite().ok()
    }

    fn by_style(&self, fields: &mut FieldSetBuilder) {
        if let Some(style) = self.date_style {
            fields.date_fields = Some(match style {
                Style::Full => DateFields::YMDE,
                _ => DateFields::YMD,
            });
            fields.length = Some(length(style));
        }
        if let Some(style) = self.time_style {
            fields.time_precision = Some(match style {
                Style::Short => TimePrecision::Minute,
                _ => TimePrecision::Second,
            });
            fields.zone_style = match style {
                Style::Short | Style::Medium => None,
                Style::Long => Some(ZoneStyle::SpecificShort),
                Style::Full => Some(ZoneStyle::SpecificLong),
            };
            fields.length.get_or_insert(length(style));
        }
    }

    fn by_component(&self, fields: &mut FieldSetBuilder) {
        fields.time_precision = match (self.hour, self.minute, self.second) {
            (_, _, true) => Some(TimePrecision::Second),
            (_, true, false) => Some(TimePrecision::Minute),
            (true, false, false) => Some(TimePrecision::Hour),
            (false, false, false) => None,
        };
        fields.date_fields = self.date_fields(fields.time_precision.is_none());
        fields.zone_style = self.zone.then_some(ZoneStyle::SpecificShort);
        let widest = self.month.max(self.weekday).unwrap_or(Style::Short);
        fields.length = Some(length(widest));
        let shows_year = matches!(
            fields.date_fields,
            Some(DateFields::Y | DateFields::YM | DateFields::YMD | DateFields::YMDE)
        );
        fields.year_style = shows_year.then_some(YearStyle::Full);
    }

    fn date_fields(&self, needs_date: bool) -> Option<DateFields> {
        let (month, weekday) = (self.month.is_some(), self.weekday.is_some());
        match (self.year, month, self.day, weekday) {
            (false, false, false, false) => needs_date.then_some(DateFields::YMD),
            (true, false, false, false) => Some(DateFields::Y),
            (true, true, false, false) => Some(DateFields::YM),
            (true, _, _, false) => Some(DateFields::YMD),
            (true, _, _, true) => Some(DateFields::YMDE),
            (false, true, false, false) => Some(DateFields::M),
            (false, true, true, false) => Some(DateFields::MD),
            (false, true, _, true) => Some(DateFields::MDE),
            (false, false, true, false) => Some(DateFields::D),
            (false, false, true, true) => Some(DateFields::DE),
            (false, false, false, true) => Some(DateFields::E),
        }
    }
}

fn style(value: &str) -> Option<Style> {
    match value {
        "short" => Some(Style::Short),
        "medium" => Some(Style::Medium),
        "long" => Some(Style::Long),
        "full" => Some(Style::Full),
        _ => None,
    }
}

/// The width of a month's or weekday's name.
fn width(value: &str) -> Style {
    match value {
        "long" => Style::Long,
        "short" | "narrow" => Style::Medium,
        _ => Style::Short,
    }
}

fn length(style: Style) -> Length {
    match style {
        Style::Short => Length::Short,
        Style::Medium => Length::Medium,
        Style::Long | Style::Full => Length::Long,
    }
}

type Formatter = DateTimeFormatter<CompositeFieldSet>;

/// Writes days and instants in one locale; each style is loaded at its first use and kept, as loading is slow.
pub(super) struct MomentFormat {
    locale: icu::locale::Locale,
    formatters: Mutex<HashMap<MomentStyle, Option<Arc<Formatter>>>>,
}

impl MomentFormat {
    /// The formats of one locale.
    pub(super) fn new(locale: &Locale) -> Self {
        Self {
            locale: locale.to_icu(),
            formatters: Mutex::default(),
        }
    }

    /// The moment as text in UTC; as RFC 3339 where ICU4X has no format.
    pub(super) fn format(&self, moment: Moment, style: &MomentStyle) -> String {
        match self.formatter(style) {
            Some(formatter) => written(&formatter, moment),
            None => Instant::from_micros(moment.0.saturating_mul(1_000)).to_string(),
        }
    }

    fn formatter(&self, style: &MomentStyle) -> Option<Arc<Formatter>> {
        let mut formatters = self
            .formatters
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let formatter = formatters
            .entry(style.clone())
            .or_insert_with(|| Some(Arc::new(self.made(style)?)));
        formatter.clone()
    }

    fn made(&self, style: &MomentStyle) -> Option<Formatter> {
        let style = self.with_name_of_month(style);
        Formatter::try_new((&self.locale).into(), style.fields()?).ok()
    }

    /// A short name of a month has no pattern of its own in ICU4X: medium dates have it, but in some languages they are
    /// written with digits alone. Who asked for a name gets the long one there.
    fn with_name_of_month(&self, style: &MomentStyle) -> MomentStyle {
        let mut wide = style.clone();
        if style.month == Some(Style::Medium) && self.is_of_digits(style) {
            wide.month = Some(Style::Long);
        }
        wide
    }

    /// Whether year, month and day stand there without a letter.
    fn is_of_digits(&self, style: &MomentStyle) -> bool {
        let date = MomentStyle {
            year: style.year,
            month: style.month,
            day: style.day,
            ..MomentStyle::default()
        };
        let fields = date.fields();
        let formatter =
            fields.and_then(|fields| Formatter::try_new((&self.locale).into(), fields).ok());
        formatter.is_some_and(|formatter| {
            let written = written(&formatter, Moment(0));
            !written.contains(char::is_alphabetic)
        })
    }
}

fn written(formatter: &Formatter, moment: Moment) -> String {
    let utc = UtcOffset::zero();
    let at = ZonedDateTime::from_epoch_milliseconds_and_utc_offset(moment.0, utc);
    let zone = TimeZoneInfo::utc().at_date_time(icu::datetime::input::DateTime {
        date: at.date,
        time: at.time,
    });
    let zoned = ZonedDateTime {
        date: at.date,
        time: at.time,
        zone,
    };
    formatter.format(&zoned).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(tag: &str, options: &[(&str, &str)]) -> String {
        let moment = Moment::parse("2026-03-09T00:30:05Z").unwrap();
        let mut style = MomentStyle::default();
        for (name, value) in options {
            style.set(name, value);
        }
        let format = MomentFormat::new(&Locale::parse(tag).unwrap());
        // The space before AM and PM is U+202F in some versions of CLDR.
        format.format(moment, &style).replace('\u{202F}', " ")
    }

    #[test]
    fn dates_are_written_in_each_style() {
        for (tag, style, expected) in [
            ("en", "short", "3/9/26"),
            ("en", "medium", "Mar 9, 2026"),
            ("en", "long", "March 9, 2026"),
            ("en", "full", "Monday, March 9, 2026"),
            ("de", "short", "09.03.26"),
            ("de", "medium", "09.03.2026"),
            ("de", "long", "9. März 2026"),
            ("de", "full", "Montag, 9. März 2026"),
            ("ru", "long", "9 марта 2026 г."),
            ("ru", "full", "понедельник, 9 марта 2026 г."),
            ("ar", "long", "9 مارس 2026"),
            ("fr", "full", "lundi 9 mars 2026"),
            ("ja", "long", "2026年3月9日"),
        ] {
            assert_eq!(
                written(tag, &[("dateStyle", style)]),
                expected,
                "{tag} {style}"
            );
        }
    }

    #[test]
    fn times_are_written_in_each_style() {
        for (tag, style, expected) in [
            ("en", "short", "12:30 AM"),
            ("en", "medium", "12:30:05 AM"),
            ("en", "long", "12:30:05 AM UTC"),
            ("en", "full", "12:30:05 AM Coordinated Universal Time"),
            ("de", "short", "00:30"),
            ("de", "long", "00:30:05 UTC"),
            ("ar", "short", "12:30 ص"),
        ] {
            assert_eq!(
                written(tag, &[("timeStyle", style)]),
                expected,
                "{tag} {style}"
            );
        }
        let both = [("dateStyle", "medium"), ("timeStyle", "short")];
        assert_eq!(written("en", &both), "Mar 9, 2026, 12:30 AM");
    }

    #[test]
    fn components_choose_what_is_shown() {
        for (tag, options, expected) in [
            ("en", vec![], "3/9/2026"),
            (
                "en",
                vec![("month", "long"), ("year", "numeric")],
                "March 2026",
            ),
            ("en", vec![("month", "long"), ("day", "numeric")], "March 9"),
            ("en", vec![("weekday", "long")], "Monday"),
            ("en", vec![("year", "numeric")], "2026"),
            (
                "en",
                vec![("hour", "numeric"), ("minute", "numeric")],
                "12:30 AM",
            ),
            (
                "ru",
                vec![("month", "long"), ("year", "numeric")],
                "март 2026 г.",
            ),
            (
                "de",
                vec![("month", "short"), ("day", "numeric"), ("year", "numeric")],
                "9. März 2026",
            ),
            (
                "ja",
                vec![("month", "short"), ("day", "numeric"), ("year", "numeric")],
                "2026年3月9日",
            ),
            (
                "en",
                vec![("month", "short"), ("day", "numeric"), ("year", "numeric")],
                "Mar 9, 2026",
            ),
            (
                "en",
                vec![("unknown", "x"), ("dateStyle", "unknown")],
                "3/9/2026",
            ),
        ] {
            assert_eq!(written(tag, &options), expected, "{tag} {options:?}");
        }
    }

    #[test]
    fn days_and_instants_are_read() {
        let day = Moment::parse("2026-03-09");
        assert_eq!(day, Moment::parse("2026-03-09T01:00:00+01:00"));
        assert_eq!(Moment::parse("soon"), None);
        assert_eq!(Moment::from_millis(i64::MAX), None);
        assert!(Moment::from_millis(-MILLIS_MAX).is_some());
        let far = Moment::from_millis(MILLIS_MAX).unwrap();
        let format = MomentFormat::new(&Locale::parse("en").unwrap());
        assert!(
            format
                .format(far, &MomentStyle::default())
                .contains("275760")
        );
    }
}

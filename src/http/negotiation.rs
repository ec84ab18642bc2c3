//! What a client would like to get: weighted lists of the `Accept` headers (RFC 9110, section 12.5).
//! Nothing here knows GraphQL beyond the names of its two media types.

use axum::http::{HeaderMap, HeaderName, header};

/// The media types in which a GraphQL response is served (GraphQL over HTTP).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status code tells what happened.
    GraphqlResponse,
    /// `application/json`: an answer to a well-formed request has status 200, whatever happened.
    Json,
}

impl MediaType {
    /// The media type to answer in; `None` when the client takes neither.
    ///
    /// No `Accept` means the newer type, as the specification says since 2025. `*/*`, which browsers send when nobody
    /// said anything, means the older one, since clients that do not ask may not look at bodies of other than 200.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let accept = joined(headers, &header::ACCEPT);
        if accept.trim().is_empty() {
            return Some(Self::GraphqlResponse);
        }
        let ranges = by_weight(&accept);
        let json = acceptance(&ranges, "application/json");
        let graphql = acceptance(&ranges, "application/graphql-response+json");
        match (graphql, json) {
            (None, None) => None,
            (Some(_), None) => Some(Self::GraphqlResponse),
            (None, Some(_)) => Some(Self::Json),
            (Some(graphql), Some(json)) if graphql.is_exact => {
                Some(if graphql.weight >= json.weight {
                    Self::GraphqlResponse
                } else {
                    Self::Json
                })
            }
            (Some(graphql), Some(json)) => Some(if graphql.weight > json.weight {
                Self::GraphqlResponse
            } else {
                Self::Json
            }),
        }
    }

    /// The value of `Content-Type`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }
}

/// Whether a client takes an answer as server-sent events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Events {
    /// It did not say so.
    No,
    /// It takes them as well as JSON, as clients do that send one `Accept` with everything: they are for subscriptions.
    Taken,
    /// It takes them alone, or likes them better: they are for every operation.
    Preferred,
}

impl Events {
    /// What the headers say. A range such as `*/*` is not enough: it comes from clients that never heard of events.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let accept = joined(headers, &header::ACCEPT);
        let ranges = by_weight(&accept);
        let weight = |media_type| acceptance(&ranges, media_type).map_or(0, |it| it.weight);
        let json = weight("application/json").max(weight("application/graphql-response+json"));
        match acceptance(&ranges, "text/event-stream").filter(|it| it.is_exact) {
            None => Self::No,
            Some(events) if events.weight > json => Self::Preferred,
            Some(_) => Self::Taken,
        }
    }
}

/// Whether a browser asks for a page to show.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accept = joined(headers, &header::ACCEPT);
    by_weight(&accept)
        .iter()
        .any(|(range, weight)| *weight > 0 && range.eq_ignore_ascii_case("text/html"))
}

/// The entries of an `Accept…` header by falling weight, in thousandths; equal ones stay in order.
pub(super) fn by_weight(header: &str) -> Vec<(&str, u16)> {
    let mut entries: Vec<(&str, u16)> = header.split(',').filter_map(entry).collect();
    entries.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    entries
}

struct Acceptance {
    weight: u16,
    is_exact: bool,
}

/// How much a media type is wanted, by the most specific range that covers it.
fn acceptance(ranges: &[(&str, u16)], media_type: &str) -> Option<Acceptance> {
    let weight_of = |name: &str| {
        let named = ranges
            .iter()
            .find(|(range, _)| range.eq_ignore_ascii_case(name));
        named.map(|(_, weight)| *weight)
    };
    let exact = weight_of(media_type);
    let weight = exact
        .or_else(|| weight_of("application/*"))
        .or_else(|| weight_of("*/*"))?;
    (weight > 0).then_some(Acceptance {
        weight,
        is_exact: exact.is_some(),
    })
}

fn entry(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let quality =
        parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight = match quality {
        None => 1000,
        Some(quality) => thousandths(quality)?,
    };
    Some((name, weight))
}

fn thousandths(quality: &str) -> Option<u16> {
    let quality: f32 = quality.parse().ok()?;
    (0.0..=1.0)
        .contains(&quality)
        .then(|| (quality * 1000.0).round() as u16)
}

/// All values of a header as one list.
fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let values: Vec<&str> = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    values.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(accept: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        headers
    }

    #[test]
    fn the_wanted_media_type_is_found() {
        use MediaType::{GraphqlResponse, Json};
        for (accept, expected) in [
            ("", Some(GraphqlResponse)),
            ("application/json", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            (
                "application/graphql-response+json, application/json;q=0.9",
                Some(GraphqlResponse),
            ),
            (
                "application/json, application/graphql-response+json",
                Some(GraphqlResponse),
            ),
            (
                "application/graphql-response+json;q=0.5, application/json",
                Some(Json),
            ),
            ("APPLICATION/JSON; charset=utf-8", Some(Json)),
            (
                "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8",
                Some(GraphqlResponse),
            ),
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some(Json)),
            (
                "application/graphql-response+json, */*;q=0.1",
                Some(GraphqlResponse),
            ),
            ("application/json;q=0, */*", Some(GraphqlResponse)),
            ("application/json;q=0", None),
            ("text/html", None),
            ("nonsense", None),
        ] {
            assert_eq!(MediaType::accepted(&headers(accept)), expected, "{accept}");
        }
        assert_eq!(
            MediaType::accepted(&HeaderMap::new()),
            Some(GraphqlResponse)
        );
    }

    #[test]
    fn events_are_for_who_names_them() {
        use Events::{No, Preferred, Taken};
        for (accept, expected) in [
            ("", No),
            ("*/*", No),
            ("application/json", No),
            ("text/event-stream;q=0", No),
            ("text/event-stream", Preferred),
            ("application/json;q=0.5, Text/Event-Stream", Preferred),
            ("text/event-stream, application/json", Taken),
            (
                "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
                Taken,
            ),
        ] {
            assert_eq!(Events::accepted(&headers(accept)), expected, "{accept}");
        }
    }

    #[test]
    fn entries_are_ordered_by_weight_and_broken_ones_left_out() {
        for (header, expected) in [
            (
                "en;q=0.1, fr;q=0.9, de",
                vec![("de", 1000), ("fr", 900), ("en", 100)],
            ),
            (
                "a, b ;q=1, c; q=1.000",
                vec![("a", 1000), ("b", 1000), ("c", 1000)],
            ),
            ("a;q=2, b;q=x, , c;q=0", vec![("c", 0)]),
            ("", vec![]),
        ] {
            assert_eq!(by_weight(header), expected, "{header}");
        }
    }

    #[test]
    fn only_a_browser_wants_a_page() {
        assert!(wants_page(&headers(
            "text/html,application/xhtml+xml,*/*;q=0.8"
        )));
        assert!(!wants_page(&headers("*/*")));
        assert!(!wants_page(&headers("application/json")));
        assert!(!wants_page(&headers("text/html;q=0")));
    }
}

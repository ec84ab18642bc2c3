//! Values of settings as they are written: what a text means, or that it means nothing.

use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;

use super::{LogFormat, Watching};
use crate::domain::path::PathStrategy;

pub(super) fn some_text(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}

pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

pub(super) fn number<T: FromStr + PartialOrd>(text: &str, least: T, most: T) -> Option<T> {
    let number = text.parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

pub(super) fn address(text: &str) -> Option<SocketAddr> {
    match text.strip_prefix("localhost:") {
        Some(port) => Some(SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().ok()?))),
        None => text.parse().ok(),
    }
}

/// Scheme, host and perhaps a path; credentials, queries and fragments have no place in public URLs.
pub(super) fn site_url(text: &str) -> Option<String> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))?;
    let host = rest.split('/').next().unwrap_or("");
    let is_of_url = |c: char| c.is_ascii_graphic() && !"@?#\\<>\"{}|^`".contains(c);
    let is_public = host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
        && rest.chars().all(is_of_url);
    is_public.then(|| text.trim_end_matches('/').to_owned())
}

pub(super) fn watching(text: &str) -> Option<Watching> {
    match text {
        "events" => Some(Watching::Events),
        "poll" => Some(Watching::Poll),
        "off" => Some(Watching::Off),
        _ => None,
    }
}

pub(super) fn strategy(text: &str) -> Option<PathStrategy> {
    match text {
        "prefix" => Some(PathStrategy::Prefix),
        "prefix_except_default" => Some(PathStrategy::PrefixExceptDefault),
        _ => None,
    }
}

pub(super) fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

pub(super) fn log_level(text: &str) -> Option<String> {
    let is_level = |level: &str| {
        matches!(
            level.to_ascii_lowercase().as_str(),
            "off" | "error" | "warn" | "info" | "debug" | "trace"
        )
    };
    let is_directive = |directive: &str| match directive.split_once('=') {
        Some((target, level)) => !target.trim().is_empty() && is_level(level.trim()),
        None => is_level(directive.trim()),
    };
    text.split(',')
        .all(is_directive)
        .then(|| text.replace(' ', ""))
}

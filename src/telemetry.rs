//! Log lines on standard error, for people or for machines; each line of a request carries the request's id.
//! Standard output belongs to what a command was asked for.

use std::io;
use std::panic;

use tracing::Subscriber;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{LogConfig, LogFormat};

/// Begins to log, and logs panics too. A second call in one process changes nothing.
pub fn init(log: &LogConfig, is_colored: bool) {
    if subscriber(log, is_colored, io::stderr).try_init().is_ok() {
        panic::set_hook(Box::new(log_panic));
    }
}

fn subscriber<W>(log: &LogConfig, is_colored: bool, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    // The configuration has checked the text; a target it let through never silences everything.
    let fallback = Targets::new().with_default(LevelFilter::INFO);
    let levels: Targets = log.level.parse().unwrap_or(fallback);
    // Each step of a migration is of interest to who looks for it; a first start should be quiet.
    let levels = levels
        .with_target("sea_orm_migration", LevelFilter::WARN)
        .with_target("sqlx::postgres::notice", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    let registry = tracing_subscriber::registry();
    match log.format {
        LogFormat::Text => Box::new(registry.with(lines.with_ansi(is_colored).with_filter(levels))),
        LogFormat::Json => {
            let lines = lines.json().flatten_event(true).with_current_span(false);
            Box::new(registry.with(lines.with_filter(levels)))
        }
    }
}

fn log_panic(info: &panic::PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string);
    let message = info.payload_as_str().unwrap_or("a panic without a message");
    tracing::error!(
        place = place.unwrap_or_default(),
        panic = message,
        "a panic was caught"
    );
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(format: LogFormat, level: &str) -> Vec<String> {
        let lines = Lines::default();
        let log = LogConfig {
            format,
            level: level.to_owned(),
        };
        let writer = lines.clone();
        let subscriber = subscriber(&log, false, move || writer.clone());
        tracing::subscriber::with_default(subscriber, || {
            let request = tracing::info_span!("request", id = "abc");
            let inside = request.in_scope(|| tracing::info_span!("inside"));
            inside.in_scope(|| tracing::info!(status = 200, "answered"));
            request.in_scope(|| tracing::debug!("a detail"));
        });
        let bytes = lines.0.lock().unwrap().clone();
        String::from_utf8(bytes)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn each_line_of_a_request_carries_its_id() {
        let text = logged(LogFormat::Text, "debug");
        assert_eq!(text.len(), 2);
        assert!(
            text.iter().all(|line| line.contains("request{id=\"abc\"}")),
            "{text:?}"
        );
        for line in logged(LogFormat::Json, "debug") {
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line["spans"][0]["id"], "abc", "{line}");
        }
    }

    #[test]
    fn levels_may_differ_by_target() {
        for (level, lines) in [
            ("info", 1),
            ("off", 0),
            ("warn,isogloss=debug", 2),
            ("debug,isogloss=warn", 0),
        ] {
            assert_eq!(logged(LogFormat::Text, level).len(), lines, "{level}");
        }
    }
}

//! How far a long command has come: a bar on a terminal, a plain line every tenth elsewhere once it takes over a second.
//! Everything goes to standard error; a progress may be shared between threads.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a command works before it tells so where there is no terminal.
const QUIET: Duration = Duration::from_secs(1);

/// The progress of one piece of work with a known number of steps.
#[derive(Debug)]
pub struct Progress(Shown);

#[derive(Debug)]
enum Shown {
    Bar(ProgressBar),
    Lines(Lines),
}

#[derive(Debug)]
struct Lines {
    what: String,
    total: u64,
    done: AtomicU64,
    began: Instant,
}

impl Progress {
    /// Begins to show `what`, such as `reading`, of which there are `total` steps.
    pub fn new(what: &str, total: u64) -> Self {
        match std::io::stderr().is_terminal() {
            true => Self(Shown::Bar(bar(what, total))),
            false => Self(Shown::Lines(Lines {
                what: what.to_owned(),
                total,
                done: AtomicU64::new(0),
                began: Instant::now(),
            })),
        }
    }

    /// One more step is done.
    pub fn tick(&self) {
        self.advance(1);
    }

    /// So many more steps are done.
    pub fn advance(&self, steps: u64) {
        match &self.0 {
            Shown::Bar(bar) => bar.inc(steps),
            Shown::Lines(lines) => {
                if let Some(line) = lines.advance(steps) {
                    // A log that cannot be written is no reason to stop the work.
                    let _ = writeln!(std::io::stderr(), "{line}");
                }
            }
        }
    }

    /// Ends it; a bar disappears, so that what follows stands where it stood.
    pub fn finish(self) {
        if let Shown::Bar(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

fn bar(what: &str, total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} [{bar:40}] {pos}/{len} {eta}");
    bar.set_style(
        style
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .progress_chars("=> "),
    );
    bar.set_message(what.to_owned());
    bar
}

impl Lines {
    /// The line to print when these steps end a tenth.
    fn advance(&self, steps: u64) -> Option<String> {
        let before = self.done.fetch_add(steps, Ordering::Relaxed);
        let done = before + steps;
        let tenth = |steps: u64| steps.saturating_mul(10) / self.total.max(1);
        let is_worth_a_line = tenth(done) > tenth(before) && self.began.elapsed() > QUIET;
        is_worth_a_line.then(|| format!("{}: {done} of {}", self.what, self.total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(total: u64, age: Duration) -> Lines {
        Lines {
            what: "reading".to_owned(),
            total,
            done: AtomicU64::new(0),
            began: Instant::now().checked_sub(age).unwrap(),
        }
    }

    #[test]
    fn what_is_quickly_done_prints_nothing() {
        let lines = lines(100, Duration::ZERO);
        assert_eq!((0..100).filter_map(|_| lines.advance(1)).count(), 0);
    }

    #[test]
    fn a_line_is_printed_every_tenth() {
        for (total, expected) in [(1643, 10), (10, 10), (3, 3), (1, 1), (0, 0)] {
            let lines = lines(total, QUIET * 2);
            let printed: Vec<String> = (0..total).filter_map(|_| lines.advance(1)).collect();
            assert_eq!(printed.len(), expected, "{total}");
            if let Some(last) = printed.last() {
                assert_eq!(*last, format!("reading: {total} of {total}"));
            }
        }
    }
}

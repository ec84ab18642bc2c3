//! How time and memory of a rendering grow with the length of its body, on texts made to take forever, up to the
//! longest body that is accepted: `cargo bench --bench growth [-- TEXT…]`, which takes about twenty minutes.
//! Each text runs in a process of its own, so that its memory is its own. Its time is that of the processor, which other
//! work on the machine hardly changes; its memory is what it held at most, and beside it what the system gave for that, which
//! it does in large pieces. Ends with 1 where a doubling costs too much.
#![expect(clippy::print_stdout, reason = "what it measures is its output")]

#[path = "../tests/it/endless/texts.rs"]
mod texts;

use std::hint::black_box;
use std::io::{Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use cap::Cap;
use isogloss::document::body::{BODY_BYTES_MAX, render};
use isogloss::document::stages;
use mimalloc::MiMalloc;

/// The argument of a process that renders its standard input and tells what it cost.
const RENDER_ONE: &str = "--render-one";

/// Most that a text of double length may cost, in time and in memory.
const GROWTH_MAX: f64 = 2.5;

/// How often a text is measured that seems to cost more.
const ROUNDS: usize = 5;

/// Below these a figure is noise.
const TIME_NOISE: Duration = Duration::from_millis(20);
const HELD_KIB_NOISE: u64 = 1024;

/// The allocator of the program itself, which counts here.
#[global_allocator]
static ALLOCATOR: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What one rendering took.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    /// The most that was allocated at once.
    held_kib: u64,
    /// How much the process grew in the system's eyes.
    resident_kib: u64,
}

impl Cost {
    const MOST: Self = Self {
        time: Duration::MAX,
        held_kib: u64::MAX,
        resident_kib: u64::MAX,
    };

    fn least(self, other: Self) -> Self {
        Self {
            time: self.time.min(other.time),
            held_kib: self.held_kib.min(other.held_kib),
            resident_kib: self.resident_kib.min(other.resident_kib),
        }
    }
}

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == [RENDER_ONE] {
        return render_one();
    }
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|it| !it.starts_with("--"))
        .collect();
    let mut too_steep = 0;
    let [quarters, halves, wholes] =
        [BODY_BYTES_MAX / 4, BODY_BYTES_MAX / 2, BODY_BYTES_MAX].map(texts::texts);
    for ((quarter, half), whole) in quarters.iter().zip(&halves).zip(&wholes) {
        let name: String = whole.chars().take(24).collect();
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            too_steep += usize::from(!grows_gently(&name, [quarter, half, whole])?);
        }
    }
    println!("{too_steep} grow by more than {GROWTH_MAX} for each doubling");
    Ok(ExitCode::from(u8::from(too_steep > 0)))
}

/// Prints what a text costs at a quarter, a half and the whole of the longest body. What seems to grow too steeply is
/// measured again, and the least of each length counts: whatever disturbs a run only ever adds to it.
fn grows_gently(name: &str, lengths: [&String; 3]) -> Outcome<bool> {
    let mut costs = lengths.map(|_| Cost::MOST);
    for _ in 0..ROUNDS {
        for (cost, text) in costs.iter_mut().zip(lengths) {
            *cost = cost.least(least_of(3, text)?);
        }
        if steepest(&costs) <= GROWTH_MAX {
            break;
        }
    }
    let mut line = String::new();
    for cost in &costs {
        let ms = cost.time.as_secs_f64() * 1e3;
        let (held, resident) = (cost.held_kib / 1024, cost.resident_kib / 1024);
        line += &format!("{ms:>8.0?} ms {held:>5} ({resident}) MiB");
    }
    for [time, memory] in doublings(&costs) {
        line += &format!("  ×{time:.1} ×{memory:.1}");
    }
    let is_gentle = steepest(&costs) <= GROWTH_MAX;
    println!("{line} {} {name:?}", if is_gentle { " " } else { "!" });
    Ok(is_gentle)
}

fn steepest(costs: &[Cost]) -> f64 {
    doublings(costs).flatten().fold(0.0, f64::max)
}

/// How many times the time and the memory of the length before each doubling takes.
fn doublings(costs: &[Cost]) -> impl Iterator<Item = [f64; 2]> {
    costs.iter().zip(costs.iter().skip(1)).map(|(half, whole)| {
        [
            whole.time.as_secs_f64() / half.time.max(TIME_NOISE).as_secs_f64(),
            whole.held_kib as f64 / half.held_kib.max(HELD_KIB_NOISE) as f64,
        ]
    })
}

/// The cheapest of several runs: other work on the machine only ever adds. What takes long is run once.
fn least_of(runs: usize, text: &str) -> Outcome<Cost> {
    let mut least = cost_of(text)?;
    for _ in 1..runs {
        if least.time > Duration::from_secs(2) {
            break;
        }
        least = least.least(cost_of(text)?);
    }
    Ok(least)
}

/// The text comes through a pipe: a process that made it would count the making as memory.
fn cost_of(text: &str) -> Outcome<Cost> {
    let mut process = Command::new(std::env::current_exe()?)
        .arg(RENDER_ONE)
        // Huge pages make memory cheaper while the system has some left, so that a short text would be favored.
        .env("MIMALLOC_ALLOW_THP", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = process.stdin.take() {
        stdin.write_all(longest_body(text).as_bytes())?;
    }
    let output = process.wait_with_output()?;
    let printed = String::from_utf8(output.stdout)?;
    let mut figures = printed.split_whitespace().map(str::parse::<u64>);
    match (figures.next(), figures.next(), figures.next()) {
        (Some(Ok(micros)), Some(Ok(held_kib)), Some(Ok(resident_kib))) => Ok(Cost {
            time: Duration::from_micros(micros),
            held_kib,
            resident_kib,
        }),
        _ => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

/// As much of a text as is accepted.
fn longest_body(text: &str) -> &str {
    text.get(..text.floor_char_boundary(BODY_BYTES_MAX))
        .unwrap_or(text)
}

fn render_one() -> Outcome<ExitCode> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let context = stages::context();
    let (before, held_before) = (memory_kib("VmRSS:")?, ALLOCATOR.allocated());
    let started = processor_time()?;
    black_box(render(black_box(&text), &context));
    let time = processor_time()?.saturating_sub(started);
    let held = ALLOCATOR.max_allocated().saturating_sub(held_before) / 1024;
    let resident = memory_kib("VmHWM:")?.saturating_sub(before);
    println!("{} {held} {resident}", time.as_micros());
    Ok(ExitCode::SUCCESS)
}

/// What this thread has spent on a processor (proc(5), its first figure).
fn processor_time() -> Outcome<Duration> {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let spent = figures.split_whitespace().next();
    Ok(Duration::from_nanos(
        spent.ok_or("this needs /proc of Linux")?.parse()?,
    ))
}

/// A figure of this process that Linux keeps (proc(5)).
fn memory_kib(field: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let figure = line.and_then(|line| line.split_whitespace().next());
    Ok(figure.ok_or("this needs /proc of Linux")?.parse()?)
}

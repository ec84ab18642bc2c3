//! How time and memory of a rendering grow with the length of its body, on texts made to take forever, up to the
//! longest body that is accepted: `cargo bench --bench growth [-- TEXT…]`, which takes about half an hour.
//! Each text runs in a process of its own, so that its memory is its own; ends with 1 where a doubling costs too much.
#![expect(clippy::print_stdout, reason = "what it measures is its output")]

#[path = "../tests/it/endless/texts.rs"]
mod texts;

use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use isogloss::document::body::{BODY_BYTES_MAX, render};
use isogloss::document::stages;

/// The argument of a process that renders one text and tells what it cost.
const RENDER_ONE: &str = "--render-one";

/// Most that a text of double length may cost, in time and in memory.
const GROWTH_MAX: f64 = 2.5;

/// Below these a figure is noise.
const NOISE: Cost = Cost {
    time: Duration::from_millis(20),
    memory_kib: 4096,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What one rendering took.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    memory_kib: u64,
}

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, index, bytes] = arguments.as_slice()
        && command == RENDER_ONE
    {
        return render_one(index.parse()?, bytes.parse()?);
    }
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|it| !it.starts_with("--"))
        .collect();
    let mut too_steep = 0;
    for (index, text) in texts::texts(1000).iter().enumerate() {
        let name: String = text.chars().take(24).collect();
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            too_steep += usize::from(!grows_gently(index, &name)?);
        }
    }
    println!("{too_steep} grow by more than {GROWTH_MAX} for each doubling");
    Ok(ExitCode::from(u8::from(too_steep > 0)))
}

/// Prints what a text costs at a quarter, a half and the whole of the longest body.
fn grows_gently(index: usize, name: &str) -> Outcome<bool> {
    let lengths = [BODY_BYTES_MAX / 4, BODY_BYTES_MAX / 2, BODY_BYTES_MAX];
    let mut costs = Vec::new();
    for bytes in lengths {
        costs.push(least_of(3, index, bytes)?);
    }
    let mut worst: f64 = 0.0;
    let mut line = String::new();
    for cost in &costs {
        line += &format!(
            "{:>8.0?} ms {:>6} MiB",
            cost.time.as_secs_f64() * 1e3,
            cost.memory_kib / 1024
        );
    }
    for (half, whole) in costs.iter().zip(costs.iter().skip(1)) {
        let time = whole.time.as_secs_f64() / half.time.max(NOISE.time).as_secs_f64();
        let memory = whole.memory_kib as f64 / half.memory_kib.max(NOISE.memory_kib) as f64;
        line += &format!("  ×{time:.1} ×{memory:.1}");
        worst = worst.max(time).max(memory);
    }
    println!(
        "{line} {} {name:?}",
        if worst > GROWTH_MAX { "!" } else { " " }
    );
    Ok(worst <= GROWTH_MAX)
}

/// The cheapest of several runs: other work on the machine only ever adds. What takes long is run once.
fn least_of(runs: usize, index: usize, bytes: usize) -> Outcome<Cost> {
    let mut least = cost_of(index, bytes)?;
    for _ in 1..runs {
        if least.time > Duration::from_secs(2) {
            break;
        }
        let cost = cost_of(index, bytes)?;
        least.time = least.time.min(cost.time);
        least.memory_kib = least.memory_kib.min(cost.memory_kib);
    }
    Ok(least)
}

fn cost_of(index: usize, bytes: usize) -> Outcome<Cost> {
    let output = Command::new(std::env::current_exe()?)
        .args([RENDER_ONE, &index.to_string(), &bytes.to_string()])
        .output()?;
    let printed = String::from_utf8(output.stdout)?;
    let mut figures = printed.split_whitespace().map(str::parse::<u64>);
    match (figures.next(), figures.next()) {
        (Some(Ok(micros)), Some(Ok(memory_kib))) => Ok(Cost {
            time: Duration::from_micros(micros),
            memory_kib,
        }),
        _ => Err(format!(
            "text {index} of {bytes} bytes: {}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into()),
    }
}

fn render_one(index: usize, bytes: usize) -> Outcome<ExitCode> {
    let texts = texts::texts(bytes);
    let mut text = texts
        .into_iter()
        .nth(index)
        .ok_or("there is no such text")?;
    let end = (0..=BODY_BYTES_MAX.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    let context = stages::context();
    let before = memory_kib("VmRSS:")?;
    let started = Instant::now();
    black_box(render(black_box(&text), &context));
    let micros = started.elapsed().as_micros();
    println!("{micros} {}", memory_kib("VmHWM:")?.saturating_sub(before));
    Ok(ExitCode::SUCCESS)
}

/// A figure of this process that Linux keeps (proc(5)).
fn memory_kib(field: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let figure = line.and_then(|line| line.split_whitespace().next());
    Ok(figure.ok_or("this needs /proc of Linux")?.parse()?)
}

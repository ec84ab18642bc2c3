//! Embeds the playground: builds `playground/` inside `OUT_DIR` with npm, and lists its files for `src/http/playground.rs`.
//!
//! Where that is not possible (no npm, no network) it warns in one line and lists the small page of `playground/small/`
//! instead: the build goes on. `ISOGLOSS_PLAYGROUND=skip` does not try, `ISOGLOSS_PLAYGROUND=require` insists.
//! It writes to `OUT_DIR` alone, never into the sources, and takes five minutes at most.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const VARIABLE: &str = "ISOGLOSS_PLAYGROUND";
const TIME_MAX: Duration = Duration::from_secs(5 * 60);

/// What went wrong, as a sentence; cargo shows it with `Debug` where it ends the build.
struct Failure(String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the builder of the program wants.
enum Wish {
    Try,
    Skip,
    Require,
}

fn main() -> Result<(), Failure> {
    tell("rerun-if-changed=playground");
    tell(&format!("rerun-if-env-changed={VARIABLE}"));
    let wish = wish()?;
    let source = directory("CARGO_MANIFEST_DIR")?.join("playground");
    let out = directory("OUT_DIR")?;
    let built = match wish {
        Wish::Skip => None,
        Wish::Try => match full_page(&source, &out.join("playground")) {
            Ok(built) => Some(built),
            Err(Failure(reason)) => {
                tell(&format!(
                    "warning=the small playground is embedded instead of the full one: {reason}"
                ));
                None
            }
        },
        Wish::Require => Some(full_page(&source, &out.join("playground"))?),
    };
    let is_full = built.is_some();
    let folder = built.unwrap_or_else(|| source.join("small"));
    write_if_changed(&out.join("playground.rs"), &listing(&folder, is_full)?)
}

fn tell(directive: &str) {
    println!("cargo:{directive}");
}

fn wish() -> Result<Wish, Failure> {
    let value = env::var_os(VARIABLE).unwrap_or_default();
    match value.to_str() {
        Some("") => Ok(Wish::Try),
        Some("skip") => Ok(Wish::Skip),
        Some("require") => Ok(Wish::Require),
        _ => Err(Failure(format!(
            "{VARIABLE} is {value:?}; it may be `skip` or `require`, or not set"
        ))),
    }
}

fn directory(variable: &str) -> Result<PathBuf, Failure> {
    let value: Option<OsString> = env::var_os(variable);
    value
        .map(PathBuf::from)
        .ok_or_else(|| Failure(format!("cargo did not set {variable}")))
}

/// The folder with the built page: that of an earlier run where the sources are the same.
fn full_page(source: &Path, out: &Path) -> Result<PathBuf, Failure> {
    let page = out.join("page");
    let stamp = out.join("stamp");
    let files = files(source)?;
    let hash = hash(source, &files)?;
    let is_built = fs::read_to_string(&stamp).is_ok_and(|earlier| earlier == hash);
    if !is_built || !page.join("index.html").is_file() {
        remove(&stamp)?;
        remove(&page)?;
        build(source, &files, out, &page)?;
        fs::write(&stamp, hash).map_err(at(&stamp))?;
    }
    Ok(page)
}

/// Builds a copy of the sources, so that nothing is written beside them; the copy is large with its packages, and goes.
fn build(source: &Path, files: &[PathBuf], out: &Path, page: &Path) -> Result<(), Failure> {
    let copy = out.join("source");
    remove(&copy)?;
    for file in files {
        copy_file(&source.join(file), &copy.join(file))?;
    }
    let built = run_npm(&copy, page, &out.join("npm.log"));
    remove(&copy)?;
    built
}

/// Installs what the lockfile names and builds the page, within the time there is for both.
fn run_npm(copy: &Path, page: &Path, log: &Path) -> Result<(), Failure> {
    let until = Instant::now() + TIME_MAX;
    let install = [
        "ci",
        "--include=dev",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
    ];
    npm(&install.map(OsString::from), copy, log, until)?;
    let build = ["run", "build", "--", "--outdir"].map(OsString::from);
    let arguments: Vec<OsString> = build.into_iter().chain([page.into()]).collect();
    npm(&arguments, copy, log, until)
}

/// Runs npm in a folder until a moment, without input; what it says goes into the log.
fn npm(arguments: &[OsString], folder: &Path, log: &Path, until: Instant) -> Result<(), Failure> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = File::create(log).map_err(at(log))?;
    let errors = output.try_clone().map_err(at(log))?;
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors)
        .spawn()
        .map_err(|error| Failure(format!("npm does not start ({error})")))?;
    let what = arguments.first().map(|it| it.to_string_lossy());
    let what = what.unwrap_or_default();
    match wait(&mut child, until).map_err(at(log))? {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err(Failure(format!(
            "`npm {what}` failed ({}; see {})",
            last_words(log),
            log.display()
        ))),
        None => Err(Failure(format!(
            "`npm {what}` was stopped after {} seconds",
            TIME_MAX.as_secs()
        ))),
    }
}

/// How a child ended; one that is still there at the given moment is killed.
fn wait(child: &mut Child, until: Instant) -> io::Result<Option<ExitStatus>> {
    while Instant::now() < until {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(50));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// The first line in which npm calls something an error, else the last line it wrote.
fn last_words(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = lines.clone().find(|line| line.contains("rror"));
    error
        .or_else(|| lines.next_back())
        .unwrap_or("it said nothing")
        .to_owned()
}

/// The Rust code that embeds the files of a folder, each under its name with its content type.
fn listing(folder: &Path, is_full: bool) -> Result<String, Failure> {
    let mut entries = String::new();
    for file in files(folder)? {
        let path = folder.join(&file);
        let (Some(name), Some(path)) = (file.to_str(), path.to_str()) else {
            return Err(Failure(format!("{} is not Unicode", path.display())));
        };
        let content_type = content_type(&file);
        writeln!(
            entries,
            "    ({name:?}, {content_type:?}, include_bytes!({path:?})),"
        )
        .map_err(|error| Failure(error.to_string()))?;
    }
    Ok(format!(
        "pub(super) const IS_FULL: bool = {is_full};\n\
         pub(super) const FILES: &[(&str, &str, &[u8])] = &[\n{entries}];\n"
    ))
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("ttf") => "font/ttf",
        _ => "application/octet-stream",
    }
}

/// All files below a folder but those of installed packages, in order, each relative to the folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let here = folder.join(&below);
        for entry in fs::read_dir(&here).map_err(at(&here))? {
            let entry = entry.map_err(at(&here))?;
            let file = below.join(entry.file_name());
            match entry.file_type().map_err(at(&here))?.is_dir() {
                true if entry.file_name() == "node_modules" => {}
                true => waiting.push(file),
                false => found.push(file),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Changes with every name and every byte of the files.
fn hash(folder: &Path, files: &[PathBuf]) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let path = folder.join(file);
        file.hash(&mut hasher);
        fs::read(&path).map_err(at(&path))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn copy_file(from: &Path, to: &Path) -> Result<(), Failure> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    fs::copy(from, to).map(|_| ()).map_err(at(from))
}

/// Removes a file or a folder with all that is in it; what is not there is removed already.
fn remove(path: &Path) -> Result<(), Failure> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

/// Leaves a file with the same text alone, so that nothing is compiled again for it.
fn write_if_changed(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|earlier| earlier == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(at(path))
}

fn at(path: &Path) -> impl Fn(io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure(format!("{path}: {error}"))
}

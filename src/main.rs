//! The program: parses arguments, runs one command, prints its error. Everything else is in the library.

use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use isogloss::cli::{self, Cli, print};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Stack of a worker thread, in bytes: deep documents are walked by functions that call themselves.
const STACK_BYTES: usize = 4 * 1024 * 1024;

/// Status 0 when all went well, 1 when the command failed, 2 when it was called wrongly.
fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(status) => status,
        Err(error) => {
            print::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
        .context("the runtime cannot be started")?;
    runtime.block_on(cli::run(cli))
}

//! The command line program: parses the arguments, runs the command and returns the exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}

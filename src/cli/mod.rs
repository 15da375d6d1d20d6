//! The command line: the only module that uses clap, standard streams, the terminal, the clock and the environment.
//!
//! A command (`commands`) reads its arguments, makes one call to the library, and shows the outcome in words (`words`) or
//! as JSON. `args` starts the command and returns the exit status.

mod args;
mod clock;
mod commands;
mod exit;
mod font_folders;
mod output;
mod progress;
mod report;
mod session;
mod values;
mod words;

pub(crate) use args::main;

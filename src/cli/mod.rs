//! The only room that knows clap, standard streams and the terminal. One command a file: its
//! arguments and `run`.

mod args;
mod bank;
mod check;
mod exit;
mod explain;
mod generate;
mod init;
mod new;
mod outputs;
mod pages;
mod render;
mod schema;
mod scorecards;
mod session;
mod shell;
mod targets;
mod verify;

pub(crate) use args::main;

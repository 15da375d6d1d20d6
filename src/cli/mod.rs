//! The only room that knows clap, standard streams and the terminal. One command a file: its
//! arguments and `run`.

mod args;
mod author;
mod bank;
mod batch;
mod certificate;
mod check;
mod diff;
mod drafts;
mod exit;
mod explain;
mod generate;
mod homes;
mod init;
mod ledger;
mod marks;
mod new;
mod origins;
mod others;
mod output;
mod outputs;
mod pages;
mod particulars;
mod progress;
mod reissue;
mod render;
mod replace;
mod report;
mod rolls;
mod roster;
mod schema;
mod scorecards;
mod session;
mod shard;
mod shell;
mod simulate;
mod stats;
mod summary;
mod tally;
mod targets;
mod variants;
mod verify;
mod withdraw;

pub(crate) use args::main;

//! `init`: a workspace with the shipped banks and a sample role spec.

use std::path::PathBuf;

use panelkit::app::init::{Initialised, init};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::OutcomeArg;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder of the new workspace; default: the current folder
    dir: Option<PathBuf>,
    /// Leave out the sample role spec
    #[arg(long)]
    empty: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let here = session.workspace.root();
    let root = args.dir.as_ref().map_or_else(|| here.to_path_buf(), |dir| here.join(dir));
    session.show(&init(&root, args.empty)?, args.outcome, |it, session| human(it, args.empty, session));
    Ok(())
}

fn human(it: &Initialised, empty: bool, session: &Session) {
    it.made.iter().for_each(|name| session.detail(format!("made {name}")));
    it.kept.iter().for_each(|name| session.tell(format!("kept {name}: it already exists")));
    session.tell(format!("{}: {} made, {} kept", it.folder, count(it.made.len(), "file"), it.kept.len()));
    session.tell(match empty {
        true => "next: `panelkit new YOUR-REQ`; if no bank fits the job, `panelkit bank new YOUR-BANK`",
        false => "next: `panelkit generate payments-api-tpm`, or `panelkit new YOUR-REQ`",
    });
}

//! `render`: renders the pages of a kit again, without drawing questions.

use std::path::PathBuf;

use panelkit::app::render::{Render, render};
use panelkit::store::RECORD;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::PagesArgs;
use crate::cli::words;

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kit
    #[arg(value_name = "KIT.json")]
    kit: PathBuf,
    /// Replace pages that were changed by hand; the old pages move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Render {
        kit: args.kit.clone(),
        formats: args.pages.formats(),
        force: args.force,
        looks: args.pages.looks(),
    };
    let change = render(&request, &mut session.call())?;
    for name in change.files.iter().filter(|name| *name != RECORD) {
        let note = if change.replaced.contains(name) { " (replaced: it was different)" } else { "" };
        session.tell(format!("{}/{name}{note}", change.folder));
    }
    words::changed(&change, false, session);
    session.outcome(&change);
    Ok(())
}

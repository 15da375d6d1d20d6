//! `bank import`: turns questions that people already have into questions of a bank.

use std::path::PathBuf;

use panelkit::app::bank::import;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};
use crate::cli::words;

/// Arguments of `bank import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// A table (.csv, .tsv, .xlsx, .ods), a Markdown page (.md) or a GIFT file (.gift); as .txt also one of these
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    /// The bank; may be left out if there is only one
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    /// What a column becomes, such as "Follow-up questions=probes" or "Great=4"; may be repeated
    #[arg(long, value_name = "COLUMN=KEY")]
    map: Vec<String>,
    /// A value for every question, such as depth=middle; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Put complete questions straight into the bank, with status `active`
    #[arg(long)]
    accept: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print a sheet (CSV) with every heading that the import understands
    #[arg(long, conflicts_with_all = ["file", "map", "set", "accept", "dry_run", "format"])]
    template: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Import {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let bank = self.bank.as_deref();
        let Some(file) = &self.file else {
            let sheet = import::template(bank, &mut session.call())?;
            session.page(sheet.as_bytes());
            return Ok(());
        };
        let (file, map, set, accept) = (file.clone(), self.map.clone(), self.set.clone(), self.accept);
        let request = import::Import { file, map, set, accept };
        let imported = import::import(&request, bank, !self.dry_run, &mut session.call())?;
        session.show(&imported, self.outcome, |it, session| words::imported(it, self.dry_run, session));
        Ok(())
    }
}

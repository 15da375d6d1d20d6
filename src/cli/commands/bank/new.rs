//! `bank new`: a bank of one's own, from which a kit can be made at once.

use std::path::PathBuf;

use panelkit::app::bank::import::Import;
use panelkit::app::bank::new_bank::{self, BankMade, NewBank};
use panelkit::text::{count, list};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};
use crate::cli::words;

/// Arguments of `bank new`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// Id of the bank
    #[arg(value_parser = id)]
    bank: String,
    /// Its title, such as the name of the job; made from the id by default
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Names of competencies that the extended bank does not have, with `;` between them
    #[arg(long, value_name = "A; B; C")]
    competencies: Option<String>,
    /// The bank whose questions, competencies and loops it contains as well
    #[arg(long, value_name = "BANK", default_value = new_bank::CORE, value_parser = id)]
    extends: String,
    /// A list of questions that the bank begins with: a table, a Markdown page or a GIFT file, as for `bank import`
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// What a column of the list becomes, such as "Follow-up questions=probes"; may be repeated
    #[arg(long, value_name = "COLUMN=KEY", requires = "from")]
    map: Vec<String>,
    /// A value for every question of the list, such as depth=middle; may be repeated
    #[arg(long, value_name = "KEY=VALUE", requires = "from")]
    set: Vec<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl New {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let names = self.competencies.as_deref().unwrap_or_default();
        let request = NewBank {
            bank: self.bank.clone(),
            title: self.title.clone(),
            competencies: names.split(';').map(str::to_owned).collect(),
            extends: Some(self.extends.clone()),
            from: self.from.clone().map(|file| Import {
                file,
                map: self.map.clone(),
                set: self.set.clone(),
                accept: true,
            }),
        };
        let made = new_bank::prepare(&request, &mut session.call())?.commit()?;
        session.show(&made, self.outcome, human);
        Ok(())
    }
}

fn human(it: &BankMade, session: &Session) {
    let BankMade { folder, bank, extends, depth, .. } = it;
    if let Some(imported) = &it.imported {
        words::imported(imported, false, session);
    }
    let files = list(&it.files, "and");
    session.tell(format!(
        "{folder}: {files}; it contains bank `{extends}` with {}",
        count(it.questions, "question")
    ));
    for own in &it.competencies {
        let state = if it.imported.is_some() { "is a competency of its own" } else { "has no question yet" };
        session.tell(format!("  `{}` ({}) {state}", own.id, own.name));
    }
    if it.imported.is_some() {
        session.tell(format!("then read the comments in {folder}/bank.yaml"));
    } else {
        session.tell(format!("next: read the comments in {folder}/bank.yaml and add your questions:"));
        session.tell(format!("  `panelkit bank import FILE --bank {bank}` reads a list that you have"));
    }
    if let (Some(own), None) = (it.competencies.first(), &it.imported) {
        session.tell(format!(
            "  `panelkit bank new-question ID --competency {} --depth {depth} --bank {bank}` adds a draft to fill in",
            own.id
        ));
    }
    session.tell("a kit can be made at once:");
    session.tell(format!("  `panelkit new REQ --bank {bank}`, then `panelkit generate REQ`"));
}

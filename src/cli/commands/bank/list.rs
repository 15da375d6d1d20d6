//! `bank list`: questions, one per line.

use panelkit::app::bank::{self, Filter};
use panelkit::model::{Question, Status};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, OutcomeFormat, id};
use crate::cli::words;

/// Arguments of `bank list`.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// The bank; may be left out if there is only one, or with `--text`
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Only this competency
    #[arg(long)]
    competency: Option<String>,
    /// Only this depth
    #[arg(long)]
    depth: Option<String>,
    /// Only this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Only this status
    #[arg(long)]
    status: Option<String>,
    /// Only for this level
    #[arg(long)]
    level: Option<String>,
    /// Only of this family
    #[arg(long)]
    family: Option<String>,
    /// Only with this text in the prompt, regardless of upper or lower case; without a bank, searches every bank
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
    /// One JSON object per line
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl List {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let filter = Filter {
            competency: self.competency.clone(),
            depth: self.depth.clone(),
            kind: self.kind.clone(),
            status: self.status.clone(),
            level: self.level.clone(),
            family: self.family.clone(),
            text: self.text.clone(),
        };
        let found = bank::list(self.bank.as_deref(), &filter, &mut session.call())?;
        let everywhere = self.bank.is_none() && self.text.is_some();
        let object = |question: &Question| {
            let mut object = words::question_object(question);
            if everywhere {
                object["bank"] = question.holder.as_str().into();
            }
            object
        };
        if self.outcome.format == OutcomeFormat::Json {
            session.json(&found.iter().map(object).collect::<Vec<_>>());
            return Ok(());
        }
        if self.json {
            found.iter().for_each(|question| session.say(object(question).to_string()));
            return Ok(());
        }
        let width = found.iter().map(|q| q.id.as_str().len()).max().unwrap_or(0);
        let banks = found.iter().map(|q| q.holder.as_str().len()).max().unwrap_or(0);
        for question in &found {
            let status = if question.status == Status::Active { "" } else { question.status.as_str() };
            let line = format!(
                "{:width$}  {:24}  {:8}  {:12}  {:>3} min  {status}",
                question.id.as_str(),
                question.competency.as_str(),
                question.depth.as_str(),
                question.kind.as_str(),
                question.minutes
            );
            let bank = if everywhere { format!("{:banks$}  ", question.holder) } else { String::new() };
            session.say(format!("{bank}{}", line.trim_end()));
        }
        session.tell(count(found.len(), "question"));
        Ok(())
    }
}

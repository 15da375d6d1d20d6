//! `bank`: looking into a bank.

use std::collections::BTreeMap;

use clap::Subcommand;
use panelkit::load;
use panelkit::model::{Bank, Question, QuestionType, Status};
use panelkit::text::{count, nearest};

use super::args::id;
use super::exit::Exit;
use super::session::Session;

/// Arguments of `bank`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Count active questions by competency and depth
    Stats {
        /// The bank; the only one when absent
        #[arg(value_parser = id)]
        bank: Option<String>,
    },
    /// List questions, one a line
    List {
        /// The bank; the only one when absent
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
    },
    /// Print one question
    Show {
        /// Id of the question
        question: String,
        /// The bank; all of them when absent
        #[arg(value_parser = id)]
        bank: Option<String>,
    },
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    match &args.command {
        What::Stats { bank } => stats(&open(bank.as_deref(), session)?, session),
        What::List { bank, competency, depth, kind } => {
            let bank = open(bank.as_deref(), session)?;
            let filter =
                Filter { competency: competency.as_deref(), depth: depth.as_deref(), kind: kind.as_deref() };
            filter.check(&bank)?;
            list(&bank, &filter, session)
        }
        What::Show { question, bank } => show(question, bank.as_deref(), session),
    }
}

fn open(named: Option<&str>, session: &mut Session) -> Result<Bank, Exit> {
    let known = load::bank_ids(&session.workspace);
    let id = match (named, known.as_slice()) {
        (Some(id), _) => id.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => return Err(Exit::Usage(format!("name a bank: {}", known.join(", ")))),
    };
    if !known.contains(&id) {
        let near = nearest(&id, known.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`? "));
        let help = format!("{}banks here: {}", near.unwrap_or_default(), known.join(", "));
        return Err(Exit::Usage(format!("there is no bank `{id}`\n  = help: {help}")));
    }
    Ok(load::bank(&session.workspace, &id, &mut session.sink)?)
}

fn stats(bank: &Bank, session: &Session) -> Result<(), Exit> {
    let mut cells: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let active = || bank.questions.iter().filter(|q| q.status == Status::Active);
    for question in active() {
        *cells.entry((question.competency.as_str(), question.depth.as_str())).or_default() += 1;
    }
    let width = bank.competencies.iter().map(|c| c.id.as_str().len()).max().unwrap_or(0).max(10);
    let header: String = bank.depths.iter().map(|d| format!("{:>10}", d.id.as_str())).collect();
    session.say(format!("{:width$}{header}{:>10}", "", "all"))?;
    for competency in &bank.competencies {
        let row: Vec<usize> = bank
            .depths
            .iter()
            .map(|d| cells.get(&(competency.id.as_str(), d.id.as_str())).copied().unwrap_or(0))
            .collect();
        let shown: String = row.iter().map(|n| format!("{n:>10}")).collect();
        session.say(format!("{:width$}{shown}{:>10}", competency.id.as_str(), row.iter().sum::<usize>()))?;
    }
    let types: Vec<String> = QuestionType::ALL
        .iter()
        .map(|(kind, word)| (active().filter(|q| q.kind == *kind).count(), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}"))
        .collect();
    session.say(format!("{} active: {}", count(active().count(), "question"), types.join(", ")))
}

struct Filter<'a> {
    competency: Option<&'a str>,
    depth: Option<&'a str>,
    kind: Option<&'a str>,
}

impl Filter<'_> {
    fn check(&self, bank: &Bank) -> Result<(), Exit> {
        let competencies = bank.competencies.iter().map(|c| c.id.as_str()).collect::<Vec<_>>();
        let depths = bank.depths.iter().map(|d| d.id.as_str()).collect::<Vec<_>>();
        for (what, value, known) in [
            ("competency", self.competency, competencies),
            ("depth", self.depth, depths),
            ("type", self.kind, QuestionType::WORDS.to_vec()),
        ] {
            if let Some(value) = value.filter(|v| !known.contains(v)) {
                let near = nearest(value, known.iter().copied()).map(|n| format!("did you mean `{n}`? "));
                let help = format!("{}known: {}", near.unwrap_or_default(), known.join(", "));
                return Err(Exit::Usage(format!("unknown {what} `{value}`\n  = help: {help}")));
            }
        }
        Ok(())
    }

    fn admits(&self, question: &Question) -> bool {
        self.competency.is_none_or(|c| question.competency.as_str() == c)
            && self.depth.is_none_or(|d| question.depth.as_str() == d)
            && self.kind.is_none_or(|k| question.kind.as_str() == k)
    }
}

fn list(bank: &Bank, filter: &Filter<'_>, session: &Session) -> Result<(), Exit> {
    let found: Vec<&Question> = bank.questions.iter().filter(|q| filter.admits(q)).collect();
    let width = found.iter().map(|q| q.id.as_str().len()).max().unwrap_or(0);
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
        session.say(line.trim_end())?;
    }
    session.tell(count(found.len(), "question"))
}

fn show(id: &str, bank: Option<&str>, session: &mut Session) -> Result<(), Exit> {
    let banks = bank.map_or_else(|| load::bank_ids(&session.workspace), |b| vec![b.to_owned()]);
    let mut known: Vec<String> = Vec::new();
    for bank in banks {
        let bank = open(Some(&bank), session)?;
        if let Some(question) = bank.question(id) {
            return print(question, session);
        }
        known.extend(bank.questions.iter().map(|q| q.id.to_string()));
    }
    let near =
        nearest(id, known.iter().map(String::as_str)).map(|n| format!("\n  = help: did you mean `{n}`?"));
    Err(Exit::Usage(format!("there is no question `{id}`{}", near.unwrap_or_default())))
}

fn print(question: &Question, session: &Session) -> Result<(), Exit> {
    session.say(format!("{} ({})", question.id, question.place.link()))?;
    session.say(format!(
        "{} · {} · {} · {} min · {}",
        question.competency,
        question.depth,
        question.kind,
        question.minutes,
        question.status.as_str()
    ))?;
    session.say(format!("\n{}\n", question.prompt.raw()))?;
    for probe in &question.probes {
        let condition = probe.condition.as_ref().map(|c| format!("if {}: ", c.raw())).unwrap_or_default();
        session.say(format!("  probe: {condition}{}", probe.ask.raw()))?;
    }
    for sign in &question.listen_for {
        session.say(format!("  listen for: {}", sign.raw()))?;
    }
    for flag in &question.red_flags {
        session.say(format!("  red flag: {}", flag.raw()))?;
    }
    for (score, anchor) in &question.anchors {
        session.say(format!("  {score}: {}", anchor.raw()))?;
    }
    Ok(())
}

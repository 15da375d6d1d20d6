//! `bank`: looking into a bank.

use clap::Subcommand;
use panelkit::load;
use panelkit::model::{Bank, Question, QuestionType, Status};
use panelkit::text::{count, nearest};

use super::args::id;
use super::exit::Exit;
use super::session::Session;
use super::{author, stats, withdraw};

/// Arguments of `bank`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// How much it holds by competency and depth, and how many candidates it serves
    Stats(stats::Args),
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
        /// Only this status
        #[arg(long)]
        status: Option<String>,
        /// Only for this level
        #[arg(long)]
        level: Option<String>,
        /// Only of this family
        #[arg(long)]
        family: Option<String>,
        /// Only with this text in the prompt, in any case
        #[arg(long, value_name = "TEXT")]
        text: Option<String>,
        /// One JSON object a line, for programs
        #[arg(long)]
        json: bool,
    },
    /// Print one question
    Show {
        /// Id of the question
        question: String,
        /// The bank; all of them when absent
        #[arg(value_parser = id)]
        bank: Option<String>,
    },
    /// Begin a question: a draft at the end of its competency's file
    NewQuestion(author::NewQuestion),
    /// Make drafts of questions in another format, and list what is missing
    Import(author::Import),
    /// Lay out question files: order of keys, blank lines; comments stay
    Fmt(author::Fmt),
    /// List questions and anchors that say the same
    Duplicates(author::Duplicates),
    /// Say how each question reads, and how long it takes to ask and answer
    Prose(author::Prose),
    /// Withdraw a question: it is not drawn any more
    Retire(withdraw::Args),
    /// Withdraw a question that candidates know
    Compromise(withdraw::Args),
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    match &args.command {
        What::Stats(args) => stats::run(args, &open(args.bank.as_deref(), session)?, session),
        What::List { bank, competency, depth, kind, status, level, family, text, json } => {
            let bank = open(bank.as_deref(), session)?;
            let filter = Filter {
                competency: competency.as_deref(),
                depth: depth.as_deref(),
                kind: kind.as_deref(),
                status: status.as_deref(),
                level: level.as_deref(),
                family: family.as_deref(),
                text: text.as_deref().map(str::to_lowercase),
            };
            filter.check(&bank)?;
            list(&bank, &filter, *json, session);
            Ok(())
        }
        What::Show { question, bank } => {
            let (_, question) = find(question, bank.as_deref(), session)?;
            print(&question, session);
            Ok(())
        }
        What::NewQuestion(args) => {
            let bank = open(args.bank.as_deref(), session)?;
            author::new_question(args, &bank, session)
        }
        What::Import(args) => author::import_file(args, &open(args.bank.as_deref(), session)?, session),
        What::Fmt(args) => author::fmt(args, &open(args.bank.as_deref(), session)?, session),
        What::Duplicates(args) => author::duplicated(args, &open(args.bank.as_deref(), session)?, session),
        What::Prose(args) => author::prose(args, &open(args.bank.as_deref(), session)?, session),
        What::Retire(args) => withdraw::run(args, Status::Retired, session),
        What::Compromise(args) => withdraw::run(args, Status::Compromised, session),
    }
}

fn open(named: Option<&str>, session: &mut Session) -> Result<Bank, Exit> {
    let known = load::bank_ids(&session.workspace);
    let id = match (named, known.as_slice()) {
        (Some(id), _) => id.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => {
            return Err(Exit::Usage(format!(
                "there are several banks\n  = help: name one: {}",
                known.join(", ")
            )));
        }
    };
    if !known.contains(&id) {
        let near = nearest(&id, known.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`? "));
        let help = format!("{}banks here: {}", near.unwrap_or_default(), known.join(", "));
        return Err(Exit::Usage(format!("there is no bank `{id}`\n  = help: {help}")));
    }
    Ok(load::bank(&session.workspace, &id, &mut session.sink)?)
}

/// Refuses a word that is not one of those known.
pub(super) fn known(what: &str, value: Option<&str>, known: &[&str]) -> Result<(), Exit> {
    let Some(value) = value.filter(|v| !known.contains(v)) else { return Ok(()) };
    let near = nearest(value, known.iter().copied()).map(|n| format!("did you mean `{n}`? "));
    let help = format!("{}known: {}", near.unwrap_or_default(), known.join(", "));
    Err(Exit::Usage(format!("unknown {what} `{value}`\n  = help: {help}")))
}

struct Filter<'a> {
    competency: Option<&'a str>,
    depth: Option<&'a str>,
    kind: Option<&'a str>,
    status: Option<&'a str>,
    level: Option<&'a str>,
    family: Option<&'a str>,
    text: Option<String>,
}

impl Filter<'_> {
    fn check(&self, bank: &Bank) -> Result<(), Exit> {
        let ids = |ids: Vec<&'_ str>| -> Vec<String> { ids.into_iter().map(str::to_owned).collect() };
        let families = bank.questions.iter().filter_map(|q| q.family.as_ref()).map(|f| f.as_str()).collect();
        for (what, value, words) in [
            ("competency", self.competency, ids(bank.competencies.iter().map(|c| c.id.as_str()).collect())),
            ("depth", self.depth, ids(bank.depths.iter().map(|d| d.id.as_str()).collect())),
            ("type", self.kind, ids(QuestionType::WORDS.to_vec())),
            ("status", self.status, ids(Status::WORDS.to_vec())),
            ("level", self.level, ids(bank.levels.iter().map(|l| l.id.as_str()).collect())),
            ("family", self.family, ids(families)),
        ] {
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.dedup();
            known(what, value, &words)?;
        }
        Ok(())
    }

    fn admits(&self, question: &Question) -> bool {
        self.competency.is_none_or(|c| question.competency.as_str() == c)
            && self.depth.is_none_or(|d| question.depth.as_str() == d)
            && self.kind.is_none_or(|k| question.kind.as_str() == k)
            && self.status.is_none_or(|s| question.status.as_str() == s)
            && self
                .level
                .is_none_or(|l| question.levels.is_empty() || question.levels.iter().any(|x| x.as_str() == l))
            && self.family.is_none_or(|f| question.family.as_ref().is_some_and(|x| x.as_str() == f))
            && self.text.as_ref().is_none_or(|t| question.prompt.raw().to_lowercase().contains(t))
    }
}

fn list(bank: &Bank, filter: &Filter<'_>, json: bool, session: &Session) {
    let found: Vec<&Question> = bank.questions.iter().filter(|q| filter.admits(q)).collect();
    let width = found.iter().map(|q| q.id.as_str().len()).max().unwrap_or(0);
    for question in &found {
        if json {
            session.say(line(question).to_string());
            continue;
        }
        let status = if question.status == Status::Active { "" } else { question.status.as_str() };
        let line = format!(
            "{:width$}  {:24}  {:8}  {:12}  {:>3} min  {status}",
            question.id.as_str(),
            question.competency.as_str(),
            question.depth.as_str(),
            question.kind.as_str(),
            question.minutes
        );
        session.say(line.trim_end());
    }
    if !json {
        session.tell(count(found.len(), "question"));
    }
}

/// A question as a JSON object.
fn line(question: &Question) -> serde_json::Value {
    let ids = |ids: &[panelkit::model::Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    serde_json::json!({
        "id": question.id.as_str(),
        "competency": question.competency.as_str(),
        "depth": question.depth.as_str(),
        "type": question.kind.as_str(),
        "minutes": question.minutes,
        "difficulty": question.difficulty,
        "levels": ids(&question.levels),
        "family": question.family.as_ref().map(|f| f.as_str()),
        "enemies": ids(&question.enemies),
        "status": question.status.as_str(),
        "prompt": question.prompt.raw(),
        "digest": question.digest,
        "place": question.place.link(),
    })
}

/// The question called `id`, and its bank.
pub(super) fn find(id: &str, bank: Option<&str>, session: &mut Session) -> Result<(String, Question), Exit> {
    let banks = bank.map_or_else(|| load::bank_ids(&session.workspace), |b| vec![b.to_owned()]);
    let mut known: Vec<String> = Vec::new();
    for name in banks {
        let bank = open(Some(&name), session)?;
        if let Some(question) = bank.question(id) {
            return Ok((name, question.clone()));
        }
        known.extend(bank.questions.iter().map(|q| q.id.to_string()));
    }
    let near =
        nearest(id, known.iter().map(String::as_str)).map(|n| format!("\n  = help: did you mean `{n}`?"));
    Err(Exit::Usage(format!("there is no question `{id}`{}", near.unwrap_or_default())))
}

fn print(question: &Question, session: &Session) {
    session.say(format!("{} ({})", question.id, question.place.link()));
    session.say(format!(
        "{} · {} · {} · {} min · {}",
        question.competency,
        question.depth,
        question.kind,
        question.minutes,
        question.status.as_str()
    ));
    session.say(format!("\n{}\n", question.prompt.raw()));
    for probe in &question.probes {
        let condition = probe.condition.as_ref().map(|c| format!("if {}: ", c.raw())).unwrap_or_default();
        session.say(format!("  probe: {condition}{}", probe.ask.raw()));
    }
    for sign in &question.listen_for {
        session.say(format!("  listen for: {}", sign.raw()));
    }
    for flag in &question.red_flags {
        session.say(format!("  red flag: {}", flag.raw()));
    }
    for (score, anchor) in &question.anchors {
        session.say(format!("  {score}: {}", anchor.raw()));
    }
}

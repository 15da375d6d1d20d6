//! `bank`: inspecting and editing a bank.

pub mod drafts;
pub mod import;
pub mod layout;
pub mod new_bank;
pub mod prose;
pub mod withdraw;

use std::path::PathBuf;

use serde::Serialize;

use super::call::Call;
use crate::diag::Sink;
use crate::disk::{self, Kind};
use crate::lint::{Pair, duplicates};
use crate::load::{self, Workspace};
use crate::model::{Bank, Id, Question, QuestionType, Stats, Status};
use crate::pipeline;
use crate::store::{Fault, reqs};
use crate::text::{did_you_mean, nearest, suggestion};

/// Opens a bank by its id; without one, the only bank there is.
///
/// # Errors
/// [`Fault::Request`] when there is no such bank or several, [`Fault::Findings`] when it has errors.
pub fn open(named: Option<&str>, call: &mut Call<'_>) -> Result<Bank, Fault> {
    let known = load::bank_ids(call.workspace);
    let id = match (named, known.as_slice()) {
        (Some(id), _) => id.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => {
            return Err(Fault::Request(format!(
                "there are several banks\n  = help: name one: {}",
                known.join(", ")
            )));
        }
    };
    if !known.contains(&id) {
        let near = suggestion(&id, known.iter().map(String::as_str));
        let help = format!("{near}banks here: {}", known.join(", "));
        return Err(Fault::Request(format!("there is no bank `{id}`\n  = help: {help}")));
    }
    Ok(load::bank(call.workspace, &id, call.sink)?)
}

/// Makes sure that a value is one of the known values; `what` is the kind of value for the message.
///
/// # Errors
/// [`Fault::Request`] for an unknown value.
pub(super) fn known(what: &str, value: Option<&str>, known: &[&str]) -> Result<(), Fault> {
    let Some(value) = value.filter(|v| !known.contains(v)) else { return Ok(()) };
    let near = suggestion(value, known.iter().copied());
    let help = format!("{near}known: {}", known.join(", "));
    Err(Fault::Request(format!("unknown {what} `{value}`\n  = help: {help}")))
}

/// The folder of a bank in the workspace, where people can edit it.
fn folder(bank: &Bank, workspace: &Workspace) -> Result<PathBuf, Fault> {
    let folder = workspace.bank(bank.id.as_str());
    if disk::there(&folder)? == Some(Kind::Folder) {
        return Ok(folder);
    }
    Err(Fault::Request(format!(
        "bank `{}` is inside the program, so its files cannot be edited\n  = help: `panelkit bank new YOUR-BANK --extends {}` makes a bank of your own that contains it",
        bank.id, bank.id
    )))
}

/// Which questions to list. A field that is `None` admits all questions.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Id of the competency.
    pub competency: Option<String>,
    /// Id of the depth.
    pub depth: Option<String>,
    /// The type.
    pub kind: Option<String>,
    /// The status.
    pub status: Option<String>,
    /// Id of a level that the question is for.
    pub level: Option<String>,
    /// Id of the family.
    pub family: Option<String>,
    /// Text that the prompt contains, regardless of upper or lower case.
    pub text: Option<String>,
}

/// The questions of a bank that a filter admits, in the order of the bank. Without a bank, those of the only bank
/// there is; if the filter has a text, those of all banks, each question in the bank that holds it.
///
/// # Errors
/// [`Fault::Request`] when the filter names something that the bank does not have, [`Fault::Findings`] when a
/// bank has errors.
pub fn list(bank: Option<&str>, filter: &Filter, call: &mut Call<'_>) -> Result<Vec<Question>, Fault> {
    if bank.is_none() && filter.text.is_some() {
        return everywhere(filter, call);
    }
    let mut bank = open(bank, call)?;
    filter.check(&bank)?;
    bank.questions.retain(|question| filter.admits(question));
    Ok(bank.questions)
}

/// The questions of all banks that a filter admits, bank by bank.
fn everywhere(filter: &Filter, call: &mut Call<'_>) -> Result<Vec<Question>, Fault> {
    let (mut found, mut wrong, mut fits) = (Vec::new(), None, false);
    for id in load::bank_ids(call.workspace) {
        let bank = open(Some(&id), call)?;
        match filter.check(&bank) {
            Ok(()) => fits = true,
            Err(fault) => wrong = Some(fault),
        }
        // A bank that extends another one has its questions too.
        let here = |question: &Question| question.holder == bank.id && filter.admits(question);
        found.extend(bank.questions.into_iter().filter(here));
    }
    match wrong {
        Some(fault) if !fits => Err(fault),
        _ => Ok(found),
    }
}

impl Filter {
    fn check(&self, bank: &Bank) -> Result<(), Fault> {
        let families = bank.questions.iter().filter_map(|q| q.family.as_ref()).map(Id::as_str).collect();
        for (what, value, words) in [
            ("competency", &self.competency, bank.competencies.iter().map(|c| c.id.as_str()).collect()),
            ("depth", &self.depth, bank.depths.iter().map(|d| d.id.as_str()).collect()),
            ("type", &self.kind, QuestionType::WORDS.to_vec()),
            ("status", &self.status, Status::WORDS.to_vec()),
            ("level", &self.level, bank.levels.iter().map(|l| l.id.as_str()).collect()),
            ("family", &self.family, families),
        ] {
            let mut words: Vec<&str> = words;
            words.dedup();
            known(what, value.as_deref(), &words)?;
        }
        Ok(())
    }

    fn admits(&self, question: &Question) -> bool {
        let is = |wanted: &Option<String>, word: &str| wanted.as_deref().is_none_or(|w| w == word);
        let level =
            |l: &String| question.levels.is_empty() || question.levels.iter().any(|x| x.as_str() == l);
        let text = |t: &String| question.prompt.raw().to_lowercase().contains(&t.to_lowercase());
        is(&self.competency, question.competency.as_str())
            && is(&self.depth, question.depth.as_str())
            && is(&self.kind, question.kind.as_str())
            && is(&self.status, question.status.as_str())
            && self.level.as_ref().is_none_or(level)
            && self.family.as_ref().is_none_or(|f| question.family.as_ref().is_some_and(|x| x.as_str() == f))
            && self.text.as_ref().is_none_or(text)
    }
}

/// The question with the id `id`, and the id of its bank; `bank` limits the search to one bank.
///
/// # Errors
/// [`Fault::Request`] when there is no such question, [`Fault::Findings`] when a bank has errors.
pub fn find(id: &str, bank: Option<&str>, call: &mut Call<'_>) -> Result<(String, Question), Fault> {
    let banks = bank.map_or_else(|| load::bank_ids(call.workspace), |b| vec![b.to_owned()]);
    let mut known: Vec<String> = Vec::new();
    for name in &banks {
        let bank = open(Some(name), call)?;
        if let Some(question) = bank.question(id) {
            return Ok((name.clone(), question.clone()));
        }
        known.extend(bank.questions.iter().map(|q| q.id.to_string()));
    }
    for name in &banks {
        let manifest = call.workspace.bank(name).join("bank.yaml");
        let Ok(source) = call.workspace.read(&manifest, &mut Sink::new()) else { continue };
        if let Some(place) = load::place_in_retire(&source, id) {
            return Err(Fault::Request(format!(
                "bank `{name}` leaves `{id}` out ({})\n  = help: remove it from `retire` there",
                place.link()
            )));
        }
    }
    for req in reqs(call.workspace)? {
        let Ok(Some(source)) = load::questions_file(call.workspace, &req, &mut Sink::new()) else { continue };
        if source.text().split_whitespace().any(|word| word.trim_matches([',', '"', '\'']) == id) {
            return Err(Fault::Request(format!(
                "`{id}` is a question of one opening, in `{}`\n  = help: set its `status` there, then run `panelkit reissue {req}`",
                source.name()
            )));
        }
    }
    let near = nearest(id, known.iter().map(String::as_str));
    let near = near.map(|name| format!("\n  = help: {}", did_you_mean(name)));
    Err(Fault::Request(format!("there is no question `{id}`{}", near.unwrap_or_default())))
}

/// Counts a bank's questions by competency and depth, and works out how many candidates the bank is enough for
/// with a given loop and level.
///
/// # Errors
/// [`Fault::Request`] for an unknown bank, loop or level, [`Fault::Findings`] when the bank has errors.
pub fn stats(
    bank: Option<&str>,
    plan: Option<&str>,
    level: Option<&str>,
    call: &mut Call<'_>,
) -> Result<Stats, Fault> {
    let bank = open(bank, call)?;
    let loops: Vec<&str> = bank.loops.iter().map(|l| l.id.as_str()).collect();
    known("loop", plan, &loops)?;
    let levels: Vec<&str> = bank.levels.iter().map(|l| l.id.as_str()).collect();
    known("level", level, &levels)?;
    Ok(pipeline::stats(call.workspace, &bank, plan, level))
}

/// Texts of a bank that are (nearly) the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duplicates {
    /// The bank.
    pub bank: String,
    /// Pairs of texts of different families.
    pub pairs: Vec<Pair>,
    /// Pairs within a family, which are meant to be alike.
    pub within_families: Vec<Pair>,
}

/// Finds pairs of texts that share many word pairs (two neighbouring words): at least the fraction `threshold`,
/// from 0 to 1.
///
/// # Errors
/// [`Fault::Request`] for an unknown bank, [`Fault::Findings`] when it has errors.
pub fn duplicated(bank: Option<&str>, threshold: f64, call: &mut Call<'_>) -> Result<Duplicates, Fault> {
    let bank = open(bank, call)?;
    let found = duplicates(&bank, threshold);
    let (within_families, pairs) = found.into_iter().partition(|pair| pair.family);
    Ok(Duplicates { bank: bank.id.to_string(), pairs, within_families })
}

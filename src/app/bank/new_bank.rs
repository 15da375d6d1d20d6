//! `bank new`: a bank from which a kit can be made at once, because it extends another bank.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::import::{self, Import, Imported};
use crate::app::call::Call;
use crate::diag::Sink;
use crate::disk;
use crate::load::{self, MOST_BANKS};
use crate::model::{Bank, Became, Competency, Id, ImportRead, Loop, Round, Status};
use crate::store::{Fault, target};
use crate::text::{is_id, suggestion};
use crate::write::{Added, Target, add_folder};
use crate::yaml::quote;

/// The bank that a new bank extends if the request names none.
pub const CORE: &str = "core";

/// Makes a bank.
#[derive(Clone, Debug, Default)]
pub struct NewBank {
    /// The id of the bank.
    pub bank: String,
    /// Its title; made from the id if `None`.
    pub title: Option<String>,
    /// Names of competencies that the extended bank does not have.
    pub competencies: Vec<String>,
    /// The bank that it extends; [`CORE`] if `None`.
    pub extends: Option<String>,
    /// A list of questions to import. Its competencies that the extended bank does not have become competencies of the
    /// new bank, and complete questions are active.
    pub from: Option<Import>,
}

/// A bank that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BankMade {
    /// Its folder, relative to the workspace.
    pub folder: String,
    /// Its id.
    pub bank: String,
    /// Its title.
    pub title: String,
    /// The bank that it extends.
    pub extends: String,
    /// The files in its folder.
    pub files: Vec<String>,
    /// Number of active questions that it has of the extended bank.
    pub questions: usize,
    /// Its own competencies, which have no question yet.
    pub competencies: Vec<OwnCompetency>,
    /// A depth of the bank, the middle one.
    pub depth: String,
    /// What the list of questions became; `None` without a list.
    pub imported: Option<Imported>,
}

/// A competency of the new bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnCompetency {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The files of a bank that is not written yet.
#[derive(Debug)]
pub struct BankDraft {
    target: Target,
    files: BTreeMap<String, Vec<u8>>,
    made: BankMade,
}

/// Makes the files of a new bank.
///
/// # Errors
/// [`Fault::Request`] when the bank exists already, the bank that it extends does not exist or is the last of a chain
/// that is full, a competency exists already, or the list of questions has an unknown format; [`Fault::Findings`] when
/// the extended bank has errors or the list cannot be read.
pub fn prepare(request: &NewBank, call: &mut Call<'_>) -> Result<BankDraft, Fault> {
    let id = &request.bank;
    let folder = call.workspace.bank(id);
    let shown = call.workspace.name(&folder);
    if disk::there(&folder)?.is_some() {
        let help = "choose another id, or edit its files";
        return Err(Fault::Request(format!("`{shown}` already exists\n  = help: {help}")));
    }
    let known = load::bank_ids(call.workspace);
    if known.contains(id) {
        return Err(Fault::Request(format!(
            "a bank `{id}` ships with panelkit\n  = help: choose another id; `--extends {id}` makes a bank that contains it"
        )));
    }
    let base = request.extends.as_deref().unwrap_or(CORE);
    if !known.iter().any(|bank| bank == base) {
        let near = suggestion(base, known.iter().map(String::as_str));
        let help = format!("{near}`--extends` names one of the banks here: {}", known.join(", "));
        return Err(Fault::Request(format!("there is no bank `{base}`\n  = help: {help}")));
    }
    let base = load::bank(call.workspace, base, call.sink)?;
    if base.extends.len() + 2 > MOST_BANKS {
        let first = base.extends.first().map_or("", Id::as_str);
        return Err(Fault::Request(format!(
            "bank `{}` is built on {} others, and a chain has at most {MOST_BANKS} banks\n  = help: extend `{first}` instead",
            base.id,
            base.extends.len(),
        )));
    }
    let mut names = request.competencies.clone();
    if let Some(list) = &request.from {
        let own = own_competencies(&names, &base)?;
        names.extend(competencies_of(list, &with_own(&base, id, &own), &folder, call));
    }
    let competencies = own_competencies(&names, &base)?;
    let list = request.from.as_ref();
    let bank = with_own(&base, id, &competencies);
    let list = list.map(|list| import::prepare(list, &bank, &folder, call)).transpose()?;
    let title = request.title.clone().unwrap_or_else(|| titled(id));
    let mut files = BTreeMap::from([("bank.yaml".to_owned(), manifest(id, &title, &base, &competencies))]);
    if !competencies.is_empty() || base.loops.is_empty() {
        files.insert("loops.yaml".to_owned(), loops(id, &title, &base, &competencies));
    }
    let imported = list.map(|list| {
        files.extend(list.files);
        list.outcome
    });
    let made = BankMade {
        folder: shown,
        bank: id.clone(),
        title,
        extends: base.id.to_string(),
        files: files.keys().cloned().collect(),
        questions: base.questions.iter().filter(|q| q.status == Status::Active).count(),
        competencies,
        depth: base.depths.get(base.depths.len() / 2).map(|d| d.id.to_string()).unwrap_or_default(),
        imported,
    };
    let files = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    Ok(BankDraft { target: target(call.workspace, &folder)?, files, made })
}

impl BankDraft {
    /// Writes the folder of the bank in one step.
    ///
    /// # Errors
    /// [`Fault::Request`] when the folder exists by now, [`Fault::World`] when it cannot be written.
    pub fn commit(self) -> Result<BankMade, Fault> {
        match add_folder(&self.target, &self.files, "bank.yaml")? {
            Added::New => Ok(self.made),
            Added::There => Err(Fault::Request(format!("`{}` already exists", self.made.folder))),
        }
    }
}

/// The bank with the id `id` that extends `base`, with these competencies of its own.
fn with_own(base: &Bank, id: &str, own: &[OwnCompetency]) -> Bank {
    let mut bank = base.clone();
    bank.id = Id::new(id).unwrap_or(bank.id);
    bank.competencies.extend(own.iter().filter_map(|competency| {
        Some(Competency {
            id: Id::new(&competency.id)?,
            name: competency.name.clone(),
            definition: String::new(),
            category: None,
            depths: BTreeMap::new(),
        })
    }));
    bank
}

/// The competencies that a list of questions names and the bank does not have, each once. Empty if the list cannot be
/// read, because that is reported when its questions are imported.
fn competencies_of(list: &Import, bank: &Bank, folder: &Path, call: &Call<'_>) -> Vec<String> {
    let mut quiet = Sink::new();
    let mut call = Call { workspace: call.workspace, sink: &mut quiet, watch: call.watch };
    let Ok(found) = import::prepare(list, bank, folder, &mut call) else { return Vec::new() };
    let ImportRead { headings, values, .. } = found.outcome.read;
    // A heading may have more than the name, such as a number; the value of its questions is the name alone.
    let of_values: Vec<String> = values
        .into_iter()
        .filter(|it| it.key == "competency" && it.value.is_none())
        .map(|it| it.text)
        .collect();
    let name_in = |heading: &str| of_values.iter().find(|name| heading.ends_with(name.as_str())).cloned();
    let unknown = headings.into_iter().filter(|it| it.became == Became::UnknownCompetency);
    let of_headings: Vec<String> = unknown.filter_map(|it| name_in(&it.text)).collect();
    let mut seen: BTreeSet<String> = bank.competencies.iter().map(|c| c.id.to_string()).collect();
    of_headings.into_iter().chain(of_values).filter(|name| seen.insert(load::slug(name))).collect()
}

/// `ward-nurse` becomes `Ward nurse`.
fn titled(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The ids of the competencies with these names.
fn own_competencies(names: &[String], base: &Bank) -> Result<Vec<OwnCompetency>, Fault> {
    let mut own: Vec<OwnCompetency> = Vec::new();
    let mut taken = BTreeSet::new();
    for (n, name) in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).enumerate() {
        let slug = load::slug(name);
        let id = if is_id(&slug) { slug } else { format!("competency-{}", n + 1) };
        if let Some(known) = base.competencies.iter().find(|c| c.id.as_str() == id) {
            return Err(Fault::Request(format!(
                "bank `{}` has the competency `{id}` already ({})\n  = help: leave it out of `--competencies`; the new bank contains it",
                base.id, known.name
            )));
        }
        if !taken.insert(id.clone()) {
            return Err(Fault::Request(format!(
                "two competencies would have the id `{id}`\n  = help: give one of them another name"
            )));
        }
        own.push(OwnCompetency { id, name: name.to_owned() });
    }
    Ok(own)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of `bank.yaml`.
fn manifest(id: &str, title: &str, base: &Bank, own: &[OwnCompetency]) -> String {
    let other = &base.id;
    let mut text = format!(
        "# The bank `{id}`. It contains all of the bank `{other}`: scales, competencies, loops and questions.\n\
         # What you write here is added. An entry with the id of an entry of `{other}` replaces that entry.\n\
         bank: {id}\n\
         title: {}\n\
         extends: {other}\n\
         \n\
         # Questions, loops and competencies of `{other}` that you do not want:\n\
         # retire: [ID, ID]\n\
         \n\
         # Competencies of `{other}`:\n",
        quote(title)
    );
    for competency in &base.competencies {
        let about = one_line(&competency.definition);
        let about = if about.is_empty() { String::new() } else { format!(". {about}") };
        text.push_str(&format!("#   {}: {}{about}\n", competency.id, competency.name));
    }
    let (lead, list): (&str, &[OwnCompetency]) = match own {
        [] => {
            text.push_str("\n# Competencies of your own. Remove the `# ` from these lines to use them:\n");
            ("# ", &[])
        }
        _ => {
            text.push_str("\n# Competencies of your own:\n");
            ("", own)
        }
    };
    text.push_str(&format!("{lead}competencies:\n"));
    let example = [OwnCompetency { id: "short-name".to_owned(), name: "…".to_owned() }];
    for competency in if list.is_empty() { &example } else { list } {
        text.push_str(&format!(
            "{lead}  - id: {} # do not change it later: kits and questions refer to it\n\
             {lead}    name: {}\n\
             {lead}    # In one sentence: what does a person do at work who is good at this? Interviewers read it.\n\
             {lead}    # definition: \"…\"\n\
             {lead}    # What must the person decide or do alone at each depth? One sentence each:\n\
             {lead}    # depths:\n",
            competency.id,
            quote(&competency.name),
        ));
        for depth in &base.depths {
            let means = one_line(&depth.means);
            let means = if means.is_empty() { String::new() } else { format!(" # {means}") };
            text.push_str(&format!("{lead}    #   {}: \"…\"{means}\n", depth.id));
        }
    }
    text
}

/// The text of `loops.yaml`: the first loop of the extended bank, in which two rounds observe each new competency.
fn loops(id: &str, title: &str, base: &Bank, own: &[OwnCompetency]) -> String {
    let (from, rounds) = match base.loops.first() {
        Some(plan) => {
            let from = format!("the rounds of the loop `{}` of the bank `{}`", plan.id, base.id);
            (from, changed_rounds(plan, own))
        }
        None => ("two rounds".to_owned(), two_rounds(base, own)),
    };
    format!(
        "# The loop of this bank: {from}. Two rounds observe each competency of your own.\n\
         # A round asks nothing about a competency that has no active question yet, and uses the time for the others.\n\
         loops:\n  - loop: {id}\n    title: {}\n    rounds:\n{rounds}",
        quote(title)
    )
}

/// The rounds of a loop. The two longest observe the first new competency, the next two the second, and so on.
fn changed_rounds(plan: &Loop, own: &[OwnCompetency]) -> String {
    let rounds = &plan.rounds;
    let mut open: Vec<usize> = (0..rounds.len()).filter(|n| rounds[*n].asks.is_empty()).collect();
    open.sort_by_key(|n| std::cmp::Reverse(rounds[*n].question_minutes()));
    let mut added: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (n, competency) in own.iter().enumerate() {
        let places = (0..open.len().min(2)).map(|k| open[(2 * n + k) % open.len()]);
        places.for_each(|at| added.entry(at).or_default().push(&competency.id));
    }
    let text = |(n, round)| round_text(round, &added.remove(&n).unwrap_or_default());
    rounds.iter().enumerate().map(text).collect()
}

/// Rounds for a bank without loops, each with all competencies.
fn two_rounds(base: &Bank, own: &[OwnCompetency]) -> String {
    let ids = own.iter().map(|c| c.id.as_str()).chain(base.competencies.iter().map(|c| c.id.as_str()));
    let ids = ids.collect::<Vec<_>>().join(", ");
    let round = |id: &str| {
        format!(
            "      - round: {id}\n        minutes: 60\n        closing: 10\n        competencies: [{ids}]\n"
        )
    };
    round("first-round") + &round("second-round")
}

/// A round in YAML, which observes the competencies `new` first.
fn round_text(round: &Round, new: &[&str]) -> String {
    let mut text = format!("      - round: {}\n        title: {}\n", round.id, quote(&round.title));
    for (key, minutes) in [("minutes", round.minutes), ("opening", round.opening), ("closing", round.closing)]
    {
        text.push_str(&format!("        {key}: {minutes}\n"));
    }
    let ids = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    if round.asks.is_empty() {
        let all: Vec<String> = new.iter().map(ToString::to_string).chain(ids(&round.competencies)).collect();
        text.push_str(&format!("        competencies: [{}]\n", all.join(", ")));
    } else {
        text.push_str(&format!("        ask: [{}]\n", ids(&round.asks).join(", ")));
    }
    if !round.types.is_empty() {
        let types: Vec<&str> = round.types.iter().map(|t| t.as_str()).collect();
        text.push_str(&format!("        types: [{}]\n", types.join(", ")));
    }
    if let Some(questions) = round.questions {
        text.push_str(&format!("        questions: {questions}\n"));
    }
    if let Some(stage) = &round.stage {
        text.push_str(&format!("        stage: {stage}\n"));
    }
    text
}

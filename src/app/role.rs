//! `new`: a commented role spec.

use serde::Serialize;

use super::call::Call;
use super::fit::{Said, in_shell};
use crate::diag::Sink;
use crate::disk;
use crate::load;
use crate::model::{Bank, Competency, Loop, Question, Status};
use crate::store::{Fault, target};
use crate::text::{quoted, suggestion};
use crate::write::write_new;

/// Makes a role spec.
#[derive(Clone, Debug, Default)]
pub struct NewRole {
    /// The id of the req.
    pub req: String,
    /// The bank that the questions come from.
    pub bank: Option<String>,
    /// The seniority.
    pub level: Option<String>,
    /// The depth of the role.
    pub depth: Option<String>,
    /// The title as it would be posted.
    pub title: Option<String>,
}

/// A value that the request leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Which value: `bank`, `level`, `depth` or `title`.
    pub what: &'static str,
    /// The values to choose from; empty when any text will do.
    pub known: Vec<String>,
    /// The value that is taken if the user does not answer.
    pub default: String,
    /// For a bank, if none of those there are fits the role: the command that makes one. If the title is known, there
    /// must be an answer.
    #[serde(skip)]
    pub instead: Option<String>,
}

/// A role spec that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleMade {
    /// The file, relative to the workspace.
    pub file: String,
    /// The req.
    pub req: String,
    /// The bank.
    pub bank: String,
    /// The seniority.
    pub level: String,
    /// The depth of the role.
    pub depth: String,
    /// Choices that neither the request nor the user made: their defaults were taken.
    pub assumed: Vec<Choice>,
}

/// Writes a commented role spec. `ask` is called for each value that the request leaves open, and returns the
/// user's answer or `None`.
///
/// # Errors
/// [`Fault::Request`] when the role spec exists already, a value is unknown, or no bank fits the title and none is
/// named, [`Fault::Findings`] when the bank has errors, [`Fault::World`] when the file cannot be written.
pub fn new_role(
    request: &NewRole,
    ask: &mut dyn FnMut(&Choice) -> Result<Option<String>, Fault>,
    call: &mut Call<'_>,
) -> Result<RoleMade, Fault> {
    let req = &request.req;
    let path = call.workspace.req(req).join("role.yaml");
    let file = call.workspace.name(&path);
    let target = target(call.workspace, &path)?;
    if disk::there(&path)?.is_some() {
        return Err(Fault::Request(format!(
            "`{file}` already exists\n  = help: edit it, or choose another id"
        )));
    }
    let mut assumed = Vec::new();
    let banks = load::bank_ids(call.workspace);
    let mut title = request.title.clone();
    let (level, depth) = (request.level.as_deref(), request.depth.as_deref());
    if let (None, None) = (&title, &request.bank) {
        // The title decides which bank is proposed, so it comes first.
        let said = Said { req, title: None, level, depth };
        let likely = &banks[said.likely(&banks, call.workspace).at];
        let known = load::bank(call.workspace, likely, &mut Sink::new());
        let default = known.map(|bank| bank.title).unwrap_or_default();
        title = ask(&Choice { what: "title", known: Vec::new(), default, instead: None })?;
    }
    let asked = title.is_none() && request.bank.is_none();
    let said = Said { req, title: title.as_deref(), level, depth };
    let likely = said.likely(&banks, call.workspace);
    let (command, new) = said.new_bank(&banks);
    let instead = (!likely.fits).then_some(command);
    let mut choose = |what, given: &Option<String>, known: Vec<String>, default, instead: Option<String>| {
        let known: Vec<String> = known;
        let default = known.get::<usize>(default).cloned().unwrap_or_default();
        let choice = Choice { what, known, default, instead };
        let answer = match given {
            Some(value) => Some(value.clone()),
            None if choice.known.len() > 1 || choice.instead.is_some() => ask(&choice)?,
            None => None,
        };
        if let (None, Some(title), Some(command)) = (&answer, &said.title, &choice.instead) {
            return Err(no_bank(&choice, title, command, &new, req));
        }
        choice.taken(answer, &mut assumed)
    };
    let bank = choose("bank", &request.bank, banks.clone(), likely.at, instead)?;
    let bank = load::bank(call.workspace, &bank, call.sink)?;
    let levels: Vec<String> = bank.levels.iter().map(|l| l.id.to_string()).collect();
    let depths: Vec<String> = bank.depths.iter().map(|d| d.id.to_string()).collect();
    let middle = levels.len() / 2;
    let level = choose("level", &request.level, levels, middle, None)?;
    let middle = depths.len() / 2;
    let depth = choose("depth", &request.depth, depths, middle, None)?;
    let title = match title {
        Some(title) => title,
        None => {
            let default = bank.title.clone();
            let choice = Choice { what: "title", known: Vec::new(), default, instead: None };
            let answer = if asked { None } else { ask(&choice)? };
            answer.unwrap_or(choice.default)
        }
    };
    let text = spec(req, &title, &bank, &level, &depth)?;
    if !write_new(&target, text.as_bytes())? {
        return Err(Fault::Request(format!("`{file}` already exists")));
    }
    Ok(RoleMade { file, req: req.clone(), bank: bank.id.to_string(), level, depth, assumed })
}

/// The fault that no bank fits the title.
fn no_bank(choice: &Choice, title: &str, command: &str, new: &str, req: &str) -> Fault {
    let known = quoted(choice.known.iter().map(String::as_str), "or");
    Fault::Request(format!(
        "no bank fits the title `{title}`\n  \
         = help: `{command}` makes a bank for it; then run `panelkit new {req} --bank {new} --title {}`\n  \
         = help: or choose one of the banks here with `--bank`: {known}",
        in_shell(title)
    ))
}

impl Choice {
    /// Returns the answer if it is a known value. Without an answer, returns the default and records it in
    /// `assumed`.
    fn taken(self, answer: Option<String>, assumed: &mut Vec<Choice>) -> Result<String, Fault> {
        match answer {
            Some(value) if self.known.contains(&value) => Ok(value),
            Some(value) => {
                let near = suggestion(&value, self.known.iter().map(String::as_str));
                let known = quoted(self.known.iter().map(String::as_str), "or");
                let what = self.what;
                Err(Fault::Request(format!(
                    "unknown {what} `{value}`\n  = help: {near}the known values are {known}"
                )))
            }
            None => {
                let value = self.default.clone();
                if self.known.len() > 1 {
                    assumed.push(self);
                }
                Ok(value)
            }
        }
    }
}

fn spec(req: &str, title: &str, bank: &Bank, level: &str, depth: &str) -> Result<String, Fault> {
    // The title is the only value that may need quotes; the other values are ids or fixed texts.
    let title = serde_yaml::to_string(title).map_err(|e| Fault::World(e.to_string()))?;
    let mut text = format!(
        "# Role spec of `{req}`. Check it with `panelkit check kits/{req}`, make its kit with `panelkit generate {req}`.\n\
         role: {req}\n\
         title: {} # role, then product area after a comma\n\
         bank: {}\n\
         level: {level} # {}\n\
         depth: {depth} # the dial: how deep the questions are; its settings:\n",
        title.trim_end(),
        bank.id,
        bank.levels.iter().map(|l| l.id.as_str()).collect::<Vec<_>>().join(", "),
    );
    for setting in &bank.depths {
        text.push_str(&format!("#   {}: {}\n", setting.id, one_line(&setting.means)));
    }
    text.push_str(
        "\n# Must-haves: at most six requirements. Without any one of them you would reject a finalist.\n\
         # Each is observed by questions in two rounds.\n\
         # Leave out requirements that no interview question can test. Remove the `# ` from these lines to use them:\n\
         # must_haves:\n\
         #   - id: short-name # do not change it when you reword the text\n\
         #     text: \"…\"\n",
    );
    let has_questions = |c: &&Competency| {
        let mut all = bank.questions.iter();
        all.any(|q| q.competency == c.id && q.depth.as_str() == depth && q.status == Status::Active)
    };
    let first = bank.competencies.iter().find(has_questions).or(bank.competencies.first());
    let first = first.map_or("…", |c| c.id.as_str());
    text.push_str(&format!(
        "#     competency: {first}\n\
         #     depth: {depth} # optional: replaces the role's depth for this competency\n\
         #     weight: 2 # optional; default: 1\n\
         \n\
         # What each competency of this bank asks, and the rounds of its first loop that observe it:\n"
    ));
    for competency in &bank.competencies {
        let rounds = bank.loops.first().map_or(&[][..], |l| &l.rounds);
        let seen = rounds.iter().filter(|r| r.competencies.contains(&competency.id));
        let seen: Vec<&str> = seen.map(|r| r.id.as_str()).collect();
        let seen = if seen.is_empty() { "no round".to_owned() } else { seen.join(", ") };
        text.push_str(&format!("#   {} ({}): {seen}\n", competency.id, one_line(&competency.name)));
        let missing = "No definition yet: write `definition` in the bank.yaml of its bank.";
        let about = if competency.definition.trim().is_empty() { missing } else { &competency.definition };
        text.push_str(&comment(about, "#     "));
    }
    text.push_str(
        "\n# lane: product # or `program`. Product decides what is built and why; program decides how and when.\n\
         # nice_to_haves:\n\
         #   - { text: \"…\", competency: ID }\n",
    );
    text.push_str(
        "\n# Values for the placeholders of the questions; the bank's defaults are shown.\n# context:\n",
    );
    for (name, value) in &bank.context {
        text.push_str(&format!("#   {name}: \"{}\"\n", one_line(value)));
    }
    text.push_str(
        "\n# summary: \"What the role owns, which team it belongs to, where it is based, and to whom it reports.\"\n\
         # owns: [\"something the person owns in the first 90 days (list five or six)\"]\n\
         # not_owned: [\"…\"]\n\
         # hiring_manager: \"…\"\n\
         # recruiter: \"…\"\n\
         # location: \"…\"\n\
         # compensation: { kind: base, currency: USD, range: [180000, 235000], bonus_percent: [15, 20], equity: true }\n",
    );
    if let Some(first) = bank.loops.first() {
        let loops: Vec<&str> = bank.loops.iter().map(|l| l.id.as_str()).collect();
        text.push_str(&format!("\nloop: {} # {}\n# interviewers:\n", first.id, loops.join(", ")));
        for round in &first.rounds {
            text.push_str(&format!("#   {}: [\"…\"]\n", round.id));
        }
        text.push_str(&choices(bank, first, depth));
    }
    Ok(text)
}

/// Commented examples of the keys that choose questions and change the loop `plan` of the bank, with questions at this depth.
fn choices(bank: &Bank, plan: &Loop, depth: &str) -> String {
    let (Some(round), Some(last)) = (plan.rounds.first(), plan.rounds.last()) else { return String::new() };
    let fits = |q: &&Question| q.status == Status::Active && q.depth.as_str() == depth;
    let here = bank.questions.iter().filter(|q| fits(q) && round.competencies.contains(&q.competency));
    let mut ids = here.map(|q| q.id.as_str()).chain(std::iter::repeat("QUESTION"));
    let mut id = || ids.next().unwrap_or_default();
    let (pinned, excluded, asked) = (id(), id(), id());
    format!(
        "\n# Choose questions: `pin` asks them of every candidate, `exclude` leaves them out. `brief` is for interviewers.\n\
         # `panelkit bank list {}` shows all ids. Questions for this role only go into `questions.yaml` beside this file.\n\
         # pin: {{ {}: [{pinned}] }}\n\
         # exclude: [{excluded}]\n\
         # brief: {{ {}: \"…\" }}\n\
         #\n\
         # Change rounds instead of `loop: {}`. A round with `ask` asks exactly these questions.\n\
         # loop:\n\
         #   from: {}\n\
         #   add: [{{ round: values, after: {}, minutes: 30, ask: [{asked}] }}]\n\
         #   change: {{ {}: {{ minutes: {} }} }}\n\
         #   remove: [{}]\n",
        bank.id,
        round.id,
        round.id,
        plan.id,
        plan.id,
        round.id,
        round.id,
        round.minutes + 15,
        last.id,
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Limit of characters in a line of a comment.
const LINE: usize = 110;

/// A text as lines of a comment, each with this start; empty for an empty text.
fn comment(text: &str, start: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push_str(&format!(" {word}"))
            }
            _ => lines.push(format!("{start}{word}")),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

//! Several banks in one role spec: the first one with the competencies, loops and questions of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, Exhibit, Id, Question, Status};
use crate::text::{count, is_id, quoted};
use crate::yaml::{Map, Text};

/// The banks that a role spec names.
pub(super) fn named(role: Map<'_>) -> Vec<Text> {
    role.text_or_texts("bank").into_iter().filter(|id| is_id(&id.value)).collect()
}

/// The banks as one. `names` are their names in the role spec, in the same order. A single bank stays as it is.
///
/// # Errors
/// [`Reported`] if a bank is named twice, if a later bank lacks a depth, a level or a score of the first one, or if
/// two banks have the same id for different questions, competencies or exhibits.
pub(super) fn combined(names: &[Text], banks: Vec<Bank>, sink: &mut Sink) -> Result<Bank, Reported> {
    let mark = sink.errors();
    let mut banks = banks.into_iter();
    let first = banks.next().expect("internal: the role spec names a bank");
    let mut joined = Joined { banks: vec![first.named()], bank: first, exhibits: BTreeMap::new() };
    joined.know_exhibits();
    for (n, (name, other)) in names.iter().skip(1).zip(banks).enumerate() {
        match names[..=n].iter().find(|before| before.value == name.value) {
            Some(before) => twice(name, before, sink),
            None => joined.add(&names[0], name, other, sink),
        }
    }
    sink.stop_if_worse_than(mark)?;
    let Joined { mut bank, banks, .. } = joined;
    if banks.len() > 1 {
        bank.banks = banks;
    }
    Ok(bank)
}

fn twice(name: &Text, before: &Text, sink: &mut Sink) {
    let finding = Diagnostic::new(&codes::DUPLICATE_ID, format!("bank `{}` is named twice", name.value))
        .at(&name.place, "again here")
        .context(&before.place, "first here")
        .help("remove one of the two");
    sink.report(finding);
}

struct Joined {
    /// The first bank, with what was added so far.
    bank: Bank,
    /// All banks so far.
    banks: Vec<crate::model::KitBank>,
    /// The exhibits so far, by id.
    exhibits: BTreeMap<Id, Arc<Exhibit>>,
}

impl Joined {
    fn know_exhibits(&mut self) {
        let all = self.bank.questions.iter().flat_map(|q| &q.exhibits);
        self.exhibits.extend(all.map(|exhibit| (exhibit.id.clone(), exhibit.clone())));
    }

    /// Adds a bank; `first` and `name` are the first bank and this one in the role spec.
    fn add(&mut self, first: &Text, name: &Text, other: Bank, sink: &mut Sink) {
        let told = |finding: Diagnostic| {
            finding.context(&first.place, format!("bank `{}` gives depths, levels and scores", first.value))
        };
        if let Some(finding) = self.misfit(name, &other) {
            sink.report(told(finding));
            return;
        }
        self.banks.push(other.named());
        self.bank.as_shipped &= other.as_shipped;
        for competency in other.competencies {
            match self.bank.competencies.iter().find(|c| c.id == competency.id) {
                Some(known) if *known == competency => {}
                Some(_) => {
                    let id = &competency.id;
                    let message = format!("two banks define the competency `{id}` differently");
                    let finding = Diagnostic::new(&codes::DUPLICATE_ID, message)
                        .at(&name.place, format!("bank `{}` has it, and so has a bank before it", other.id))
                        .help("define it in the same words in both, or rename one of them");
                    sink.report(finding);
                }
                None => self.bank.competencies.push(competency),
            }
        }
        for plan in other.loops {
            // A loop of an earlier bank is found first.
            if !self.bank.loops.iter().any(|known| known.id == plan.id) {
                self.bank.loops.push(plan);
            }
        }
        for (key, value) in other.context {
            self.bank.context.entry(key).or_insert(value);
        }
        self.questions(name, &other.id, other.questions, sink);
    }

    /// The depths, levels or scores of the first bank that a later bank lacks.
    fn misfit(&self, name: &Text, other: &Bank) -> Option<Diagnostic> {
        let lacks = |what: &str, code, ids: Vec<&Id>, known: BTreeSet<&Id>| {
            let missing: Vec<&str> =
                ids.into_iter().filter(|id| !known.contains(id)).map(Id::as_str).collect();
            (!missing.is_empty()).then(|| {
                let message = format!(
                    "bank `{}` lacks the {what} {}",
                    other.id,
                    quoted(missing.iter().copied(), "and")
                );
                Diagnostic::new(code, message)
                    .at(&name.place, format!("every later bank must have each {what} of the first bank"))
                    .help(format!("add it to the `{what}s` of bank `{}`, or name that bank first", other.id))
            })
        };
        let of = |bank: &Bank| -> BTreeSet<u8> { bank.ratings.iter().map(|r| r.score).collect() };
        let depths = self.bank.depths.iter().map(|d| &d.id).collect();
        let levels = self.bank.levels.iter().map(|l| &l.id).collect();
        let (has_depths, has_levels) = (other.depths.iter(), other.levels.iter());
        lacks("depth", &codes::UNKNOWN_DEPTH, depths, has_depths.map(|d| &d.id).collect())
            .or_else(|| lacks("level", &codes::UNKNOWN_LEVEL, levels, has_levels.map(|l| &l.id).collect()))
            .or_else(|| {
                let scores =
                    |bank: &Bank| of(bank).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                (of(&self.bank) != of(other)).then(|| {
                    let message = format!("bank `{}` has another rating scale", other.id);
                    Diagnostic::new(&codes::UNKNOWN_SCORE, message)
                        .at(&name.place, format!("its scores are {}", scores(other)))
                        .help(format!("use the scores of bank `{}`: {}", self.bank.id, scores(&self.bank)))
                })
            })
    }

    /// Adds the questions of a bank. A question that two banks have of the same bank, because both extend it, is one
    /// question. It may be drawn only if it is active in both. A question at a depth that the first bank does not have
    /// is left out, because no role spec can ask for it.
    fn questions(&mut self, name: &Text, id: &Id, questions: Vec<Question>, sink: &mut Sink) {
        let mut new = Vec::new();
        let mut same: Vec<(Question, crate::text::Place)> = Vec::new();
        for mut question in questions {
            if let Ok(at) = self.bank.questions.binary_search_by(|q| q.id.cmp(&question.id)) {
                let known = &mut self.bank.questions[at];
                if is_one(known, &question) {
                    known.status = stricter(known.status, question.status);
                } else {
                    let first = known.place.clone();
                    same.push((question, first));
                }
            } else if self.bank.depth(&question.depth).is_some() {
                for exhibit in &mut question.exhibits {
                    match self.exhibits.get(&exhibit.id) {
                        Some(known) if **known == **exhibit => *exhibit = known.clone(),
                        Some(_) => other_exhibit(name, id, &exhibit.id, sink),
                        None => drop(self.exhibits.insert(exhibit.id.clone(), exhibit.clone())),
                    }
                }
                question.bank = Some(id.clone());
                new.push(question);
            }
        }
        if let Some((question, first)) = same.first() {
            let message = format!("two banks have a question `{}`", question.id);
            let finding = Diagnostic::new(&codes::DUPLICATE_ID, message)
                .at(&question.place, format!("again here, in bank `{id}`"))
                .context(first, "first here")
                .context(&name.place, "the role spec names both banks");
            let finding = match same.len() - 1 {
                0 => finding,
                n => finding.help(format!("both have {} more with the same id", count(n, "question"))),
            };
            let help =
                "rename one of them; a question replaces another only if its bank `extends` the other bank";
            sink.report(finding.help(help));
        }
        self.bank.questions.extend(new);
        self.bank.questions.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

fn other_exhibit(name: &Text, bank: &Id, exhibit: &Id, sink: &mut Sink) {
    let message = format!("two banks have different exhibits `{exhibit}`");
    let finding = Diagnostic::new(&codes::BAD_EXHIBIT, message)
        .at(&name.place, format!("bank `{bank}` has it, and so has a bank before it"))
        .help("give one of them another id");
    sink.report(finding);
}

/// Whether two questions are the same entry of the same file.
fn is_one(a: &Question, b: &Question) -> bool {
    let file = |q: &Question| (q.place.source.name().to_owned(), q.place.span);
    a.holder == b.holder && a.digest == b.digest && file(a) == file(b)
}

/// The status that keeps a question from more kits.
fn stricter(a: Status, b: Status) -> Status {
    let rank = |status| match status {
        Status::Active => 0,
        Status::Draft => 1,
        Status::Retired => 2,
        Status::Compromised => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}

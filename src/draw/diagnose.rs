//! Why there is no kit, in the user's words: what is short, what came near, what would help.

use std::collections::{BTreeMap, BTreeSet};

use super::translate::Translation;
use crate::diag::{Diagnostic, codes};
use crate::engine::{self, Problem};
use crate::model::{Bank, Blueprint, Id, Misfit, Opening, PlannedRound, Question, QuestionType, RoleSpec};
use crate::text::{count, list, quoted};

/// Nodes for each trial relaxation.
const NODES: u64 = 200_000;
/// Questions named as having come near.
const NEAREST: usize = 3;

/// What stands in the way of a kit.
pub struct Shortage<'a> {
    bank: &'a Bank,
    role: &'a RoleSpec,
    blueprint: &'a Blueprint,
    translation: Translation,
    gave_up: bool,
}

impl std::fmt::Debug for Shortage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shortage of {}", self.role.id)
    }
}

/// One competency at one depth, asked for by rounds that admit the same types.
struct Cell<'a> {
    competency: &'a Id,
    depth: &'a Id,
    types: &'a [QuestionType],
    minutes: u32,
    demand: usize,
    rounds: Vec<usize>,
}

impl<'a> Shortage<'a> {
    pub(super) fn new(
        bank: &'a Bank,
        role: &'a RoleSpec,
        blueprint: &'a Blueprint,
        translation: Translation,
        gave_up: bool,
    ) -> Shortage<'a> {
        Shortage { bank, role, blueprint, translation, gave_up }
    }

    /// Competencies whose questions cannot fill their slots, whatever the rest of the kit holds;
    /// none when the blame is shared.
    fn to_blame(&self) -> Vec<Id> {
        let mut blamed: Vec<Id> = Vec::new();
        for cell in self.cells() {
            if !blamed.contains(cell.competency) && !self.fills_alone(&cell) {
                blamed.push(cell.competency.clone());
            }
        }
        blamed
    }

    /// Whether the cell's slots could be filled if the kit had no others.
    fn fills_alone(&self, cell: &Cell<'_>) -> bool {
        let mine = self.blueprint.slots().find(|s| s.competency == *cell.competency);
        mine.is_none_or(|slot| {
            self.translation.only(&slot.competency, &slot.depth, self.blueprint).is_feasible()
        })
    }

    /// The shortage list. Necessary conditions come first, since they are the plainest: too few
    /// questions for the slots of a cell, too little time in a round. When none of these is broken
    /// the rules exclude each other; then each rule is lifted alone to see which one would help.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let told = self.time(&mut findings);
        self.supply(&mut findings, &told);
        if findings.is_empty() {
            findings.push(self.conflict());
        }
        findings
    }
    /// Every cell with the demand of the rounds that admit no other types than its own.
    fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells: Vec<Cell<'_>> = Vec::new();
        let mut seen: BTreeSet<(&Id, &Id, &[QuestionType])> = BTreeSet::new();
        for round in &self.blueprint.rounds {
            for slot in &round.slots {
                if !seen.insert((&slot.competency, &slot.depth, &round.types)) {
                    continue;
                }
                let within = |r: &PlannedRound| {
                    round.types.is_empty()
                        || (!r.types.is_empty() && r.types.iter().all(|t| round.types.contains(t)))
                };
                let asks = |r: &&PlannedRound| {
                    within(r)
                        && r.slots.iter().any(|s| s.competency == slot.competency && s.depth == slot.depth)
                };
                let rounds: Vec<&PlannedRound> = self.blueprint.rounds.iter().filter(asks).collect();
                let demand = |r: &&PlannedRound| {
                    r.slots
                        .iter()
                        .filter(|s| s.competency == slot.competency && s.depth == slot.depth)
                        .count()
                };
                cells.push(Cell {
                    competency: &slot.competency,
                    depth: &slot.depth,
                    types: &round.types,
                    minutes: rounds.iter().map(|r| r.minutes).max().unwrap_or(round.minutes),
                    demand: rounds.iter().map(demand).sum(),
                    rounds: rounds.iter().map(|r| r.round).collect(),
                });
            }
        }
        cells
    }

    fn supply(&self, findings: &mut Vec<Diagnostic>, told: &[usize]) {
        for cell in self.cells() {
            let opening = Opening { depth: cell.depth, types: cell.types, minutes: cell.minutes };
            let of_cell = || self.bank.questions.iter().filter(|q| q.competency == *cell.competency);
            let mut families = BTreeSet::new();
            let fitting: Vec<&Question> =
                of_cell().filter(|q| q.misfit(self.role, opening).is_none()).collect();
            let distinct =
                fitting.iter().filter(|q| q.family.as_ref().is_none_or(|f| families.insert(f))).count();
            if distinct >= cell.demand {
                continue;
            }
            // Enough questions, but too long for the rounds, which have been told so.
            let timeless = Opening { minutes: u32::MAX, ..opening };
            let told = cell.rounds.iter().any(|round| told.contains(round));
            if told && self.supply_at(cell.competency, timeless) >= cell.demand {
                continue;
            }
            let missing = cell.demand - distinct;
            findings.push(self.too_few(&cell, &fitting, distinct, missing, opening));
        }
    }

    fn too_few(
        &self,
        cell: &Cell<'_>,
        fitting: &[&Question],
        distinct: usize,
        missing: usize,
        opening: Opening<'_>,
    ) -> Diagnostic {
        let types = match cell.types {
            [] => String::new(),
            types => {
                format!(" of type {}", list(&types.iter().map(|t| t.as_str()).collect::<Vec<_>>(), "or"))
            }
        };
        let what = format!("`{}` at `{}`{types}", cell.competency, cell.depth);
        let message = format!(
            "{what}: {} needed, {distinct} can be drawn, {missing} missing",
            count(cell.demand, "question")
        );
        let rounds: Vec<&str> = cell.rounds.iter().map(|r| self.role.plan.rounds[*r].id.as_str()).collect();
        let mut finding = Diagnostic::new(&codes::TOO_FEW_QUESTIONS, message);
        finding = match self.role.must_haves.iter().find(|m| m.competency == *cell.competency) {
            Some(must) => finding.at(&must.place, format!("asked for in {}", quoted(rounds, "and"))),
            None => finding.at(&self.role.plan.rounds[cell.rounds[0]].place, "asked for in this round"),
        };
        if fitting.len() > distinct {
            let held_back = fitting.len() - distinct;
            finding = finding.help(format!(
                "{} of the same family as another: a kit holds one of a family",
                if held_back == 1 { "1 more is".to_owned() } else { format!("{held_back} more are") }
            ));
        }
        for (question, why) in self.near(cell.competency, opening) {
            finding = finding.help(format!("`{}` {why} ({})", question.id, question.place.link()));
        }
        finding.help(self.smallest_change(cell, missing, opening))
    }

    /// Questions of the competency that failed, nearest depth first.
    fn near(&self, competency: &Id, opening: Opening<'_>) -> Vec<(&Question, Misfit)> {
        let rank = self.bank.depth_rank(opening.depth);
        let mut near: Vec<(usize, &Question, Misfit)> = self
            .bank
            .questions
            .iter()
            .filter(|q| q.competency == *competency)
            .filter_map(|q| {
                Some((self.bank.depth_rank(&q.depth).abs_diff(rank), q, q.misfit(self.role, opening)?))
            })
            .collect();
        near.sort_by_key(|(distance, q, why)| (*distance, matches!(why, Misfit::Depth(_)), &q.id));
        near.into_iter().take(NEAREST).map(|(_, q, why)| (q, why)).collect()
    }

    fn smallest_change(&self, cell: &Cell<'_>, missing: usize, opening: Opening<'_>) -> String {
        let drafts = self.near(cell.competency, opening);
        let draft = drafts.iter().find(|(_, why)| matches!(why, Misfit::Status(crate::model::Status::Draft)));
        if let (1, Some((question, _))) = (missing, draft) {
            return format!("smallest change: finish `{}` and set its status to `active`", question.id);
        }
        let longer = |(_, why): &(&Question, Misfit)| {
            if let Misfit::TooLong(minutes) = why { Some(*minutes) } else { None }
        };
        if let Some(least) = drafts.iter().filter_map(longer).min() {
            let id = &self.role.plan.rounds[cell.rounds[0]].id;
            return format!(
                "smallest change: give `{id}` {least} minutes for questions, or write a shorter question"
            );
        }
        let kind = cell.types.first().map_or(String::new(), |t| format!(" {t}"));
        let write = format!(
            "write {missing} more `{}`{kind} {} at `{}`",
            cell.competency,
            if missing == 1 { "question" } else { "questions" },
            cell.depth
        );
        let elsewhere = self.bank.depths.iter().find(|d| {
            let other = Opening { depth: &d.id, ..opening };
            d.id != *cell.depth && self.supply_at(cell.competency, other) >= cell.demand
        });
        match elsewhere {
            Some(depth) => format!(
                "smallest change: {write}, or set the depth of `{}` to `{}`",
                cell.competency, depth.id
            ),
            None => format!("smallest change: {write}"),
        }
    }

    fn supply_at(&self, competency: &Id, opening: Opening<'_>) -> usize {
        let mut families = BTreeSet::new();
        let fits = |q: &&Question| q.competency == *competency && q.misfit(self.role, opening).is_none();
        let found = self.bank.questions.iter().filter(fits);
        found.filter(|q| q.family.as_ref().is_none_or(|f| families.insert(f))).count()
    }

    /// Reports the rounds whose shortest questions do not fit, and gives their indices.
    fn time(&self, findings: &mut Vec<Diagnostic>) -> Vec<usize> {
        let mut told = Vec::new();
        for round in &self.blueprint.rounds {
            let mut counts: BTreeMap<(&Id, &Id), usize> = BTreeMap::new();
            for slot in &round.slots {
                *counts.entry((&slot.competency, &slot.depth)).or_default() += 1;
            }
            let least: Option<u32> = counts.iter().map(|((c, d), n)| self.shortest(round, c, d, *n)).sum();
            let Some(least) = least.filter(|least| *least > round.minutes) else { continue };
            let rule = &self.role.plan.rounds[round.round];
            let more = least - round.minutes;
            let message = format!(
                "round `{}` has {} for questions, its {} {} at least {least}",
                rule.id,
                count(round.minutes as usize, "minute"),
                count(round.slots.len(), "slot"),
                if round.slots.len() == 1 { "needs" } else { "need" }
            );
            let what: Vec<String> =
                counts.iter().map(|((c, d), n)| format!("{n} × `{c}` at `{d}`")).collect();
            let finding = Diagnostic::new(&codes::TOO_LITTLE_TIME, message)
                .at(&rule.place, format!("{} short", count(more as usize, "minute")))
                .help(format!("it must hold {}", list(&what, "and")))
                .help(format!(
                    "smallest change: give `{}` {} (`minutes: {}`), or {}; opening and closing take {} of its {}",
                    rule.id,
                    count(more as usize, "more minute"),
                    rule.minutes + more,
                    if rule.questions.is_some() { "ask for fewer `questions`" } else { "keep fewer must-haves in it" },
                    rule.opening + rule.closing,
                    rule.minutes
                ));
            findings.push(finding);
            told.push(round.round);
        }
        told
    }

    fn shortest(&self, round: &PlannedRound, competency: &Id, depth: &Id, n: usize) -> Option<u32> {
        let opening = Opening { depth, types: &round.types, minutes: u32::MAX };
        let fits = |q: &&Question| q.competency == *competency && q.misfit(self.role, opening).is_none();
        let mut found: Vec<&Question> = self.bank.questions.iter().filter(fits).collect();
        found.sort_by_key(|q| q.minutes);
        let mut families = BTreeSet::new();
        found.retain(|q| q.family.as_ref().is_none_or(|f| families.insert(f)));
        (found.len() >= n).then(|| found[..n].iter().map(|q| q.minutes).sum())
    }

    /// Every condition holds by itself: lift one rule at a time.
    fn conflict(&self) -> Diagnostic {
        let problem = &self.translation.problem;
        let solves = |p: &Problem| engine::feasible(p, &[], NODES) == Some(true);
        let mut helps: Vec<String> = Vec::new();
        for n in 0..problem.rounds.len() {
            let mut lifted = problem.clone();
            lifted.rounds[n].minutes = problem.rounds[n].minutes * 2;
            if solves(&lifted) {
                let id = &self.role.plan.rounds[self.blueprint.rounds[n].round].id;
                helps.push(format!(
                    "give round `{id}` {} more minutes",
                    self.extra_minutes(problem, n, solves)
                ));
            }
        }
        let blamed = self.to_blame();
        let cells = match blamed.is_empty() {
            true => "the competencies of the must-haves".to_owned(),
            false => quoted(blamed.iter().map(Id::as_str), "and"),
        };
        if solves(&Problem { enemies: Vec::new(), ..problem.clone() }) {
            helps.push(format!("write questions without `enemies` for {cells}"));
        }
        let mut lone = problem.clone();
        lone.items.iter_mut().for_each(|i| i.family = None);
        if solves(&lone) {
            helps.push(format!("write questions outside the families for {cells}"));
        }
        let (code, message) = match self.gave_up {
            true => (&codes::SEARCH_LIMIT, "the search limit was reached before a kit was found".to_owned()),
            false => (
                &codes::CONFLICTING_RULES,
                format!("minutes, enemies and families exclude each other for {cells}"),
            ),
        };
        let must = self.role.must_haves.iter().find(|m| blamed.contains(&m.competency));
        let place = must.map_or(&self.role.place, |m| &m.place);
        let mut finding = Diagnostic::new(code, message).at(place, "no kit keeps all rules");
        if helps.is_empty() {
            helps.push("lengthen two rounds or write more questions: no single rule is to blame".to_owned());
        }
        for help in helps {
            finding = finding.help(format!("this alone would do: {help}"));
        }
        finding
    }

    fn extra_minutes(&self, problem: &Problem, n: usize, solves: impl Fn(&Problem) -> bool) -> u32 {
        let mut lifted = problem.clone();
        // More minutes never hurt, so the least that will do can be halved in on.
        let (mut few, mut enough) = (0, problem.rounds[n].minutes);
        while few + 1 < enough {
            let extra = few.midpoint(enough);
            lifted.rounds[n].minutes = problem.rounds[n].minutes + extra;
            if solves(&lifted) { enough = extra } else { few = extra }
        }
        enough
    }
}

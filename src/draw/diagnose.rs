//! Explains in the user's terms why there is no kit: what is missing, which questions almost fit, and what
//! would help.

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::Case;
use super::translate::Translation;
use crate::diag::{Diagnostic, codes};
use crate::model::{Bank, Blueprint, Id, Misfit, Opening, PlannedRound, Question, QuestionType, RoleSpec};
use crate::text::{count, list, quoted};

/// The maximum number of questions that are named because they almost fit.
const NEAREST: usize = 3;

/// The reasons why there is no kit.
pub struct Shortage<'a> {
    bank: &'a Bank,
    role: &'a RoleSpec,
    blueprint: &'a Blueprint,
    translation: Translation,
    gave_up: bool,
}

impl std::fmt::Debug for Shortage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shortage for role {}", self.role.id)
    }
}

impl std::fmt::Display for Shortage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no kit satisfies role `{}`", self.role.id)
    }
}

impl std::error::Error for Shortage<'_> {}

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

    /// Returns the findings that explain the shortage. Two necessary conditions are checked first, because
    /// they are the easiest to understand: enough time in each round, and enough questions for the slots of
    /// each cell. If both hold, some rules exclude each other, and `conflict` says which.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let told = self.time(&mut findings);
        self.supply(&mut findings, &told);
        if findings.is_empty() {
            let case = Case {
                bank: self.bank,
                role: self.role,
                blueprint: self.blueprint,
                translation: &self.translation,
            };
            findings.push(case.finding(self.gave_up));
        }
        findings
    }
    /// All cells. The demand of a cell is the number of its slots in the rounds that admit only question
    /// types of the cell.
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
            // There are enough questions, but they are too long for the rounds; this has already been
            // reported for one of the rounds.
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
                "{} in the same family as another; a kit has at most one question of each family",
                match held_back {
                    1 => "1 more question fits but is".to_owned(),
                    n => format!("{n} more questions fit, but each is"),
                }
            ));
        }
        for (question, why) in self.near(cell.competency, opening) {
            finding = finding.help(format!("`{}` {why} ({})", question.id, question.place.link()));
        }
        finding.help(self.smallest_change(cell, missing, opening))
    }

    /// Questions of the competency that do not fit, nearest depth first.
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
        let excluded = self.bank.questions.iter().filter(|q| {
            q.competency == *cell.competency
                && q.depth == *cell.depth
                && matches!(q.misfit(self.role, opening), Some(Misfit::Excluded))
        });
        if excluded.count() >= missing {
            return format!(
                "smallest change: take {missing} `{}` {} at `{}` off the list `exclude`",
                cell.competency,
                if missing == 1 { "question" } else { "questions" },
                cell.depth
            );
        }
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

    /// Reports the rounds in which even the shortest questions do not fit, and returns their indices.
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
                "round `{}` has {} for questions, but its {} {} at least {least}",
                rule.id,
                count(round.minutes as usize, "minute"),
                count(round.slots.len(), "slot"),
                if round.slots.len() == 1 { "needs" } else { "need" }
            );
            let what: Vec<String> =
                counts.iter().map(|((c, d), n)| format!("{n} × `{c}` at `{d}`")).collect();
            let finding = Diagnostic::new(&codes::TOO_LITTLE_TIME, message)
                .at(&rule.place, format!("{} short", count(more as usize, "minute")))
                .help(format!("its slots need {}", list(&what, "and")))
                .help(format!(
                    "smallest change: give `{}` {} (`minutes: {}`), or {}",
                    rule.id,
                    count(more as usize, "more minute"),
                    rule.minutes + more,
                    match rule.questions {
                        Some(_) => "ask for fewer `questions`",
                        None => "list fewer must-have competencies in it",
                    }
                ))
                .help(format!(
                    "opening and closing take {} of its {}",
                    rule.opening + rule.closing,
                    count(rule.minutes as usize, "minute")
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
}

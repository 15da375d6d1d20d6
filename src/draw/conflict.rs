//! Describes, in the user's terms, rules of role spec and bank that exclude each other, and single changes
//! that would make a kit possible.

use super::translate::Translation;
use crate::diag::{Diagnostic, codes};
use crate::engine::{Conflict, Engine, Group, Item, Problem, Rule, Seat, Window, conflict};
use crate::model::{Bank, Blueprint, Id, RoleSpec};
use crate::text::{Place, count, list, quoted};

/// Limit of nodes for each request to the engine.
const NODES: u64 = 50_000;
/// The maximum number of additional questions that are suggested.
const MORE: usize = 4;
/// The maximum number of suggested changes.
const CHANGES: usize = 4;

/// The help of a finding for which no single change was found.
pub const NO_SINGLE_CHANGE: &str = "no single small change helps; change at least two of these rules";

/// A role whose rules exclude each other.
pub(super) struct Case<'a> {
    pub(super) bank: &'a Bank,
    pub(super) role: &'a RoleSpec,
    pub(super) blueprint: &'a Blueprint,
    pub(super) translation: &'a Translation,
}

impl Case<'_> {
    /// The finding. `gave_up` is true if the draw reached its limit.
    pub(super) fn finding(&self, gave_up: bool) -> Diagnostic {
        let Some(found) = conflict(&self.translation.problem, NODES) else {
            let message = match gave_up {
                true => "the search limit was reached before a kit was found",
                false => "the rules on minutes, enemies and families exclude each other",
            };
            return Diagnostic::new(&codes::SEARCH_LIMIT, message)
                .at(&self.role.place, "no kit was found for this role")
                .help("lengthen the tightest rounds, ask for fewer questions, or write more of them");
        };
        let mut places = found.rules.iter().filter_map(|rule| self.place(rule));
        let (place, label) = places.next().unwrap_or((&self.role.place, "no kit meets all rules".to_owned()));
        let mut finding = Diagnostic::new(&codes::CONFLICTING_RULES, self.message(&found)).at(place, label);
        for (place, label) in places {
            finding = finding.context(place, label);
        }
        finding = finding.help(match found.minimal {
            true => {
                "together these rules make a kit impossible; without any one of them, the others can be met"
                    .to_owned()
            }
            false => "the search limit was reached, so some of these rules may not be part of the conflict"
                .to_owned(),
        });
        let changes = self.changes(&found);
        if changes.is_empty() {
            return finding.help(NO_SINGLE_CHANGE);
        }
        for (n, change) in changes.into_iter().enumerate() {
            finding = finding.help(format!("{}: {change}", if n == 0 { "smallest change" } else { "or" }));
        }
        finding
    }

    fn message(&self, found: &Conflict) -> String {
        let words: Vec<String> = found.rules.iter().filter_map(|rule| self.words(rule)).collect();
        format!("these exclude each other: {}", list(&words, "and"))
    }

    /// A rule in the user's terms; `None` for rules that are always present.
    fn words(&self, rule: &Rule) -> Option<String> {
        let cell = |g: &usize| match self.translation.cells.get(*g) {
            Some((competency, depth)) => format!("`{competency}` at `{depth}`"),
            None => "a chosen question".to_owned(),
        };
        Some(match rule {
            Rule::Seats(g) if *g >= self.translation.cells.len() => self.fixed(*g)?,
            Rule::Core => {
                let all: Vec<String> = (self.translation.cells.len()..self.translation.problem.groups.len())
                    .filter_map(|g| self.fixed(g))
                    .collect();
                list(&all, "and")
            }
            Rule::Seats(g) => format!("{} for {}", count(self.seats(*g).len(), "question"), cell(g)),
            Rule::SeatRules(g) => format!("the types and minutes of the rounds that ask for {}", cell(g)),
            Rule::Minutes(r) => {
                let minutes = count(self.blueprint.rounds[*r].minutes as usize, "minute");
                format!("{minutes} for questions in round `{}`", self.round(*r))
            }
            Rule::Families => "at most one question of each family".to_owned(),
            Rule::Enemies => "no two enemies in one kit".to_owned(),
            _ => return None,
        })
    }

    /// The question of a group whose question is not drawn, with its round.
    fn fixed(&self, group: usize) -> Option<String> {
        let item = self.translation.problem.items.iter().position(|item| item.group as usize == group)?;
        let question = &self.bank.questions[self.translation.question(item as u32)].id;
        let round = self.round(self.seats(group).first()?.round);
        Some(format!("`{question}` in `{round}`"))
    }

    /// The place of a rule in the user's files.
    fn place(&self, rule: &Rule) -> Option<(&Place, String)> {
        match rule {
            Rule::Seats(g) => {
                let (competency, _) = self.translation.cells.get(*g)?;
                let rounds: Vec<&str> = self.seats(*g).iter().map(|s| self.round(s.round).as_str()).collect();
                let mut named = rounds.clone();
                named.dedup();
                let label = format!("asked for in {}", quoted(named, "and"));
                let must = self.role.must_haves.iter().find(|m| m.competency == *competency);
                must.map(|m| (&m.place, label))
            }
            Rule::Minutes(r) => {
                let rule = &self.role.plan.rounds[self.blueprint.rounds[*r].round];
                Some((
                    &rule.place,
                    format!("{} minutes, {} of them for questions", rule.minutes, rule.question_minutes()),
                ))
            }
            _ => None,
        }
    }

    fn round(&self, r: usize) -> &Id {
        &self.role.plan.rounds[self.blueprint.rounds[r].round].id
    }

    fn seats(&self, group: usize) -> &[Seat] {
        match &self.translation.problem.groups[group] {
            Group::Seated(seats) => seats,
            Group::Counted { .. } => &[],
        }
    }

    /// Single changes that make a kit possible, the smallest first: minutes, then new questions, then the
    /// depth, then fewer slots.
    fn changes(&self, found: &Conflict) -> Vec<String> {
        let mut changes = Vec::new();
        for rule in &found.rules {
            if let Rule::Minutes(r) = rule {
                changes.extend(self.more_minutes(*r).map(|n| (n, n, self.minutes_in_words(*r, n))));
            }
            if let Rule::Seats(g) = rule {
                let Some((competency, depth)) = self.translation.cells.get(*g) else { continue };
                changes.extend(self.more_questions(*g).map(|(n, minutes)| {
                    let what = if n == 1 { "question" } else { "questions" };
                    (10 * n as u32, 10, format!("write {n} more `{competency}` {what} at `{depth}`, of {minutes} minutes or less, without a family and without enemies"))
                }));
                changes.extend(
                    self.other_depth(*g)
                        .map(|d| (25, 25, format!("set the depth of `{competency}` to `{d}`"))),
                );
                changes.extend(self.fewer(*g).map(|r| (30, 30, self.fewer_in_words(competency, r))));
            }
        }
        changes.sort();
        changes.into_iter().map(|(.., words)| words).take(CHANGES).collect()
    }

    fn minutes_in_words(&self, r: usize, more: u32) -> String {
        let rule = &self.role.plan.rounds[self.blueprint.rounds[r].round];
        let minutes = count(more as usize, "more minute");
        format!("give `{}` {minutes} (`minutes: {}`)", rule.id, rule.minutes + more)
    }

    fn fewer_in_words(&self, competency: &Id, r: usize) -> String {
        let rule = &self.role.plan.rounds[self.blueprint.rounds[r].round];
        match rule.questions {
            Some(n) => format!("ask for one fewer question in `{}` (`questions: {}`)", rule.id, n - 1),
            None => format!("ask one `{competency}` question fewer in `{}`", rule.id),
        }
    }

    fn solves(&self, problem: &Problem) -> bool {
        Engine::new(problem.clone()).feasible(NODES) == Some(true)
    }

    /// The smallest number of additional minutes in one round that makes a kit possible. It is found by
    /// binary search, because feasibility is monotone in the minutes.
    fn more_minutes(&self, r: usize) -> Option<u32> {
        let problem = &self.translation.problem;
        let now = problem.rounds[r].minutes.max;
        let with = |more: u32| {
            let mut longer = problem.clone();
            longer.rounds[r].minutes.max = now + more;
            let seats = longer.groups.iter_mut().filter_map(|g| match g {
                Group::Seated(seats) => Some(seats),
                Group::Counted { .. } => None,
            });
            seats.flatten().filter(|s| s.round == r).for_each(|s| s.minutes = Window::at_most(now + more));
            self.solves(&longer)
        };
        let (mut few, mut enough) = (0, now.max(1));
        if !with(enough) {
            return None;
        }
        while few + 1 < enough {
            let more = few.midpoint(enough);
            if with(more) { enough = more } else { few = more }
        }
        Some(enough)
    }

    /// The smallest number of additional questions of a competency at its depth, with the median minutes of
    /// the existing ones.
    fn more_questions(&self, group: usize) -> Option<(usize, u32)> {
        let problem = &self.translation.problem;
        let mine = problem.items.iter().filter(|i| i.group as usize == group);
        let mut minutes: Vec<u32> = mine.map(|i| i.minutes).collect();
        minutes.sort_unstable();
        let middle = minutes.get(minutes.len() / 2).copied().unwrap_or(10);
        let kind = self.seats(group).iter().fold(u32::MAX, |kinds, s| kinds & s.kinds).trailing_zeros();
        (1..=MORE)
            .find(|n| {
                let mut richer = problem.clone();
                let item = Item {
                    group: group as u32,
                    cell: 0,
                    kind: kind.min(31) as u8,
                    minutes: middle,
                    difficulty: 0,
                    family: None,
                };
                richer.items.extend(vec![item; *n]);
                self.solves(&richer)
            })
            .map(|n| (n, middle))
    }

    /// Another depth for the competency that makes a kit possible.
    fn other_depth(&self, group: usize) -> Option<Id> {
        let (competency, depth) = &self.translation.cells[group];
        let rank = self.bank.depth_rank(depth);
        let mut depths: Vec<&Id> = self.bank.depths.iter().map(|d| &d.id).filter(|d| *d != depth).collect();
        depths.sort_by_key(|d| self.bank.depth_rank(d).abs_diff(rank));
        let there = |other: &&Id| {
            let mut blueprint = self.blueprint.clone();
            for slot in blueprint.rounds.iter_mut().flat_map(|r| &mut r.slots) {
                if slot.competency == *competency {
                    slot.depth = (*other).clone();
                }
            }
            self.solves(&Translation::new(self.bank, self.role, &blueprint).problem)
        };
        depths.into_iter().find(there).cloned()
    }

    /// A round in which one fewer question of the competency makes a kit possible.
    fn fewer(&self, group: usize) -> Option<usize> {
        let there = |(seat, _): &(usize, &Seat)| {
            let mut less = self.translation.problem.clone();
            if let Group::Seated(seats) = &mut less.groups[group] {
                seats.remove(*seat);
            }
            self.solves(&less)
        };
        self.seats(group).iter().enumerate().find(there).map(|(_, seat)| seat.round)
    }
}

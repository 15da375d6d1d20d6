//! Translates between the types of `model` and the engine's integers.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{PLENTY, form};
use super::priority::{Key, PRIORITIES, priority};
use crate::engine::{Group, Item, Problem, Round, Seat, Solution, Window};
use crate::model::{Bank, Blueprint, Id, Opening, Question, QuestionType, RoleSpec};

/// What a question costs more than a question that is evidence of a must-have. It exceeds the priorities of
/// all slots together.
const FIRST: u64 = PRIORITIES << 6;

/// What is added to the number of a question's type to tell questions with plenty of parallel forms from the others;
/// above the number of types.
const APART: u8 = 8;

/// The problem of a blueprint, with the question of each item.
#[derive(Clone, Debug)]
pub(super) struct Translation {
    /// The engine's problem: a group for each competency at a depth, a seat for each slot. Questions that are
    /// not drawn are its core.
    pub(super) problem: Problem,
    /// Index into the bank's questions for every item.
    questions: Vec<usize>,
    /// Group and seat of every slot, round by round.
    slots: Vec<Vec<(usize, usize)>>,
    /// Competency and depth of every group whose questions are drawn.
    pub(super) cells: Vec<(Id, Id)>,
    /// Whether each slot is a core slot.
    core: Vec<Vec<bool>>,
    /// For every item, what its family offers to the slots that rotate.
    kin: Vec<Kin>,
}

/// Whether candidates could get parallel forms of a question in a rotating slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kin {
    /// At least [`PLENTY`] questions of its form are in its family.
    Plenty,
    /// There are fewer, although another question of its group has as many.
    Few,
    /// It does not matter: no question of its group has as many, no slot of the group rotates, or the question is
    /// evidence of a must-have, so that its slot is core.
    Any,
}

impl Translation {
    /// Items are the questions that fit some slot, sorted by id, and the questions that are not drawn. Each of
    /// the latter has a group of its own, with one seat. These groups come last.
    pub(super) fn new(bank: &Bank, role: &RoleSpec, blueprint: &Blueprint) -> Translation {
        let mut cells: BTreeMap<(&Id, &Id), usize> = BTreeMap::new();
        let mut groups: Vec<Vec<Seat>> = Vec::new();
        for slot in blueprint.slots().filter(|slot| slot.fixed.is_none()) {
            let next = groups.len();
            if *cells.entry((&slot.competency, &slot.depth)).or_insert(next) == next {
                groups.push(Vec::new());
            }
        }
        let mut fixed = Fixed::new(groups.len());
        let mut slots = Vec::new();
        for (n, round) in blueprint.rounds.iter().enumerate() {
            let seat = Seat {
                round: n,
                kinds: mask(&round.types),
                minutes: Window::at_most(round.minutes),
                difficulties: u32::MAX,
            };
            let mut row = Vec::new();
            for slot in &round.slots {
                if let Some(question) = slot.fixed {
                    row.push((fixed.add(n, question), 0));
                    continue;
                }
                let group = cells[&(&slot.competency, &slot.depth)];
                row.push((group, groups[group].len()));
                groups[group].push(seat);
            }
            slots.push(row);
        }
        let group = |question: &Question| cells.get(&(&question.competency, &question.depth)).copied();
        let rounds = blueprint.rounds.iter().map(|round| limit(round.minutes)).collect();
        let (problem, questions) = fixed.problem(bank, role, &group, groups, rounds);
        let mut named: Vec<_> = cells.into_iter().collect();
        named.sort_by_key(|(_, group)| *group);
        let cells = named.into_iter().map(|((c, d), _)| (c.clone(), d.clone())).collect();
        let rotates = |group: usize| {
            let slots = blueprint.slots().zip(slots.iter().flatten());
            slots.into_iter().any(|(slot, (own, _))| *own == group && !slot.core && slot.fixed.is_none())
        };
        let kin = kin(bank, role, &questions, &problem, &rotates);
        let core = blueprint.rounds.iter().map(|round| round.slots.iter().map(|slot| slot.core).collect());
        let core = core.collect();
        Translation { problem, questions, slots, cells, core, kin }
    }

    /// The translations with which a draw tries to find a kit, one after the other. The first one leaves questions with
    /// plenty of parallel forms to the slots that rotate.
    pub(super) fn attempts(bank: &Bank, role: &RoleSpec, blueprint: &Blueprint) -> Vec<Translation> {
        let all = Translation::new(bank, role, blueprint);
        let sparing = all.kin.contains(&Kin::Plenty).then(|| all.clone().sparing());
        sparing.into_iter().chain([all]).collect()
    }

    /// The same problem, but core slots do not admit questions with plenty of parallel forms: the kinds of these
    /// questions get other numbers.
    fn sparing(mut self) -> Translation {
        for (item, kin) in self.problem.items.iter_mut().zip(&self.kin) {
            item.kind += if *kin == Kin::Plenty { APART } else { 0 };
        }
        let places = self.slots.iter().flatten().zip(self.core.iter().flatten());
        for ((group, seat), core) in places.filter(|((group, _), _)| *group < self.cells.len()) {
            if let Group::Seated(seats) = &mut self.problem.groups[*group] {
                let kinds = seats[*seat].kinds & ((1 << APART) - 1);
                seats[*seat].kinds = if *core { kinds } else { kinds | kinds << APART };
            }
        }
        self
    }

    /// The cost of every item: its [rank](Self::rank). Questions that the role spec names as evidence of a must-have
    /// come before all others.
    pub(super) fn costs(&self, bank: &Bank, role: &RoleSpec, key: &Key<'_>) -> Vec<u64> {
        let evidence: BTreeSet<&Id> = role.must_haves.iter().flat_map(|must| &must.evidence).collect();
        let cost = |(n, question): (usize, &usize)| {
            let id = &bank.questions[*question].id;
            let rank = self.rank(n, priority(key, id.as_str()));
            if evidence.contains(id) { rank } else { rank + FIRST * u64::from(!evidence.is_empty()) }
        };
        self.questions.iter().enumerate().map(cost).collect()
    }

    /// The priority of an item's question, except if it is one of few in its family and the slot could have a
    /// question of a larger one: then the mean of its priority and the lowest one. So the questions that candidates get
    /// in a slot are more often of one family.
    pub(super) fn rank(&self, item: usize, priority: u64) -> u64 {
        if self.kin[item] == Kin::Few { (PRIORITIES + priority) / 2 } else { priority }
    }

    /// Group and seat of a slot.
    pub(super) fn seat(&self, round: usize, place: usize) -> (usize, usize) {
        self.slots[round][place]
    }

    /// The items that a slot admits.
    pub(super) fn eligible(&self, round: usize, place: usize) -> impl Iterator<Item = u32> {
        let (group, seat) = self.seat(round, place);
        let seat = match &self.problem.groups[group] {
            Group::Seated(seats) => Some(seats[seat]),
            Group::Counted { .. } => None,
        };
        let admits = move |item: &Item| item.group as usize == group && seat.is_some_and(|s| s.admits(item));
        (0..).zip(&self.problem.items).filter(move |(_, item)| admits(item)).map(|(n, _)| n)
    }

    /// The question of an item.
    pub(super) fn question(&self, item: u32) -> usize {
        self.questions[item as usize]
    }

    /// The questions of a solution, slot by slot.
    pub(super) fn questions(&self, solution: &Solution) -> Vec<Vec<usize>> {
        let question =
            |(group, seat): &(usize, usize)| self.questions[solution.seats[*group][*seat] as usize];
        self.slots.iter().map(|row| row.iter().map(question).collect()).collect()
    }
}

fn kin(
    bank: &Bank,
    role: &RoleSpec,
    questions: &[usize],
    problem: &Problem,
    rotates: &dyn Fn(usize) -> bool,
) -> Vec<Kin> {
    let question = |n: usize| &bank.questions[questions[n]];
    let group = |n: usize| problem.items[n].group as usize;
    let family = |n: usize| Some((question(n).family.as_ref()?, group(n), form(question(n))));
    let mut members: BTreeMap<_, usize> = BTreeMap::new();
    (0..questions.len()).filter_map(family).for_each(|family| *members.entry(family).or_default() += 1);
    members.retain(|(_, group, _), count| *count >= PLENTY && rotates(*group));
    let groups: BTreeSet<usize> = members.keys().map(|(_, group, _)| *group).collect();
    let evidence: BTreeSet<&Id> = role.must_haves.iter().flat_map(|must| &must.evidence).collect();
    let kin = |n: usize| match family(n).is_some_and(|family| members.contains_key(&family)) {
        _ if !groups.contains(&group(n)) || evidence.contains(&question(n).id) => Kin::Any,
        true => Kin::Plenty,
        false => Kin::Few,
    };
    (0..questions.len()).map(kin).collect()
}

/// The questions that are not drawn. Each gets a group of its own, after the groups of the others.
pub(super) struct Fixed {
    first: usize,
    /// Round and question of each.
    placed: Vec<(usize, usize)>,
}

impl Fixed {
    /// `groups`: the number of other groups.
    pub(super) fn new(groups: usize) -> Fixed {
        Fixed { first: groups, placed: Vec::new() }
    }

    /// Adds a question, by its index into the bank's questions, and returns its group.
    pub(super) fn add(&mut self, round: usize, question: usize) -> usize {
        self.placed.push((round, question));
        self.first + self.placed.len() - 1
    }

    /// The problem, and the question of every item. `group`: the group of a question that may be drawn;
    /// `None` if no slot asks for it. `seats`: the seats of these groups.
    pub(super) fn problem(
        &self,
        bank: &Bank,
        role: &RoleSpec,
        group: &dyn Fn(&Question) -> Option<usize>,
        mut seats: Vec<Vec<Seat>>,
        rounds: Vec<Round>,
    ) -> (Problem, Vec<usize>) {
        let own: BTreeMap<usize, usize> = self.placed.iter().enumerate().map(|(n, (_, q))| (*q, n)).collect();
        let any =
            |round: usize| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        seats.extend(self.placed.iter().map(|(round, _)| vec![any(*round)]));
        let longest = rounds.iter().map(|r| r.minutes.max).max().unwrap_or(0);
        let mut families: BTreeMap<&Id, u32> = BTreeMap::new();
        let (mut items, mut questions, mut core) = (Vec::new(), Vec::new(), Vec::new());
        for (n, question) in bank.questions.iter().enumerate() {
            let opening = Opening { depth: &question.depth, types: &[], minutes: longest };
            let group = match own.get(&n) {
                Some(fixed) => {
                    core.push((items.len() as u32, self.placed[*fixed].0));
                    self.first + fixed
                }
                None => match group(question) {
                    Some(group) if question.misfit(role, opening).is_none() => group,
                    _ => continue,
                },
            };
            let next = families.len() as u32;
            let family = question.family.as_ref().map(|f| *families.entry(f).or_insert(next));
            items.push(item(group, question, family));
            questions.push(n);
        }
        let problem = Problem {
            items,
            enemies: enemies(bank, questions.iter().copied().map(Some)),
            groups: seats.into_iter().map(Group::Seated).collect(),
            rounds,
            core,
            ..Problem::default()
        };
        (problem, questions)
    }
}

/// A question as an item of a group.
pub(super) fn item(group: usize, question: &Question, family: Option<u32>) -> Item {
    Item {
        group: group as u32,
        cell: 0,
        kind: question.kind as u8,
        minutes: question.minutes,
        difficulty: 0,
        family,
    }
}

/// A round with these minutes for questions.
pub(super) fn limit(minutes: u32) -> Round {
    Round { minutes: Window::at_most(minutes), count: Window::ANY, kinds: Vec::new() }
}

/// The types as a bit mask of kinds; all kinds if there are none.
pub(super) fn mask(types: &[QuestionType]) -> u32 {
    if types.is_empty() { u32::MAX } else { types.iter().fold(0, |mask, t| mask | 1 << (*t as u8)) }
}

/// Pairs of items whose questions are enemies. `questions`: the question of each item; `None` if the bank
/// lacks it.
pub(super) fn enemies(bank: &Bank, questions: impl IntoIterator<Item = Option<usize>>) -> Vec<(u32, u32)> {
    let known = (0u32..).zip(questions).filter_map(|(i, n)| Some((&bank.questions[n?].id, i)));
    let item: BTreeMap<&Id, u32> = known.collect();
    let mut pairs = Vec::new();
    for (id, a) in &item {
        let Some(question) = bank.question(id.as_str()) else { continue };
        let foes = question.enemies.iter().filter_map(|e| item.get(e));
        pairs.extend(foes.filter(|b| a < *b).map(|b| (*a, *b)));
    }
    pairs.sort_unstable();
    pairs
}

//! Brute force: every selection, then every way to deal it out. It shares nothing with the engine but
//! the problem, and knows no bound: a branch is cut only by a rule that it has already broken.

use std::collections::BTreeSet;

use panelkit_engine::{DEAREST, FORBIDDEN, Group, Problem, Window};

/// Steps after which a problem is too large to try everything.
const STEPS: u32 = 2_000_000;

/// The problem is too large to try everything.
#[derive(Debug)]
pub(crate) struct TooLarge;

/// The least cost of a kit, core items left out; nothing when no kit keeps the rules.
pub(crate) fn least(problem: &Problem, costs: &[u64]) -> Result<Option<u64>, TooLarge> {
    let mut brute = Brute::new(problem, costs);
    brute.begin();
    let mut kits = std::mem::take(&mut brute.kits);
    kits.sort_unstable();
    for (cost, kit) in &kits {
        if brute.steps >= STEPS {
            break;
        }
        if brute.deals(kit) {
            return Ok(Some(*cost));
        }
    }
    if brute.steps >= STEPS { Err(TooLarge) } else { Ok(None) }
}

/// What the items of one kit are to the rounds: minutes, kind, difficulty, group, round if fixed.
type Shape = Vec<(u32, u8, u32, u32, Option<usize>)>;

struct Brute<'a> {
    problem: &'a Problem,
    costs: &'a [u64],
    core: Vec<Option<usize>>,
    enemies: Vec<BTreeSet<u32>>,
    chosen: Vec<u32>,
    /// By group: items chosen, and those that could still be.
    counts: Vec<(u32, u32)>,
    cells: Vec<Vec<u32>>,
    kits: Vec<(u64, Vec<u32>)>,
    /// Kits that cannot be dealt out: others of the same shape cannot either.
    failed: BTreeSet<Shape>,
    steps: u32,
}

/// Kits being dealt out.
struct Deal {
    minutes: Vec<u32>,
    counts: Vec<u32>,
    kinds: Vec<[u32; 32]>,
    /// By group, the seats that are taken.
    seats: Vec<Vec<bool>>,
    rounds: Vec<usize>,
}

impl<'a> Brute<'a> {
    fn new(problem: &'a Problem, costs: &'a [u64]) -> Brute<'a> {
        let round = |n: usize| problem.core.iter().find(|(m, _)| *m as usize == n).map(|(_, r)| *r);
        let mut counts = vec![(0, 0); problem.groups.len()];
        problem.items.iter().for_each(|item| counts[item.group as usize].1 += 1);
        let cells = |group: &Group| match group {
            Group::Counted { cells, .. } => vec![0; cells.len()],
            Group::Seated(_) => Vec::new(),
        };
        let mut enemies = vec![BTreeSet::new(); problem.items.len()];
        for (a, b) in &problem.enemies {
            enemies[*a as usize].insert(*b);
            enemies[*b as usize].insert(*a);
        }
        Brute {
            problem,
            costs,
            core: (0..problem.items.len()).map(round).collect(),
            enemies,
            chosen: Vec::new(),
            counts,
            cells: problem.groups.iter().map(cells).collect(),
            kits: Vec::new(),
            failed: BTreeSet::new(),
            steps: 0,
        }
    }

    /// Chooses the core, and then every selection of the others.
    fn begin(&mut self) {
        for n in (0..self.core.len()).filter(|n| self.core[*n].is_some()).collect::<Vec<usize>>() {
            if !self.may_take(n) {
                return;
            }
            self.counts[self.problem.items[n].group as usize].1 -= 1;
            self.take(n, true);
        }
        self.select(0);
    }

    /// Keeps what is chosen if it will do, and adds every item from `n` on.
    fn select(&mut self, n: usize) {
        self.steps += 1;
        if self.steps >= STEPS {
            return;
        }
        self.keep();
        let mut next = n;
        while next < self.core.len() && (self.chosen.len() as u32) < self.problem.total.max {
            let g = self.problem.items[next].group as usize;
            next += 1;
            self.steps += 1;
            if self.core[next - 1].is_some() {
                continue;
            }
            self.counts[g].1 -= 1;
            if self.may_take(next - 1) {
                self.take(next - 1, true);
                self.select(next);
                self.take(next - 1, false);
            }
            // Without this item the group cannot have enough any more.
            if self.counts[g].0 + self.counts[g].1 < self.needs(g) {
                break;
            }
        }
        let free = (n..next).filter(|n| self.core[*n].is_none());
        free.for_each(|n| self.counts[self.problem.items[n].group as usize].1 += 1);
    }

    fn take(&mut self, n: usize, on: bool) {
        let item = &self.problem.items[n];
        let change = |n: &mut u32| *n = if on { *n + 1 } else { *n - 1 };
        change(&mut self.counts[item.group as usize].0);
        self.cells[item.group as usize].get_mut(item.cell as usize).map(change);
        if on {
            self.chosen.push(n as u32);
        } else {
            self.chosen.pop();
        }
    }

    fn needs(&self, g: usize) -> u32 {
        match &self.problem.groups[g] {
            Group::Counted { count, .. } => count.min,
            Group::Seated(seats) => seats.len() as u32,
        }
    }

    fn may_take(&self, n: usize) -> bool {
        let item = &self.problem.items[n];
        let (g, cell) = (item.group as usize, item.cell as usize);
        let room = match &self.problem.groups[g] {
            Group::Counted { count, cells, .. } => {
                self.counts[g].0 < count.max && cells.get(cell).is_some_and(|c| self.cells[g][cell] < c.max)
            }
            Group::Seated(seats) => (self.counts[g].0 as usize) < seats.len(),
        };
        let enemies = |m: u32| self.enemies[n].contains(&m);
        let related = |m: u32| item.family.is_some() && item.family == self.problem.items[m as usize].family;
        (self.costs[n] != FORBIDDEN || self.core[n].is_some())
            && room
            && (self.chosen.len() as u32) < self.problem.total.max
            && !self.chosen.iter().any(|m| related(*m) || enemies(*m))
    }

    /// Keeps the kit if it has the right numbers of everything.
    fn keep(&mut self) {
        let problem = self.problem;
        let right = |(g, group): (usize, &Group)| match group {
            Group::Counted { count, cells, .. } => {
                let mut own = cells.iter().zip(&self.cells[g]);
                count.holds(self.counts[g].0) && own.all(|(rule, n)| rule.holds(*n))
            }
            Group::Seated(seats) => seats.len() as u32 == self.counts[g].0,
        };
        let hard = self.chosen.iter().map(|n| problem.items[*n as usize].difficulty).sum();
        if problem.total.holds(self.chosen.len() as u32)
            && problem.difficulty.holds(hard)
            && problem.groups.iter().enumerate().all(right)
        {
            let paid = self.chosen.iter().filter(|n| self.core[**n as usize].is_none());
            let cost = paid.map(|n| self.costs[*n as usize].min(DEAREST)).sum();
            self.kits.push((cost, self.chosen.clone()));
        }
    }

    /// Whether a kit can be dealt out.
    fn deals(&mut self, kit: &[u32]) -> bool {
        let shape = |n: &u32| {
            let item = &self.problem.items[*n as usize];
            (item.minutes, item.kind, item.difficulty, item.group, self.core[*n as usize])
        };
        let mut shape: Shape = kit.iter().map(shape).collect();
        shape.sort_unstable();
        if self.failed.contains(&shape) {
            return false;
        }
        let rounds = self.problem.rounds.len();
        let seats = |group: &Group| match group {
            Group::Counted { .. } => Vec::new(),
            Group::Seated(seats) => vec![false; seats.len()],
        };
        let mut deal = Deal {
            minutes: vec![0; rounds],
            counts: vec![0; rounds],
            kinds: vec![[0; 32]; rounds],
            seats: self.problem.groups.iter().map(seats).collect(),
            rounds: Vec::new(),
        };
        let deals = self.deal(kit, &mut deal);
        if !deals {
            self.failed.insert(shape);
        }
        deals
    }

    /// Puts the next item of the kit in every place that it may have.
    fn deal(&mut self, kit: &[u32], deal: &mut Deal) -> bool {
        self.steps += 1;
        let Some(n) = kit.get(deal.rounds.len()) else { return self.keeps(kit, deal) };
        let (problem, core) = (self.problem, self.core[*n as usize]);
        let item = &problem.items[*n as usize];
        let places: Vec<(usize, Option<usize>)> = match &problem.groups[item.group as usize] {
            Group::Counted { .. } => (0..problem.rounds.len()).map(|r| (r, None)).collect(),
            Group::Seated(seats) => {
                // A core item takes any seat of its round, whatever the seat asks for.
                let fits = |s: &panelkit_engine::Seat| {
                    let allowed = s.kinds >> item.kind & 1 == 1 && s.difficulties >> item.difficulty & 1 == 1;
                    core.is_some() || (allowed && s.minutes.holds(item.minutes))
                };
                let open = seats.iter().enumerate().filter(|(k, _)| !deal.seats[item.group as usize][*k]);
                open.filter(|(_, s)| fits(s)).map(|(k, s)| (s.round, Some(k))).collect()
            }
        };
        for (r, seat) in places {
            let (rule, kind) = (&problem.rounds[r], usize::from(item.kind));
            let under = |w: Window, n: u32| n <= w.max;
            if core.is_some_and(|c| c != r)
                || !under(rule.minutes, deal.minutes[r] + item.minutes)
                || !under(rule.count, deal.counts[r] + 1)
                || !rule.kinds.get(kind).is_none_or(|w| under(*w, deal.kinds[r][kind] + 1))
                || self.steps >= STEPS
            {
                continue;
            }
            deal.put(r, kind, item.minutes, item.group as usize, seat, true);
            let found = self.deal(kit, deal);
            deal.put(r, kind, item.minutes, item.group as usize, seat, false);
            if found {
                return true;
            }
        }
        false
    }

    /// Whether every round has enough of everything and every group is in rounds enough.
    fn keeps(&self, kit: &[u32], deal: &Deal) -> bool {
        let full = |(r, rule): (usize, &panelkit_engine::Round)| {
            rule.minutes.holds(deal.minutes[r])
                && rule.count.holds(deal.counts[r])
                && rule.kinds.iter().zip(&deal.kinds[r]).all(|(w, n)| w.holds(*n))
        };
        let seen = |(g, group): (usize, &Group)| {
            let Group::Counted { spread, .. } = group else { return true };
            let own = kit.iter().zip(&deal.rounds);
            let own = own.filter(|(n, _)| self.problem.items[**n as usize].group as usize == g);
            own.map(|(_, r)| r).collect::<BTreeSet<_>>().len() >= *spread as usize
        };
        self.problem.rounds.iter().enumerate().all(full) && self.problem.groups.iter().enumerate().all(seen)
    }
}

impl Deal {
    fn put(&mut self, r: usize, kind: usize, minutes: u32, group: usize, seat: Option<usize>, on: bool) {
        let change = |n: &mut u32, by: u32| *n = if on { *n + by } else { *n - by };
        change(&mut self.minutes[r], minutes);
        change(&mut self.counts[r], 1);
        change(&mut self.kinds[r][kind], 1);
        if let Some(seat) = seat {
            self.seats[group][seat] = on;
        }
        if on {
            self.rounds.push(r);
        } else {
            self.rounds.pop();
        }
    }
}

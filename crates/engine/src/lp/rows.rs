//! The rows of the linear relaxation: each constraint as a window on a sum of columns.

use crate::lp::simplex::Simplex;
use crate::lp::symmetry::Area;
use crate::problem::constraints::Rule;
use crate::problem::range::{OPEN, Range, minus};
use crate::problem::{Group, Item, Problem};

/// Columns that count the rounds of an area in which a group appears, apart from its core items: group, area,
/// column.
type Extras = Vec<(usize, usize, usize)>;

/// How many items of a make go to a place.
#[derive(Clone, Debug)]
pub(crate) struct Column<'p> {
    pub(crate) make: usize,
    /// One item of the make, as an example.
    pub(crate) item: &'p Item,
    pub(crate) area: usize,
    /// Index among the runs of the area; `None` for items without seats.
    pub(crate) run: Option<usize>,
}

/// The rows of a problem, and for each row the constraints that it comes from.
pub(crate) struct Rows<'a, 'p> {
    problem: &'p Problem,
    areas: &'a [Area],
    columns: &'a [Column<'p>],
    pub(crate) simplex: Simplex,
    pub(crate) rules: Vec<Vec<Rule>>,
}

impl<'a, 'p> Rows<'a, 'p> {
    /// Builds a simplex with these columns, whose bounds are in `most`, and the rows of all constraints.
    pub(crate) fn new(
        problem: &'p Problem,
        areas: &'a [Area],
        columns: &'a [Column<'p>],
        most: Vec<Range>,
    ) -> Rows<'a, 'p> {
        let mut rows = Rows { problem, areas, columns, simplex: Simplex::new(most), rules: Vec::new() };
        rows.add_rows();
        rows
    }

    fn add_rows(&mut self) {
        let spreads = self.spreads();
        let mut seen = Extras::new();
        for (g, _) in &spreads {
            for (a, area) in self.areas.iter().enumerate() {
                let most = area.rounds.len() as i64 - area.seen(*g);
                seen.push((*g, a, self.simplex.add_column((0, most))));
            }
        }
        let mut held: Vec<Vec<usize>> = Vec::new();
        for area in self.areas {
            // The core items are in their rounds, on any seats of their groups.
            let most = |group: usize, count: i64| (0, count.min(area.held(group)));
            held.push(area.runs.iter().map(|r| self.simplex.add_column(most(r.group, r.count))).collect());
        }
        self.add_totals();
        self.add_areas();
        self.add_counted();
        self.add_seated(&held);
        self.add_spreads(&spreads, &seen);
    }

    /// Groups that must appear in several rounds, each with the number of rounds needed in addition to
    /// those where the core has the group.
    fn spreads(&self) -> Vec<(usize, i64)> {
        let mut spreads = Vec::new();
        for (g, group) in self.problem.groups.iter().enumerate() {
            if let Group::Counted { spread, .. } = group {
                spreads.push((g, i64::from(*spread) - self.areas.iter().map(|a| a.seen(g)).sum::<i64>()));
            }
        }
        spreads.retain(|(_, needed)| *needed > 0);
        spreads
    }

    /// Adds a row, except if no values can violate it.
    fn row(&mut self, rules: Vec<Rule>, window: Range, amount: &dyn Fn(&Column<'_>) -> i64) {
        if window.0 <= 0 && window.1 >= OPEN {
            return;
        }
        let amounts = self.columns.iter().map(amount).enumerate();
        let entries: Vec<(usize, i64)> = amounts.filter(|(_, amount)| *amount != 0).collect();
        self.exact_row(rules, window, &entries);
    }

    fn exact_row(&mut self, rules: Vec<Rule>, window: Range, entries: &[(usize, i64)]) {
        self.simplex.add_row(window, entries);
        self.rules.push(rules);
    }

    /// The number of core items for which `so` is true.
    fn core(&self, so: &dyn Fn(&Item) -> bool) -> i64 {
        let items = self.problem.core.iter().map(|(n, _)| &self.problem.items[*n as usize]);
        items.filter(|item| so(item)).count() as i64
    }

    fn add_totals(&mut self) {
        let total = minus(self.problem.total, self.core(&|_| true));
        self.row(vec![Rule::Total], total, &|_| 1);
        let core = self.problem.core.iter().map(|(n, _)| &self.problem.items[*n as usize]);
        let hard = core.map(|item| i64::from(item.difficulty)).sum();
        let difficulty = minus(self.problem.difficulty, hard);
        self.row(vec![Rule::Difficulty], difficulty, &|c| i64::from(c.item.difficulty));
    }

    fn add_areas(&mut self) {
        for a in 0..self.areas.len() {
            let areas = self.areas;
            let area = &areas[a];
            let all = |rule: fn(usize) -> Rule| area.rounds.iter().copied().map(rule).collect();
            let here = |c: &Column<'_>| i64::from(c.area == a);
            self.row(all(Rule::Minutes), area.minutes, &|c| here(c) * i64::from(c.item.minutes));
            self.row(all(Rule::Count), area.count, &here);
            for (kind, window) in area.kinds.iter().enumerate() {
                let mine = |c: &Column<'_>| here(c) * i64::from(usize::from(c.item.kind) == kind);
                self.row(all(Rule::Kinds), *window, &mine);
            }
        }
    }

    fn add_counted(&mut self) {
        for (g, group) in self.problem.groups.iter().enumerate() {
            let Group::Counted { count, cells, .. } = group else { continue };
            let mine = |item: &Item| item.group as usize == g;
            let window = minus(*count, self.core(&mine));
            self.row(vec![Rule::Group(g)], window, &|c| i64::from(mine(c.item)));
            for (cell, window) in cells.iter().enumerate() {
                let mine = |item: &Item| mine(item) && item.cell as usize == cell;
                let window = minus(*window, self.core(&mine));
                self.row(vec![Rule::Cell(g, cell)], window, &|c| i64::from(mine(c.item)));
            }
        }
    }

    /// Every seat has one item, which may be a core item.
    fn add_seated(&mut self, held: &[Vec<usize>]) {
        for (a, held) in held.iter().enumerate() {
            let areas = self.areas;
            let area = &areas[a];
            for (r, run) in area.runs.iter().enumerate() {
                let sits = |c: &(usize, &Column<'_>)| c.1.area == a && c.1.run == Some(r);
                let sitting = self.columns.iter().enumerate().filter(sits).map(|(n, _)| (n, 1));
                let entries: Vec<(usize, i64)> = sitting.chain([(held[r], 1)]).collect();
                self.exact_row(vec![Rule::Seats(run.group)], (run.count, run.count), &entries);
            }
            for (g, count) in area.core.keys().map(|g| (*g, area.held(*g))) {
                let Group::Seated(_) = self.problem.groups[g] else { continue };
                let own = area.runs.iter().zip(held).filter(|(run, _)| run.group == g);
                let entries: Vec<(usize, i64)> = own.map(|(_, column)| (*column, 1)).collect();
                self.exact_row(vec![Rule::Core, Rule::Seats(g)], (count, count), &entries);
            }
        }
    }

    /// A group appears in no more rounds of an area than it has items there.
    fn add_spreads(&mut self, spreads: &[(usize, i64)], seen: &Extras) {
        for (g, needed) in spreads {
            let own: Vec<_> = seen.iter().filter(|(group, ..)| group == g).collect();
            for (_, area, column) in &own {
                let here = |(_, c): &(usize, &Column<'_>)| c.area == *area && c.item.group as usize == *g;
                let items = self.columns.iter().enumerate().filter(here).map(|(n, _)| (n, 1));
                let entries: Vec<(usize, i64)> = items.chain([(*column, -1)]).collect();
                self.exact_row(vec![Rule::Spread(*g)], (0, OPEN), &entries);
            }
            let entries: Vec<(usize, i64)> = own.iter().map(|(.., column)| (*column, 1)).collect();
            self.exact_row(vec![Rule::Spread(*g)], (*needed, OPEN), &entries);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::model::Linear;
    use crate::lp::simplex::Ended;
    use crate::{Problem, Round, Seat, Window};

    fn item(group: u32, minutes: u32) -> Item {
        Item { group, cell: 0, kind: 0, minutes, difficulty: 0, family: None }
    }

    fn round(minutes: Window) -> Round {
        Round { minutes, count: Window::ANY, kinds: Vec::new() }
    }

    /// The constraints of the certificate; empty if the rows have a solution.
    fn blamed(problem: &Problem) -> Vec<Rule> {
        let mut linear = Linear::new(problem).expect("a core in accord");
        match linear.run(&mut 1_000) {
            Ended::Outside(why) => {
                assert!(linear.simplex.certain(&why));
                linear.blamed(&why).into_iter().filter(|rule| *rule != Rule::Core).collect()
            }
            ended => {
                assert_eq!(ended, Ended::Inside);
                Vec::new()
            }
        }
    }

    #[test]
    fn a_group_cannot_be_seen_where_there_is_no_room() {
        let groups = vec![Group::Counted { count: Window::at_least(2), cells: vec![Window::ANY], spread: 2 }];
        let items = vec![item(0, 5), item(0, 5), item(0, 5)];
        let rounds = vec![round(Window::at_most(20)), round(Window::at_most(4))];
        let mut problem = Problem { items, groups, rounds, ..Problem::default() };
        assert_eq!(blamed(&problem), [Rule::Spread(0), Rule::Minutes(1)]);
        problem.rounds[1] = round(Window::at_most(20));
        assert_eq!(blamed(&problem), []);
    }

    #[test]
    fn no_item_sits_twice() {
        let seat = |round| Seat { round, kinds: 1, minutes: Window::ANY, difficulties: u32::MAX };
        let groups = vec![Group::Seated(vec![seat(0), seat(1)])];
        let rounds = vec![round(Window::at_most(9)), round(Window::at_most(8))];
        let mut problem = Problem { items: vec![item(0, 5)], groups, rounds, ..Problem::default() };
        assert_eq!(blamed(&problem), [Rule::Seats(0), Rule::SeatRules(0)]);
        problem.items.push(item(0, 5));
        assert_eq!(blamed(&problem), []);
        // A core item has its seat regardless of its kind and minutes.
        problem.items[0].kind = 1;
        assert_eq!(blamed(&problem), [Rule::Seats(0), Rule::SeatRules(0)]);
        assert_eq!(blamed(&Problem { core: vec![(0, 1)], ..problem }), []);
    }
}

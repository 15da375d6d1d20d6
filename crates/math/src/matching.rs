//! Bipartite matching by augmenting paths (König 1931, Kuhn 1955), with places that take several rows.
//!
//! A row takes the first of its places that has room. If none has, a row that holds one of them moves to
//! another of its own places, and so on along the path. The result is a maximum matching (Berge 1957), so the
//! number of rows that get a place does not depend on the order. Which place a row gets does depend on the
//! order. So the result of [`assign`] depends on the order of rows and places. If two rows must not share a
//! place (`apart`), Berge's theorem does not hold: the matching may be smaller than the maximum, and the
//! number of rows that get a place may depend on the order too.
//!
//! In all functions rows and places are numbered from 0, and `fits` gives the places that a row may take.

/// The largest number of rows that can each have a place of their own. The places have numbers below
/// `places`.
pub fn size<P: Iterator<Item = usize>>(rows: usize, places: usize, fits: impl Fn(usize) -> P) -> usize {
    let mut matching = Matching::new(rows, places, None, fits, |_, _| false);
    (0..rows).filter(|row| matching.place(*row)).count()
}

/// Whether every row can have a place of its own; as [`size`], but stops at the first row that cannot.
pub fn is_complete<P: Iterator<Item = usize>>(rows: usize, places: usize, fits: impl Fn(usize) -> P) -> bool {
    let mut matching = Matching::new(rows, places, None, fits, |_, _| false);
    (0..rows).all(|row| matching.place(row))
}

/// The place of every row if place p takes up to `capacity[p]` rows; `None` for a row that finds none. Two
/// rows that are `apart` never share a place. If there are such rows, a row may get no place although another
/// assignment would give it one.
pub fn assign<P: Iterator<Item = usize>>(
    rows: usize,
    capacity: &[usize],
    fits: impl Fn(usize) -> P,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut matching = Matching::new(rows, capacity.len(), Some(capacity), fits, apart);
    for row in 0..rows {
        matching.place(row);
    }
    let mut given = vec![None; rows];
    for place in 0..capacity.len() {
        let mut row = matching.first[place];
        while row != NONE {
            given[row] = Some(place);
            row = matching.next[row];
        }
    }
    given
}

/// Marks that there is no row.
const NONE: usize = usize::MAX;

struct Matching<'a, F, A> {
    /// For each place, how many rows it takes. If there is no list, each place takes one row.
    capacity: Option<&'a [usize]>,
    fits: F,
    apart: A,
    /// A linked list of rows for each place, in ascending order: the first row of each place, and the row
    /// after each row.
    first: Vec<usize>,
    next: Vec<usize>,
    /// Places that the search for the current row has tried.
    seen: Vec<bool>,
}

impl<'a, P, F, A> Matching<'a, F, A>
where
    P: Iterator<Item = usize>,
    F: Fn(usize) -> P,
    A: Fn(usize, usize) -> bool,
{
    fn new(
        rows: usize,
        places: usize,
        capacity: Option<&'a [usize]>,
        fits: F,
        apart: A,
    ) -> Matching<'a, F, A> {
        let (first, next) = (vec![NONE; places], vec![NONE; rows]);
        Matching { capacity, fits, apart, first, next, seen: vec![false; places] }
    }

    /// Gives one more row a place, if there is an augmenting path.
    fn place(&mut self, row: usize) -> bool {
        self.seen.fill(false);
        self.augment(row)
    }

    fn augment(&mut self, row: usize) -> bool {
        for place in (self.fits)(row) {
            if self.seen[place] || self.holders(place).any(|other| (self.apart)(row, other)) {
                continue;
            }
            self.seen[place] = true;
            if self.holders(place).count() < self.capacity.map_or(1, |capacity| capacity[place]) {
                self.take(row, place);
                return true;
            }
            let mut other = self.first[place];
            while other != NONE {
                let after = self.next[other];
                self.leave(other, place);
                self.take(row, place);
                if self.augment(other) {
                    return true;
                }
                self.leave(row, place);
                self.take(other, place);
                other = after;
            }
        }
        false
    }

    /// The rows that hold this place.
    fn holders(&self, place: usize) -> impl Iterator<Item = usize> {
        let known = |row: usize| (row != NONE).then_some(row);
        std::iter::successors(known(self.first[place]), move |row| known(self.next[*row]))
    }

    fn take(&mut self, row: usize, place: usize) {
        let before = self.holders(place).take_while(|other| *other < row).last();
        let link = before.map_or(&mut self.first[place], |other| &mut self.next[other]);
        let after = std::mem::replace(link, row);
        self.next[row] = after;
    }

    fn leave(&mut self, row: usize, place: usize) {
        let after = std::mem::replace(&mut self.next[row], NONE);
        let before = self.holders(place).take_while(|other| *other != row).last();
        *before.map_or(&mut self.first[place], |other| &mut self.next[other]) = after;
    }
}

#[cfg(test)]
mod tests {
    use super::{assign, is_complete, size};

    fn sizes(rows: &[Vec<usize>], places: usize) -> (usize, bool) {
        let fits = |row: usize| rows[row].iter().copied();
        (size(rows.len(), places, fits), is_complete(rows.len(), places, fits))
    }

    fn assigned(
        rows: &[Vec<usize>],
        capacity: &[usize],
        apart: impl Fn(usize, usize) -> bool,
    ) -> Vec<Option<usize>> {
        assign(rows.len(), capacity, |row| rows[row].iter().copied(), apart)
    }

    #[test]
    fn a_row_moves_over_for_another() {
        let rows = [vec![0, 1], vec![0], vec![1, 2]];
        assert_eq!(sizes(&rows, 3), (3, true));
        assert_eq!(assigned(&rows, &[1; 3], |_, _| false), [Some(1), Some(0), Some(2)]);
    }

    #[test]
    fn two_rows_for_one_place_are_one_too_many() {
        let rows = [vec![0], vec![0], vec![1]];
        assert_eq!(sizes(&rows, 2), (2, false));
        assert_eq!(assigned(&rows, &[1; 2], |_, _| false), [Some(0), None, Some(1)]);
        assert_eq!(assigned(&rows, &[2, 1], |_, _| false), [Some(0), Some(0), Some(1)]);
    }

    #[test]
    fn one_of_several_rows_of_a_place_moves_over() {
        let rows = [vec![0], vec![0, 1], vec![0, 2], vec![0], vec![0]];
        assert_eq!(assigned(&rows, &[3, 1, 1], |_, _| false), [Some(0), Some(1), Some(2), Some(0), Some(0)]);
    }

    #[test]
    fn rows_that_are_apart_do_not_share_a_place() {
        let rows = [vec![0, 1], vec![0, 1], vec![0]];
        let twins = |a: usize, b: usize| a < 2 && b < 2;
        assert_eq!(assigned(&rows, &[2, 2], twins), [Some(0), Some(1), Some(0)]);
    }
}

//! Bipartite matching by augmenting paths (König 1931, Kuhn 1955), with places that take several rows.
//!
//! A row takes the first of its places that has room. If none has, a row that holds one of them moves
//! to another of its own places, and so on along the path. By Hall's theorem (1935) the number of rows
//! that find a place does not depend on the order; which place each row gets does, so the order of
//! rows and places is part of the answer of [`assign`].

/// How many rows can each have a place of their own. `rows[n]`: the places, below `places`, that row n
/// may take.
pub fn size<R: AsRef<[usize]>>(rows: &[R], places: usize) -> usize {
    let mut matching = Matching::new(rows, vec![1; places], &|_, _| false);
    (0..rows.len()).filter(|row| matching.place(*row)).count()
}

/// Whether every row can have a place of its own; as [`size`], but stops at the first row that cannot.
pub fn is_complete<R: AsRef<[usize]>>(rows: &[R], places: usize) -> bool {
    let mut matching = Matching::new(rows, vec![1; places], &|_, _| false);
    (0..rows.len()).all(|row| matching.place(row))
}

/// The place of every row when place p takes up to `capacity[p]` rows; `None` for a row that finds
/// none. Two rows that are `apart` do not share a place; where such rows exist, a row may stay without
/// a place although a cleverer assignment would have one.
pub fn assign<R: AsRef<[usize]>>(
    rows: &[R],
    capacity: Vec<usize>,
    apart: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut matching = Matching::new(rows, capacity, apart);
    for row in 0..rows.len() {
        matching.place(row);
    }
    let mut given = vec![None; rows.len()];
    for (place, holders) in matching.holders.iter().enumerate() {
        holders.iter().for_each(|row| given[*row] = Some(place));
    }
    given
}

struct Matching<'a, R> {
    rows: &'a [R],
    capacity: Vec<usize>,
    apart: &'a dyn Fn(usize, usize) -> bool,
    /// By place, the rows that have it, in ascending order.
    holders: Vec<Vec<usize>>,
    /// Places that the search for the current row has tried.
    seen: Vec<bool>,
}

impl<'a, R: AsRef<[usize]>> Matching<'a, R> {
    fn new(rows: &'a [R], capacity: Vec<usize>, apart: &'a dyn Fn(usize, usize) -> bool) -> Matching<'a, R> {
        let places = capacity.len();
        Matching { rows, capacity, apart, holders: vec![Vec::new(); places], seen: vec![false; places] }
    }

    /// Gives one more row a place, if there is an augmenting path.
    fn place(&mut self, row: usize) -> bool {
        self.seen.fill(false);
        self.augment(row)
    }

    fn augment(&mut self, row: usize) -> bool {
        let rows = self.rows;
        for place in rows[row].as_ref().iter().copied() {
            if self.seen[place] || self.holders[place].iter().any(|other| (self.apart)(row, *other)) {
                continue;
            }
            self.seen[place] = true;
            if self.holders[place].len() < self.capacity[place] {
                self.take(row, place);
                return true;
            }
            for k in 0..self.holders[place].len() {
                let other = self.holders[place][k];
                self.leave(other, place);
                self.take(row, place);
                if self.augment(other) {
                    return true;
                }
                self.leave(row, place);
                self.take(other, place);
            }
        }
        false
    }

    fn take(&mut self, row: usize, place: usize) {
        let at = self.holders[place].partition_point(|other| *other < row);
        self.holders[place].insert(at, row);
    }

    fn leave(&mut self, row: usize, place: usize) {
        self.holders[place].retain(|other| *other != row);
    }
}

#[cfg(test)]
mod tests {
    use super::{assign, is_complete, size};

    #[test]
    fn a_row_moves_over_for_another() {
        let rows = [vec![0, 1], vec![0], vec![1, 2]];
        assert_eq!((size(&rows, 3), is_complete(&rows, 3)), (3, true));
        assert_eq!(assign(&rows, vec![1; 3], &|_, _| false), [Some(1), Some(0), Some(2)]);
    }

    #[test]
    fn two_rows_for_one_place_are_one_too_many() {
        let rows = [vec![0], vec![0], vec![1]];
        assert_eq!((size(&rows, 2), is_complete(&rows, 2)), (2, false));
        assert_eq!(assign(&rows, vec![1; 2], &|_, _| false), [Some(0), None, Some(1)]);
        assert_eq!(assign(&rows, vec![2, 1], &|_, _| false), [Some(0), Some(0), Some(1)]);
    }

    #[test]
    fn rows_that_are_apart_do_not_share_a_place() {
        let rows = [vec![0, 1], vec![0, 1], vec![0]];
        let twins = |a: usize, b: usize| a < 2 && b < 2;
        assert_eq!(assign(&rows, vec![2, 2], &twins), [Some(0), Some(1), Some(0)]);
    }
}

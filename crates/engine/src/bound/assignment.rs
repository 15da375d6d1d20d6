//! The assignment problem by shortest augmenting paths with potentials (the Hungarian method: Kuhn
//! 1955, Munkres 1957; in this form Tomizawa 1971, Jonker & Volgenant 1987).
//!
//! Rows are added one at a time, so one run gives the cost of every prefix of the rows. Callers pass the
//! seats in reverse order, so these costs are the bounds for all suffixes of the seats.

/// The cost that marks an impossible choice; larger than any sum of reduced costs.
pub(crate) const NEVER: i64 = i64::MAX / 8;

/// The cost of matching the rows, and the column of each row.
pub(crate) struct Matching {
    /// `cost[k]`: the cost of the first k rows together; [`NEVER`] or more if they cannot all be matched.
    pub(crate) cost: Vec<i64>,
    /// The column of every row; meaningful only if all rows are matched.
    pub(crate) columns: Vec<usize>,
}

/// Matches every row to a column of its own; `price[row][column]` may be [`NEVER`].
pub(crate) fn matching(price: &[Vec<i64>]) -> Matching {
    let (rows, columns) = (price.len(), price.first().map_or(0, Vec::len));
    let mut table = Table {
        price,
        of_row: vec![0; rows + 1],
        of_column: vec![0; columns + 1],
        row_at: vec![0; columns + 1],
        via: vec![0; columns + 1],
    };
    let mut cost = vec![0];
    for row in 1..=rows {
        let so_far = if row > columns { NEVER } else { cost[row - 1] + table.seat(row) };
        cost.push(so_far.min(NEVER));
        if so_far >= NEVER {
            cost.resize(rows + 1, NEVER);
            break;
        }
    }
    let mut found = vec![0; rows];
    for (column, row) in table.row_at.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        found[row - 1] = column - 1;
    }
    Matching { cost, columns: found }
}

/// Rows and columns are numbered from 1. The number 0 means that there is no row or column.
struct Table<'a> {
    price: &'a [Vec<i64>],
    of_row: Vec<i64>,
    of_column: Vec<i64>,
    row_at: Vec<usize>,
    via: Vec<usize>,
}

impl Table<'_> {
    /// Matches one more row along a shortest augmenting path, and returns its cost.
    fn seat(&mut self, row: usize) -> i64 {
        let columns = self.row_at.len() - 1;
        let mut least = vec![i64::MAX; columns + 1];
        let mut seen = vec![false; columns + 1];
        let (mut at, mut length) = (0, 0);
        self.row_at[0] = row;
        while self.row_at[at] != 0 {
            seen[at] = true;
            let from = self.row_at[at];
            let (mut step, mut next) = (i64::MAX, 0);
            for column in (1..=columns).filter(|c| !seen[*c]) {
                let slack = self.price[from - 1][column - 1] - self.of_row[from] - self.of_column[column];
                if slack < least[column] {
                    (least[column], self.via[column]) = (slack, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            if step >= NEVER / 2 {
                return NEVER;
            }
            for column in 0..=columns {
                if seen[column] {
                    self.of_row[self.row_at[column]] += step;
                    self.of_column[column] -= step;
                } else if least[column] != i64::MAX {
                    least[column] -= step;
                }
            }
            length += step;
            at = next;
        }
        while at != 0 {
            self.row_at[at] = self.row_at[self.via[at]];
            at = self.via[at];
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::{NEVER, matching};

    #[test]
    fn the_cheapest_matching_is_found_and_its_prefixes() {
        let found = matching(&[vec![4, 1, 3], vec![2, 0, 5], vec![3, 2, 2]]);
        assert_eq!((found.cost, found.columns), (vec![0, 1, 3, 5], vec![1, 0, 2]));
    }

    #[test]
    fn rows_without_a_column_are_never_seated() {
        assert!(matching(&[vec![1, NEVER], vec![1, NEVER]]).cost[2] >= NEVER);
        assert!(matching(&[vec![1], vec![1]]).cost[2] >= NEVER);
        assert_eq!(matching(&[]).cost, vec![0]);
    }
}

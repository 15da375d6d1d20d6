//! Maps the points of a scale to the scores of the bank.

use std::collections::{BTreeMap, BTreeSet};

use super::points::Point;

/// The most points that a scale has.
const MOST: usize = 11;

/// A mapping.
#[derive(Debug, Default)]
pub(super) struct Scale {
    scores: BTreeMap<Point, Option<u8>>,
    /// How many points the scale of the file has; `None` if it is the scale of the bank.
    pub(super) points: Option<usize>,
}

impl Scale {
    /// The score of a point; `None` if its anchors have no place.
    pub(super) fn score(&self, point: &Point) -> Option<u8> {
        self.scores.get(point).copied().flatten()
    }

    /// The points, lowest first, each with its score.
    pub(super) fn points(&self) -> impl Iterator<Item = (&Point, Option<u8>)> {
        self.scores.iter().map(|(point, score)| (point, *score))
    }
}

/// The mapping for a file whose anchors are at `found`. The lowest and the highest point go to the lowest and the
/// highest score. Between them, each score takes the nearest point, so that of a longer scale some points have no
/// score, and of a shorter one some scores have no point.
pub(super) fn scale(found: &BTreeSet<Point>, scores: &[u8]) -> Scale {
    let mut scale = Scale::default();
    for point in found {
        let own = match point {
            Point::Score(score) => scores.contains(score).then_some(*score),
            _ => None,
        };
        scale.scores.insert(point.clone(), own);
    }
    let numbers: Vec<u8> =
        found.iter().filter_map(|p| if let Point::Number(n) = p { Some(*n) } else { None }).collect();
    let ranks: Vec<&Point> = found.iter().filter(|p| matches!(p, Point::Rank(_))).collect();
    let (Some(lowest), Some(highest)) = (numbers.first(), numbers.last()) else {
        // One word alone says nothing about the length of its scale.
        if ranks.len() > 1 {
            for (n, point) in ranks.iter().enumerate() {
                scale.scores.insert((*point).clone(), nearest(n, ranks.len(), scores));
            }
            scale.points = Some(ranks.len());
        }
        return scale;
    };
    let of_bank =
        numbers.iter().all(|n| scores.contains(n)) && (scores.last() == Some(highest) || numbers.len() < 3);
    if of_bank {
        for n in numbers {
            scale.scores.insert(Point::Number(n), Some(n));
        }
        return scale;
    }
    let first = (*lowest).min(1);
    let length = usize::from(highest - first) + 1;
    if (2..=MOST).contains(&length) {
        for n in &numbers {
            scale.scores.insert(Point::Number(*n), nearest(usize::from(n - first), length, scores));
        }
    }
    scale.points = Some(length);
    scale
}

/// The score for point `n` of `length`, both from 0; `None` if other points are nearer to each score.
fn nearest(n: usize, length: usize, scores: &[u8]) -> Option<u8> {
    let rounded = |a: usize, b: usize| (2 * a + b) / (2 * b);
    let (last, top) = (length - 1, scores.len().checked_sub(1)?);
    if length <= scores.len() {
        return scores.get(rounded(n * top, last)).copied();
    }
    let place = |score: usize| if top == 0 { 0 } else { rounded(score * last, top) };
    (0..scores.len()).find(|score| place(*score) == n).map(|score| scores[score])
}

#[cfg(test)]
mod tests {
    use super::{Point, scale};

    fn mapped(found: &[u8], scores: &[u8]) -> Vec<Option<u8>> {
        let found = found.iter().map(|n| Point::Number(*n)).collect();
        scale(&found, scores).points().map(|(_, score)| score).collect()
    }

    #[test]
    fn ends_go_to_ends_and_the_rest_to_the_nearest() {
        let four = [1, 2, 3, 4];
        assert_eq!(mapped(&[1, 2, 3, 4, 5], &four), [Some(1), Some(2), None, Some(3), Some(4)]);
        assert_eq!(mapped(&[1, 3, 5], &four), [Some(1), None, Some(4)]);
        assert_eq!(mapped(&[1, 2, 3], &four), [Some(1), Some(3), Some(4)]);
        assert_eq!(mapped(&[0, 1, 2, 3], &four), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(mapped(&[1, 4], &four), [Some(1), Some(4)]);
        assert_eq!(mapped(&[1], &four), [Some(1)]);
        assert_eq!(mapped(&[1, 2, 3, 4], &[1, 2, 3, 4, 5]), [Some(1), Some(2), Some(4), Some(5)]);
        assert_eq!(mapped(&[1, 10], &four), [Some(1), Some(4)]);
        assert_eq!(mapped(&[7], &four), [Some(4)]);
    }

    #[test]
    fn words_are_ordered_by_their_rank() {
        let found = [Point::Rank(80), Point::Rank(20), Point::Rank(60)].into_iter().collect();
        let three: Vec<_> = scale(&found, &[1, 2, 3, 4]).points().map(|(p, s)| (p.clone(), s)).collect();
        assert_eq!(
            three,
            [(Point::Rank(20), Some(1)), (Point::Rank(60), Some(3)), (Point::Rank(80), Some(4))]
        );
        assert_eq!(scale(&[Point::Rank(70)].into(), &[1, 2]).score(&Point::Rank(70)), None);
    }
}

//! Computes which kits a number of candidates would get, without issuing any.

use serde::Serialize;

use crate::model::{IssueMode, KitIssue, Roll, Spread, Supply};

use super::Parallels;

/// Figures about the kits of future candidates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Simulation {
    /// Id of the opening.
    pub req: String,
    /// How the kits were drawn.
    pub mode: IssueMode,
    /// Candidates for whom there was no kit.
    pub without: usize,
    /// Kits whose search stopped at its limit.
    pub unproven: usize,
    /// Exposure and overlap.
    pub spread: Spread,
    /// Candidates served in `balanced` mode before a rotating question repeats.
    pub serves: usize,
    /// The questions to write so that the bank serves twice as many candidates, computed from counts alone:
    /// competency, depth, number of questions, and the family that they must be of, if any.
    pub to_double: Vec<Lack>,
    /// The sum of the minutes of a kit's questions.
    pub minutes: Balance,
    /// The sum of the difficulties of a kit's questions; `None` unless every question of every kit declares
    /// one.
    pub difficulty: Option<Balance>,
}

/// Questions to write: competency, depth, number, and the family that they must be of.
type Lack = (String, String, usize, Option<String>);

/// How much a sum differs from kit to kit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Balance {
    /// The least.
    pub least: u32,
    /// The mean.
    pub mean: f64,
    /// The most.
    pub most: u32,
    /// The standard deviation.
    pub deviation: f64,
}

impl Balance {
    fn of(sums: &[u32]) -> Balance {
        let count = sums.len().max(1) as f64;
        let mean = sums.iter().map(|n| f64::from(*n)).sum::<f64>() / count;
        let variance = sums.iter().map(|n| (f64::from(*n) - mean).powi(2)).sum::<f64>() / count;
        Balance {
            least: sums.iter().copied().min().unwrap_or(0),
            mean,
            most: sums.iter().copied().max().unwrap_or(0),
            deviation: variance.sqrt(),
        }
    }
}

/// Draws kits for this number of candidates and measures how evenly they use the bank.
pub fn simulate(parallels: &Parallels, mode: IssueMode, candidates: u32) -> Simulation {
    let draws = parallels.draws();
    let fresh = draws.series();
    let mut series = fresh.clone();
    let mut roll = Roll::default();
    let (mut without, mut unproven) = (0, 0);
    for n in 1..=candidates {
        let id = format!("candidate-{n:04}");
        let key = parallels.key(&id);
        let drawn = match mode {
            IssueMode::Stable => draws.stable(&key),
            IssueMode::Balanced => series.draw(&key).map(|next| next.variant),
        };
        let Some(drawn) = drawn else {
            without += 1;
            continue;
        };
        unproven += usize::from(!drawn.proven);
        let issue = KitIssue { number: Some(n), ..parallels.note(mode, None, Vec::new()) };
        roll.add(&parallels.unsealed(&id, &drawn, issue), parallels.base(), None);
    }
    let ids: Vec<String> = (1..=candidates.max(200)).map(|n| format!("candidate-{n:04}")).collect();
    let serves = fresh.left(ids.iter().map(|id| parallels.key(id)));
    let supplies = parallels.supplies();
    let minutes: Vec<u32> =
        roll.kits.iter().map(|k| k.questions.iter().map(|q| roll.question(*q).minutes).sum()).collect();
    let difficulty = |kit: &crate::model::Issued| -> Option<u32> {
        kit.questions.iter().map(|q| roll.question(*q).difficulty.map(u32::from)).sum()
    };
    let difficulty: Option<Vec<u32>> = roll.kits.iter().map(difficulty).collect();
    Simulation {
        req: parallels.base().req.clone(),
        mode,
        without,
        unproven,
        to_double: to_double(&supplies),
        spread: Spread::new(parallels.base(), &roll, supplies, parallels.bounds(&roll)),
        serves,
        minutes: Balance::of(&minutes),
        difficulty: difficulty.map(|sums| Balance::of(&sums)),
    }
}

/// For each competency and depth, the number of questions to write so that it serves twice as many candidates
/// as the scarcest one serves now. Those that need no more questions are left out.
fn to_double(supplies: &[Supply]) -> Vec<Lack> {
    let serves = supplies.iter().map(Supply::serves).min().unwrap_or(0);
    let wanted = (2 * serves).max(1);
    let lack = |s: &Supply| (s.competency.clone(), s.depth.clone(), s.lacks(wanted), s.family.clone());
    supplies.iter().filter(|s| s.lacks(wanted) > 0).map(lack).collect()
}

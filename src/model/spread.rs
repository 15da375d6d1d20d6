//! How evenly the kits of a req use the bank: exposure, overlap, and the best possible values.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Kit, Roll, UnlikeRule};

/// The bank's supply for the rotating slots of one competency at one depth. Slots that keep a family are apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Supply {
    /// The competency.
    pub competency: String,
    /// The depth.
    pub depth: String,
    /// The family, if these slots take only its questions; otherwise absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Rotating slots of one kit.
    pub slots: usize,
    /// Active questions that fit one of them.
    pub questions: usize,
    /// For every subset of these slots, its size and the number of questions that fit at least one slot in
    /// it. With more than eight slots, only every single slot and all slots together are listed. Slots differ
    /// in types and minutes, so the subset with the fewest questions per slot decides how many candidates can
    /// be served (Hall 1935).
    #[serde(skip)]
    pub sets: Vec<(usize, usize)>,
    /// The ids of the questions that these slots share, sorted.
    #[serde(skip)]
    pub fitting: Vec<String>,
}

impl Supply {
    /// Whether a question is one of those that these slots share.
    fn fits(&self, question: &str) -> bool {
        self.fitting.binary_search_by(|id| id.as_str().cmp(question)).is_ok()
    }

    /// Competency, depth and, if there is one, family: for messages.
    pub fn name(&self, competency: &str) -> String {
        let family = self.family.as_ref().map(|family| format!(", family {family}"));
        format!("{competency} at {}{}", self.depth, family.unwrap_or_default())
    }

    /// Number of candidates served before a question must repeat, from counts alone. Families, enemies and
    /// the minutes of whole rounds may allow fewer.
    pub fn serves(&self) -> usize {
        self.sets.iter().map(|(slots, questions)| questions / slots.max(&1)).min().unwrap_or(0)
    }

    /// Number of questions to write so that it serves this many candidates.
    pub fn lacks(&self, candidates: usize) -> usize {
        let lacks = |(slots, questions): &(usize, usize)| (candidates * slots).saturating_sub(*questions);
        self.sets.iter().map(lacks).max().unwrap_or(0)
    }
}

/// A rotating question and the number of kits that it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    /// Id in the bank.
    pub question: String,
    /// The competency it observes.
    pub competency: String,
    /// The depth of the question.
    pub depth: String,
    /// Number of kits that it is in.
    pub kits: u32,
}

/// The number of rotating questions that two kits share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// Mean over all pairs of kits.
    pub mean: f64,
    /// The lowest mean that any choice of questions could reach (Chen, Ankenmann & Spray 2003): uses are
    /// spread evenly over the questions of each competency and depth.
    pub bound: f64,
    /// Maximum over the pairs that were compared.
    pub most: u32,
    /// Candidates of a pair with this maximum.
    pub pair: Option<(String, String)>,
    /// Number of pairs that share 0, 1, 2 … rotating questions.
    pub pairs: Vec<u64>,
    /// Number of kits that were compared pair by pair: all of them, or the first 5,000.
    pub compared: usize,
}

/// Limit of kits that are compared pair by pair. The mean covers all kits.
pub(super) const COMPARED: usize = 5_000;

/// How evenly a number of kits use the bank.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Number of kits.
    pub kits: usize,
    /// Number of core slots.
    pub core: usize,
    /// Number of rotating slots.
    pub rotating: usize,
    /// Rotating questions in use, the most used first.
    pub used: Vec<Used>,
    /// Number of kits that the most used rotating question is in.
    pub most: u32,
    /// Lower bound on `most`: in any draw, some rotating question is in at least this many kits.
    pub bound: u32,
    /// The same bound if the questions of a slot need not agree in kind and difficulty. The difference to
    /// `bound` is the price of these rules.
    pub bound_without_likeness: u32,
    /// Number of rotating slots in which the questions of all kits are of one family, which the loop chose for the slot.
    pub same_family: usize,
    /// Number of rotating slots in which the questions of any two kits have one type, and both or neither come with an
    /// exhibit.
    pub same_form: usize,
    /// Number of rotating slots in which the questions of any two kits are of one kind.
    pub same_kind: usize,
    /// Number of rotating slots in which the questions of any two kits declare difficulties that differ by at
    /// most one point.
    pub near_difficulty: usize,
    /// How many rotating questions two kits share.
    pub overlap: Overlap,
    /// The bank's supply for each competency and depth with rotating slots.
    pub supplies: Vec<Supply>,
}

impl Spread {
    /// The spread of the kits of a roll. `bounds`: the lowest possible number of kits with the most used
    /// rotating question, with the rules on kind and difficulty and without them.
    pub fn new(base: &Kit, roll: &Roll, supplies: Vec<Supply>, bounds: [u32; 2]) -> Spread {
        let rotating: Vec<usize> =
            base.slots().enumerate().filter(|(_, s)| !s.core).map(|(n, _)| n).collect();
        let slots: Vec<_> = base.slots().collect();
        let mut uses: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
        let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
        let mut sets: Vec<Vec<u32>> = Vec::new();
        for kit in &roll.kits {
            let mut set = Vec::new();
            for n in rotating.iter().filter(|n| **n < kit.questions.len()) {
                let id = roll.question(kit.questions[*n]).id.as_str();
                *uses.entry((&slots[*n].competency, &slots[*n].depth, id)).or_default() += 1;
                let next = ids.len() as u32;
                set.push(*ids.entry(id).or_insert(next));
            }
            sets.push(set);
        }
        let overlap = overlap(&sets, ids.len(), roll, &uses, &supplies);
        let is_of_family = |n: &&usize| {
            let Some(family) = slots[**n].admits.as_ref().and_then(|admits| admits.family.as_ref()) else {
                return false;
            };
            let supply = supplies.iter().find(|supply| supply.family.as_ref() == Some(family));
            let mut asked = roll.kits.iter().filter_map(|kit| kit.questions.get(**n));
            asked.all(|question| supply.is_some_and(|supply| supply.fits(&roll.question(*question).id)))
        };
        let used = |((competency, depth, question), kits): (&(&str, &str, &str), &u32)| Used {
            question: (*question).to_owned(),
            competency: (*competency).to_owned(),
            depth: (*depth).to_owned(),
            kits: *kits,
        };
        let mut used: Vec<Used> = uses.iter().map(used).collect();
        used.sort_by(|a, b| (b.kits, &a.question).cmp(&(a.kits, &b.question)));
        let most = used.first().map_or(0, |u| u.kits);
        let unlike: Vec<Vec<UnlikeRule>> =
            rotating.iter().map(|n| roll.unlike(*n).into_iter().map(|u| u.rule).collect()).collect();
        Spread {
            kits: roll.kits.len(),
            core: slots.len() - rotating.len(),
            rotating: rotating.len(),
            most,
            // If the kits did better than the present bank allows, the bank had more questions when they were
            // drawn. The bound must not be above the value that was reached.
            bound: bounds[0].min(most),
            bound_without_likeness: bounds[1].min(most),
            same_family: rotating.iter().filter(is_of_family).count(),
            same_form: rotating.iter().filter(|n| roll.is_of_one_form(**n)).count(),
            same_kind: unlike.iter().filter(|rules| !rules.contains(&UnlikeRule::Kind)).count(),
            near_difficulty: unlike
                .iter()
                .filter(|rules| rules.iter().all(|r| *r == UnlikeRule::Kind))
                .count(),
            used,
            overlap,
            supplies,
        }
    }

    /// The competency and depth that serves the fewest candidates.
    pub fn scarcest(&self) -> Option<&Supply> {
        self.supplies.iter().min_by_key(|s| (s.serves(), s.questions))
    }
}

fn overlap(
    sets: &[Vec<u32>],
    questions: usize,
    roll: &Roll,
    uses: &BTreeMap<(&str, &str, &str), u32>,
    supplies: &[Supply],
) -> Overlap {
    let kits = sets.len() as f64;
    let pairs = (kits * (kits - 1.0)).max(1.0);
    let shared = |uses: u64| (uses * uses.saturating_sub(1)) as f64;
    // A sum of no numbers is -0; adding 0 makes it 0.
    let mean = uses.values().map(|n| shared(u64::from(*n))).sum::<f64>() / pairs + 0.0;
    let cell = |supply: &Supply| {
        let of = |(.., id): &(&str, &str, &str)| supply.fits(id);
        let used: Vec<u64> = uses.iter().filter(|(key, _)| of(key)).map(|(_, n)| u64::from(*n)).collect();
        let (all, into) = (used.iter().sum::<u64>(), supply.questions.max(used.len()).max(1) as u64);
        let (low, more) = (all / into, all % into);
        (shared(low) * (into - more) as f64 + shared(low + 1) * more as f64) / pairs
    };
    let bound = supplies.iter().map(cell).sum::<f64>() + 0.0;
    // Each kit is a bit set with one bit for each question, so two kits are compared 64 questions at a time.
    let words = questions.div_ceil(64);
    let compared = sets.len().min(COMPARED);
    let bits: Vec<Vec<u64>> = sets[..compared]
        .iter()
        .map(|set| {
            let mut bits = vec![0u64; words];
            set.iter().for_each(|q| bits[*q as usize / 64] |= 1 << (q % 64));
            bits
        })
        .collect();
    let longest = sets.iter().map(Vec::len).max().unwrap_or(0);
    let mut counts = vec![0u64; longest + 1];
    let (mut most, mut pair) = (0, None);
    for (n, a) in bits.iter().enumerate() {
        for (m, b) in bits[..n].iter().enumerate() {
            let shared: u32 = a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum();
            counts[shared as usize] += 1;
            if shared > most || pair.is_none() {
                (most, pair) = (shared, Some((m, n)));
            }
        }
    }
    while counts.len() > 1 && counts.last() == Some(&0) {
        counts.pop();
    }
    let name = |n: usize| roll.kits[n].candidate.clone();
    let pair = pair.map(|(a, b)| (name(a), name(b)));
    Overlap { mean, bound, most, pair, pairs: counts, compared }
}

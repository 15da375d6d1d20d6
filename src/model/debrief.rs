//! What the scores of an opening say. Its type is exactly the structure of `debrief --format json`.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::RatingsUsed;

/// Version of the JSON of a debrief.
pub const DEBRIEF_FORMAT: u32 = 1;

/// Degrees of freedom, one for each further answer on a must-have, below which no standard error is stated.
pub const FEWEST_FURTHER: usize = 10;

/// Answers rated together with others below which an interviewer is not compared with them.
pub const FEWEST_SHARED: usize = 20;

/// A number that is printed with four decimals at most.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Decimal(pub f64);

impl Decimal {
    /// The number with two decimals.
    pub fn text(self) -> String {
        format!("{:.2}", self.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64((self.0 * 1e4).round() / 1e4)
    }
}

/// The scores of an opening at one stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// Version of this format.
    pub format: u32,
    /// Id of the opening.
    pub req: String,
    /// The stage that was asked for; `null` for the whole loop.
    pub stage: Option<String>,
    /// True if scores of candidates are shown whose forms are not all in; absent otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// The rule by which the scores are counted.
    pub rule: DebriefRule,
    /// The candidates in the order of their ids.
    pub candidates: Vec<DebriefCandidate>,
    /// The candidates who are too close to the first; `null` without an error of the totals, or with fewer than two complete
    /// candidates.
    pub top_group: Option<TopGroup>,
    /// Whether the first place depends on one round or one interviewer; `null` with fewer than two complete candidates.
    pub sensitivity: Option<Sensitivity>,
    /// How often ratings of the same answer agree.
    pub agreement: Agreement,
    /// The ratings of each interviewer. Present only if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interviewers: Option<Vec<RaterCounts>>,
}

/// The rule by which scores are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DebriefRule {
    /// Its digest.
    pub digest: String,
    /// The score that a must-have needs.
    pub cut: u8,
    /// Which ratings count.
    #[serde(rename = "use")]
    pub ratings: RatingsUsed,
    /// True if a score came in under another rule.
    pub changed_after_first_score: bool,
}

/// The scores of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DebriefCandidate {
    /// Id.
    pub id: String,
    /// How far the candidate is.
    pub state: CandidateState,
    /// Seats whose form is missing.
    pub missing: Vec<SeatName>,
    /// Seats whose form will not come.
    pub excused: Vec<SeatName>,
    /// The scores; absent while the candidate waits.
    #[serde(flatten)]
    pub scores: Option<Scores>,
}

/// How far a candidate is at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CandidateState {
    /// All seats are in or excused, and every must-have is rated.
    Complete,
    /// All seats are in or excused, and a must-have has no rating.
    Incomplete,
    /// A seat is missing.
    Waiting,
    /// The candidate was stopped after an earlier round.
    Stopped,
}

impl CandidateState {
    /// The word of the JSON.
    pub fn word(self) -> &'static str {
        match self {
            CandidateState::Complete => "complete",
            CandidateState::Incomplete => "incomplete",
            CandidateState::Waiting => "waiting",
            CandidateState::Stopped => "stopped",
        }
    }
}

/// An interviewer in a round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SeatName {
    /// Id of the round.
    pub round: String,
    /// Name of the interviewer; `null` if the round names none.
    pub interviewer: Option<String>,
}

/// The numbers of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// The weighted mean of the must-have scores; `null` if a must-have has no rating.
    pub total: Option<Decimal>,
    /// The same over core slots only; `null` if none of them is scored.
    pub core_total: Option<Decimal>,
    /// The standard error of the total; `null` without a total, or with fewer than ten degrees of freedom.
    pub standard_error: Option<Decimal>,
    /// The total in whole points; absent if the rule asks for no points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// The must-haves in the order of the kit.
    pub must_haves: Vec<MustHaveScore>,
    /// The competencies in the order of the kit.
    pub competencies: Vec<CompetencyScore>,
    /// The same over rotating slots only. Pages print it; the JSON does not have it.
    #[serde(skip)]
    pub rotating: Vec<CompetencyScore>,
    /// The scores of the slots that have one. Pages print them; the JSON does not have them.
    #[serde(skip)]
    pub slots: BTreeMap<String, Decimal>,
    /// Slots whose ratings differ by two or more.
    pub splits: Vec<SlotSplit>,
    /// The recommendations; they enter no number.
    pub recommendations: Vec<Recommended>,
}

/// The score of a must-have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MustHaveScore {
    /// Id.
    pub id: String,
    /// Text.
    pub text: String,
    /// Id of the competency.
    pub competency: String,
    /// Weight.
    pub weight: u32,
    /// The mean of its slot scores; `null` if no slot is scored.
    pub score: Option<Decimal>,
    /// The number of scored slots.
    pub slots: usize,
    /// The number of ratings in them.
    pub ratings: usize,
    /// What to notice about the score.
    pub marks: Vec<ScoreMark>,
}

impl MustHaveScore {
    /// The score with two decimals; with more, if two would hide that it is below the cut. `None` without a score.
    pub fn text(&self, cut: u8) -> Option<String> {
        let score = self.score?;
        let hidden = self.has(ScoreMark::Below) && score.text() == format!("{cut}.00");
        Some(if hidden { format!("{:.4}", score.0) } else { score.text() })
    }

    /// True if it has this mark.
    pub fn has(&self, mark: ScoreMark) -> bool {
        self.marks.contains(&mark)
    }

    /// True if the score reaches the cut.
    pub fn is_met(&self) -> bool {
        !self.has(ScoreMark::Below) && !self.has(ScoreMark::NotSeen)
    }
}

/// What to notice about the score of a must-have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreMark {
    /// The score is below the cut.
    Below,
    /// Raising one slot by one point would reach the cut.
    JustBelow,
    /// Ratings of one answer differ by two or more, or two rounds lie on both sides of the cut.
    Split,
    /// One slot is scored.
    SeenOnce,
    /// No slot is scored.
    NotSeen,
}

impl ScoreMark {
    /// The word of the JSON.
    pub fn word(self) -> &'static str {
        match self {
            ScoreMark::Below => "below",
            ScoreMark::JustBelow => "just-below",
            ScoreMark::Split => "split",
            ScoreMark::SeenOnce => "seen-once",
            ScoreMark::NotSeen => "not-seen",
        }
    }
}

/// The score of a competency, over the slots that have it as their main competency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompetencyScore {
    /// Id.
    pub competency: String,
    /// The mean of its slot scores; `null` if no slot is scored.
    pub score: Option<Decimal>,
    /// The number of ratings.
    pub ratings: usize,
}

/// A slot whose ratings differ by two or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotSplit {
    /// Id of the slot.
    pub slot: String,
    /// The lowest rating.
    pub low: u8,
    /// The highest rating.
    pub high: u8,
}

/// The recommendation of one interviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recommended {
    /// Who recommends, and for which round.
    #[serde(flatten)]
    pub seat: SeatName,
    /// The score.
    pub recommendation: u8,
}

/// The candidates whose totals are too close to the best one to say who is better.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopGroup {
    /// Ids, in their order.
    pub ids: Vec<String>,
    /// The number of complete candidates.
    pub k: usize,
    /// The 95 % point of the studentized range for `k` and `df`.
    pub q: Decimal,
    /// Degrees of freedom of the pooled variance.
    pub df: usize,
    /// The pooled variance of slot scores around their must-have score.
    pub variance: Decimal,
}

/// Whether the first place depends on one round or one interviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sensitivity {
    /// The ids with the best total.
    pub first: Vec<String>,
    /// True if these ids are the same in every case.
    pub stable: bool,
    /// What comes first without each round and without each interviewer.
    pub without: Vec<Without>,
    /// Of complete candidates who meet every must-have: those that they meet only with one round or one interviewer. Pages
    /// print them; the JSON does not have them.
    #[serde(skip)]
    pub met_only_with: Vec<MetOnlyWith>,
}

/// A must-have that a candidate meets only with one round or one interviewer: without them its score is below the cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetOnlyWith {
    /// Id of the candidate.
    pub candidate: String,
    /// Text of the must-have.
    pub must_have: String,
    /// The rounds and interviewers, each of which it needs.
    pub needs: Vec<LeftOut>,
}

/// Who comes first if one round or one interviewer is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// What is left out.
    #[serde(flatten)]
    pub what: LeftOut,
    /// The ids with the best total; empty if no must-have remains that all candidates have a rating for.
    pub first: Vec<String>,
}

/// What is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LeftOut {
    /// A round, by its id.
    Round(String),
    /// An interviewer, by name.
    Interviewer(String),
}

/// How often ratings of the same answer agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Answers with two or more ratings.
    pub units: usize,
    /// Pairs of ratings of one answer.
    pub pairs: Pairs,
    /// Krippendorff's alpha with the ordinal metric; `null` with fewer than two units, or if all ratings are the same.
    pub alpha_ordinal: Option<Decimal>,
    /// The same with the interval metric.
    pub alpha_interval: Option<Decimal>,
    /// The bootstrap interval of the ordinal alpha (95 %); `null` without alpha.
    pub interval_95: Option<(Decimal, Decimal)>,
}

/// Pairs of ratings of one answer, by how far they are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pairs {
    /// The same score.
    pub same: usize,
    /// One point apart.
    pub one: usize,
    /// Two points or more apart.
    pub more: usize,
}

/// The ratings of one interviewer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RaterCounts {
    /// Name.
    pub interviewer: String,
    /// The number of ratings.
    pub ratings: usize,
    /// Answers that other interviewers rated too.
    pub units: usize,
    /// The mean, over these answers, of the own rating minus the mean of the others'; `null` with fewer than 20.
    pub leniency: Option<Decimal>,
    /// The number of ratings at each score.
    pub counts: BTreeMap<u8, usize>,
}

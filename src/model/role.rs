//! The role spec: what one opening needs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Id, Kit, LintSetting, Loop, Panel, Round, Scoring, TypeRule};
use crate::text::Place;

/// A requirement that the loop observes.
#[derive(Clone, Debug)]
pub struct MustHave {
    /// Id, unique in the role spec.
    pub id: Id,
    /// True if the role spec gives the id; false if it was made from the text.
    pub named: bool,
    /// In the words of the job description.
    pub text: String,
    /// The competency through which it is observed.
    pub competency: Id,
    /// Overrides the dial for this competency.
    pub depth: Option<Id>,
    /// Weight relative to the other must-haves.
    pub weight: u32,
    /// Follow-ups that are asked in every slot that observes it.
    pub probes: Vec<String>,
    /// Ids of the questions that show it. The loop draws them before others.
    pub evidence: Vec<Id>,
    /// Its place in the role spec.
    pub place: Place,
}

/// A wish that the loop observes if there is room.
#[derive(Clone, Debug)]
pub struct NiceToHave {
    /// In the words of the job description.
    pub text: String,
    /// The competency that shows it.
    pub competency: Option<Id>,
}

/// Product (what and why) or program (how and when).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Decides what is built and why.
    Product,
    /// Decides how and when it is delivered.
    Program,
}

/// The parts of pay that a pay band includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompensationKind {
    /// Base salary.
    Base,
    /// Base, bonus and equity together.
    Total,
}

impl CompensationKind {
    /// The words that files use.
    pub const WORDS: &'static [&'static str] = &["base", "total"];

    /// The kind with this name; `None` if there is none.
    pub fn parse(word: &str) -> Option<CompensationKind> {
        [CompensationKind::Base, CompensationKind::Total].into_iter().find(|kind| kind.as_str() == word)
    }

    /// The word that files use.
    pub fn as_str(self) -> &'static str {
        match self {
            CompensationKind::Base => "base",
            CompensationKind::Total => "total",
        }
    }
}

/// The pay band.
#[derive(Clone, Debug)]
pub struct Compensation {
    /// Base or total.
    pub kind: CompensationKind,
    /// ISO 4217 code.
    pub currency: String,
    /// Lowest and highest, in whole units of the currency a year.
    pub range: (u32, u32),
    /// Target bonus, lowest and highest, in per cent of base.
    pub bonus_percent: Option<(u32, u32)>,
    /// Whether equity is part of the offer.
    pub equity: bool,
}

/// A question that a round must ask of every candidate, in a slot of the question's competency and depth.
#[derive(Clone, Debug)]
pub struct Pin {
    /// The round.
    pub round: Id,
    /// The question.
    pub question: Id,
    /// Why it was chosen, in the words of the role spec.
    pub why: Option<String>,
    /// Its place in the role spec.
    pub place: Place,
}

/// One opening.
#[derive(Clone, Debug)]
pub struct RoleSpec {
    /// Id of the req; also the name of its folder.
    pub id: Id,
    /// Title as in the job posting.
    pub title: String,
    /// The bank that the questions come from; the first one if there are several.
    pub bank: Id,
    /// The other banks, in the order of the role spec.
    pub more_banks: Vec<Id>,
    /// Seniority.
    pub level: Id,
    /// The dial.
    pub depth: Id,
    /// Requirements, in the order of the file.
    pub must_haves: Vec<MustHave>,
    /// Wishes.
    pub nice_to_haves: Vec<NiceToHave>,
    /// Product or program.
    pub lane: Option<Lane>,
    /// Values for placeholders, the bank's defaults included.
    pub context: BTreeMap<String, String>,
    /// Names in the context whose value is the bank's default.
    pub assumed: Vec<String>,
    /// What the role is.
    pub summary: Option<String>,
    /// What the role owns in the first 90 days.
    pub owns: Vec<String>,
    /// What the role does not own.
    pub not_owned: Vec<String>,
    /// Name of the hiring manager.
    pub hiring_manager: Option<String>,
    /// Name of the recruiter.
    pub recruiter: Option<String>,
    /// Where the work is done.
    pub location: Option<String>,
    /// The pay band.
    pub compensation: Option<Compensation>,
    /// The rounds.
    pub plan: Loop,
    /// The interviewers of each round.
    pub interviewers: BTreeMap<Id, Panel>,
    /// Questions that rounds must ask, in the order of the file.
    pub pins: Vec<Pin>,
    /// Questions that are not drawn for this opening.
    pub excluded: BTreeSet<Id>,
    /// For each round, what its interviewers read before they go in.
    pub briefs: BTreeMap<Id, String>,
    /// Digest of the questions that only this opening draws; `None` if it has none.
    pub own_questions: Option<String>,
    /// Share of slots with the same question for every candidate, 0 to 1.
    pub core: f64,
    /// Whether the question types must be those of the loop's kit, or are only preferred.
    pub equivalence: TypeRule,
    /// How scores are counted.
    pub scoring: Scoring,
    /// Places whose legal notes apply.
    pub jurisdictions: Vec<Id>,
    /// The levels of lints for this role, in the order of the file.
    pub lints: Vec<LintSetting>,
    /// `sha256:…` of the spec; the layout does not matter.
    pub digest: String,
    /// Where the spec begins.
    pub place: Place,
    /// Where the dial is set.
    pub depth_place: Place,
}

impl RoleSpec {
    /// The role spec with the must-have ids of an issued kit. A must-have without an id in the role spec gets
    /// its id from its text. If the text has changed, the must-have takes over an id from the kit instead:
    /// the id of a must-have with the same competency that is no longer in the role spec.
    #[must_use]
    pub fn with_ids_of(mut self, kit: &Kit) -> RoleSpec {
        let known = &kit.role.must_haves;
        let is_kept = |must: &MustHave| {
            must.named
                || known.iter().any(|m| m.id == must.id.as_str() && m.competency == must.competency.as_str())
        };
        let mut taken: BTreeSet<String> =
            self.must_haves.iter().filter(|m| is_kept(m)).map(|m| m.id.to_string()).collect();
        for must in self.must_haves.iter_mut().filter(|m| !is_kept(m)) {
            let old =
                known.iter().find(|m| m.competency == must.competency.as_str() && !taken.contains(&m.id));
            let mut id = old.and_then(|m| Id::new(&m.id)).unwrap_or_else(|| must.id.clone());
            for n in 2.. {
                if taken.insert(id.to_string()) {
                    break;
                }
                id = Id::new(&format!("{}-{n}", must.id)).unwrap_or(id);
            }
            must.id = id;
        }
        self
    }

    /// The depth at which a competency is observed: the deepest override of its must-haves, or the dial.
    pub fn depth_of(&self, competency: &Id, rank: impl Fn(&Id) -> usize) -> Id {
        self.must_haves
            .iter()
            .filter(|m| m.competency == *competency)
            .filter_map(|m| m.depth.as_ref())
            .max_by_key(|depth| rank(depth))
            .unwrap_or(&self.depth)
            .clone()
    }

    /// The questions that pins place in a round, in the order of the file.
    pub fn pinned<'a>(&'a self, round: &'a Id) -> impl Iterator<Item = &'a Pin> {
        self.pins.iter().filter(move |pin| pin.round == *round)
    }

    /// The questions that the rounds ask by `ask`, with their rounds.
    pub fn asked(&self) -> impl Iterator<Item = (&Round, &Id)> {
        self.plan.rounds.iter().flat_map(|round| round.asks.iter().map(move |question| (round, question)))
    }

    /// The weight of a competency: the sum of the weights of its must-haves.
    pub fn weight_of(&self, competency: &Id) -> u32 {
        self.must_haves.iter().filter(|m| m.competency == *competency).map(|m| m.weight).sum()
    }
}

//! What interviewers wrote about the candidates of an opening, and what was recorded about them: everything that pages about
//! scores print besides the numbers of a [`Debrief`](super::Debrief).

use serde::Serialize;

use super::{Agreed, Decision, Kit, KitRating, KitRound, KitSlot, Logged, Scoring, SeatName, Submission};

/// What was recorded about an opening at one stage.
#[derive(Clone, Debug, Serialize)]
pub struct Proceedings {
    /// Id of the opening.
    pub req: String,
    /// Its title.
    pub title: String,
    /// The stage that was asked for; `None` for the whole loop.
    pub stage: Option<String>,
    /// The rating scale, lowest first.
    pub ratings: Vec<KitRating>,
    /// How scores are counted.
    pub scoring: Scoring,
    /// Digest of the rule that holds now.
    pub rule: String,
    /// Forms that were made under another rule, and the number of complete forms.
    pub other_rule: (usize, usize),
    /// The rounds of the stage, as in the loop's kit.
    pub rounds: Vec<KitRound>,
    /// How long records are kept, as `panelkit.yaml` says.
    pub retain: Option<String>,
    /// The candidates in the order of their ids.
    pub people: Vec<Proceeding>,
}

/// What was recorded about one candidate.
#[derive(Clone, Debug, Serialize)]
pub struct Proceeding {
    /// Id.
    pub id: String,
    /// The kit.
    pub kit: Kit,
    /// Kits that the candidate had before, if forms belong to them.
    pub earlier: Vec<Kit>,
    /// The day of the first round; `None` if it is not recorded.
    pub held: Option<String>,
    /// The seats of the stage, round by round; without those of rounds after an early stop.
    pub seats: Vec<SeatFacts>,
    /// The complete forms of the stage, in the order of the seats.
    pub forms: Vec<Submission>,
    /// What the panel agreed on; of several entries for a slot, the last one counts.
    pub agreed: Vec<Agreed>,
    /// The decisions, oldest first.
    pub decisions: Vec<Decision>,
    /// The log, oldest entry first.
    pub log: Vec<Logged>,
}

/// What is known about a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatFacts {
    /// The seat.
    pub name: SeatName,
    /// Whether its form is there.
    pub form: FormThere,
    /// The day of the interview, as the form says it.
    pub held: Option<String>,
    /// When the form became final.
    pub submitted: Option<String>,
    /// Hours from the end of the day of the interview until the form became final; negative if it was final on that day
    /// or before. `None` if a time is not known.
    pub hours: Option<i64>,
    /// Whether the form became final more than 24 hours after the end of the day of the interview.
    pub late: bool,
    /// Whether the interviewer declares a conflict; `None` if the form does not say.
    pub conflict: Option<bool>,
    /// Why the form will not come, if that is recorded.
    pub why: Option<String>,
    /// False if the person has no seat in the kit any more.
    pub seated: bool,
}

/// Whether the form of a seat is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FormThere {
    /// A complete form is there.
    In,
    /// A form is there that is not complete yet.
    Draft,
    /// The form will not come.
    Excused,
    /// No form is there.
    Missing,
}

impl FormThere {
    /// True if the form is still to come, or is a draft.
    pub fn is_waited_for(self) -> bool {
        matches!(self, FormThere::Draft | FormThere::Missing)
    }
}

impl Proceeding {
    /// The slot as the form with this digest of a kit has it: of an earlier kit if the question was replaced later.
    pub fn slot_of(&self, kit: &str, slot: &str) -> Option<&KitSlot> {
        self.kit_of(kit).slots().find(|one| one.id == slot)
    }

    /// The kit with this digest: an earlier one, otherwise the kit as it is now.
    pub fn kit_of(&self, digest: &str) -> &Kit {
        self.earlier.iter().find(|earlier| earlier.digest == digest).unwrap_or(&self.kit)
    }

    /// The questions that the candidate was asked in a slot, each once: those of the rated forms, otherwise that of the kit.
    pub fn asked(&self, slot: &str) -> Vec<&KitSlot> {
        let has = |form: &&Submission| form.ratings.iter().any(|rating| rating.slot == slot);
        let of_forms = self.forms.iter().filter(has).filter_map(|form| self.slot_of(&form.kit, slot));
        let mut found: Vec<&KitSlot> = Vec::new();
        for one in of_forms {
            if found.iter().all(|known| known.question.wording != one.question.wording) {
                found.push(one);
            }
        }
        if found.is_empty() {
            found.extend(self.kit.slots().find(|one| one.id == slot));
        }
        found
    }

    /// The rating that the panel agreed on for a slot; the last entry counts.
    pub fn agreed_on(&self, slot: &str) -> Option<&Agreed> {
        self.agreed.iter().rev().find(|agreed| agreed.slot == slot)
    }

    /// The decision that counts; `None` if nothing was decided.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last()
    }
}

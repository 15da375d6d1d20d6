//! `scores`: which forms are in, which are missing, and what has not been assessed yet. It shows no rating.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::call::Call;
use super::seat_states::{Seats, facts};
use crate::model::{FormThere, SeatFacts, SeatName, Submission};
use crate::store::{Fault, Req, Scores, all_forms, candidate_in, kit_in};

/// Asks for the state of the forms of an opening.
#[derive(Clone, Debug)]
pub struct AskScores {
    /// The req.
    pub req: String,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// The state of the forms of an opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoresShown {
    /// The req.
    pub req: String,
    /// The candidates by id. The loop's own kit comes first, without an id, if forms of it are in or no candidate has a
    /// kit.
    pub candidates: Vec<CandidateScores>,
    /// Whom to remind, by name.
    pub remind: Vec<Reminder>,
}

/// The forms of one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CandidateScores {
    /// Id; `null` for the loop's own kit.
    pub candidate: Option<String>,
    /// The day of the first round, if it is recorded.
    pub held: Option<String>,
    /// The seats, round by round; then the forms of people who have no seat any more. After an early stop, only the seats
    /// of later rounds whose forms are in.
    pub seats: Vec<SeatScore>,
    /// Must-haves without a rating in a complete form.
    pub not_assessed: Vec<Unassessed>,
}

/// One seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatScore {
    /// Id of the round.
    pub round: String,
    /// Name of the interviewer; `null` if the round names none.
    pub interviewer: Option<String>,
    /// Whether the form is in.
    pub state: FormThere,
    /// Whether the form became final more than 24 hours after the end of the day of the interview; `null` if a time is not
    /// known.
    pub late: Option<bool>,
    /// The day of the interview, as the form says it.
    pub held: Option<String>,
    /// When the form became final.
    pub submitted: Option<String>,
    /// Whether the interviewer declares a conflict; `null` if the form does not say, or is not in.
    pub conflict: Option<bool>,
    /// Answers of a complete form that have neither a score nor "not assessed".
    pub unmarked: Vec<String>,
    /// Whether the person has this seat in the kit as it is now.
    pub seated: bool,
    /// Slots whose question was replaced after this form was made.
    pub replaced: Vec<String>,
    /// The reason why the form will not come, if the seat is excused.
    pub why: Option<String>,
    /// The file of the submission, relative to the workspace.
    pub path: Option<String>,
}

/// A must-have without a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unassessed {
    /// Id of the must-have.
    pub must_have: String,
    /// Its text.
    pub text: String,
    /// Rounds that could assess it: they have a slot for it, and a form of them is still to come.
    pub rounds: Vec<String>,
}

/// A person whose forms are waited for, or have answers without a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// The name; `null` for rounds that name no interviewer.
    pub interviewer: Option<String>,
    /// The seats.
    pub seats: Vec<OpenSeat>,
}

/// A seat whose form is waited for, or has answers without a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenSeat {
    /// Id of the candidate; `null` for the loop's own kit.
    pub candidate: Option<String>,
    /// Id of the round.
    pub round: String,
    /// `missing`, `draft`, or `in` if answers have no mark.
    pub state: FormThere,
    /// Answers of a complete form that have neither a score nor "not assessed".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmarked: Vec<String>,
}

/// Looks at the forms of an opening.
///
/// # Errors
/// [`Fault::Request`] when the req does not exist or has no kit; [`Fault::Findings`] when a kit cannot be trusted;
/// [`Fault::World`] when a submission or log cannot be read.
pub fn scores(request: &AskScores, call: &mut Call<'_>) -> Result<ScoresShown, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    let _lock = req.share()?;
    let mut homes = req.candidates_with_kits()?;
    let of_loop = req.loop_folder();
    let pilot = !Scores::read(&req, &of_loop)?.all().is_empty();
    if homes.is_empty() || pilot {
        if kit_in(&of_loop)?.is_none() {
            return Err(req.no_kit_yet());
        }
        homes.insert(0, of_loop);
    }
    let mut candidates = Vec::new();
    for home in homes {
        candidates.push(candidate(&req, &home, call)?);
    }
    let remind = remind(&candidates, &request.today);
    Ok(ScoresShown { req: req.id.clone(), candidates, remind })
}

fn candidate(req: &Req, home: &Path, call: &mut Call<'_>) -> Result<CandidateScores, Fault> {
    let seats = Seats::read(req, home, call)?;
    let held = match seats.kit.candidate {
        Some(_) => candidate_in(call.workspace, home, call.sink)?.held,
        None => None,
    };
    let mut shown = Vec::new();
    let forms = all_forms(&seats.kit);
    for form in &forms {
        let one = seat(&seats, req, &seats.kit.rounds[form.round].id, form.interviewer, true);
        if one.state == FormThere::In || !seats.is_after_stop(form.round) {
            shown.push(one);
        }
    }
    for stored in seats.scores.all() {
        let (round, who) = (&stored.submission.round, stored.submission.interviewer.as_deref());
        let has_seat =
            forms.iter().any(|form| seats.kit.rounds[form.round].id == *round && form.interviewer == who);
        if !has_seat {
            shown.push(seat(&seats, req, round, who, false));
        }
    }
    let not_assessed = not_assessed(&seats, &shown);
    Ok(CandidateScores { candidate: seats.kit.candidate.clone(), held, seats: shown, not_assessed })
}

fn seat(seats: &Seats, req: &Req, round: &str, who: Option<&str>, seated: bool) -> SeatScore {
    let stored = seats.scores.of_seat(round, who);
    let submission = stored.map(|stored| &stored.submission);
    let name = SeatName { round: round.to_owned(), interviewer: who.map(str::to_owned) };
    let SeatFacts { name, form, held, submitted, conflict, why, seated, .. } =
        facts(submission, &seats.log, name, seated);
    SeatScore {
        round: name.round,
        interviewer: name.interviewer,
        state: form,
        late: submission.and_then(Submission::is_late),
        held,
        submitted,
        conflict,
        unmarked: submission.filter(|it| it.is_complete()).map_or_else(Vec::new, |it| {
            it.ratings.iter().filter(|rating| rating.unmarked).map(|rating| rating.slot.clone()).collect()
        }),
        seated,
        replaced: submission.map_or_else(Vec::new, |it| {
            it.replaced(&seats.kit).map(|(rating, _)| rating.slot.clone()).collect()
        }),
        why,
        path: stored.map(|stored| req.name(&seats.scores.path(&stored.name))),
    }
}

fn not_assessed(seats: &Seats, shown: &[SeatScore]) -> Vec<Unassessed> {
    let complete = seats.scores.all().iter().map(|it| &it.submission).filter(|it| it.is_complete());
    let ratings = complete.flat_map(|it| &it.ratings).filter(|rating| rating.rating.is_some());
    let rated: BTreeSet<&str> = ratings.map(|rating| rating.slot.as_str()).collect();
    let waits: BTreeSet<&str> =
        shown.iter().filter(|seat| seat.state.is_waited_for()).map(|seat| seat.round.as_str()).collect();
    let kit = &seats.kit;
    let mut found = Vec::new();
    for must_have in &kit.role.must_haves {
        let serves = |slots: &[crate::model::KitSlot], wanted: &dyn Fn(&str) -> bool| {
            slots.iter().any(|slot| slot.serves.contains(&must_have.id) && wanted(&slot.id))
        };
        if kit.rounds.iter().any(|round| serves(&round.slots, &|id| rated.contains(id))) {
            continue;
        }
        let rounds = kit.rounds.iter().filter(|round| waits.contains(round.id.as_str()));
        let rounds = rounds.filter(|round| serves(&round.slots, &|_| true)).map(|round| round.id.clone());
        found.push(Unassessed {
            must_have: must_have.id.clone(),
            text: must_have.text.clone(),
            rounds: rounds.collect(),
        });
    }
    found
}

/// The people whose forms are waited for, or whose complete forms have answers without a mark. A candidate whose interview
/// has not begun is left out: no form is in, and no day up to today is recorded.
fn remind(candidates: &[CandidateScores], today: &str) -> Vec<Reminder> {
    let mut by_name: BTreeMap<Option<&String>, Vec<OpenSeat>> = BTreeMap::new();
    for candidate in candidates {
        let any = candidate.seats.iter().any(|seat| seat.path.is_some());
        let begun = candidate.held.as_deref().is_some_and(|day| day <= today);
        if !any && !begun {
            continue;
        }
        let open =
            |seat: &&SeatScore| seat.seated && (seat.state.is_waited_for() || !seat.unmarked.is_empty());
        for seat in candidate.seats.iter().filter(open) {
            by_name.entry(seat.interviewer.as_ref()).or_default().push(OpenSeat {
                candidate: candidate.candidate.clone(),
                round: seat.round.clone(),
                state: seat.state,
                unmarked: seat.unmarked.clone(),
            });
        }
    }
    by_name.into_iter().map(|(name, seats)| Reminder { interviewer: name.cloned(), seats }).collect()
}

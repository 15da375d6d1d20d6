//! Makes the input of the arithmetic from what is on disk: kits, forms, agreed ratings, decisions, the log and the role spec.

use super::desk::Desk;
use crate::app::call::Call;
use crate::app::seat_states::{facts, stopped_at};
use crate::diag::Sink;
use crate::load;
use crate::model::{
    DebriefRule, FormThere, Kit, KitRound, Proceeding, Proceedings, RoleSpec, SeatFacts, SeatName, Submission,
};
use crate::pipeline;
use crate::score::{Opening, Person, RatedSlot, Rating, Seat, WeightedMustHave};
use crate::store::{Fault, Req, each};
use crate::text::{quoted, suggestion};

/// An opening at one stage.
pub(in crate::app) struct Assembled {
    /// The input of the arithmetic.
    pub(in crate::app) opening: Opening,
    /// The rule.
    pub(in crate::app) rule: DebriefRule,
    /// What pages print besides the numbers.
    pub(in crate::app) facts: Proceedings,
}

/// Reads an opening. `stage`: the stage up to which rounds count; `None` for all rounds.
///
/// # Errors
/// [`Fault::Request`] when the stage does not exist, or no candidate has a kit; [`Fault::Findings`] when a file has errors
/// or a form does not belong to its kit; [`Fault::World`] when a file cannot be read.
pub(in crate::app) fn assemble(
    req: &Req,
    stage: Option<&str>,
    call: &mut Call<'_>,
) -> Result<Assembled, Fault> {
    let base = req.loop_kit(call.sink)?;
    let rounds = rounds(req, &base, stage)?;
    assembled(req, &base, rounds, stage, None, call)
}

/// Reads what a decision about one candidate is compared with: this candidate up to and including `round`; all rounds for
/// `None`. Earlier decisions do not count, because the new one replaces them.
///
/// # Errors
/// As [`assemble`].
pub(in crate::app) fn assemble_for_decision(
    req: &Req,
    candidate: &str,
    round: Option<&str>,
    call: &mut Call<'_>,
) -> Result<Assembled, Fault> {
    let base = req.loop_kit(call.sink)?;
    let Some(id) = round else {
        return assembled(req, &base, base.rounds.iter().collect(), None, Some(candidate), call);
    };
    let last = base.rounds.iter().position(|round| round.id == id).ok_or_else(|| {
        let known = || base.rounds.iter().map(|round| round.id.as_str());
        Fault::Request(format!(
            "the loop of `{}` has no round `{id}`\n  = help: {}its rounds are {}",
            req.id,
            suggestion(id, known()),
            quoted(known(), "and")
        ))
    })?;
    assembled(req, &base, base.rounds[..=last].iter().collect(), None, Some(candidate), call)
}

/// `decided`: the candidate for whom a decision is to be made. Then the others are not read, and earlier decisions stop
/// nothing.
fn assembled(
    req: &Req,
    base: &Kit,
    rounds: Vec<&KitRound>,
    stage: Option<&str>,
    decided: Option<&str>,
    call: &mut Call<'_>,
) -> Result<Assembled, Fault> {
    let role = role(req, base, call)?;
    let desks = desks(req, base, &role, decided, call.sink)?;
    let retain = load::settings(call.workspace, call.sink)?.retain;
    let ids: Vec<String> = rounds.iter().map(|round| round.id.clone()).collect();
    let stop = |desk: &Desk| stopped_at(&desk.kit, &desk.decisions).filter(|_| decided.is_none());
    let stops: Vec<Option<usize>> = desks.iter().map(stop).collect();
    let people = desks.into_iter().zip(&stops).map(|(desk, stop)| proceeding(desk, *stop, &ids));
    let people: Vec<Proceeding> = people.collect();
    let rule = role.rule();
    let forms = || people.iter().flat_map(|person| &person.forms);
    let others = forms().filter(|form| form.rule.as_ref().is_some_and(|own| *own != rule)).count();
    let opening = Opening {
        req: req.id.clone(),
        scale: scale(base),
        cut: role.scoring.cut,
        used: role.scoring.ratings,
        points: role.scoring.points,
        must_haves: must_haves(&role, &rounds),
        competencies: competencies(&rounds),
        rounds: ids.clone(),
        people: people.iter().zip(stops).map(|(person, stop)| rated(person, stop, &ids)).collect(),
    };
    let facts = Proceedings {
        req: req.id.clone(),
        title: role.title.clone(),
        stage: stage.map(str::to_owned),
        ratings: base.ratings.clone(),
        scoring: role.scoring.clone(),
        rule: rule.clone(),
        other_rule: (others, forms().count()),
        rounds: rounds.into_iter().cloned().collect(),
        retain,
        people,
    };
    let rule = DebriefRule {
        digest: rule,
        cut: role.scoring.cut,
        ratings: role.scoring.ratings,
        changed_after_first_score: others > 0,
    };
    Ok(Assembled { opening, rule, facts })
}

/// The lowest and the highest score.
fn scale(kit: &Kit) -> (u8, u8) {
    let scores = || kit.ratings.iter().map(|rating| rating.score);
    (scores().min().unwrap_or_default(), scores().max().unwrap_or_default())
}

/// The role spec with the must-have ids of the loop. Warnings about it are for `check`, so they are left out here.
fn role(req: &Req, base: &Kit, call: &mut Call<'_>) -> Result<RoleSpec, Fault> {
    let mut found = Sink::new();
    match pipeline::req(call.workspace, &req.id, &mut found) {
        Ok((role, _)) => Ok(role.with_ids_of(base)),
        Err(reported) => {
            for finding in found.sorted() {
                call.sink.report(finding.clone());
            }
            Err(reported.into())
        }
    }
}

/// The rounds of a stage.
fn rounds<'k>(req: &Req, base: &'k Kit, stage: Option<&str>) -> Result<Vec<&'k KitRound>, Fault> {
    base.up_to_stage(stage).ok_or_else(|| {
        let known = base.stages();
        let asked = stage.unwrap_or_default();
        Fault::Request(match known.is_empty() {
            true => format!(
                "the loop of `{}` has no stages, so there is no stage `{asked}`\n  = help: leave out `--stage`, or write `stage:` in rounds of the loop",
                req.id
            ),
            false => format!(
                "the loop of `{}` has no stage `{asked}`\n  = help: {}its stages are {}",
                req.id,
                suggestion(asked, known.iter().copied()),
                quoted(known.iter().copied(), "and")
            ),
        })
    })
}

/// The folders of all candidates that have a kit, read on all processors; only that of candidate `only`, unless it is `None`.
fn desks(
    req: &Req,
    base: &Kit,
    role: &RoleSpec,
    only: Option<&str>,
    sink: &mut Sink,
) -> Result<Vec<Desk>, Fault> {
    let mut homes = req.candidates_with_kits()?;
    homes.retain(|home| only.is_none_or(|id| home.ends_with(id)));
    if homes.is_empty() {
        return Err(req.no_candidate_yet());
    }
    let panel = |round: &str| {
        let of = role.interviewers.iter().find(|(id, _)| id.as_str() == round);
        of.map(|(_, panel)| panel.clone())
    };
    let read = each(&homes, |home| {
        let mut own = Sink::new();
        match Desk::read(req, home, base, &panel, &mut own) {
            Err(fault @ (Fault::World(_) | Fault::Request(_))) => Err(fault),
            desk => Ok((desk.ok(), own)),
        }
    });
    let (mut desks, mark) = (Vec::new(), sink.errors());
    for one in read {
        let (desk, own) = one?;
        for finding in own.sorted() {
            sink.report(finding.clone());
        }
        desks.extend(desk);
    }
    sink.stop_if_worse_than(mark)?;
    Ok(desks)
}

/// The must-haves of the role spec that slots of the stage serve.
fn must_haves(role: &RoleSpec, rounds: &[&KitRound]) -> Vec<WeightedMustHave> {
    let is_served = |id: &str| rounds.iter().flat_map(|r| &r.slots).any(|s| s.serves.iter().any(|m| m == id));
    let served = role.must_haves.iter().filter(|must| is_served(must.id.as_str()));
    let one = |must: &crate::model::MustHave| WeightedMustHave {
        id: must.id.to_string(),
        text: must.text.clone(),
        competency: must.competency.to_string(),
        weight: must.weight,
    };
    served.map(one).collect()
}

/// The main competencies of the slots, each once.
fn competencies(rounds: &[&KitRound]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for slot in rounds.iter().flat_map(|round| &round.slots) {
        if !found.contains(&slot.competency) {
            found.push(slot.competency.clone());
        }
    }
    found
}

/// What was recorded about a candidate in these rounds. `last`: the index of the round after which the candidate was stopped.
fn proceeding(desk: Desk, last: Option<usize>, rounds: &[String]) -> Proceeding {
    let at = |id: &str| desk.kit.rounds.iter().position(|round| round.id == id);
    let counts = |id: &str| rounds.iter().any(|round| round == id);
    let is_before_stop = |id: &str| last.is_none_or(|last| at(id).is_none_or(|own| own <= last));
    let mut seats: Vec<SeatFacts> = Vec::new();
    for round in desk.kit.rounds.iter().filter(|round| counts(&round.id)) {
        let named = round.interviewers.iter().map(|name| Some(name.clone()));
        let mut names: Vec<Option<String>> = named.collect();
        if names.is_empty() {
            names.push(None);
        }
        let seated = names.len();
        let of_round = desk.forms.iter().filter(|form| form.round == round.id && form.is_complete());
        let gone: Vec<Option<String>> =
            of_round.map(|form| form.interviewer.clone()).filter(|name| !names.contains(name)).collect();
        names.extend(gone);
        for (n, name) in names.into_iter().enumerate() {
            let name = SeatName { round: round.id.clone(), interviewer: name };
            let seat = facts(form_of(&desk, &name), &desk.log, name, n < seated);
            if is_before_stop(&round.id) || seat.form == FormThere::In {
                seats.push(seat);
            }
        }
    }
    let form = |seat: &SeatFacts| form_of(&desk, &seat.name).filter(|form| form.is_complete()).cloned();
    let of_stage = |slot: &str| {
        desk.kit.rounds.iter().any(|r| counts(&r.id) && r.slots.iter().any(|one| one.id == slot))
    };
    let agreed = desk.agreed.iter().filter(|agreed| of_stage(&agreed.slot)).cloned().collect();
    Proceeding {
        forms: seats.iter().filter_map(form).collect(),
        seats,
        id: desk.id,
        held: desk.person.held,
        kit: desk.kit,
        earlier: desk.earlier,
        agreed,
        decisions: desk.decisions,
        log: desk.log,
    }
}

fn form_of<'d>(desk: &'d Desk, seat: &SeatName) -> Option<&'d Submission> {
    desk.forms.iter().find(|form| form.seat() == *seat)
}

/// The input of the arithmetic for one candidate. `stop`: the index of the round after which the candidate was stopped.
fn rated(person: &Proceeding, stop: Option<usize>, rounds: &[String]) -> Person {
    let at = |id: &String| person.kit.rounds.iter().position(|round| round.id == *id);
    let seat = |seat: &SeatFacts| Seat { name: seat.name.clone(), form: seat.form };
    let ratings = |slot: &str| -> Vec<Rating> {
        let of_form = |form: &Submission| {
            let rating = form.ratings.iter().find(|rating| rating.slot == slot)?;
            Some(Rating { rater: form.interviewer.clone(), score: rating.rating? })
        };
        person.forms.iter().filter_map(of_form).collect()
    };
    let of_stage = person.kit.rounds.iter().filter(|round| rounds.contains(&round.id));
    let slots = of_stage.flat_map(|round| round.slots.iter().map(move |slot| (round, slot)));
    let slots = slots.map(|(round, slot)| RatedSlot {
        id: slot.id.clone(),
        round: round.id.clone(),
        competency: slot.competency.clone(),
        core: slot.core,
        serves: slot.serves.clone(),
        ratings: ratings(&slot.id),
        agreed: person.agreed_on(&slot.id).map(|agreed| agreed.rating),
    });
    let recommended = |form: &Submission| Some((form.seat(), form.recommendation?));
    Person {
        id: person.id.clone(),
        seats: person.seats.iter().map(seat).collect(),
        stopped: stop.is_some_and(|stop| rounds.iter().filter_map(at).any(|own| own > stop)),
        slots: slots.collect(),
        recommendations: person.forms.iter().filter_map(recommended).collect(),
    }
}

//! `explain`: what a finding means, or why a question was drawn.

use std::path::PathBuf;

use panelkit::diag::codes;
use panelkit::draw::{Fate, Key, PRIORITIES};
use panelkit::load;
use panelkit::model::{Bank, Blueprint, IssueMode, Kit, KitIssue, KitSlot, Opening, Round};
use panelkit::pipeline;
use panelkit::text::{count, nearest};

use super::exit::Exit;
use super::rolls::base_of;
use super::session::Session;
use super::targets::{existing_kit, read_kit};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of a finding, such as `unknown-depth`, or id of a question
    #[arg(value_name = "CODE|QUESTION")]
    what: String,
    /// The kit in which the question stands
    #[arg(long, value_name = "KIT.json")]
    kit: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    if let Some(path) = &args.kit {
        existing_kit(path)?;
        let kit = read_kit(session, path)?;
        return in_kit(&args.what, &kit, session);
    }
    if let Some(code) = codes::find(&args.what) {
        session.say(code.text.trim_end());
        return Ok(());
    }
    for id in load::bank_ids(&session.workspace) {
        let Ok(bank) = load::bank(&session.workspace, &id, &mut session.sink) else { continue };
        if let Some(question) = bank.question(&args.what) {
            session.say(format!(
                "`{}` is a question of bank `{id}` ({})",
                question.id,
                question.place.link()
            ));
            session.say("  = help: `--kit KIT.json` says why it was drawn; `panelkit bank show` prints it");
            return Ok(());
        }
    }
    let near = nearest(&args.what, codes::ALL.iter().map(|c| c.id))
        .map(|n| format!("\n  = help: did you mean `{n}`?"));
    Err(Exit::Usage(format!(
        "`{}` is neither a finding nor a question here{}",
        args.what,
        near.unwrap_or_default()
    )))
}

fn in_kit(id: &str, kit: &Kit, session: &mut Session) -> Result<(), Exit> {
    let slots = || kit.rounds.iter().flat_map(|r| r.slots.iter().map(move |s| (r, s)));
    let Some((round, slot)) = slots().find(|(_, s)| s.question.id == id || s.id == id) else {
        if absent(id, kit, session)? {
            return Ok(());
        }
        let near = nearest(id, slots().map(|(_, s)| s.question.id.as_str()))
            .map(|n| format!("\n  = help: did you mean `{n}`?"));
        return Err(Exit::Usage(format!("`{id}` is not in this kit{}", near.unwrap_or_default())));
    };
    session.say(format!("`{}` stands in slot {} of round `{}`", slot.question.id, slot.id, round.title));
    session.say(format!(
        "  the slot asks for `{}` at `{}`, {}",
        slot.competency,
        slot.depth,
        if slot.core {
            "and is core: the same for every candidate"
        } else {
            "and rotates from candidate to candidate"
        }
    ));
    for must in kit.observed(slot) {
        session.say(format!("  it proves: {must}"));
    }
    match &kit.issue {
        Some(issue) if kit.candidate.is_some() => of_candidate(kit, slot, issue, session),
        _ => rivals(kit, slot, session)?,
    }
    Ok(())
}

/// Why a candidate's kit has the question: it is not the role spec that decides, but the loop's kit.
fn of_candidate(kit: &Kit, slot: &KitSlot, issue: &KitIssue, session: &mut Session) {
    if slot.core {
        session.say("  it is the loop's question, word for word");
        return;
    }
    let base = base_of(session, &kit.req).ok().filter(|base| base.digest == issue.base);
    let own = base.as_ref().and_then(|base| base.slots().find(|s| s.id == slot.id));
    if let Some(own) = own.filter(|own| own.question.id != slot.question.id) {
        session.say(format!("  it stands in for the loop's `{}`", own.question.id));
    }
    match (issue.mode, issue.number) {
        (IssueMode::Balanced, Some(number)) => session.say(format!(
            "  drawn in balanced mode, as kit {number}: of the questions that fit, those used least before it come first"
        )),
        _ => session.say("  drawn in stable mode: from the seed and the candidate's id alone"),
    }
    if issue.supersedes.is_some() {
        session.say("  the kit was issued in place of another, which is in `history`");
    }
    session.say("  = help: `panelkit simulate REQ` says how often each question would be used");
}

/// Says why a question of the bank is not in the kit; false when the bank has no such question.
fn absent(id: &str, kit: &Kit, session: &mut Session) -> Result<bool, Exit> {
    if !session.workspace.req(&kit.req).is_dir() {
        return Ok(false);
    }
    let (role, bank) = pipeline::req(&session.workspace, &kit.req, &mut session.sink)?;
    let Some(question) = bank.question(id) else { return Ok(false) };
    session.say(format!("`{id}` is not in this kit ({})", question.place.link()));
    let depth = role.depth_of(&question.competency, |d| bank.depth_rank(d));
    let longest = role.plan.rounds.iter().map(Round::question_minutes).max().unwrap_or(0);
    if let Some(why) = question.misfit(&role, Opening { depth: &depth, types: &[], minutes: longest }) {
        session.say(format!("  it {why}; the role asks for `{}` at `{depth}`", question.competency));
        return Ok(true);
    }
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
    let slots = kit.rounds.iter().flat_map(|r| &r.slots);
    let mine: Vec<&KitSlot> = slots.filter(|s| s.competency == question.competency.as_str()).collect();
    if mine.is_empty() {
        session.say(format!("  no slot asks for `{}`", question.competency));
    }
    for slot in mine {
        let why = pipeline::why(&role, &bank, &key, &slot.id, &mut session.sink);
        let rival = why.and_then(|(blueprint, why)| {
            let rank = why.rivals.iter().position(|r| bank.questions[r.question].id.as_str() == id)?;
            Some((rank + 1, why.rivals.len(), fate(&why.rivals[rank].fate, &bank, &blueprint)))
        });
        match rival {
            Some((rank, of, fate)) => {
                session.say(format!("  in {}, by priority {rank} of {of}: {fate}", slot.id));
            }
            None => {
                session.say(format!("  in {}: the round does not ask its type or has not the time", slot.id))
            }
        }
    }
    Ok(true)
}

/// The questions that could have stood there, by priority, and what kept the better ones out.
fn rivals(kit: &Kit, slot: &KitSlot, session: &mut Session) -> Result<(), Exit> {
    if !session.workspace.req(&kit.req).is_dir() {
        session.say("  its role spec is not in this workspace, so the others cannot be told");
        return Ok(());
    }
    let (role, bank) = pipeline::req(&session.workspace, &kit.req, &mut session.sink)?;
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
    let Some((blueprint, why)) = pipeline::why(&role, &bank, &key, &slot.id, &mut session.sink) else {
        session.say("  the role spec has no such slot any more");
        return Ok(());
    };
    let drawn = why.rivals.iter().find(|r| r.fate == Fate::Drawn).map(|r| &bank.questions[r.question]);
    if drawn.is_none_or(|q| q.id.as_str() != slot.question.id) {
        let today = drawn.map_or_else(String::new, |q| format!(" and would draw `{}` today", q.id));
        session.say(format!("  note: bank or role spec have changed since the kit was made{today}"));
    }
    session.say(format!(
        "  {} could stand there; the seed `{}` puts them in this order:",
        count(why.rivals.len(), "question"),
        kit.seed
    ));
    for (rank, rival) in (1..).zip(&why.rivals) {
        let question = &bank.questions[rival.question];
        let fate = fate(&rival.fate, &bank, &blueprint);
        let line = format!(
            "  {rank:>3}. {} ({}, {} min, priority {}): {fate}",
            question.id,
            question.kind,
            question.minutes,
            thousandths(rival.priority)
        );
        session.say(line);
    }
    session.say(
        "  drawn is the kit whose priorities are least in sum, so a question may give way to help another",
    );
    match why.next {
        Some((next, others)) => session.say(format!(
            "  without it: `{}`{}",
            bank.questions[next].id,
            match others {
                0 => ", and nothing else would change".to_owned(),
                n => format!(", and {} would change as well", count(n, "other slot")),
            }
        )),
        None => session.say("  without it there is no kit"),
    }
    Ok(())
}

/// A priority as a share of the largest there is; the least wins.
fn thousandths(priority: u64) -> String {
    format!("0.{:03}", priority * 1000 / PRIORITIES)
}

/// What became of a question, in words.
fn fate(fate: &Fate, bank: &Bank, blueprint: &Blueprint) -> String {
    let id = |q: &usize| &bank.questions[*q].id;
    match fate {
        Fate::Drawn => "drawn".to_owned(),
        Fate::Elsewhere(round, place) => {
            format!("stands in {}", blueprint.rounds[*round].slots[*place].id)
        }
        Fate::Enemy(other) => format!("an enemy of `{}`, which the kit has", id(other)),
        Fate::Family(other) => format!("of one family with `{}`, which the kit has", id(other)),
        Fate::TooLong(over) => {
            format!("with it the round would be {} too long", count(*over as usize, "minute"))
        }
        Fate::NoKit => "no kit can have it there".to_owned(),
        Fate::Behind(0) => "behind in priority".to_owned(),
        Fate::Behind(n) => {
            format!(
                "with it {} would change, and the kit would be behind in priority",
                count(*n, "other slot")
            )
        }
        Fate::Open => "not decided within the search limit".to_owned(),
    }
}

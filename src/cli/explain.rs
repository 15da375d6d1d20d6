//! `explain`: what a finding means, or why a question was drawn.

use std::path::PathBuf;

use panelkit::diag::codes;
use panelkit::draw::{Key, priority};
use panelkit::load;
use panelkit::model::{Kit, KitSlot, Opening};
use panelkit::pipeline;
use panelkit::text::nearest;

use super::exit::Exit;
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
        return session.say(code.text.trim_end());
    }
    for id in load::bank_ids(&session.workspace) {
        let Ok(bank) = load::bank(&session.workspace, &id, &mut session.sink) else { continue };
        if let Some(question) = bank.question(&args.what) {
            session.say(format!(
                "`{}` is a question of bank `{id}` ({})",
                question.id,
                question.place.link()
            ))?;
            return session
                .say("  = help: `--kit KIT.json` says why it was drawn; `panelkit bank show` prints it");
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
        let near = nearest(id, slots().map(|(_, s)| s.question.id.as_str()))
            .map(|n| format!("\n  = help: did you mean `{n}`?"));
        return Err(Exit::Usage(format!("`{id}` is not in this kit{}", near.unwrap_or_default())));
    };
    session.say(format!("`{}` stands in slot {} of round `{}`", slot.question.id, slot.id, round.title))?;
    session.say(format!(
        "  the slot asks for `{}` at `{}`, {}",
        slot.competency,
        slot.depth,
        if slot.core {
            "and is core: the same for every candidate"
        } else {
            "and rotates from candidate to candidate"
        }
    ))?;
    for must in &slot.serves {
        session.say(format!("  it proves: {must}"))?;
    }
    rivals(kit, slot, round.minutes - round.opening - round.closing, session)
}

/// The questions that could have stood there, by priority.
fn rivals(kit: &Kit, slot: &KitSlot, minutes: u32, session: &mut Session) -> Result<(), Exit> {
    if !session.workspace.req(&kit.req).is_dir() {
        return session.say("  its role spec is not in this workspace, so the others cannot be told");
    }
    let (role, bank) = pipeline::req(&session.workspace, &kit.req, &mut session.sink)?;
    let key = Key { seed: &kit.seed, req: &kit.req, candidate: kit.candidate.as_deref() };
    let types =
        role.plan.rounds.iter().find(|r| slot.id.starts_with(&format!("{}.", r.id))).map(|r| r.types.clone());
    let depth = role.plan.rounds.iter().flat_map(|r| &r.competencies).find(|c| c.as_str() == slot.competency);
    let Some(depth) = depth.map(|c| role.depth_of(c, |d| bank.depth_rank(d))) else {
        return session.say("  the role spec no longer observes this competency");
    };
    let opening = Opening { depth: &depth, types: types.as_deref().unwrap_or_default(), minutes };
    let mut rivals: Vec<_> = bank
        .questions
        .iter()
        .filter(|q| q.competency.as_str() == slot.competency && q.misfit(&role, opening).is_none())
        .map(|q| (priority(&key, q.id.as_str()), q))
        .collect();
    rivals.sort_by_key(|(priority, q)| (*priority, q.id.clone()));
    session.say(format!(
        "  {} could stand there; the seed `{}` puts them in this order:",
        panelkit::text::count(rivals.len(), "question"),
        kit.seed
    ))?;
    for (rank, (_, question)) in (1..).zip(&rivals) {
        let elsewhere =
            kit.rounds.iter().flat_map(|r| &r.slots).find(|s| s.question.id == question.id.as_str());
        let note = match elsewhere {
            Some(s) if s.id == slot.id => " <- drawn".to_owned(),
            Some(s) => format!(" (stands in {})", s.id),
            None => String::new(),
        };
        session.say(format!(
            "  {rank:>3}. {} ({}, {} min){note}",
            question.id, question.kind, question.minutes
        ))?;
    }
    Ok(())
}

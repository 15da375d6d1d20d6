//! Kits in which withdrawn questions are replaced.

use panelkit::app::reissue::{Repair, RepairPlan, Repaired};
use panelkit::text::count;

use super::certificate::certified;
use super::changes::changed;
use super::loops::written;
use crate::cli::session::Session;

/// Says which kits change and how.
pub(in crate::cli) fn repair_plan(plan: &RepairPlan, dry_run: bool, session: &Session) {
    for held in &plan.held {
        for (slot, question, status) in &held.withdrawn {
            session.say(format!(
                "{}: the interview was held on {} with `{question}` ({slot}), which is now {status}; the kit stays as it is",
                held.candidate, held.day
            ));
        }
    }
    plan.repairs.iter().for_each(|one| repair(one, session));
    if plan.repairs.is_empty() {
        session.tell("nothing to repair: no kit of an interview still to be held has a withdrawn question");
        return;
    }
    let candidates = plan.repairs.iter().filter(|repair| repair.candidate.is_some()).count();
    session.tell(format!(
        "{}{candidates} of {} {}repaired",
        if candidates < plan.repairs.len() { "the loop and " } else { "" },
        count(plan.candidates.max(candidates), "candidate"),
        if dry_run { "would be " } else { "" },
    ));
}

fn repair(it: &Repair, session: &Session) {
    session.say(format!("{}:", it.candidate.as_deref().unwrap_or("the loop")));
    for slot in &it.slots {
        let known = slot.status == Some("known");
        let why =
            if known { "known to this candidate" } else { slot.status.unwrap_or("must change as well") };
        session.say(format!("  {}: `{}` ({why}) -> `{}`", slot.slot, slot.before, slot.after));
        if known && slot.core {
            session.say("    a core slot: the certificate lists that this candidate has another question");
        }
    }
    let round = |(title, interviewers): &(String, Vec<String>)| match interviewers.as_slice() {
        [] => title.clone(),
        names => format!("{title} ({})", names.join(", ")),
    };
    let rounds: Vec<String> = it.print_again.iter().map(round).collect();
    session.say(format!("  print again: {}", rounds.join("; ")));
}

/// Says what was written, or would be.
pub(in crate::cli) fn repaired(it: &Repaired, dry_run: bool, session: &Session) {
    it.folders.iter().for_each(|change| changed(change, dry_run, session));
    if let Some(certificate) = &it.certificate {
        certified(certificate, session);
    }
    if let Some(change) = &it.renewed {
        changed(change, dry_run, session);
        session.tell(written(change));
    }
}

//! Shows the kits that a given number of candidates would get.

use panelkit::model::IssueMode;
use panelkit::pipeline::Simulation;
use panelkit::text::{count, list};

use crate::cli::session::Session;

/// Shows the kits that a given number of candidates would get.
pub(in crate::cli) fn simulation(it: &Simulation, session: &Session) {
    let (spread, overlap) = (&it.spread, &it.spread.overlap);
    if spread.kits == 0 {
        session.say("no candidate would get a kit: the bank has too few questions that fit");
        reach(it, session);
        return;
    }
    let mode = if it.mode == IssueMode::Balanced { "balanced" } else { "stable" };
    session.say(format!(
        "{}, {mode}: {} of {} are the same for all; the other {} take {}",
        count(spread.kits, "candidate"),
        spread.core,
        count(spread.core + spread.rotating, "slot"),
        spread.rotating,
        count(spread.used.len(), "different question")
    ));
    session.say(format!(
        "exposure: the most used rotating question is in {} (least possible: {}; {} if kind and difficulty could differ)",
        count(spread.most as usize, "kit"),
        spread.bound,
        spread.bound_without_likeness
    ));
    session.say(format!(
        "between any two candidates: parallel forms of one family in {} of {} rotating slots; the same type, and an exhibit for both or neither, in {}; the same kind in {}, difficulty within one point in {}",
        spread.same_family, spread.rotating, spread.same_form, spread.same_kind, spread.near_difficulty
    ));
    for used in spread.used.iter().take(5) {
        session.say(format!("  {:>5}  {} ({} at {})", used.kits, used.question, used.competency, used.depth));
    }
    if spread.kits > 1 {
        pairs(it, session);
    }
    session.say(format!(
        "minutes of questions: {} to {}, mean {:.1}, deviation {:.1}",
        it.minutes.least, it.minutes.most, it.minutes.mean, it.minutes.deviation
    ));
    match &it.difficulty {
        Some(d) => session.say(format!(
            "sum of difficulties: {} to {}, mean {:.1}, deviation {:.1}",
            d.least, d.most, d.mean, d.deviation
        )),
        None => session.say("sum of difficulties: not every question declares one"),
    }
    reach(it, session);
    if overlap.compared < spread.kits {
        session
            .say(format!("only the pairs among the first {} were compared", count(overlap.compared, "kit")));
    }
    if it.unproven > 0 {
        session.say(format!("the search for {} stopped at its limit", count(it.unproven, "kit")));
    }
    if it.without > 0 {
        session.say(format!("{} would get no kit", count(it.without, "candidate")));
    }
}

fn pairs(it: &Simulation, session: &Session) {
    let (spread, overlap) = (&it.spread, &it.spread.overlap);
    session.say(format!(
        "overlap: two kits share {:.2} of {} rotating questions on average (least possible: {:.2})",
        overlap.mean, spread.rotating, overlap.bound
    ));
    let all: u64 = overlap.pairs.iter().sum();
    let most = overlap.pairs.iter().copied().max().unwrap_or(1).max(1);
    for (shared, pairs) in overlap.pairs.iter().enumerate() {
        let bar = "#".repeat((pairs * 40).div_ceil(most) as usize);
        let share = *pairs as f64 * 100.0 / all.max(1) as f64;
        session.say(format!("  {shared:>5}  {share:>5.1} %  {bar}").trim_end());
    }
    match &overlap.pair {
        Some((a, b)) if overlap.most > 0 => {
            session.say(format!(
                "worst pair: {a} and {b} share {}",
                count(overlap.most as usize, "rotating question")
            ));
        }
        _ => session.say("worst pair: no two kits share a rotating question"),
    }
}

fn reach(it: &Simulation, session: &Session) {
    session
        .say(format!("the bank serves {} before a rotating question repeats", count(it.serves, "candidate")));
    let Some(scarcest) = it.spread.scarcest() else { return };
    session.say(format!(
        "  scarcest: {}, {} for {} of each kit",
        scarcest.name(&scarcest.competency),
        count(scarcest.questions, "question"),
        count(scarcest.slots, "slot")
    ));
    let wanted: usize = it.to_double.iter().map(|(_, _, n, _)| n).sum();
    if wanted == 0 {
        return;
    }
    let each: Vec<String> = it
        .to_double
        .iter()
        .map(|(competency, depth, n, family)| match family {
            Some(family) => format!("{n} for {competency} at {depth}, family {family}"),
            None => format!("{n} for {competency} at {depth}"),
        })
        .collect();
    session.say(format!(
        "  with {} it would serve twice as many candidates: {}",
        count(wanted, "more question"),
        list(&each, "and")
    ));
}

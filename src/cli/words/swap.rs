//! The questions that fit a slot, and a swap.

use panelkit::app::offers::{Offer, Offers};
use panelkit::app::swap::SwapDraft;
use panelkit::text::count;

use crate::cli::session::Session;

/// Lists the questions for a slot, best first.
pub(in crate::cli) fn offers(req: &str, it: &Offers, session: &Session) {
    let chosen = if it.chosen.is_some() { ", chosen by the role spec" } else { "" };
    session.say(format!("{}: `{}` at `{}`, now `{}`{chosen}", it.slot, it.competency, it.depth, it.question));
    match it.offers.len() {
        0 => session.say("no other question of the bank fits this slot"),
        n => session.say(format!(
            "{} in its place; first those that change no other slot and that the fewest candidates have had:",
            fit(n)
        )),
    }
    it.offers.iter().for_each(|one| offer(one, session));
    if !it.unfit.is_empty() {
        session.say(format!("{}:", do_not_fit(it.unfit.len())));
        for (question, why) in &it.unfit {
            session.say(format!("  `{question}` {why}"));
        }
    }
    if let Some(best) = it.offers.first() {
        session.remark(format!(
            "note: `panelkit swap {req} {} --for {}` puts that question there",
            it.slot, best.question
        ));
    }
}

fn fit(n: usize) -> String {
    format!("{} {}", count(n, "question"), if n == 1 { "fits" } else { "fit" })
}

fn do_not_fit(n: usize) -> String {
    let verb = if n == 1 { "does" } else { "do" };
    format!("{} of this competency and depth {verb} not fit", count(n, "other question"))
}

fn offer(it: &Offer, session: &Session) {
    let difficulty = it.difficulty.map_or_else(String::new, |d| format!(", difficulty {d}"));
    session.say(format!("  {} ({}, {} min{difficulty})", it.question, it.kind, it.minutes));
    session.say(format!("      {}", it.first_line));
    if !it.had_by.is_empty() {
        let few: Vec<&str> = it.had_by.iter().take(6).map(String::as_str).collect();
        let more = match it.had_by.len() - few.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        session.say(format!(
            "      {} had it: {}{more}",
            count(it.had_by.len(), "candidate"),
            few.join(", ")
        ));
    }
    if !it.changes.is_empty() {
        let slots: Vec<String> = it.changes.iter().map(|(slot, q)| format!("{slot} (`{q}`)")).collect();
        session.say(format!("      with it, {} too: {}", must_change(slots.len()), slots.join(", ")));
    }
}

fn must_change(n: usize) -> String {
    format!("{} must change", count(n, "other slot"))
}

/// Says which question comes into which slot, and what else changes.
pub(in crate::cli) fn swapped(it: &SwapDraft, dry_run: bool, session: &Session) {
    let would = if dry_run { "would be " } else { "" };
    if it.edits_role() {
        let name = it.role_file();
        match dry_run {
            true => session.say(format!("{name}: `{}` would be pinned", it.after)),
            false => session.tell(format!("{name}: `{}` is pinned", it.after)),
        }
        session.record(|report| report.written(name));
    }
    session.tell(format!("{}: `{}` {would}replaced by `{}`", it.slot, it.before, it.after));
    for (slot, question) in &it.changes {
        session.tell(format!(
            "{slot}: `{question}` {would}replaced as well, because no loop has it beside `{}`",
            it.after
        ));
    }
}

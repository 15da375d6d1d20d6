//! What the scores of an opening say.

use panelkit::app::debrief::Debriefed;
use panelkit::model::{Debrief, DebriefCandidate, Decimal, ERROR_LIMIT, RatingsUsed, Scores};
use panelkit::store::{FolderChange, RECORD};
use panelkit::text::count;

use super::changes::changed;
use crate::cli::session::Session;

/// The widest cell for a state.
const STATE: usize = 10;

/// Warns that scores of waiting candidates are shown.
pub(in crate::cli) fn partial(found: &Debriefed, session: &Session) {
    if found.debrief.partial {
        session.remark(format!("note: {}", partial_line(found)));
    }
}

fn partial_line(found: &Debriefed) -> String {
    let waiting =
        found.debrief.candidates.iter().filter(|one| !one.missing.is_empty() && one.scores.is_some());
    let ids: Vec<&str> = waiting.map(|one| one.id.as_str()).collect();
    format!(
        "partial: forms of {} are missing, so their scores can still change; this was recorded in their logs",
        panelkit::text::list(&ids, "and")
    )
}

/// Prints the scores of an opening.
pub(in crate::cli) fn debrief(found: &Debriefed, session: &Session) {
    let it = &found.debrief;
    if it.partial {
        session.say(capital(&partial_line(found)));
    }
    session.say(heading(found));
    for one in &it.candidates {
        candidate(one, it, session);
    }
    let rounds = |id: &str| id.to_owned();
    session.say("");
    found.sentences.iter().for_each(|line| session.say(line));
    if it.top_group.is_some() {
        session.say(ERROR_LIMIT);
    }
    it.agreement_words().iter().for_each(|line| session.say(line));
    let gaps = it.gaps(&found.facts, &rounds);
    let remarks = found.facts.remarks(&rounds);
    if !gaps.is_empty() || !remarks.is_empty() {
        session.say("");
    }
    gaps.iter().for_each(|line| session.say(line));
    for remark in remarks {
        session.say(remark.in_words());
    }
    raters(it, session);
}

fn heading(found: &Debriefed) -> String {
    let it = &found.debrief;
    let stage = it.stage.as_deref().map_or("all rounds".to_owned(), |stage| format!("up to stage {stage}"));
    let used = match it.rule.ratings {
        RatingsUsed::Independent => "independent ratings count",
        RatingsUsed::Agreed => "agreed ratings count where there are any",
    };
    let after = if it.rule.changed_after_first_score { ", changed after the first score" } else { "" };
    format!("{}, {stage}; a must-have needs {}; {used}{after}", found.facts.title, it.rule.cut)
}

fn candidate(one: &DebriefCandidate, of: &Debrief, session: &Session) {
    let state = one.state.word();
    let Some(scores) = &one.scores else {
        let forms = count(one.missing.len(), "form");
        session.say(format!("{}  {state:STATE$}  {forms} missing; no score is shown", one.id));
        return;
    };
    session.say(format!("{}  {state:STATE$}  {}", one.id, summary(one, scores)));
    let widest = scores.must_haves.iter().map(|m| m.text.chars().count()).max().unwrap_or(0).min(60);
    for must_have in &scores.must_haves {
        let score = must_have.text(of.rule.cut).unwrap_or_else(|| "-".to_owned());
        let marks: Vec<&str> = must_have.marks.iter().map(|mark| mark.word()).collect();
        session.say(format!(
            "    {score:>6}  {:widest$}  {}, {}{}{}",
            must_have.text,
            count(must_have.slots, "answer"),
            count(must_have.ratings, "rating"),
            if marks.is_empty() { "" } else { "; " },
            marks.join(", ")
        ));
    }
}

fn summary(one: &DebriefCandidate, scores: &Scores) -> String {
    let (met, all) = one.met().unwrap_or_default();
    let number = |number: Option<Decimal>| number.map_or("none".to_owned(), Decimal::text);
    let error = scores.standard_error.map_or_else(String::new, |error| format!(" ± {}", error.text()));
    let points = scores.points.map_or_else(String::new, |points| format!(", {points} points"));
    format!(
        "meets {met} of {all}, total {}{error}, core total {}{points}",
        number(scores.total),
        number(scores.core_total)
    )
}

fn raters(it: &Debrief, session: &Session) {
    let Some(raters) = &it.interviewers else { return };
    session.say("");
    session.say("Interviewers (data about employees; no score is corrected by it):");
    for rater in raters {
        let counts: Vec<String> = rater.counts.iter().map(|(score, n)| format!("{score}: {n}")).collect();
        let leniency = match rater.leniency {
            Some(leniency) => format!("{:+.2} against others on {} answers", leniency.0, rater.units),
            None => format!("{} rated with others, too few to compare", count(rater.units, "answer")),
        };
        session.say(format!("  {}: {}; {leniency}", rater.interviewer, counts.join(", ")));
    }
}

/// Says which files were written.
pub(in crate::cli) fn debrief_files(found: &Debriefed, session: &Session) {
    wrote(&found.changes, session);
    for file in &found.logged {
        session.record(|report| report.written(file));
    }
}

/// Says which pages were written or are as they were.
pub(super) fn wrote(changes: &[FolderChange], session: &Session) {
    for change in changes {
        changed(change, false, session);
        for name in change.files.iter().filter(|name| *name != RECORD) {
            let is_other = change.new.contains(name) || change.replaced.contains(name);
            let what = if is_other { "wrote" } else { "unchanged:" };
            session.tell(format!("{what} {}/{name}", change.folder));
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

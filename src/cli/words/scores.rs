//! Which forms are in, which are missing, and which will not come.

use panelkit::app::excuse::Excused;
use panelkit::app::scores::{CandidateScores, Reminder, ScoresShown, SeatScore};
use panelkit::app::sheet::SheetMade;
use panelkit::model::FormThere;
use panelkit::text::{count, list};

use crate::cli::session::Session;

/// Prints the state of the forms of an opening.
pub(in crate::cli) fn scores(found: &ScoresShown, session: &Session) {
    for one in &found.candidates {
        candidate(one, session);
    }
    if !found.remind.is_empty() {
        session.say("Remind:");
        for reminder in &found.remind {
            session.say(format!("  {}", remind(reminder)));
        }
    }
}

fn candidate(one: &CandidateScores, session: &Session) {
    let settled = |seat: &&SeatScore| seat.seated && matches!(seat.state, FormThere::In | FormThere::Excused);
    let all = one.seats.iter().filter(|seat| seat.seated).count();
    let held = one.held.as_ref().map_or_else(String::new, |day| format!(", first round on {day}"));
    let name = one.candidate.as_deref().unwrap_or("The loop's own kit");
    session.say(format!("{name}: {} of {all} in or excused{held}", one.seats.iter().filter(settled).count()));
    let widest =
        |of: fn(&SeatScore) -> &str| one.seats.iter().map(|s| of(s).chars().count()).max().unwrap_or(0);
    let (rounds, names) = (widest(|seat| &seat.round), widest(who));
    for seat in &one.seats {
        session.say(format!("  {:rounds$}  {:names$}  {}", seat.round, who(seat), state(seat)));
    }
    for open in &one.not_assessed {
        let how = match open.rounds.as_slice() {
            [] => "no form that could assess it is still to come".to_owned(),
            rounds => format!("could come from {}", list(rounds, "and")),
        };
        session.say(format!("  not assessed yet: {} ({how})", open.text));
    }
}

fn who(seat: &SeatScore) -> &str {
    seat.interviewer.as_deref().unwrap_or("(no name)")
}

fn state(seat: &SeatScore) -> String {
    let mut said = match (seat.state, &seat.why) {
        (FormThere::In, _) => match &seat.submitted {
            Some(time) => format!("in, {time}"),
            None => "in".to_owned(),
        },
        (FormThere::Draft, _) => "draft: not final yet".to_owned(),
        (FormThere::Missing, _) => "missing".to_owned(),
        (FormThere::Excused, Some(why)) => format!("excused: {why}"),
        (FormThere::Excused, None) => "excused".to_owned(),
    };
    if !seat.unmarked.is_empty() {
        said.push_str(&format!("; {}", without_mark(&seat.unmarked)));
    }
    if seat.late == Some(true) {
        said.push_str(", late");
    }
    if seat.conflict == Some(true) {
        said.push_str(", declares a conflict");
    }
    if !seat.seated {
        said.push_str(", has no seat any more");
    }
    if !seat.replaced.is_empty() {
        said.push_str(&format!(", other question now in {}", list(&seat.replaced, "and")));
    }
    said
}

fn without_mark(slots: &[String]) -> String {
    format!("{} without a mark", count(slots.len(), "answer"))
}

fn remind(reminder: &Reminder) -> String {
    let name = reminder.interviewer.as_deref().unwrap_or("(no name)");
    let seats: Vec<String> = reminder
        .seats
        .iter()
        .map(|seat| {
            let of = seat.candidate.as_deref().unwrap_or("the loop");
            let why = match (seat.state, seat.unmarked.as_slice()) {
                (FormThere::Draft, _) => " (draft)".to_owned(),
                (_, []) => String::new(),
                (_, slots) => format!(" ({})", without_mark(slots)),
            };
            format!("{of}, {}{why}", seat.round)
        })
        .collect();
    format!("{name}: {}", seats.join("; "))
}

/// Says which seat is excused.
pub(in crate::cli) fn excused(it: &Excused, session: &Session) {
    let who = match it.seats.as_slice() {
        [] => "no name".to_owned(),
        names => list(names, "and"),
    };
    let what = if it.already { "was recorded already" } else { "recorded" };
    session.tell(format!("{}, {}, {who}: excused, {what} in {}", it.candidate, it.round, it.file));
}

/// Says which sheet was made; without a file, prints it.
pub(in crate::cli) fn sheet(made: &SheetMade, session: &Session) {
    match &made.file {
        Some(file) => {
            session.record(|report| report.written(file));
            session.tell(format!("{file}: {}, {}", count(made.seats, "seat"), count(made.rows, "row")));
        }
        None => session.print(&made.text),
    }
    if made.left_out > 0 {
        session.remark(format!("note: {} left out: the form is in or excused", count(made.left_out, "seat")));
    }
}

//! What `collect` did with each file.

use panelkit::app::collect::{Collected, CollectedForm, FormState};
use panelkit::text::count;

use crate::cli::session::Session;

/// Prints a line for each form, and the reasons why some were not collected.
pub(in crate::cli) fn collected(found: &Collected, session: &Session) {
    for form in &found.collected {
        session.tell(line(form));
        for remark in &form.remarks {
            session.remark(format!("note: {}: {}: {remark}", form.file, whose(form)));
        }
    }
    for blank in &found.blank {
        let seats = count(blank.seats, "seat");
        session.tell(format!("{}: nothing is typed for {seats}", blank.file));
    }
    for error in &found.errors {
        session.remark(format!("error[{}]: {}: {}", error.code.word(), error.file, error.message));
    }
    if found.collected.len() + found.errors.len() > 1 {
        let not = match found.errors.len() {
            0 => String::new(),
            n => format!(", {n} not"),
        };
        session.tell(format!("{} collected{not}", count(found.collected.len(), "form")));
    }
    session.record(|report| {
        found.written.iter().for_each(|name| report.written(name));
        report.add("collected", &found.collected);
        report.add("errors", &found.errors);
    });
}

fn line(form: &CollectedForm) -> String {
    let what = match form.state {
        FormState::New => "new",
        FormState::Unchanged => "unchanged",
        FormState::Draft => "draft",
        FormState::Replaced => "replaced",
    };
    format!("{}: {}: {what}, {}", form.file, whose(form), form.path)
}

/// The seat in words.
fn whose(form: &CollectedForm) -> String {
    let who = form.interviewer.as_deref().unwrap_or("no name");
    let of = form.candidate.as_deref().unwrap_or("the loop");
    format!("{of}, {}, {who}", form.round)
}

//! Interviewers' packs.

use panelkit::app::scorecards::{FormsWritten, PacksMade};
use panelkit::text::count;

use super::{changed, seat};
use crate::cli::session::Session;

/// Prints which packs were made.
pub(in crate::cli) fn packs(made: &PacksMade, session: &Session) {
    match made {
        PacksMade::One(forms) => of_kit(forms, session),
        PacksMade::All { candidates } => candidates.iter().for_each(|forms| of_kit(forms, session)),
        PacksMade::Merged(merged) => {
            session.record(|report| report.written(&merged.merged));
            session.tell(format!(
                "{}: {}, {}",
                merged.merged,
                count(merged.forms, "pack"),
                count(merged.pages, "page")
            ));
        }
    }
}

fn of_kit(forms: &FormsWritten, session: &Session) {
    if let Some(taken) = &forms.seat {
        seat(taken, session);
    }
    changed(&forms.change, false, session);
    for name in &forms.files {
        session.tell(format!("{}/{name}", forms.change.folder));
    }
    session.detail(format!("{}, {}", count(forms.forms, "form"), count(forms.files.len(), "file")));
}

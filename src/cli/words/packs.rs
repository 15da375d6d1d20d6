//! Interviewers' packs.

use panelkit::app::scorecards::{FormsWritten, PacksMade};
use panelkit::text::count;

use super::{changed, seat};
use crate::cli::session::Session;

/// Prints which packs of a req were made.
pub(in crate::cli) fn packs(made: &PacksMade, req: &str, session: &Session) {
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
    let folders = match made {
        PacksMade::One(forms) => std::slice::from_ref(&**forms),
        PacksMade::All { candidates } => candidates,
        PacksMade::Merged(_) => &[],
    };
    outdated(folders, req, session);
}

/// Says which PDF pages still have the paper, fonts and theme from before.
fn outdated(folders: &[FormsWritten], req: &str, session: &Session) {
    let page =
        |forms: &FormsWritten| forms.outdated.first().map(|name| format!("{}/{name}", forms.change.folder));
    let Some(first) = folders.iter().find_map(page) else { return };
    let others = folders.iter().map(|forms| forms.outdated.len()).sum::<usize>() - 1;
    let (pages, was, them) = match others {
        0 => (String::new(), "was", "it"),
        n => (format!(" and {}", count(n, "other PDF page")), "were", "them"),
    };
    session.tell(format!(
        "note: `{first}`{pages} {was} {}: `panelkit generate {req}` makes {them} again",
        super::BEFORE_SETTINGS
    ));
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

//! What changes in folders, and why a command refuses.

use panelkit::store::{FolderChange, RECORD, Refusal};

use crate::cli::session::Session;

/// Says what happens to pages that people wrote on, and which pages are removed. Adds the change to the report.
pub(in crate::cli) fn changed(change: &FolderChange, dry_run: bool, session: &Session) {
    session.record(|report| report.changed(change));
    let shown = |name: &str| format!("{}/{name}", change.folder);
    for name in &change.kept {
        session.remark(format!("note: `{}` is kept: it was filled in or changed by hand", shown(name)));
    }
    let moved = if dry_run { "would move" } else { "moved" };
    for (name, to) in &change.moved {
        let name = shown(name);
        session.remark(format!("note: `{name}` was filled in or changed by hand: {moved} to `{to}`"));
    }
    let removed = if dry_run { "would remove" } else { "removed" };
    for name in &change.removed {
        session.tell(format!("{removed} {}", shown(name)));
    }
}

/// Says which files would be written.
pub(super) fn would_write(change: &FolderChange, session: &Session) {
    let listed = |name: &&String| *name != RECORD && !name.starts_with("history/");
    for (verb, names) in [("write", &change.new), ("replace", &change.replaced)] {
        for name in names.iter().filter(listed) {
            session.say(format!("would {verb} {}/{name}", change.folder));
        }
    }
}

/// Says why a command refuses, or in a dry run why it would. `lines` come before those of the refusal.
pub(in crate::cli) fn refuse(refusal: &Refusal, mut lines: Vec<String>, dry_run: bool, session: &Session) {
    let message = refusal.to_string();
    lines.extend(details(refusal));
    session.remark(match dry_run {
        true => format!("note: without `--force` this run would refuse: {message}"),
        false => format!("error: {message}"),
    });
    lines.iter().for_each(|line| session.remark(format!("  {line}")));
    if !dry_run {
        help(refusal).iter().for_each(|line| session.remark(format!("  = help: {line}")));
    }
    session.record(|report| report.refused(&message, &lines));
}

fn details(refusal: &Refusal) -> Vec<String> {
    match refusal {
        Refusal::LoopWouldChange { candidates, .. } => {
            let have = match candidates {
                0 => return Vec::new(),
                1 => "1 candidate has".to_owned(),
                n => format!("{n} candidates have"),
            };
            vec![format!(
                "{have} a kit that is parallel to this loop. If you replace the loop, their interview is no longer that of the loop, and no other candidate can get a kit beside them"
            )]
        }
        Refusal::PagesChanged { pages } | Refusal::PagesOfOthers { pages } => pages.clone(),
        Refusal::OwnLooks { folders, .. } => folders.clone(),
        Refusal::HeldOnAnotherDay { files } => {
            files.iter().map(|(file, day)| format!("{file}: held on {day}")).collect()
        }
        Refusal::KitHeld { .. } | Refusal::DoesNotFit { .. } | Refusal::FileThere { .. } => Vec::new(),
        Refusal::FormsWrittenOn { forms } => {
            let line = |(name, filled): &(String, bool)| match filled {
                true => format!("{name} (filled in)"),
                false => format!("{name} (changed by hand, or written by another program)"),
            };
            forms.iter().map(line).collect()
        }
    }
}

fn help(refusal: &Refusal) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match refusal {
        Refusal::LoopWouldChange { candidates, req, .. } => {
            let reissue = format!(
                "`panelkit reissue {req}` replaces only withdrawn questions; for a different role, create a new req"
            );
            let force = "`--force` replaces it and keeps the old files in `history`; `--dry-run` only shows the changes";
            let reissue = (*candidates > 0).then_some(reissue);
            reissue.into_iter().chain([force.to_owned()]).collect()
        }
        Refusal::PagesChanged { .. } => one(
            "use `--force` to overwrite them (the old pages are kept in `history`), or undo your changes first",
        ),
        Refusal::OwnLooks { can_force: true, .. } => one(
            "name them again with `--font` and `--templates`, or use `--force` to return to the built-in ones",
        ),
        Refusal::OwnLooks { can_force: false, .. } => one("name them again with `--font` and `--templates`"),
        Refusal::FormsWrittenOn { .. } => one(
            "use `--force` to make new forms (the old ones are kept in `history`), or choose a round or an interviewer whose forms are unchanged",
        ),
        Refusal::HeldOnAnotherDay { .. } => {
            one("if the recorded day is wrong, change it in the file; nothing was written")
        }
        Refusal::KitHeld { .. } => one(
            "if someone else takes a later round, write the name on the printed form; if the day is wrong, change it in `candidate.yaml`",
        ),
        Refusal::FileThere { .. } => one("name another file, or use `--force` to overwrite it"),
        Refusal::DoesNotFit { .. } => {
            one("name another question, or leave `--for` out to take the best question that fits")
        }
        Refusal::PagesOfOthers { .. } => one(
            "use `--force` to write new pages (the old ones are kept in `history`), or move the old pages away",
        ),
    }
}

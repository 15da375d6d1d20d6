//! `generate`: a loop for a folder without a readable loop.

use std::path::Path;

use crate::diag::{Diagnostic, Sink};
use crate::disk;
use crate::issue;
use crate::model::Kit;
use crate::render::Format;
use crate::store::{
    Draft, Fault, Looks, RECORD, Record, Rendered, Req, bytes_of, is_whole, kit_at, kit_in, past_of_bytes,
};

/// The loop that is in a folder.
pub(super) enum There {
    Nothing,
    Kit(Box<Kit>),
    /// The bytes of its file, and the finding that says why it cannot be used.
    Unreadable(Vec<u8>, Box<Diagnostic>),
}

impl There {
    /// Reads the loop in a folder, if there is one.
    pub(super) fn read(folder: &Path, req: &Req) -> Result<There, Fault> {
        let Some(file) = kit_in(folder)? else { return Ok(There::Nothing) };
        let mut sink = Sink::new();
        let kit = kit_at(&req.workspace, &file, &mut sink);
        let kit = kit.and_then(|kit| req.check_loop(&kit, &file, &mut sink).map(|()| kit));
        match (kit, sink.sorted().first()) {
            (Ok(kit), _) => Ok(There::Kit(Box::new(kit))),
            (Err(_), Some(finding)) => {
                let help = "`--force` draws a new kit and moves this file to `history`";
                let finding = (*finding).clone().help(help);
                Ok(There::Unreadable(bytes_of(&file)?.unwrap_or_default(), Box::new(finding)))
            }
            (Err(_), None) => unreachable!("internal: what fails is reported"),
        }
    }
}

/// The draft of a loop in a folder without a readable loop. A kit file that cannot be read moves to the history, and
/// so do pages without an entry in `pages.json`. Returns the draft, and the path of the kit file in the history.
pub(super) fn draft(
    folder: &Path,
    kit: &Kit,
    rendered: Rendered,
    looks: &Looks,
    unreadable: Option<&[u8]>,
) -> Result<(Draft, Option<String>), Fault> {
    let mut draft = Draft::new(folder, rendered);
    let record = Record::of(kit, &looks.made(None)?, &draft.files, &draft.layouts);
    let mut moved = None;
    if let Some(bytes) = unreadable {
        moved = Some(draft.archive(&past_of_bytes(bytes), "unreadable-kit.json", bytes.to_vec())?);
    }
    let before = match (Record::read(folder), unreadable) {
        // An unreadable record counts as empty.
        (Err(_), Some(_)) => Record::new(None),
        (read, _) => read?,
    };
    let forms = disk::list(&folder.join("scorecards"))?.unwrap_or_default().into_iter();
    let forms = forms.map(|entry| format!("scorecards/{}", entry.name));
    let forms = forms.filter(|name| Format::of(name).is_some());
    let whole = disk::list(folder)?.unwrap_or_default().into_iter().map(|entry| entry.name);
    for name in whole.filter(|name| is_whole(name)).chain(forms) {
        let Some(there) = bytes_of(&folder.join(&name))? else { continue };
        if draft.files.get(&name) == Some(&there) {
            continue;
        }
        if before.has(&name, &there) != Some(true) {
            draft.moves(&name, &past_of_bytes(unreadable.unwrap_or(&there)))?;
        } else if !draft.files.contains_key(&name) {
            draft.gone.insert(name);
        }
    }
    draft.files.insert("kit.json".to_owned(), issue::to_json(kit).into_bytes());
    draft.files.insert(RECORD.to_owned(), record.to_json());
    Ok((draft, moved))
}

//! `generate`: a loop in a folder that holds no loop which can be read.

use std::path::Path;

use crate::diag::{Diagnostic, Sink, codes};
use crate::disk;
use crate::issue;
use crate::load::read_file;
use crate::model::Kit;
use crate::store::{
    Draft, Fault, Looks, RECORD, Record, Rendered, Req, bytes_of, kit_in, other_than_loop, past_of_bytes,
};

/// The files of a loop, forms aside.
const PAGES: [&str; 4] = ["kit.md", "kit.pdf", "handouts.md", "handouts.pdf"];

/// The loop that is in a folder.
pub(super) enum There {
    Nothing,
    Kit(Box<Kit>),
    /// The bytes of its file, and what is wrong with it.
    Unreadable(Vec<u8>, Box<Diagnostic>),
}

impl There {
    /// Looks into a folder.
    pub(super) fn read(folder: &Path, req: &Req) -> Result<There, Fault> {
        let Some(file) = kit_in(folder)? else { return Ok(There::Nothing) };
        let mut sink = Sink::new();
        let name = req.name(&file);
        let kit = read_file(&file, &name, &mut sink).and_then(|source| issue::from_json(&source, &mut sink));
        let kit = kit.and_then(|kit| match other_than_loop(&kit, &req.id) {
            Some(whose) => {
                let message = format!("`{name}` is not the loop of `{}`", req.id);
                let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(&name).help(whose);
                Err(sink.report(finding.help("take the loop back from version control")))
            }
            None => Ok(kit),
        });
        match (kit, sink.sorted().first()) {
            (Ok(kit), _) => Ok(There::Kit(Box::new(kit))),
            (Err(_), Some(finding)) => {
                let help = "`--force` makes another kit, and moves this one to `history`";
                let finding = (*finding).clone().help(help);
                Ok(There::Unreadable(bytes_of(&file)?.unwrap_or_default(), Box::new(finding)))
            }
            (Err(_), None) => unreachable!("internal: what fails is reported"),
        }
    }
}

/// The draft of a loop in such a folder. A kit file that cannot be read moves to the history, and so do pages that the
/// program is not known to have written. Gives the draft and the place of the kit file in the history.
pub(super) fn draft(
    folder: &Path,
    kit: &Kit,
    rendered: Rendered,
    looks: &Looks,
    unreadable: Option<&[u8]>,
) -> Result<(Draft, Option<String>), Fault> {
    let mut draft = Draft::new(folder, rendered);
    let record = Record::of(kit, &looks.made(None)?, &draft.files);
    let mut moved = None;
    if let Some(bytes) = unreadable {
        moved = Some(draft.archive(&past_of_bytes(bytes), "unreadable-kit.json", bytes.to_vec())?);
    }
    let before = match (Record::read(folder), unreadable) {
        // A record that cannot be read knows of no page.
        (Err(_), Some(_)) => Record::new(None),
        (read, _) => read?,
    };
    let forms = disk::list(&folder.join("scorecards"))?.unwrap_or_default().into_iter();
    let forms = forms.map(|entry| format!("scorecards/{}", entry.name));
    let forms = forms.filter(|name| name.ends_with(".md") || name.ends_with(".pdf"));
    for name in PAGES.map(str::to_owned).into_iter().chain(forms) {
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

//! Reads the exhibits of a bank: files `exhibits/<id>.md` with a title and Markdown.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::files::{Workspace, cannot_read};
use super::names::Names;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Exhibit, Id};
use crate::text::{Place, Source, is_id};
use crate::yaml::Text;

/// Limit of characters in an exhibit.
const MOST_CHARACTERS: usize = 20_000;
/// Limit of lines in an exhibit. People cannot read more during an interview.
const MOST_LINES: usize = 80;

/// The exhibits that questions may name.
#[derive(Debug, Default)]
pub(super) struct Exhibits {
    known: BTreeMap<String, Arc<Exhibit>>,
    /// True if all of them could be read.
    whole: bool,
}

/// Files of exhibits by name, and whether all of them could be read.
pub(super) struct ExhibitFiles {
    pub(super) sources: Vec<(String, Arc<Source>)>,
    pub(super) whole: bool,
}

impl ExhibitFiles {
    /// The files of exhibits in a bank's folder.
    pub(super) fn in_folder(workspace: &Workspace, bank: &Path, sink: &mut Sink) -> ExhibitFiles {
        let folder = bank.join("exhibits");
        let mut files = ExhibitFiles { sources: Vec::new(), whole: true };
        let names = match workspace.list(&folder) {
            Ok(names) => names.unwrap_or_default(),
            Err(error) => {
                sink.report(cannot_read(&workspace.name(&folder), &error));
                return ExhibitFiles { whole: false, ..files };
            }
        };
        // Ids are ASCII, so a file whose name is not UTF-8 is not an exhibit.
        let names = names.iter().filter(|name| !name.contains(char::REPLACEMENT_CHARACTER));
        for name in names.filter(|name| name.ends_with(".md") && !name.starts_with('.')) {
            match workspace.read(&folder.join(name), sink) {
                Ok(source) => files.sources.push((name.clone(), source)),
                Err(_) => files.whole = false,
            }
        }
        files
    }
}

impl Exhibits {
    /// The exhibits of a folder in the workspace.
    pub(super) fn in_folder(workspace: &Workspace, bank: &Path, sink: &mut Sink) -> Exhibits {
        Exhibits::of(ExhibitFiles::in_folder(workspace, bank, sink), sink)
    }

    /// The exhibits in these files.
    pub(super) fn of(files: ExhibitFiles, sink: &mut Sink) -> Exhibits {
        let mut exhibits = Exhibits { known: BTreeMap::new(), whole: files.whole };
        for (name, source) in files.sources {
            match exhibit(name.trim_end_matches(".md"), &source, sink) {
                Ok(exhibit) => drop(exhibits.known.insert(exhibit.id.to_string(), Arc::new(exhibit))),
                Err(_) => exhibits.whole = false,
            }
        }
        exhibits
    }

    /// These exhibits with those of a bank that extends theirs. An exhibit of the other bank replaces one of the same
    /// id.
    pub(super) fn under(mut self, above: Exhibits) -> Exhibits {
        self.known.extend(above.known);
        Exhibits { known: self.known, whole: self.whole && above.whole }
    }

    /// Adds the exhibits of a bank to those of an opening; reports an id that both have. `folder` is the folder of
    /// the opening.
    pub(super) fn add<'e>(
        &mut self,
        bank: impl Iterator<Item = &'e Arc<Exhibit>>,
        folder: &str,
        sink: &mut Sink,
    ) {
        for exhibit in bank {
            let before = self.known.insert(exhibit.id.to_string(), exhibit.clone());
            // Questions of the bank share an exhibit, so a different one is that of the opening.
            if before.is_some_and(|before| !Arc::ptr_eq(&before, exhibit)) {
                let message = format!("the bank has an exhibit `{}` already", exhibit.id);
                let finding = Diagnostic::new(&codes::BAD_EXHIBIT, message)
                    .in_file(format!("{folder}/exhibits/{}.md", exhibit.id))
                    .help("give the exhibit of this opening another id");
                sink.report(finding);
            }
        }
    }

    /// The exhibits with these names; reports names that do not exist.
    pub(super) fn named(
        &self,
        names: &[Text],
        owner: Option<(&Place, &str)>,
        sink: &mut Sink,
    ) -> Vec<Arc<Exhibit>> {
        let known = Names {
            gone: None,
            kind: "exhibit",
            code: &codes::UNKNOWN_EXHIBIT,
            known: self.known.keys().map(String::as_str).collect(),
            owner: "the folder `exhibits`".to_owned(),
        };
        // If some exhibits could not be read, a name that is not found may be one of them, so it is not
        // reported.
        let told = names.iter().filter(|name| self.whole || self.known.contains_key(&name.value));
        let ids: Vec<Id> = told.filter_map(|name| known.resolve(name, owner, sink)).collect();
        ids.iter().filter_map(|id| self.known.get(id.as_str())).cloned().collect()
    }
}

fn exhibit(name: &str, source: &Arc<Source>, sink: &mut Sink) -> Result<Exhibit, Reported> {
    let mut refuse = |message: String, help: &str| {
        let finding = Diagnostic::new(&codes::BAD_EXHIBIT, message).in_file(source.name());
        Err(sink.report(finding.help(help)))
    };
    if !is_id(name) {
        return refuse(
            format!("the file name `{name}.md` is not an id followed by `.md`"),
            "name the file in lower-case letters, digits and single hyphens: `orders-api.md`",
        );
    }
    let text = source.text().replace("\r\n", "\n");
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let Some(title) = first.strip_prefix("# ").map(str::trim).filter(|t| !t.is_empty()) else {
        return refuse("an exhibit has no title".to_owned(), "begin the file with `# ` and a title");
    };
    let body = body(rest);
    let lines = body.lines().count();
    if lines > MOST_LINES {
        return refuse(
            format!("an exhibit of {lines} lines is too long to read in an interview"),
            "keep it to one page, at most 80 lines",
        );
    }
    let characters = rest.chars().count();
    if characters > MOST_CHARACTERS {
        return refuse(
            format!("an exhibit of {characters} characters is too long to read in an interview"),
            "keep it to one page",
        );
    }
    let id = Id::new(name).expect("internal: checked above");
    let file = source.name().to_owned();
    Ok(Exhibit { id, file, title: title.to_owned(), text: body.to_owned() })
}

/// A text without blank lines at its beginning and without white space at its end. Its first line may be indented code, so
/// its indentation stays.
fn body(text: &str) -> &str {
    let text = text.trim_end();
    let blank = &text[..text.len() - text.trim_start().len()];
    &text[blank.rfind('\n').map_or(0, |at| at + 1)..]
}

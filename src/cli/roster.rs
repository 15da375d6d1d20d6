//! Who gets a kit: a roster in a file, ids on the command line, or a number of candidates.

use std::collections::BTreeSet;
use std::path::Path;

use panelkit::disk;
use panelkit::load::{self, read_file};
use panelkit::model::{Candidate, Id};

use super::args::id;
use super::exit::Exit;
use super::session::Session;

/// So many candidates called `candidate-0001` and so on.
pub(super) fn numbered(count: u32) -> Vec<Candidate> {
    let id = |n| Id::new(&format!("candidate-{n:04}")).expect("internal: kebab-case");
    (1..=count).map(|n| Candidate { id: id(n), name: None }).collect()
}

/// The candidates of a CSV file, or those whose ids were named, in their order.
pub(super) fn named(words: &[String], session: &mut Session) -> Result<Vec<Candidate>, Exit> {
    let is_file = |text: &str| text.contains(['/', '\\', '.']);
    if let [file] = words
        && is_file(file)
    {
        if disk::there(Path::new(file))?.is_none() {
            return Err(Exit::Usage(format!(
                "there is no roster at `{file}`\n  = help: check the path; an id has no dots or slashes"
            )));
        }
        let source = read_file(Path::new(file), file, &mut session.sink)?;
        return Ok(load::roster(&source, &mut session.sink)?);
    }
    let mut seen = BTreeSet::new();
    let one = |text: &String| {
        if is_file(text) {
            return Err(Exit::Usage("name one CSV file, or ids of candidates, not both".to_owned()));
        }
        let id = id(text).map_err(|why| Exit::Usage(format!("`{text}` is not an id: {why}")))?;
        if !seen.insert(id.clone()) {
            return Err(Exit::Usage(format!("candidate `{id}` is named twice")));
        }
        Ok(Candidate { id: Id::new(&id).expect("internal: checked"), name: None })
    };
    words.iter().map(one).collect()
}

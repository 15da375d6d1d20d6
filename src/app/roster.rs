//! The candidates that a request names: a roster in a file, ids, or a number of candidates.

use std::collections::BTreeSet;
use std::path::Path;

use super::call::Call;
use crate::disk;
use crate::load::{self, read_file};
use crate::model::{Candidate, Id};
use crate::store::Fault;
use crate::text::is_device;

/// The candidates that a request names, in the order of issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roster {
    /// This many candidates, called `candidate-0001` and so on.
    Numbered(u32),
    /// A CSV file, or ids of candidates.
    Named(Vec<String>),
}

impl Roster {
    /// The candidates.
    ///
    /// # Errors
    /// [`Fault::Request`] for a file that does not exist, a value that is not a valid id, or an id that is given
    /// twice; [`Fault::Findings`] when the file has errors.
    pub fn read(&self, call: &mut Call<'_>) -> Result<Vec<Candidate>, Fault> {
        match self {
            Roster::Numbered(count) => Ok(numbered(*count)),
            Roster::Named(words) => named(words, call),
        }
    }
}

fn numbered(count: u32) -> Vec<Candidate> {
    let id = |n| Id::new(&format!("candidate-{n:04}")).expect("internal: kebab-case");
    (1..=count).map(|n| Candidate { id: id(n), name: None }).collect()
}

fn named(words: &[String], call: &mut Call<'_>) -> Result<Vec<Candidate>, Fault> {
    let is_file = |text: &str| text.contains(['/', '\\', '.']);
    if let [file] = words
        && is_file(file)
    {
        if disk::there(Path::new(file))?.is_none() {
            return Err(Fault::Request(format!(
                "there is no roster at `{file}`\n  = help: check the path. A text with a dot or a slash is read as a path; an id has neither"
            )));
        }
        let source = read_file(Path::new(file), file, call.sink)?;
        return Ok(load::roster(&source, call.sink)?);
    }
    let mut seen = BTreeSet::new();
    let one = |text: &String| {
        if is_file(text) {
            return Err(Fault::Request("name one CSV file, or ids of candidates, not both".to_owned()));
        }
        let id = id(text).map_err(|why| Fault::Request(format!("`{text}` is not an id: {why}")))?;
        if !seen.insert(id.clone()) {
            return Err(Fault::Request(format!("candidate `{id}` is named twice")));
        }
        Ok(Candidate { id: Id::new(&id).expect("internal: checked"), name: None })
    };
    words.iter().map(one).collect()
}

/// Reads an id.
///
/// # Errors
/// A message that explains what an id looks like.
pub fn id(text: &str) -> Result<String, String> {
    match Id::new(text) {
        Some(id) => Ok(id.to_string()),
        None if is_device(text) => Err("Windows reserves this name for a device".to_owned()),
        None => {
            Err("an id has lower-case letters, digits and single hyphens, at most 64 characters".to_owned())
        }
    }
}

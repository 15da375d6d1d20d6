//! The candidates that a request names: a roster in a file, ids, or a number of candidates.

use std::collections::BTreeSet;
use std::path::Path;

use super::call::Call;
use crate::disk::{self, Kind};
use crate::load::{self, RosterColumns, read_bytes};
use crate::model::{Candidate, Id, RosterRead};
use crate::store::Fault;
use crate::text::is_device;

/// The candidates that a request names, in the order of issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roster {
    /// This many candidates, called `candidate-0001` and so on.
    Numbered(u32),
    /// The file of a roster, or ids of candidates.
    Named(Vec<String>),
}

impl Roster {
    /// The candidates and, if they come from a file, how it was read. `columns`: the columns that the user named.
    ///
    /// # Errors
    /// [`Fault::Request`] for a file that does not exist, a value that is not a valid id, an id that is given
    /// twice, or columns without a file; [`Fault::Findings`] when the file has errors.
    pub fn read(
        &self,
        columns: &RosterColumns,
        call: &mut Call<'_>,
    ) -> Result<(Vec<Candidate>, Option<RosterRead>), Fault> {
        let words = match self {
            Roster::Numbered(count) => return Ok((numbered(*count), None)),
            Roster::Named(words) => words,
        };
        if let [file] = words.as_slice()
            && is_roster(file)
        {
            let (candidates, read) = in_file(file, columns, call)?;
            return Ok((candidates, Some(read)));
        }
        if *columns != RosterColumns::default() {
            return Err(Fault::Request(
                "`--id-column` and `--name-column` name columns of a roster, and there is none".to_owned(),
            ));
        }
        Ok((named(words)?, None))
    }
}

fn numbered(count: u32) -> Vec<Candidate> {
    let id = |n| Id::new(&format!("candidate-{n:04}")).expect("internal: kebab-case");
    (1..=count).map(|n| Candidate { id: id(n), name: None, original_id: None }).collect()
}

/// Whether a text names a roster: it is a file, or ends as one.
fn is_roster(text: &str) -> bool {
    let path = Path::new(text);
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    ["csv", "tsv", "xlsx", "ods"].contains(&ending.as_str())
        || disk::there(path).is_ok_and(|found| found == Some(Kind::File))
}

fn in_file(
    file: &str,
    columns: &RosterColumns,
    call: &mut Call<'_>,
) -> Result<(Vec<Candidate>, RosterRead), Fault> {
    if disk::there(Path::new(file))?.is_none() {
        return Err(Fault::Request(format!("there is no roster at `{file}`\n  = help: check the path")));
    }
    let bytes = read_bytes(Path::new(file), file, call.sink)?;
    Ok(load::roster(file, bytes, columns, call.sink)?)
}

fn named(words: &[String]) -> Result<Vec<Candidate>, Fault> {
    let mut seen = BTreeSet::new();
    let one = |text: &String| {
        if words.len() > 1 && (text.contains(['/', '\\', '.']) || is_roster(text)) {
            return Err(Fault::Request("name one roster, or ids of candidates, not both".to_owned()));
        }
        let id = id(text).map_err(|why| Fault::Request(format!("`{text}` is not an id: {why}")))?;
        if !seen.insert(id.clone()) {
            return Err(Fault::Request(format!("candidate `{id}` is named twice")));
        }
        Ok(Candidate { id: Id::new(&id).expect("internal: checked"), name: None, original_id: None })
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

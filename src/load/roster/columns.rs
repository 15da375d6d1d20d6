//! Recognises the columns of a roster by their names, as hiring systems and spreadsheets call them.

use crate::load::table::plain;

/// What hiring systems call the id of a candidate, as [`plain`] writes it.
const IDS: &[&str] = &[
    "id",
    "candidateid",
    "candidateuuid",
    "candidatenumber",
    "candidateno",
    "applicationid",
    "applicationnumber",
    "applicationno",
    "applicantid",
    "applicantnumber",
    "applicantno",
    "personid",
    "profileid",
    "prospectid",
    "opportunityid",
    "kandidatenid",
    "kandidatennummer",
    "kandidatennr",
    "bewerberid",
    "bewerbernummer",
    "bewerbernr",
    "bewerbungsid",
    "bewerbungsnummer",
    "bewerbungsnr",
    "idcandidat",
    "idcandidature",
    "numerocandidat",
    "numerodecandidat",
    "numerodecandidature",
    "idcandidato",
    "idcandidatura",
    "numerodecandidato",
    "numerodecandidatura",
];
/// Names of a column with the whole name.
const WHOLE: &[&str] = &[
    "name",
    "candidate",
    "candidatename",
    "fullname",
    "candidatefullname",
    "applicant",
    "applicantname",
    "kandidat",
    "kandidatin",
    "bewerber",
    "bewerberin",
    "bewerbername",
    "vollstandigername",
    "candidat",
    "nomcomplet",
    "candidato",
    "candidata",
    "nombrecompleto",
    "nombreyapellidos",
];
const FIRST: &[&str] = &[
    "firstname",
    "givenname",
    "givennames",
    "forename",
    "candidatefirstname",
    "vorname",
    "prenom",
    "nombre",
    "nombres",
];
const LAST: &[&str] = &[
    "lastname",
    "surname",
    "familyname",
    "candidatelastname",
    "nachname",
    "familienname",
    "nom",
    "nomdefamille",
    "apellido",
    "apellidos",
];

/// The columns that the user named; empty if the names of the columns should decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterColumns {
    /// The column with the id.
    pub id: Option<String>,
    /// The columns whose texts, joined by spaces, are the name.
    pub names: Vec<String>,
}

/// Indexes of the columns of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) names: Vec<usize>,
}

/// Why a row is not a header from which the columns are clear.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// No column has an id.
    NoId,
    /// The header has no column with the name that the user gave.
    Lacks(String),
    /// Several columns may have the id.
    Ids(Vec<String>),
    /// Several columns may have the name.
    Names(Vec<String>),
}

/// The columns of a header.
///
/// # Errors
/// [`Unclear`] if a column is missing, or if several columns may be meant.
pub(super) fn columns(header: &[&str], asked: &RosterColumns) -> Result<Columns, Unclear> {
    let words: Vec<String> = header.iter().map(|cell| plain(cell)).collect();
    let among = |list: &[&str]| -> Vec<usize> {
        (0..words.len()).filter(|n| list.contains(&words[*n].as_str())).collect()
    };
    let shown = |of: &[usize]| of.iter().map(|n| header[*n].trim().to_owned()).collect();
    let named = |name: &String| match called(header, &words, name).as_slice() {
        [] => Err(Unclear::Lacks(name.clone())),
        [one] => Ok(*one),
        more => Err(Unclear::Ids(shown(more))),
    };
    let id = match &asked.id {
        Some(name) => named(name)?,
        None => match among(IDS).as_slice() {
            [] => return Err(Unclear::NoId),
            [one] => *one,
            more => return Err(Unclear::Ids(shown(more))),
        },
    };
    if !asked.names.is_empty() {
        let names = asked.names.iter().map(|name| match named(name) {
            Err(Unclear::Ids(more)) => Err(Unclear::Names(more)),
            other => other,
        });
        return Ok(Columns { id, names: names.collect::<Result<_, _>>()? });
    }
    let rest = |list: &[&str]| -> Vec<usize> { among(list).into_iter().filter(|n| *n != id).collect() };
    let (whole, first, last) = (rest(WHOLE), rest(FIRST), rest(LAST));
    let names = match (whole.as_slice(), first.as_slice(), last.as_slice()) {
        // In a German table, `Name` beside `Vorname` is the last name.
        ([name], [first], []) if words[*name] == "name" && words[*first] == "vorname" => vec![*first, *name],
        ([one], _, _) => vec![*one],
        ([], [first], [last]) => vec![*first, *last],
        ([], [one], []) | ([], [], [one]) => vec![*one],
        ([], [], []) => Vec::new(),
        (whole, first, last) => return Err(Unclear::Names(shown(&[whole, first, last].concat()))),
    };
    Ok(Columns { id, names })
}

/// The columns with exactly this name; or else those whose names differ only in case, spaces and signs.
fn called(header: &[&str], words: &[String], name: &str) -> Vec<usize> {
    let exact: Vec<usize> = (0..header.len()).filter(|n| header[*n].trim() == name.trim()).collect();
    let wanted = plain(name);
    match exact.is_empty() {
        true => (0..words.len()).filter(|n| !wanted.is_empty() && words[*n] == wanted).collect(),
        false => exact,
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, RosterColumns, Unclear, columns};

    #[test]
    fn columns_are_found_under_the_names_that_systems_give_them() {
        let found = |header: &[&str]| columns(header, &RosterColumns::default());
        let at = |id, names: &[usize]| Ok(Columns { id, names: names.to_vec() });
        assert_eq!(found(&["Candidate", "Job", "Candidate_ID"]), at(2, &[0]));
        assert_eq!(found(&["Candidate #", "First Name", "LAST NAME", "Full name"]), at(0, &[3]));
        assert_eq!(found(&["Name", "Vorname", "Bewerber-Nr."]), at(2, &[1, 0]));
        assert_eq!(found(&["Nom", "Pr\u{e9}nom", "N\u{b0} ID", "Num\u{e9}ro candidat"]), at(3, &[1, 0]));
        assert_eq!(found(&["ID", "Apellidos", "Nombre"]), at(0, &[2, 1]));
        assert_eq!(found(&["id"]), at(0, &[]));
        assert_eq!(found(&["E-mail", "Name"]), Err(Unclear::NoId));
        let both = vec!["Candidate ID".to_owned(), "Application ID".to_owned()];
        assert_eq!(found(&["Candidate ID", "Name", "Application ID"]), Err(Unclear::Ids(both)));
        let both = vec!["Candidate".to_owned(), "Full Name".to_owned()];
        assert_eq!(found(&["ID", "Candidate", "Full Name"]), Err(Unclear::Names(both)));
    }

    #[test]
    fn named_columns_come_first() {
        let header = ["Candidate ID", "Application ID", "Preferred", "Surname"];
        let asked = |id: &str, names: &[&str]| {
            let names = names.iter().map(|n| (*n).to_owned()).collect();
            columns(&header, &RosterColumns { id: Some(id.to_owned()), names })
        };
        assert_eq!(asked("application id", &[]), Ok(Columns { id: 1, names: vec![3] }));
        let both = ["Preferred", "surname"];
        assert_eq!(asked("Candidate ID", &both), Ok(Columns { id: 0, names: vec![2, 3] }));
        assert_eq!(asked("Person", &[]), Err(Unclear::Lacks("Person".to_owned())));
    }
}

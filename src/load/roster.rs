//! Reads a roster of candidates: CSV with a header, `id` and `name`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Candidate, Id};
use crate::text::{Place, Source, Span, count, is_device, nearest};

/// Limit of listed findings. More are only counted.
const SHOWN: usize = 50;

/// Reads the candidates of a roster, in the order of its rows.
///
/// # Errors
/// [`Reported`] if the text is not CSV, has no `id` column or no row, or if an id is missing, not kebab-case
/// or used twice.
pub fn roster(source: &Arc<Source>, sink: &mut Sink) -> Result<Vec<Candidate>, Reported> {
    let mark = sink.errors();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text().as_bytes());
    let mut cursor = Cursor { source, byte: 0, character: 0 };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(sink.report(broken(&mut cursor, &error))),
    };
    let columns = columns(&header, &mut cursor, sink)?;
    let mut slips = Slips { sink, more: 0 };
    let mut seen: BTreeMap<Id, u64> = BTreeMap::new();
    let mut candidates = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                slips.add(broken(&mut cursor, &error));
                break;
            }
        };
        let (byte, line) = record.position().map_or((0, 0), |p| (p.byte() as usize, p.line()));
        let place = cursor.line_from(byte);
        if record.len() > header.len() {
            let message = format!("a row has {} fields, the header has {}", record.len(), header.len());
            let finding = Diagnostic::new(&codes::BAD_ROSTER, message).at(&place, "in this row");
            slips.add(
                finding.help("put a name with a comma into quotation marks: `c-017,\"Wójcik, Łukasz\"`"),
            );
        }
        let text = record.get(columns.id).unwrap_or("").trim();
        match Id::new(text) {
            Some(id) => {
                if let Some(first) = seen.insert(id.clone(), line) {
                    let finding = Diagnostic::new(
                        &codes::DUPLICATE_ID,
                        format!("the roster has candidate `{id}` twice"),
                    )
                    .at(&place, format!("again here, first in line {first}"))
                    .help("give each candidate one row and a unique id");
                    slips.add(finding);
                }
                let name = columns.name.and_then(|n| record.get(n)).map(str::trim);
                let name = name.filter(|n| !n.is_empty()).map(str::to_owned);
                if name.as_ref().is_some_and(|n| n.contains(['\n', '\r'])) {
                    let finding = Diagnostic::new(&codes::BAD_ROSTER, "a name continues over several lines")
                        .at(&place, "begins here")
                        .help("is its closing quotation mark missing?");
                    slips.add(finding);
                }
                candidates.push(Candidate { id, name });
            }
            None => slips.add(not_an_id(text, &place)),
        }
    }
    let more = slips.more;
    if more > 0 {
        let are = if more == 1 { "is" } else { "are" };
        let message = format!("{} in the roster {are} not listed", count(more, "more problem"));
        let finding = Diagnostic::new(&codes::BAD_ROSTER, message).in_file(source.name());
        sink.report(finding.help("fix the listed problems first"));
    }
    sink.stop_if_worse_than(mark)?;
    if candidates.is_empty() {
        let finding = Diagnostic::new(&codes::BAD_ROSTER, format!("`{}` has no candidates", source.name()));
        return Err(sink.report(finding.in_file(source.name()).help(FORM)));
    }
    Ok(candidates)
}

/// The help line that shows the format of a roster.
const FORM: &str = "write a header `id,name` and one candidate a line: `ada-l,Ada Lovelace`";

struct Columns {
    id: usize,
    name: Option<usize>,
}

fn columns(
    header: &csv::StringRecord,
    cursor: &mut Cursor<'_>,
    sink: &mut Sink,
) -> Result<Columns, Reported> {
    let of = |wanted: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(wanted));
    if let Some(id) = of("id") {
        return Ok(Columns { id, name: of("name") });
    }
    let place = cursor.line_from(header.position().map_or(0, |p| p.byte() as usize));
    let finding =
        Diagnostic::new(&codes::BAD_ROSTER, "the roster has no column `id`").at(&place, "its header");
    let first = header.get(0).unwrap_or_default();
    let finding = match header.len() {
        1 if first.contains([';', '\t']) => {
            finding.help("columns are separated by commas: save it as CSV with commas")
        }
        _ => finding.did_you_mean(nearest("id", header.iter().map(str::trim))),
    };
    Err(sink.report(finding.help(FORM)))
}

fn not_an_id(text: &str, place: &Place) -> Diagnostic {
    if text.is_empty() {
        let finding = Diagnostic::new(&codes::MISSING_KEY, "a candidate has no id").at(place, "in this row");
        return finding.help("give the candidate an id that says nothing about the person, such as `c-017`");
    }
    let shown: String = text.chars().take(40).collect();
    let words = text.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    // An email address identifies the person, so no id is suggested from it.
    let meant = Some(words.join("-")).filter(|id| Id::new(id).is_some() && !text.contains('@'));
    let what = match is_device(text) {
        true => "the id of a candidate is a name that Windows reserves for a device",
        false => "the id of a candidate is not kebab-case",
    };
    Diagnostic::new(&codes::BAD_ID, format!("{what}: `{shown}`"))
        .at(place, "in this row")
        .did_you_mean(meant.as_deref())
        .help("use lower-case letters, digits and single hyphens, at most 64 characters: `c-017`")
}

fn broken(cursor: &mut Cursor<'_>, error: &csv::Error) -> Diagnostic {
    let byte = error.position().map_or(0, |p| p.byte() as usize);
    Diagnostic::new(&codes::BAD_ROSTER, "the roster is not CSV")
        .at(&cursor.line_from(byte), "from here on")
        .help("check the quotation marks of this row: a quoted field ends with a quotation mark, and `\"\"` is a quotation mark inside the text")
}

/// Reports findings up to the limit.
struct Slips<'s> {
    sink: &'s mut Sink,
    more: usize,
}

impl Slips<'_> {
    fn add(&mut self, finding: Diagnostic) {
        if self.sink.mark() < SHOWN {
            self.sink.report(finding);
        } else {
            self.more += 1;
        }
    }
}

/// Turns byte offsets into places. Callers must pass byte offsets in ascending order.
struct Cursor<'s> {
    source: &'s Arc<Source>,
    byte: usize,
    character: usize,
}

impl Cursor<'_> {
    /// The rest of the line from a byte on.
    fn line_from(&mut self, byte: usize) -> Place {
        let text = self.source.text();
        let byte = byte.min(text.len());
        if byte > self.byte {
            self.character += text.get(self.byte..byte).map_or(0, |t| t.chars().count());
            self.byte = byte;
        }
        let rest = text.get(self.byte..).unwrap_or_default();
        let skipped = rest.chars().take_while(|c| matches!(c, '\n' | '\r')).count();
        let length = rest.chars().skip(skipped).take_while(|c| !matches!(c, '\n' | '\r')).take(60).count();
        let start = (self.character + skipped) as u32;
        Place { source: self.source.clone(), span: Span { start, end: start + length.max(1) as u32 } }
    }
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, roster};
    use crate::diag::Sink;
    use crate::text::Source;

    /// The message about the problems that are not listed, if a roster has these rows.
    fn rest(rows: &[&str]) -> Option<String> {
        let mut sink = Sink::new();
        let text = format!("id,name\n{}\n", rows.join("\n"));
        assert!(roster(&Source::new("people.csv", text), &mut sink).is_err());
        let found = sink.sorted();
        assert!(found.len() <= SHOWN + 1);
        let mut rest = found.iter().filter(|d| d.message.contains("not listed"));
        rest.next().map(|d| d.message.clone())
    }

    #[test]
    fn problems_beyond_the_limit_are_counted_one_by_one() {
        let shown = vec!["No Id,Ana"; SHOWN];
        let with = |more: &[&str]| rest(&[shown.as_slice(), more].concat());
        assert_eq!(with(&[]), None);
        assert_eq!(with(&["c-1,Ana"]), None);
        assert_eq!(with(&["No Id,Ana"]).as_deref(), Some("1 more problem in the roster is not listed"));
        // One row with two problems: a field too many, and no id.
        assert_eq!(with(&["No Id,Ana,x"]).as_deref(), Some("2 more problems in the roster are not listed"));
    }
}

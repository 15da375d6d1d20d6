//! The status of questions in the files that people write: in a question file, or in `bank.yaml` of a bank that
//! extends another one.

use std::sync::Arc;

use crate::diag::Sink;
use crate::model::Status;
use crate::text::{Place, Source};
use crate::yaml::{Doc, Map, Node, parse, put_at, set};

/// The text of a question file with a new status for one of its questions and no other change.
/// `None` if the file has no such question, or if its layout would require other changes.
pub fn with_status(source: &Arc<Source>, id: &str, status: Status) -> Option<String> {
    let root = parse(source, &mut Sink::new()).ok()?;
    let (before, map) = questions(source, &root, id);
    let text = set(map?, "id", "status", status.as_str())?;
    // The new text is read back, because YAML anchors, unusual line endings and the like may turn a small
    // change into a large one.
    let new = Source::new(source.name(), text.as_str());
    let root = parse(&new, &mut Sink::new()).ok()?;
    let (after, map) = questions(&new, &root, id);
    let is_set = map?.text("status").is_some_and(|word| word.value == status.as_str());
    (is_set && before == after).then_some(text)
}

/// The text of a `bank.yaml` whose key `status` gives a question this status, without another change. `None` if the
/// layout of the file would require other changes.
pub fn with_status_of(source: &Arc<Source>, id: &str, status: Status) -> Option<String> {
    put_at(source, &["status", id], status.as_str())
}

/// The place of the id of a question in a question file; `None` if it is not there.
pub fn place_of_question(source: &Arc<Source>, id: &str) -> Option<Place> {
    let root = parse(source, &mut Sink::new()).ok()?;
    let ids = Doc::new(source, &root).root().maps("questions").into_iter().filter_map(|m| m.id("id"));
    ids.into_iter().find(|found| found.value == id).map(|found| found.place)
}

/// The place of a question in the key `status` of a `bank.yaml`; `None` if it is not there.
pub fn place_of_status(source: &Arc<Source>, id: &str) -> Option<Place> {
    let root = parse(source, &mut Sink::new()).ok()?;
    Doc::new(source, &root).root().map("status")?.key_place(id)
}

/// The place of an id in the key `retire` of a `bank.yaml`; `None` if it is not there.
pub fn place_in_retire(source: &Arc<Source>, id: &str) -> Option<Place> {
    let root = parse(source, &mut Sink::new()).ok()?;
    let ids = Doc::new(source, &root).root().texts("retire");
    ids.into_iter().find(|found| found.value == id).map(|found| found.place)
}

/// The canonical text of a question file without one of its questions, and the map of that question.
fn questions<'a>(source: &'a Arc<Source>, root: &'a Node<'a>, id: &str) -> (Vec<String>, Option<Map<'a>>) {
    let maps = Doc::new(source, root).root().maps("questions");
    let (own, others): (Vec<Map<'a>>, Vec<Map<'a>>) =
        maps.into_iter().partition(|m| m.id("id").is_some_and(|found| found.value == id));
    (others.iter().map(Map::canonical).collect(), own.into_iter().next())
}

//! The fields of a form: their full names, values and marks (ISO 32000-1, 12.7).

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::fault::{Read, damaged};
use super::object::{Dict, Id, Object};
use super::text::decoded;

/// How deep the parts of a name may lie in each other.
const DEPTH: usize = 32;

/// A field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    /// The type: `Btn`, `Tx`, `Ch` or `Sig`.
    pub(super) kind: Vec<u8>,
    /// The value, in whichever type the file has it; `None` if it is absent.
    pub(super) value: Option<Value>,
    /// The states that its widgets show, without `Off` and without repetitions, in the order of the form.
    pub(super) marks: Vec<String>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Name(String),
    /// Something that no field of ours has, such as a number.
    Other,
}

/// What a node of the tree has from the nodes above it.
#[derive(Clone, Default)]
struct Above {
    name: String,
    id: Option<Id>,
    kind: Option<Object>,
    value: Option<Object>,
    depth: usize,
}

/// All fields by their full names. A node without `/FT`, its own or inherited, is no field; a field of this kind is in the
/// result with an empty type, so that a form whose fields lost their types is noticed.
pub(super) fn fields(doc: &mut Document<'_>, form: &Dict) -> Read<BTreeMap<String, Field>> {
    let mut walk = Walk { doc, seen: BTreeSet::new(), found: BTreeMap::new() };
    for node in walk.list(form.get("Fields"))? {
        walk.node(&node, &Above::default())?;
    }
    Ok(walk.found)
}

struct Walk<'d, 'b> {
    doc: &'d mut Document<'b>,
    seen: BTreeSet<Id>,
    found: BTreeMap<String, Field>,
}

impl Walk<'_, '_> {
    fn list(&mut self, object: Option<&Object>) -> Read<Vec<Object>> {
        let Some(object) = object else { return Ok(Vec::new()) };
        match self.doc.resolved(object)? {
            Object::Array(items) => Ok(items),
            Object::Null => Ok(Vec::new()),
            _ => damaged("a list of fields is no list"),
        }
    }

    /// The dictionary of a node, which must belong to the node above it and come only once.
    fn dict(&mut self, node: &Object, above: Option<Id>) -> Read<Dict> {
        let id = id_of(node);
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return damaged("a field is in its form twice");
        }
        let Object::Dict(dict) = self.doc.resolved(node)? else {
            return damaged("a field is no dictionary");
        };
        match (dict.get("Parent"), above) {
            (Some(Object::Ref(parent)), Some(above)) if *parent == above => Ok(dict),
            (None, _) => Ok(dict),
            _ => damaged("a field does not belong to the field that lists it"),
        }
    }

    fn node(&mut self, node: &Object, above: &Above) -> Read<()> {
        let dict = self.dict(node, above.id)?;
        let mut here = Above { id: id_of(node), depth: above.depth + 1, ..above.clone() };
        if here.depth > DEPTH {
            return damaged("its fields lie too deep in each other");
        }
        if let Some(part) = dict.get("T") {
            let Object::Text(part) = self.doc.resolved(part)? else {
                return damaged("a field has a name that is no text");
            };
            let part = decoded(&part);
            here.name = if here.name.is_empty() { part } else { format!("{}.{part}", here.name) };
        }
        for (key, inherited) in [("FT", &mut here.kind), ("V", &mut here.value)] {
            if let Some(own) = dict.get(key) {
                *inherited = Some(own.clone());
            }
        }
        let mut widgets = Vec::new();
        let mut has_fields = false;
        for kid in self.list(dict.get("Kids"))? {
            let named = matches!(self.doc.resolved(&kid)?, Object::Dict(kid) if kid.get("T").is_some());
            if named {
                has_fields = true;
                self.node(&kid, &here)?;
            } else {
                widgets.push(self.widget(&kid, here.id)?);
            }
        }
        match (has_fields, widgets.is_empty()) {
            (true, true) => Ok(()),
            (true, false) => damaged("a field has both fields and boxes below it"),
            (false, true) => {
                let of_boxes = here.kind.as_ref().is_some_and(|kind| *kind == Object::Name(b"Btn".to_vec()));
                if of_boxes && !dict.is("Subtype", "Widget") && dict.get("AS").is_none() {
                    return damaged(format!("the field `{}` has no box", here.name));
                }
                let mark = self.mark(&dict)?;
                self.field(here, vec![mark])
            }
            (false, false) => self.field(here, widgets),
        }
    }

    /// The mark of a widget, which has no fields below it.
    fn widget(&mut self, widget: &Object, above: Option<Id>) -> Read<Option<String>> {
        let dict = self.dict(widget, above)?;
        if dict.get("Kids").is_some() {
            return damaged("a box has fields below it");
        }
        self.mark(&dict)
    }

    /// The state that a widget shows.
    fn mark(&mut self, dict: &Dict) -> Read<Option<String>> {
        let Some(state) = dict.get("AS") else { return Ok(None) };
        match self.doc.resolved(state)? {
            Object::Null => Ok(None),
            Object::Name(name) => Ok(state_of(&name_text(&name))),
            Object::Text(text) => Ok(state_of(&decoded(&text))),
            _ => damaged("a box shows a state that is no name"),
        }
    }

    fn field(&mut self, node: Above, shown: Vec<Option<String>>) -> Read<()> {
        let kind = match &node.kind {
            None => Vec::new(),
            Some(kind) => match self.doc.resolved(kind)? {
                Object::Name(kind) => kind,
                _ => return damaged(format!("the type of the field `{}` is no name", node.name)),
            },
        };
        let value = match &node.value {
            None => None,
            Some(value) => self.value(value)?,
        };
        let mut marks: Vec<String> = Vec::new();
        for mark in shown.into_iter().flatten() {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        if self.found.insert(node.name.clone(), Field { kind, value, marks }).is_some() {
            return damaged(format!("it has the field `{}` twice", node.name));
        }
        Ok(())
    }

    fn value(&mut self, value: &Object) -> Read<Option<Value>> {
        if let Object::Ref(id) = value
            && let Some(text) = self.doc.text_stream(*id)?
        {
            return Ok(Some(Value::Text(decoded(&text))));
        }
        Ok(match self.doc.resolved(value)? {
            Object::Null => None,
            Object::Text(text) => Some(Value::Text(decoded(&text))),
            Object::Name(name) => Some(Value::Name(name_text(&name))),
            _ => Some(Value::Other),
        })
    }
}

fn id_of(node: &Object) -> Option<Id> {
    match node {
        Object::Ref(id) => Some(*id),
        _ => None,
    }
}

/// A name as a text. Names are UTF-8 by the standard; other bytes are characters of PDFDocEncoding.
fn name_text(name: &[u8]) -> String {
    std::str::from_utf8(name).map_or_else(|_| decoded(name), str::to_owned)
}

/// The state that a value or a mark names: trimmed, without one slash before it, which some programs write as part of a
/// text. `None` for `Off` and for an empty text.
pub(super) fn state_of(text: &str) -> Option<String> {
    let text = text.trim();
    let state = text.strip_prefix('/').unwrap_or(text).trim();
    (!state.is_empty() && state != "Off").then(|| state.to_owned())
}

//! What a form states, by another reader: lopdf, and a walk that knows nothing of our rules.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object};

/// Value and marks of a choice, without `Off`.
pub(crate) type Stated = (Option<String>, Vec<String>);

/// The choices of a form by their full names; `None` if lopdf cannot open the file.
pub(crate) fn stated(bytes: &[u8]) -> Option<BTreeMap<String, Stated>> {
    let doc =
        Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(1 << 24)).ok()?;
    let form = dict(&doc, doc.catalog().ok()?.get(b"AcroForm").ok()?)?;
    let mut found = BTreeMap::new();
    for field in list(&doc, form, b"Fields") {
        walk(&doc, &field, "", None, 0, &mut found);
    }
    Some(found)
}

fn walk(
    doc: &Document,
    node: &Object,
    above: &str,
    value: Option<Object>,
    depth: usize,
    found: &mut BTreeMap<String, Stated>,
) {
    let Some(node) = dict(doc, node).filter(|_| depth < 20) else { return };
    let part = node.get_deref(b"T", doc).ok().map(text);
    let name = match part {
        Some(part) if above.is_empty() => part,
        Some(part) => format!("{above}.{part}"),
        None => above.to_owned(),
    };
    let value = if node.has(b"T") { node.get_deref(b"V", doc).ok().cloned().or(value) } else { value };
    let kids = list(doc, node, b"Kids");
    if kids.is_empty() {
        let entry = found.entry(name.clone()).or_default();
        entry.0 = value.as_ref().map(text).filter(|value| !["", "Off"].contains(&value.as_str()));
        let mark = node.get_deref(b"AS", doc).ok().map(text);
        entry.1.extend(mark.filter(|mark| mark != "Off"));
    }
    for kid in kids {
        walk(doc, &kid, &name, value.clone(), depth + 1, found);
    }
}

fn dict<'d>(doc: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    doc.dereference(object).ok()?.1.as_dict().ok()
}

fn list(doc: &Document, dict: &Dictionary, key: &[u8]) -> Vec<Object> {
    dict.get_deref(key, doc).and_then(Object::as_array).cloned().unwrap_or_default()
}

fn text(object: &Object) -> String {
    match object {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        other => lopdf::decode_text_string(other).unwrap_or_default(),
    }
    .trim()
    .trim_start_matches('/')
    .to_owned()
}

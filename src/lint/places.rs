//! Finds the place of a value by its path. Files are parsed again only if a rule found something in them, so records
//! need not keep the place of every value.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::Sink;
use crate::text::{Place, Source, Span};
use crate::yaml::{Kind, Node, parse};

/// The places of the values of files that were asked for.
#[derive(Debug, Default)]
pub(super) struct Places {
    files: HashMap<String, File>,
}

/// The places in one file.
#[derive(Debug, Default)]
struct File {
    /// The path of the outermost record that begins at a character.
    records: HashMap<u32, String>,
    /// The span of the value at a path.
    values: HashMap<String, Span>,
}

impl Places {
    /// The place of the value at `route` in the record that begins at `record`. If the record has no such value, the
    /// nearest value above it.
    pub(super) fn find(&mut self, record: &Place, route: &str) -> Place {
        let source = &record.source;
        let file = self.files.entry(source.name().to_owned()).or_insert_with(|| File::read(source));
        let Some(base) = file.records.get(&record.span.start) else { return record.clone() };
        let mut path = join(base, route);
        loop {
            if let Some(span) = file.values.get(&path).filter(|_| path != *base) {
                return Place { source: source.clone(), span: *span };
            }
            match path.rfind(['.', '[']) {
                Some(at) if at > base.len() => path.truncate(at),
                _ => return record.clone(),
            }
        }
    }

    /// The place of a part of the value at a place; `None` if the file writes the part in another way, as with escapes, or
    /// has it more than once.
    pub(super) fn narrow(place: &Place, part: &str) -> Option<Place> {
        let text = &place.source.text()[place.source.bytes(place.span)];
        let at = text.find(part).filter(|at| !part.is_empty() && text.rfind(part) == Some(*at))?;
        let start = place.span.start + u32::try_from(text[..at].chars().count()).ok()?;
        let end = start + u32::try_from(part.chars().count()).ok()?;
        Some(Place { source: place.source.clone(), span: Span { start, end } })
    }
}

impl File {
    fn read(source: &Arc<Source>) -> File {
        let mut file = File::default();
        if let Ok(root) = parse(source, &mut Sink::new()) {
            file.add(&root, String::new());
        }
        file
    }

    fn add(&mut self, node: &Node<'_>, path: String) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::List(items) => {
                for (n, item) in items.iter().enumerate() {
                    self.add(item, format!("{path}[{n}]"));
                }
            }
            Kind::Map(pairs) => {
                if let Some((key, _)) = pairs.first() {
                    self.records.entry(key.span.start).or_insert_with(|| path.clone());
                }
                // A question is known by the place of its id.
                if let Some((_, id)) = pairs.iter().find(|(key, _)| key.text() == Some("id")) {
                    self.records.entry(id.span.start).or_insert_with(|| path.clone());
                }
                for (key, value) in pairs {
                    self.add(value, join(&path, key.text().unwrap_or_default()));
                }
            }
        }
        self.values.insert(path, node.span);
    }
}

fn join(base: &str, route: &str) -> String {
    match (base.is_empty(), route.is_empty()) {
        (true, _) => route.to_owned(),
        (_, true) => base.to_owned(),
        _ => format!("{base}.{route}"),
    }
}

//! Parses text into a marked tree. Limits keep the cost of hostile or broken files low.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marked};

use super::events::events;
use super::node::{Kind, Node};
use super::slips;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::text::{Place, Source, Span};

/// Limit of nested lists and maps. The deepest shape has 7 levels.
const MAX_DEPTH: usize = 32;
/// Limit of values in a file after its aliases are expanded. A bank of 10,000 questions has 470,000.
const MAX_NODES: usize = 4_000_000;
/// Limit of values that aliases may repeat. People repeat only a few.
const MAX_COPIES: usize = 100_000;
/// Limit of duplicate keys that are reported in one run.
const MAX_TWICE: usize = 50;

/// The tree of a file that holds one YAML document.
///
/// # Errors
/// [`Reported`] if the text is not valid YAML or exceeds a limit; the sink has the reason.
pub fn parse<'a>(source: &'a Arc<Source>, sink: &mut Sink) -> Result<Node<'a>, Reported> {
    let mut builder = Builder {
        source,
        anchors: BTreeMap::new(),
        stack: Vec::new(),
        nodes: 0,
        copies: 0,
        twice: Vec::new(),
        root: None,
    };
    let mut take = |step: Step, builder: &mut Builder<'a>| {
        step.map_err(|diagnostic| {
            builder.tell_twice(sink);
            sink.report(diagnostic.help("fix this first; then panelkit can check the rest of the file"))
        })
    };
    if let Some(events) = events(source) {
        for (event, span) in events {
            let step = builder.event(event, span);
            take(step, &mut builder)?;
        }
    } else {
        for event in Parser::new_from_str(source.text()) {
            let step = match event {
                Ok((event, at)) => builder.event(event, span(at)),
                Err(error) => Err(Box::new(builder.syntax(&error))),
            };
            take(step, &mut builder)?;
        }
    }
    builder.tell_twice(sink);
    match builder.root {
        Some(root) if !root.is_null() => Ok(root),
        _ => Err(sink.report(slips::empty(source))),
    }
}

/// A list or map that is being read: its anchor, where it began, and its items so far.
struct Open<'a> {
    anchor: usize,
    start: Span,
    before: usize,
    content: Content<'a>,
}

enum Content<'a> {
    List(Vec<Node<'a>>),
    Map { pairs: Vec<(Node<'a>, Node<'a>)>, key: Option<Node<'a>>, seen: HashSet<String> },
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    /// The value of each anchor, and the number of values in it.
    anchors: BTreeMap<usize, (Node<'a>, usize)>,
    stack: Vec<Open<'a>>,
    nodes: usize,
    copies: usize,
    /// Duplicate keys. They are errors, but parsing continues in order to find others.
    twice: Vec<Diagnostic>,
    root: Option<Node<'a>>,
}

type Step = Result<(), Box<Diagnostic>>;

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) -> Step {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let node = Node { kind: Kind::Scalar { text, plain }, span };
                self.remember(anchor, &node, 1);
                self.push(node, 1)
            }
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id) else {
                    return Err(self.wrong(&codes::YAML_SYNTAX, "an alias inside its own anchor", span));
                };
                // Counted before the value is copied, so that an alias bomb is never expanded.
                self.copies = self.copies.saturating_add(*size);
                if self.copies > MAX_COPIES {
                    let message = format!("the aliases repeat more than {MAX_COPIES} values");
                    return Err(self.wrong(&codes::ALIAS_BOMB, message, span));
                }
                let (node, size) = (node.clone(), *size);
                self.push(Node { span, ..node }, size)
            }
            Event::SequenceStart(anchor, _) => self.open(anchor, span, Content::List(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.open(anchor, span, Content::Map { pairs: Vec::new(), key: None, seen: HashSet::new() })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(self.wrong(&codes::SECOND_DOCUMENT, "a second YAML document begins here", span))
            }
            _ => Ok(()),
        }
    }

    fn tell_twice(&mut self, sink: &mut Sink) {
        for finding in self.twice.drain(..) {
            sink.report(finding);
        }
    }

    fn open(&mut self, anchor: usize, start: Span, content: Content<'a>) -> Step {
        if self.stack.len() >= MAX_DEPTH {
            let message = format!("lists and maps are nested more than {MAX_DEPTH} deep");
            return Err(self.wrong(&codes::TOO_DEEP, message, start));
        }
        self.stack.push(Open { anchor, start, before: self.nodes, content });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Step {
        let open = self.stack.pop().expect("internal: the parser closes only what it opened");
        let kind = match open.content {
            Content::List(items) => Kind::List(items),
            Content::Map { pairs, .. } => Kind::Map(pairs),
        };
        let node = Node { kind, span: Span { start: open.start.start, end: end.end.max(open.start.start) } };
        let size = self.nodes - open.before + 1;
        self.remember(open.anchor, &node, size);
        self.push(node, 1)
    }

    fn remember(&mut self, anchor: usize, node: &Node<'a>, size: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
    }

    /// Adds a value, which contains `size` values, to the list or map that is being read.
    fn push(&mut self, node: Node<'a>, size: usize) -> Step {
        self.nodes = self.nodes.saturating_add(size);
        if self.nodes > MAX_NODES {
            let message = format!("the file expands to more than {MAX_NODES} values");
            return Err(self.wrong(&codes::ALIAS_BOMB, message, node.span));
        }
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.content {
            Content::List(items) => items.push(node),
            Content::Map { pairs, key, seen } => match key.take() {
                Some(key) => pairs.push((key, node)),
                None => {
                    let Some(text) = node.text() else {
                        return Err(Box::new(slips::map_as_key(self.source, node.span)));
                    };
                    if !seen.insert(text.to_owned()) {
                        let first = pairs.iter().find(|(k, _)| k.text() == node.text()).map(|(k, _)| k.span);
                        if self.twice.len() < MAX_TWICE {
                            self.twice.push(slips::duplicate(self.source, text, node.span, first));
                        }
                    }
                    *key = Some(node);
                }
            },
        }
        Ok(())
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let open = self.stack.last().map(|open| open.start);
        slips::syntax(self.source, error.info(), error.marker().index() as u32, open)
    }

    fn wrong(&self, code: &'static codes::Code, message: impl Into<String>, span: Span) -> Box<Diagnostic> {
        let place = Place { source: self.source.clone(), span };
        Box::new(slips::with_advice(Diagnostic::new(code, message).at(&place, "")))
    }
}

fn span(at: Marked) -> Span {
    Span { start: at.start.index() as u32, end: at.end.index() as u32 }
}

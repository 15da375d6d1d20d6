//! Findings for people at a terminal, in the style of rustc.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::codes::Severity;
use super::diagnostic::{Diagnostic, Label};
use crate::text::{Source, visible};

/// The finding as lines of text, with colours if `colour` is set.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group =
        Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.id));
    let windows = windows(diagnostic);
    for window in &windows {
        group = group.element(window.snippet());
    }
    if let (true, Some(file)) = (windows.is_empty(), &diagnostic.file) {
        group = group.element(Origin::path(visible(file)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The lines of one file that have labels. The renderer gets only these lines, because it scans its input
/// from the top, and a bank may have half a million lines.
struct Window<'a> {
    source: &'a Source,
    first_line: usize,
    start: usize,
    end: usize,
    labels: Vec<(&'a Label, bool)>,
}

fn windows(diagnostic: &Diagnostic) -> Vec<Window<'_>> {
    let labels =
        diagnostic.primary.iter().map(|l| (l, true)).chain(diagnostic.context.iter().map(|l| (l, false)));
    let mut order: Vec<&str> = Vec::new();
    let mut by_file: BTreeMap<&str, Vec<(&Label, bool)>> = BTreeMap::new();
    for (label, primary) in labels {
        let name = label.place.source.name();
        if !order.contains(&name) {
            order.push(name);
        }
        by_file.entry(name).or_default().push((label, primary));
    }
    order.iter().filter_map(|name| by_file.remove(name)).filter_map(Window::new).collect()
}

impl<'a> Window<'a> {
    fn new(labels: Vec<(&'a Label, bool)>) -> Option<Window<'a>> {
        let source: &Source = &labels.first()?.0.place.source;
        let text = source.text();
        let spans: Vec<_> = labels.iter().map(|(label, _)| source.bytes(label.place.span)).collect();
        let from = spans.iter().map(|s| s.start).min()?;
        let to = spans.iter().map(|s| s.end).max()?;
        let start = text[..from].rfind('\n').map_or(0, |n| n + 1);
        let end = text[to..].find('\n').map_or(text.len(), |n| to + n);
        let earliest = labels.iter().map(|(label, _)| label.place.span.start).min()?;
        let (first_line, _) = source.line_column(earliest);
        Some(Window { source, first_line, start, end, labels })
    }

    /// The lines with their labels. Hidden characters are escaped, so positions are shifted accordingly.
    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let text = &self.source.text()[self.start..self.end];
        let at = |byte: usize| visible(&text[..byte - self.start]).len();
        let annotations = self.labels.iter().map(|(label, primary)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let span = self.source.bytes(label.place.span);
            let annotation = kind.span(at(span.start)..at(span.end));
            if label.text.is_empty() { annotation } else { annotation.label(visible(&label.text)) }
        });
        Snippet::source(visible(text))
            .line_start(self.first_line)
            .path(visible(self.source.name()))
            .annotations(annotations)
    }
}

//! The templates: built in, overridable by file name, checked before anything is rendered.
//!
//! Handlebars does not detect loops of partials and parses nested blocks recursively. So both are checked
//! here first, and a broken template is reported with the name of its file instead of crashing the program.

use std::collections::{BTreeMap, BTreeSet};

use handlebars::template::{Parameter, TemplateElement};
use handlebars::{Handlebars, RenderErrorReason, Template};
use serde::Serialize;

use super::escape;
use crate::text::{did_you_mean, nearest};

/// Blocks nested deeper than this are refused.
const MAX_DEPTH: usize = 64;
/// A rendering of more bytes than this is refused. A kit has about 100 kB.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Names and texts of the built-in templates.
pub const BUILT_IN: [(&str, &str); 15] = [
    ("kit.md.hbs", include_str!("templates/kit.md.hbs")),
    ("kit-round.md.hbs", include_str!("templates/kit-round.md.hbs")),
    ("guidance.md.hbs", include_str!("templates/guidance.md.hbs")),
    ("round.md.hbs", include_str!("templates/round.md.hbs")),
    ("question.md.hbs", include_str!("templates/question.md.hbs")),
    ("scorecard.md.hbs", include_str!("templates/scorecard.md.hbs")),
    ("handouts.md.hbs", include_str!("templates/handouts.md.hbs")),
    ("preparation.md.hbs", include_str!("templates/preparation.md.hbs")),
    ("equivalence.md.hbs", include_str!("templates/equivalence.md.hbs")),
    ("debrief.md.hbs", include_str!("templates/debrief.md.hbs")),
    ("debrief-candidate.md.hbs", include_str!("templates/debrief-candidate.md.hbs")),
    ("group-form.md.hbs", include_str!("templates/group-form.md.hbs")),
    ("record.md.hbs", include_str!("templates/record.md.hbs")),
    ("record-opening.md.hbs", include_str!("templates/record-opening.md.hbs")),
    ("record-for-candidate.md.hbs", include_str!("templates/record-for-candidate.md.hbs")),
];

/// What is wrong with a template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A file whose name is not that of a built-in template.
    #[error("{file}: there is no template of this name\n  = help: {help}")]
    Unknown {
        /// The file.
        file: String,
        /// What to do.
        help: String,
    },
    /// A template that does not parse.
    #[error("{file}:{line}:{column}: {cause}\n  = help: {help}")]
    Syntax {
        /// The file.
        file: String,
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// The message of the parser, or a plainer one.
        cause: String,
        /// What to do.
        help: &'static str,
    },
    /// A template whose structure is not allowed (nesting too deep, a loop of partials, an unknown or
    /// computed partial name).
    #[error("{file}: {cause}\n  = help: {help}")]
    Refused {
        /// The file.
        file: String,
        /// What is not allowed.
        cause: String,
        /// What to do.
        help: String,
    },
    /// A template that fails on a kit.
    #[error("{file}: {cause}\n  = help: {help}")]
    Render {
        /// The file, with line and column when known.
        file: String,
        /// The message of the renderer, or a plainer one.
        cause: String,
        /// What to do.
        help: String,
    },
}

/// A checked set of templates.
pub struct Templates {
    registry: Handlebars<'static>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

impl Default for Templates {
    /// The built-in templates.
    fn default() -> Templates {
        Templates::new(&BTreeMap::new()).expect("internal: the built-in templates are sound")
    }
}

impl Templates {
    /// The built-in templates, with `overrides` (file name and text) in place of some.
    ///
    /// # Errors
    /// [`TemplateError`] for an unknown file name, a template that does not parse, a loop of
    /// partials, a computed partial name, or blocks nested too deep.
    pub fn new(overrides: &BTreeMap<String, String>) -> Result<Templates, TemplateError> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(escape::markdown);
        if let Some(file) = overrides.keys().find(|name| BUILT_IN.iter().all(|(known, _)| known != name)) {
            let known = BUILT_IN.map(|(name, _)| name);
            let near = nearest(file, known).map(|name| did_you_mean(name) + " ");
            let help = format!("{}the templates are {}", near.unwrap_or_default(), known.join(", "));
            return Err(TemplateError::Unknown { file: file.clone(), help });
        }
        for (name, text) in BUILT_IN {
            let text = overrides.get(name).map_or(text, String::as_str);
            registry.register_template(name, compile(name, text)?);
        }
        no_loops(&registry)?;
        Ok(Templates { registry })
    }

    /// Renders a template over `data`.
    ///
    /// # Errors
    /// [`TemplateError`] if the template uses a field or helper that does not exist, or if the text is too
    /// long.
    pub fn render(&self, name: &str, data: &impl Serialize) -> Result<String, TemplateError> {
        let mut out = Bounded { bytes: Vec::with_capacity(128 * 1024) };
        match self.registry.render_to_write(name, data, &mut out) {
            Ok(()) => Ok(tidy(&String::from_utf8_lossy(&out.bytes))),
            Err(error) => {
                let file = error.template_name.clone().unwrap_or_else(|| name.to_owned());
                let at = error.line_no.map(|l| format!(":{l}:{}", error.column_no.unwrap_or(1)));
                let file = format!("{file}{}", at.unwrap_or_default());
                let (cause, help) = failure(error.reason(), data);
                Err(TemplateError::Render { file, cause, help })
            }
        }
    }
}

/// The cause and the help text for a template that fails, for example because it uses a field or helper that
/// does not exist.
fn failure(reason: &RenderErrorReason, data: &impl Serialize) -> (String, String) {
    match reason {
        RenderErrorReason::MissingVariable(name) => {
            let name = name.as_deref().unwrap_or("this");
            let mut known = BTreeSet::new();
            fields(&serde_json::to_value(data).unwrap_or_default(), &mut known);
            let last = name.rsplit(['.', '/']).next().unwrap_or(name);
            let near = nearest(last, known.iter().map(String::as_str));
            let near = near.map(|name| did_you_mean(name) + " ").unwrap_or_default();
            let help = "compare with the built-in template of this name; inside `each` or `with`, write `../` before a field from outside the block";
            (format!("there is no field `{name}` here"), format!("{near}{help}"))
        }
        RenderErrorReason::HelperNotFound(name) => {
            let help = "write `{{field}}` alone, or one of the helpers `if`, `unless`, `each`, `with`, `lookup`, `eq`";
            (format!("there is no helper `{name}`"), help.to_owned())
        }
        other => (other.to_string(), "compare with the built-in template of this name".to_owned()),
    }
}

/// Every key of the data, at any depth.
fn fields(data: &serde_json::Value, found: &mut BTreeSet<String>) {
    match data {
        serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            fields(value, found);
        }),
        serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, found)),
        _ => {}
    }
}

/// A writer that fails when the text is longer than [`MAX_BYTES`].
struct Bounded {
    bytes: Vec<u8>,
}

impl std::io::Write for Bounded {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + data.len() > MAX_BYTES {
            return Err(std::io::Error::other("the rendering is longer than 64 MiB"));
        }
        self.bytes.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn compile(name: &str, text: &str) -> Result<Template, TemplateError> {
    if nesting(text) > MAX_DEPTH {
        return Err(TemplateError::Refused {
            file: name.to_owned(),
            cause: format!("blocks are nested more than {MAX_DEPTH} deep"),
            help: "close every block, or move inner blocks into a partial".to_owned(),
        });
    }
    Template::compile_with_name(text, name.to_owned()).map_err(|error| {
        let (line, column) = error.pos().unwrap_or((1, 1));
        let said = error.reason().to_string();
        // The parser's message lists grammar rules, which do not help the user, so it is replaced.
        let cause = match said.starts_with("invalid handlebars syntax") {
            true => "these braces are not valid Handlebars, or a block before them is not closed".to_owned(),
            false => said,
        };
        let help =
            "close every `{{` with `}}`, every `{{#if …}}` with `{{/if}}`, and every `{{#each …}}` with `{{/each}}`";
        TemplateError::Syntax { file: name.to_owned(), line, column, cause, help }
    })
}

/// The nesting depth of blocks and subexpressions, counted in the text before it is parsed. Each `else if`
/// counts as one more level.
fn nesting(text: &str) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let (mut depth, mut deepest) = (0usize, 0);
    for (at, _) in text.match_indices("{{") {
        let inside = text[at..].trim_start_matches(['{', '~', ' ', '\t', '\r', '\n']);
        if inside.starts_with('#') {
            open.push(1);
            depth += 1;
        } else if inside.starts_with('/') {
            depth -= open.pop().unwrap_or(0);
        } else if let (true, Some(branches)) =
            (inside.starts_with("else ") || inside.starts_with('^'), open.last_mut())
        {
            *branches += 1;
            depth += 1;
        }
        let end = inside.find("}}").unwrap_or(inside.len());
        deepest = deepest.max(depth).max(brackets(&inside[..end]));
    }
    deepest
}

/// How deep round and square brackets are nested in one expression.
fn brackets(expression: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for mark in expression.bytes() {
        match mark {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Refuses computed partial names, unknown partials and loops.
fn no_loops(registry: &Handlebars<'_>) -> Result<(), TemplateError> {
    let mut calls: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, _) in BUILT_IN {
        let Some(template) = registry.get_template(name) else { continue };
        let mut found = Vec::new();
        partials(template, &mut found).map_err(|cause| TemplateError::Refused {
            file: name.to_owned(),
            cause,
            help: "write the partial's file name: `{{> question.md.hbs}}`".to_owned(),
        })?;
        if let Some(unknown) = found.iter().find(|p| !registry.has_template(p)) {
            return Err(TemplateError::Refused {
                file: name.to_owned(),
                cause: format!("there is no partial `{unknown}`"),
                help: format!("the partials are {}", BUILT_IN.map(|(n, _)| n).join(", ")),
            });
        }
        calls.insert(name, found);
    }
    for (name, _) in BUILT_IN {
        if let Some(path) = cycle(name, &calls, &mut vec![name.to_owned()]) {
            return Err(TemplateError::Refused {
                file: name.to_owned(),
                cause: format!("partials call each other in a loop: {}", path.join(" > ")),
                help: "remove one of these calls".to_owned(),
            });
        }
    }
    Ok(())
}

fn cycle(name: &str, calls: &BTreeMap<&str, Vec<String>>, path: &mut Vec<String>) -> Option<Vec<String>> {
    for next in calls.get(name)? {
        let again = path.contains(next);
        path.push(next.clone());
        if again {
            return Some(path.clone());
        }
        if let Some(found) = cycle(next, calls, path) {
            return Some(found);
        }
        path.pop();
    }
    None
}

fn partials(template: &Template, found: &mut Vec<String>) -> Result<(), String> {
    for element in &template.elements {
        match element {
            TemplateElement::PartialExpression(call) | TemplateElement::PartialBlock(call) => {
                match &call.name {
                    Parameter::Subexpression(_) => return Err("a partial's name is computed".to_owned()),
                    name => found.extend(name.as_name().map(str::to_owned)),
                }
                inner(call.template.as_ref(), found)?;
            }
            TemplateElement::HelperBlock(block) => {
                inner(block.template.as_ref(), found)?;
                inner(block.inverse.as_ref(), found)?;
            }
            TemplateElement::DecoratorBlock(block) => inner(block.template.as_ref(), found)?,
            _ => {}
        }
    }
    Ok(())
}

fn inner(template: Option<&Template>, found: &mut Vec<String>) -> Result<(), String> {
    template.map_or(Ok(()), |t| partials(t, found))
}

/// Reduces several blank lines, which conditionals leave behind, to one, and ends the text with one line
/// feed.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            if !blank {
                out.push('\n');
            }
            blank = true;
        } else {
            out.push_str(line);
            out.push('\n');
            blank = false;
        }
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

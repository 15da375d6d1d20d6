//! The templates: built in, overridable by file name, checked before anything is rendered.
//!
//! A broken template is reported with the name of its file, line and column instead of crashing the program; `bounds` has
//! the checks that Handlebars lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use handlebars::template::TemplateElement;
use handlebars::{Handlebars, RenderErrorReason, Template};
use serde::Serialize;

use super::bounds::{self, Bounded, Unsound};
use super::escape;
use crate::text::{did_you_mean, nearest};

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
    #[error("{file}:{line}:{column}: {cause}\n  = help: {help}")]
    Refused {
        /// The file.
        file: String,
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
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

impl From<Unsound> for TemplateError {
    fn from(it: Unsound) -> TemplateError {
        let (line, column) = it.place;
        TemplateError::Refused { file: it.file, line, column, cause: it.cause, help: it.help }
    }
}

/// A checked set of templates.
pub struct Templates {
    /// All templates, if the user has some of them; `None` if all are built in.
    own: Option<Handlebars<'static>>,
    /// For each built-in template, the template with the partials that it calls. A set is made when its page is first
    /// rendered, because most commands need few pages.
    built_in: [OnceLock<Handlebars<'static>>; BUILT_IN.len()],
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

impl Default for Templates {
    /// The built-in templates.
    fn default() -> Templates {
        Templates { own: None, built_in: Default::default() }
    }
}

impl Templates {
    /// The built-in templates, with `overrides` (file name and text) in place of some.
    ///
    /// # Errors
    /// [`TemplateError`] for an unknown file name, a template that does not parse, a loop of
    /// partials, a computed partial name, or blocks nested too deep.
    pub fn new(overrides: &BTreeMap<String, String>) -> Result<Templates, TemplateError> {
        if let Some(file) = overrides.keys().find(|name| BUILT_IN.iter().all(|(known, _)| known != name)) {
            let known = BUILT_IN.map(|(name, _)| name);
            let near = nearest(file, known).map(|name| did_you_mean(name) + " ");
            let help = format!("{}the templates are {}", near.unwrap_or_default(), known.join(", "));
            return Err(TemplateError::Unknown { file: file.clone(), help });
        }
        if overrides.is_empty() {
            return Ok(Templates::default());
        }
        let mut registry = registry();
        for (name, text) in BUILT_IN {
            let template = match overrides.get(name) {
                Some(own) => {
                    let mut template = compile(name, own)?;
                    bounds::count_blocks(&mut template);
                    template
                }
                None => compile_in_parts(name, text)?,
            };
            registry.register_template(name, template);
        }
        bounds::check_partials(&registry, &BUILT_IN.map(|(name, _)| name))?;
        Ok(Templates { own: Some(registry), ..Templates::default() })
    }

    /// The templates with which a page is rendered.
    fn of_page(&self, name: &str) -> &Handlebars<'static> {
        let at = BUILT_IN.iter().position(|(known, _)| *known == name);
        let at = at.expect("internal: a page has a built-in template");
        self.own.as_ref().unwrap_or_else(|| self.built_in[at].get_or_init(|| with_partials(name)))
    }

    /// Renders a template over `data`.
    ///
    /// # Errors
    /// [`TemplateError`] if the template uses a field or helper that does not exist, or if the text is too
    /// long.
    pub fn render(&self, name: &str, data: &impl Serialize) -> Result<String, TemplateError> {
        let mut out = Bounded::new();
        match self.of_page(name).render_to_write(name, data, &mut out) {
            Ok(()) => Ok(tidy(&String::from_utf8_lossy(out.bytes()))),
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
        RenderErrorReason::IOError(error) => {
            let help = "an `each` inside of another `each` repeats its text for every pair of their items; write less, or go through one list";
            (error.to_string(), help.to_owned())
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

/// A registry without templates.
fn registry() -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(escape::markdown);
    registry
}

/// A built-in template with the partials that it calls, and those that they call.
fn with_partials(page: &str) -> Handlebars<'static> {
    let mut registry = registry();
    let mut open = vec![page.to_owned()];
    while let Some(name) = open.pop() {
        let text = BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| text);
        if let Some(text) = text.filter(|_| !registry.has_template(&name)) {
            let template = compile_in_parts(&name, text).expect("internal: the built-in templates are sound");
            open.extend(bounds::called(&template));
            registry.register_template(&name, template);
        }
    }
    registry
}

fn compile(name: &str, text: &str) -> Result<Template, TemplateError> {
    bounds::check_depth(name, text)?;
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

/// Compiles a built-in template part by part. For each element, Handlebars counts the lines from the start of its
/// text, so a long text takes much longer than its parts.
fn compile_in_parts(name: &str, text: &str) -> Result<Template, TemplateError> {
    let mut whole = Template::default();
    whole.name = Some(name.to_owned());
    for (line, part) in parts(text) {
        let mut part = compile(name, part)?;
        move_down(&mut part, line);
        whole.elements.extend(part.elements);
        whole.mapping.extend(part.mapping);
    }
    Ok(whole)
}

/// Adds lines to all places of a template, also to those in its blocks.
fn move_down(template: &mut Template, lines: usize) {
    template.mapping.iter_mut().for_each(|place| place.0 += lines);
    for element in &mut template.elements {
        if let TemplateElement::HelperBlock(block) = element {
            block.template.iter_mut().chain(&mut block.inverse).for_each(|inner| move_down(inner, lines));
        }
    }
}

/// Cuts a template at lines that begin outside of all blocks and braces. For each part, the number of lines before
/// it.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let (mut parts, mut start, mut before) = (Vec::new(), 0, 0);
    let (mut at, mut lines) = (0, 0);
    let (mut depth, mut in_braces) = (0usize, false);
    for line in text.split_inclusive('\n') {
        if depth == 0 && !in_braces && at > start {
            parts.push((before, &text[start..at]));
            (start, before) = (at, lines);
        }
        let mut rest = line;
        while let Some(mark) = rest.find(if in_braces { "}}" } else { "{{" }) {
            rest = &rest[mark + 2..];
            in_braces = !in_braces;
            let inside = rest.trim_start_matches(['{', '~', ' ']);
            depth += usize::from(in_braces && inside.starts_with('#'));
            depth = depth.saturating_sub(usize::from(in_braces && inside.starts_with('/')));
        }
        at += line.len();
        lines += 1;
    }
    parts.push((before, &text[start..]));
    parts
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements of a template and their places; neighbouring texts are one.
    fn elements(template: &Template) -> Vec<(TemplateElement, Option<(usize, usize)>)> {
        let mut found: Vec<(TemplateElement, Option<(usize, usize)>)> = Vec::new();
        for (element, place) in template.elements.iter().zip(&template.mapping) {
            let TemplateElement::RawString(text) = element else {
                found.push((element.clone(), Some((place.0, place.1))));
                continue;
            };
            match found.last_mut() {
                _ if text.is_empty() => {}
                Some((TemplateElement::RawString(before), _)) => before.push_str(text),
                _ => found.push((element.clone(), None)),
            }
        }
        found
    }

    #[test]
    fn a_template_compiled_in_parts_is_the_same_template() {
        let mut cut = 0;
        for (name, text) in BUILT_IN {
            let whole = compile(name, text).expect("the template is sound");
            let in_parts = compile_in_parts(name, text).expect("the parts are sound");
            assert_eq!(in_parts.name, whole.name);
            assert_eq!(elements(&in_parts), elements(&whole), "{name}");
            cut += usize::from(parts(text).len() > 1);
        }
        assert!(cut > 10, "only {cut} templates have parts");
    }

    #[test]
    fn each_page_has_the_partials_that_it_calls() {
        let names = BUILT_IN.map(|(name, _)| name);
        for name in names {
            let registry = with_partials(name);
            assert!(registry.has_template(name));
            bounds::check_partials(&registry, &names).unwrap_or_else(|it| panic!("{name}: {}", it.cause));
        }
        let kit = with_partials("kit.md.hbs");
        assert!(kit.has_template("question.md.hbs") && !kit.has_template("debrief.md.hbs"));
    }

    #[test]
    fn a_template_is_cut_only_outside_of_blocks_and_braces() {
        let text = "a\n{{#if b}}\nc\n{{/if}}\n{{d\n e}}\n{{~#each f}}{{#if g}}\n{{/if}}\n{{/each~}}\nh";
        let expected = [
            (0, "a\n"),
            (1, "{{#if b}}\nc\n{{/if}}\n"),
            (4, "{{d\n e}}\n"),
            (6, "{{~#each f}}{{#if g}}\n{{/if}}\n{{/each~}}\n"),
            (9, "h"),
        ];
        assert_eq!(parts(text), expected);
        assert_eq!(parts("one line"), [(0, "one line")]);
    }
}

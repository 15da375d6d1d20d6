//! What keeps a template of the user's from crashing the program or running without end.
//!
//! Handlebars parses nested blocks recursively, does not detect loops of partials, lets an inline partial take the name
//! of another template, collects the block of a partial in memory, and runs loops inside of loops as long as they take.
//! So depth and calls are checked before a template is used, and its blocks and bytes are counted while it is being
//! rendered.

use std::collections::BTreeMap;

use handlebars::template::{Parameter, TemplateElement};
use handlebars::{Handlebars, Template};

/// Blocks nested deeper than this are refused.
const MAX_DEPTH: usize = 64;
/// A rendering of more bytes than this is refused. A kit has about 100 kB.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// A rendering that goes through more blocks of the user's templates than this is refused. A kit has about 2,000.
const MAX_BLOCKS: usize = 5_000_000;
/// What [`count_blocks`] puts at the end of each block. [`Bounded`] counts it and leaves it out.
const BLOCK_ENDS: &str = "\u{FDD2}block ends\u{FDD2}";

/// A writer that fails when the text is longer than [`MAX_BYTES`], or when more than [`MAX_BLOCKS`] blocks have ended.
pub(super) struct Bounded {
    bytes: Vec<u8>,
    blocks: usize,
}

impl Bounded {
    pub(super) fn new() -> Bounded {
        Bounded { bytes: Vec::with_capacity(128 * 1024), blocks: 0 }
    }

    /// What was written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::io::Write for Bounded {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        if data == BLOCK_ENDS.as_bytes() {
            self.blocks += 1;
            if self.blocks > MAX_BLOCKS {
                let error = format!("blocks are repeated more than {MAX_BLOCKS} times");
                return Err(std::io::Error::other(error));
            }
            return Ok(data.len());
        }
        if self.bytes.len() + data.len() > MAX_BYTES {
            return Err(std::io::Error::other("the rendering is longer than 16 MiB"));
        }
        self.bytes.extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Has every block of a template counted by [`Bounded`].
pub(super) fn count_blocks(template: &mut Template) {
    for element in &mut template.elements {
        let TemplateElement::HelperBlock(block) = element else { continue };
        for part in block.template.iter_mut().chain(&mut block.inverse) {
            count_blocks(part);
            // At the end, so that the places of the other elements stay theirs.
            part.elements.push(TemplateElement::RawString(BLOCK_ENDS.to_owned()));
        }
    }
}

/// Why a template is not used.
#[derive(Debug)]
pub(super) struct Unsound {
    /// The file.
    pub(super) file: String,
    /// Line and column, from 1.
    pub(super) place: (usize, usize),
    /// What is not allowed.
    pub(super) cause: String,
    /// What to do.
    pub(super) help: String,
}

/// Refuses blocks and subexpressions nested deeper than [`MAX_DEPTH`], in the text before it is parsed. Each `else if` counts as
/// one more level.
pub(super) fn check_depth(file: &str, text: &str) -> Result<(), Unsound> {
    let mut open: Vec<usize> = Vec::new();
    let mut depth = 0usize;
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
        if depth.max(brackets(&inside[..end])) > MAX_DEPTH {
            let before = &text[..at];
            let line = before.rfind('\n').map_or(0, |end| end + 1);
            let place = (before.matches('\n').count() + 1, before[line..].chars().count() + 1);
            let cause = format!("blocks are nested more than {MAX_DEPTH} deep");
            let help = "close every block, or move inner blocks into a partial".to_owned();
            return Err(Unsound { file: file.to_owned(), place, cause, help });
        }
    }
    Ok(())
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

/// A call of a partial: its name, line and column.
type PartialCall = (String, (usize, usize));

/// Refuses computed names of partials, unknown partials, calls with a block, inline partials, and loops of calls. `names`: those
/// of all templates.
pub(super) fn check_partials(registry: &Handlebars<'_>, names: &[&str]) -> Result<(), Unsound> {
    let mut calls: BTreeMap<&str, Vec<PartialCall>> = BTreeMap::new();
    for name in names {
        let Some(template) = registry.get_template(name) else { continue };
        let mut found = Vec::new();
        partials(template, &mut found)
            .map_err(|(cause, help, place)| unsound(name, place, cause.to_owned(), help))?;
        if let Some((unknown, place)) = found.iter().find(|(called, _)| !registry.has_template(called)) {
            let help = format!("the partials are {}", names.join(", "));
            return Err(unsound(name, *place, format!("there is no partial `{unknown}`"), &help));
        }
        calls.insert(name, found);
    }
    for name in names {
        if let Some(path) = cycle(name, &calls, &mut vec![(*name).to_owned()]) {
            let [.., caller, again] = path.as_slice() else { continue };
            let of_caller = calls.get(caller.as_str()).into_iter().flatten();
            let place = of_caller.clone().find(|(called, _)| called == again).map_or((1, 1), |(_, at)| *at);
            let begins = path.iter().position(|name| name == again).unwrap_or_default();
            let cause = format!("partials call each other in a loop: {}", path[begins..].join(" > "));
            return Err(unsound(caller, place, cause, "remove one of these calls"));
        }
    }
    Ok(())
}

fn unsound(file: &str, place: (usize, usize), cause: String, help: &str) -> Unsound {
    Unsound { file: file.to_owned(), place, cause, help: help.to_owned() }
}

fn cycle(
    name: &str,
    calls: &BTreeMap<&str, Vec<PartialCall>>,
    path: &mut Vec<String>,
) -> Option<Vec<String>> {
    for (next, _) in calls.get(name)? {
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

/// What is not allowed, what to do, and the place.
type Refused = (&'static str, &'static str, (usize, usize));

const WRITE_NAME: &str = "write the partial's file name: `{{> question.md.hbs}}`";
const NO_INLINE: &str = "put the text where it is used, or into the template of a name that it may have";

/// The names of the partials that a sound template calls.
pub(super) fn called(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    // A template that is not sound is refused elsewhere.
    let _ = partials(template, &mut found);
    found.into_iter().map(|(name, _)| name).collect()
}

/// Collects the calls of partials in a template.
fn partials(template: &Template, found: &mut Vec<PartialCall>) -> Result<(), Refused> {
    for (n, element) in template.elements.iter().enumerate() {
        let place = template.mapping.get(n).map_or((1, 1), |at| (at.0, at.1));
        match element {
            TemplateElement::PartialExpression(call) => match &call.name {
                Parameter::Subexpression(_) => {
                    return Err(("a partial's name is computed", WRITE_NAME, place));
                }
                name => found.extend(name.as_name().map(|name| (name.to_owned(), place))),
            },
            TemplateElement::PartialBlock(_) => {
                return Err(("a call of a partial has a block", WRITE_NAME, place));
            }
            // An inline partial could take the name of a template that calls it.
            TemplateElement::DecoratorBlock(_) | TemplateElement::DecoratorExpression(_) => {
                return Err(("a partial is defined inline", NO_INLINE, place));
            }
            TemplateElement::HelperBlock(block) => {
                for part in block.template.iter().chain(&block.inverse) {
                    partials(part, found)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

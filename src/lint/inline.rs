//! Comments that allow a finding in one place: `# panelkit: allow(RULE) REASON`, in Markdown and HTML
//! `<!-- panelkit: allow(RULE) REASON -->`.
//!
//! A comment covers one entry: the one that begins on the line of the comment or, if nothing else is on that line, on
//! the next line. The entry is its first line and all lines below that are indented further.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::registry::{is_known, names, rule};
use super::rule::{Check, Group};
use crate::diag::{Diagnostic, codes};
use crate::model::LintLevel;
use crate::text::{Place, Source, Span, nearest};

/// The text that begins such a comment, after its sign.
const MARK: &str = "panelkit: allow(";

/// The comments of the files that were looked at.
#[derive(Debug, Default)]
pub(super) struct Inline {
    files: HashMap<String, Vec<Allow>>,
}

/// One comment.
#[derive(Debug)]
struct Allow {
    names: Vec<String>,
    reason: bool,
    /// The lines that it covers, from 1.
    lines: RangeInclusive<usize>,
    place: Place,
    /// The names that allowed something.
    used: Vec<String>,
}

impl Inline {
    /// Looks for comments in a file, if that was not done before.
    pub(super) fn look_at(&mut self, source: &Arc<Source>) {
        if !self.files.contains_key(source.name()) {
            self.files.insert(source.name().to_owned(), allows(source));
        }
    }

    /// True if a comment with a reason allows a finding. `group` is the group of its rule.
    pub(super) fn allows(&mut self, finding: &Diagnostic, group: Option<&str>) -> bool {
        let Some(label) = &finding.primary else { return false };
        let source = &label.place.source;
        self.look_at(source);
        let allows = self.files.get_mut(source.name()).filter(|allows| !allows.is_empty());
        let Some(allows) = allows else { return false };
        let (line, _) = source.line_column(label.place.span.start);
        let mut is_allowed = false;
        for allow in allows.iter_mut().filter(|allow| allow.lines.contains(&line)) {
            let found =
                allow.names.iter().find(|name| *name == finding.code.id || Some(name.as_str()) == group);
            if let Some(name) = found {
                is_allowed |= allow.reason;
                allow.used.push(name.clone());
            }
        }
        is_allowed
    }

    /// What is wrong with the comments themselves: unknown names, no reason, nothing to allow.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for allow in self.files.values().flatten() {
            if !allow.reason {
                let message = "a comment allows a finding without a reason, so it has no effect";
                let finding = Diagnostic::new(&codes::ALLOW_WITHOUT_REASON, message).at(&allow.place, "");
                found.push(finding.help("write the reason after the bracket"));
            }
            for name in &allow.names {
                if !is_known(name) {
                    let finding = Diagnostic::new(&codes::UNKNOWN_LINT, format!("unknown lint `{name}`"));
                    let finding = finding.at(&allow.place, "not a lint of panelkit");
                    found.push(finding.did_you_mean(nearest(name, names())));
                } else if !allow.used.contains(name) && always_runs(name) {
                    let message = format!("a comment allows `{name}`, which is not found there");
                    let finding = Diagnostic::new(&codes::UNUSED_ALLOW, message).at(&allow.place, "");
                    found.push(finding.help("remove the comment"));
                }
            }
        }
        found
    }
}

/// True for the name of a group, and for a lint that looks at every entry. Lints that are allowed by default, and those that look
/// at a bank as a whole, do not run if their level is allow; findings of loading may be dropped before this.
fn always_runs(name: &str) -> bool {
    match rule(name) {
        Some(rule) => rule.level != LintLevel::Allow && !matches!(rule.check, Check::Bank(_)),
        None => Group::ALL.iter().any(|group| group.as_str() == name),
    }
}

fn allows(source: &Arc<Source>) -> Vec<Allow> {
    if !source.text().contains(MARK) {
        return Vec::new();
    }
    // A carriage return before the line end belongs to its line, so that places are right.
    let lines: Vec<&str> = source.text().split('\n').collect();
    let mut start = 0;
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        found.extend(allow(source, &lines, n, start));
        start += line.chars().count() + 1;
    }
    found
}

/// The comment on line `n`, which begins at the character `start`.
fn allow(source: &Arc<Source>, lines: &[&str], n: usize, start: usize) -> Option<Allow> {
    let line = lines[n];
    let at = line.find(MARK)?;
    let before = line[..at].trim_end();
    let (content, sign) = match (before.strip_suffix('#'), before.strip_suffix("<!--")) {
        (Some(content), _) if content.is_empty() || content.ends_with([' ', '\t']) => (content, "#"),
        (_, Some(content)) => (content, "<!--"),
        _ => return None,
    };
    if sign == "#" && is_text(lines, n) {
        return None;
    }
    let (inside, after) = line[at + MARK.len()..].split_once(')')?;
    let names = inside.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let reason = if sign == "#" { after } else { after.split("-->").next().unwrap_or_default() };
    let first = match content.trim().is_empty() {
        true => (n + 1..lines.len()).find(|n| is_content(lines[*n])).unwrap_or(n),
        false => n,
    };
    let from = start + content.chars().count();
    let span = Span {
        start: u32::try_from(from).ok()?,
        end: u32::try_from(start + line.trim_end().chars().count()).ok()?,
    };
    Some(Allow {
        names: names.collect(),
        reason: reason.chars().any(char::is_alphabetic),
        lines: first + 1..=last(lines, first) + 1,
        place: Place { source: source.clone(), span },
        used: Vec::new(),
    })
}

fn is_content(line: &str) -> bool {
    let text = line.trim_start();
    !text.is_empty() && !text.starts_with('#') && !text.starts_with("<!--")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The content of a line of YAML without a comment after it.
fn bare(line: &str) -> &str {
    line.split(" #").next().unwrap_or_default().trim()
}

/// True if a line is in a text of several lines that `|` or `>` begins, where `#` begins no comment.
fn is_text(lines: &[&str], n: usize) -> bool {
    let mut least = indent(lines[n]);
    for line in lines[..n].iter().rev().filter(|line| !line.trim().is_empty()) {
        if indent(line) < least {
            least = indent(line);
            let mark = bare(line).trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            if [": |", ": >", "- |", "- >"].iter().any(|end| mark.ends_with(end)) {
                return true;
            }
        }
    }
    false
}

/// The last line of the entry that begins on line `first`.
fn last(lines: &[&str], first: usize) -> usize {
    let own = indent(lines[first]);
    // The items of a list may be as far left as its key.
    let is_key = !bare(lines[first]).starts_with('-') && bare(lines[first]).ends_with(':');
    let belongs = |line: &str| {
        line.trim().is_empty()
            || indent(line) > own
            || is_key && indent(line) == own && line.trim_start().starts_with('-')
    };
    (first + 1..lines.len()).take_while(|n| belongs(lines[*n])).last().unwrap_or(first)
}

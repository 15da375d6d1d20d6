//! Imports questions from CSV, Markdown and GIFT as drafts that people complete.
//!
//! The import invents nothing. It lists what the source does not say.

use std::collections::BTreeMap;

use crate::model::QuestionType;
use crate::yaml::quote;

/// The parts of a question that its source contains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Line of the source, from 1.
    pub line: usize,
    /// Id; `None` if the source has none.
    pub id: Option<String>,
    /// What the interviewer says.
    pub prompt: String,
    /// Single values by key: competency, depth, type, minutes, difficulty, family, source.
    pub values: BTreeMap<&'static str, String>,
    /// Lists by key: probes, listen_for, red_flags.
    pub lists: BTreeMap<&'static str, Vec<String>>,
    /// Anchors by score.
    pub anchors: BTreeMap<u8, String>,
}

/// Formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// A table with a header.
    Csv,
    /// A list of questions; items indented below a question are its probes.
    Markdown,
    /// Moodle's General Import Format Technology.
    Gift,
}

/// Why no drafts were found in a text. The message is worded to follow the file name and a colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ImportError(String);

const SINGLES: [&str; 7] = ["competency", "depth", "type", "minutes", "difficulty", "family", "source"];
const LISTS: [&str; 3] = ["probes", "listen_for", "red_flags"];

/// The drafts of a text.
///
/// # Errors
/// A description of what is wrong with the text.
pub fn import(text: &str, format: ImportFormat) -> Result<Vec<Draft>, ImportError> {
    let drafts = match format {
        ImportFormat::Csv => table(text)?,
        ImportFormat::Markdown => markdown(text),
        ImportFormat::Gift => gift(text),
    };
    if drafts.is_empty() {
        return Err(ImportError("no question was found in it".to_owned()));
    }
    Ok(drafts)
}

/// Columns `prompt` (or `question`), the keys of a question, and a column for each score. Several values
/// in a cell are separated by `|`.
fn table(text: &str) -> Result<Vec<Draft>, ImportError> {
    let broken = |error: csv::Error| ImportError(error.to_string());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let clean = |header: &str| header.trim().to_lowercase().replace([' ', '-'], "_");
    let headers: Vec<String> = reader.headers().map_err(broken)?.iter().map(clean).collect();
    if !headers.iter().any(|h| h == "prompt" || h == "question") {
        return Err(ImportError("its header has no column `prompt` (or `question`)".to_owned()));
    }
    let mut drafts = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let mut draft =
            Draft { line: record.position().map_or(0, |p| p.line() as usize), ..Draft::default() };
        for (header, cell) in headers.iter().zip(&record) {
            draft.set(header, cell.trim());
        }
        if !draft.prompt.is_empty() {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

impl Draft {
    fn set(&mut self, header: &str, cell: &str) {
        if cell.is_empty() {
            return;
        }
        let score = header.trim_start_matches("anchor").trim_start_matches('_').parse::<u8>();
        if header == "prompt" || header == "question" {
            cell.clone_into(&mut self.prompt);
        } else if header == "id" {
            self.id = Some(cell.to_owned());
        } else if let Some(key) = SINGLES.iter().find(|key| **key == header) {
            self.values.insert(key, cell.to_owned());
        } else if let Some(key) = LISTS.iter().find(|key| **key == header) {
            let items = cell.split('|').map(str::trim).filter(|item| !item.is_empty());
            self.lists.insert(key, items.map(str::to_owned).collect());
        } else if let Ok(score) = score {
            self.anchors.insert(score, cell.to_owned());
        }
    }

    /// The required and recommended parts of a question that this draft lacks, in words.
    pub fn missing(&self, scores: &[u8]) -> Vec<String> {
        let mut missing: Vec<String> = ["competency", "depth", "type", "minutes"]
            .iter()
            .filter(|key| !self.values.contains_key(*key))
            .map(|key| (*key).to_owned())
            .collect();
        if self.values.get("type").is_some_and(|kind| QuestionType::parse(kind).is_none()) {
            missing.push(format!("a known type (not `{}`)", self.values["type"]));
        }
        missing
            .extend(LISTS.iter().filter(|key| !self.lists.contains_key(*key)).map(|key| (*key).to_owned()));
        let lacking: Vec<String> =
            scores.iter().filter(|s| !self.anchors.contains_key(s)).map(u8::to_string).collect();
        if !lacking.is_empty() {
            missing.push(format!("anchors {}", lacking.join(", ")));
        }
        missing
    }

    /// The draft as an item of a question file. Comments name the missing parts.
    pub fn to_yaml(&self, id: &str, scores: &[u8]) -> String {
        let mut out = format!("  - id: {id}\n");
        for key in &SINGLES[..6] {
            let needed = ["competency", "depth", "type", "minutes"].contains(key);
            match self.values.get(key) {
                Some(value) if value.parse::<u8>().is_ok() => {
                    out.push_str(&format!("    {key}: {value}\n"));
                }
                Some(value) => out.push_str(&format!("    {key}: {}\n", quote(value))),
                None if needed => out.push_str(&format!("    # {key}: missing\n")),
                None => {}
            }
        }
        out.push_str(&format!("    status: draft\n    prompt: {}\n", quote(&self.prompt)));
        for key in LISTS {
            match self.lists.get(key) {
                Some(items) => {
                    out.push_str(&format!("    {key}:\n"));
                    items.iter().for_each(|item| out.push_str(&format!("      - {}\n", quote(item))));
                }
                None => out.push_str(&format!("    # {key}: missing\n")),
            }
        }
        out.push_str("    anchors:\n");
        for score in scores {
            match self.anchors.get(score) {
                Some(anchor) => out.push_str(&format!("      {score}: {}\n", quote(anchor))),
                None => out.push_str(&format!("      # {score}: missing\n")),
            }
        }
        if let Some(source) = self.values.get("source") {
            out.push_str(&format!("    source: {}\n", quote(source)));
        }
        out
    }
}

/// Reads items of lists, and lines that end in a question mark.
fn markdown(text: &str) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut fenced = false;
    for (n, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        let indent = line.len() - line.trim_start().len();
        let body = item(line.trim());
        match (body, drafts.last_mut()) {
            _ if fenced || line.trim_start().starts_with("```") => {}
            (Some(body), Some(last)) if indent >= 2 => {
                last.lists.entry("probes").or_default().push(plain(body));
            }
            (Some(body), _) => drafts.push(Draft { line: n + 1, prompt: plain(body), ..Draft::default() }),
            (None, _) if line.trim_end().ends_with('?') => {
                let prompt = plain(line.trim().trim_start_matches(['#', '>', ' ']));
                drafts.push(Draft { line: n + 1, prompt, ..Draft::default() });
            }
            _ => {}
        }
    }
    drafts
}

/// The text of a list item.
fn item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    bullet.or_else(|| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let rest = line.get(digits..)?;
        (digits > 0).then(|| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")))?
    })
}

fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "").trim().trim_matches(['*', '_']).trim().to_owned()
}

/// Reads questions with answers in braces. Right answers become `listen_for`; wrong answers become
/// `red_flags`.
fn gift(text: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (line, block) in blocks(text) {
        let (title, rest) = match block.strip_prefix("::").and_then(|b| b.split_once("::")) {
            Some((title, rest)) => (Some(title.trim().to_owned()), rest),
            None => (None, block.as_str()),
        };
        let open = unescaped(rest, '{');
        let (before, answers) = match open {
            Some(at) => {
                let close = unescaped(&rest[at..], '}').map_or(rest.len(), |end| at + end);
                let after = rest.get(close + 1..).unwrap_or("").trim();
                let blank = if after.is_empty() { String::new() } else { format!(" … {after}") };
                (format!("{}{blank}", rest[..at].trim()), &rest[at + 1..close])
            }
            None => (rest.trim().to_owned(), ""),
        };
        let prompt = unescape(before.trim_start_matches("[html]").trim_start_matches("[markdown]").trim());
        if prompt.is_empty() {
            continue;
        }
        let mut draft = Draft { line, prompt, ..Draft::default() };
        draft.id = title.map(|t| slug(&t)).filter(|id| !id.is_empty());
        for (mark, answer) in choices(answers) {
            let key = if mark == '=' { "listen_for" } else { "red_flags" };
            draft.lists.entry(key).or_default().push(answer);
        }
        drafts.push(draft);
    }
    drafts
}

/// Blocks between blank lines, without comments, each with the number of its first line.
fn blocks(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with("//") || line.starts_with('$') {
            continue;
        }
        match (line.is_empty(), open) {
            (true, _) => open = false,
            (false, true) => {
                let block = &mut found.last_mut().expect("internal: a block is open").1;
                block.push(' ');
                block.push_str(line);
            }
            (false, false) => {
                found.push((n + 1, line.to_owned()));
                open = true;
            }
        }
    }
    found
}

/// The first place of a mark without a backslash before it.
fn unescaped(text: &str, mark: char) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == mark && before != '\\' {
            return Some(at);
        }
        before = c;
    }
    None
}

fn choices(text: &str) -> Vec<(char, String)> {
    let mut found: Vec<(char, String)> = Vec::new();
    let mut before = ' ';
    let mut feedback = false;
    for c in text.chars() {
        match c {
            '=' | '~' if before != '\\' => {
                found.push((c, String::new()));
                feedback = false;
            }
            '#' if before != '\\' => feedback = true,
            c if !feedback => {
                if let Some((_, answer)) = found.last_mut() {
                    answer.push(c);
                }
            }
            _ => {}
        }
        before = c;
    }
    let weight = |answer: &str| match answer.trim().strip_prefix('%').and_then(|a| a.split_once('%')) {
        Some((_, rest)) => rest.trim().to_owned(),
        None => answer.trim().to_owned(),
    };
    found.into_iter().map(|(mark, a)| (mark, unescape(&weight(&a)))).filter(|(_, a)| !a.is_empty()).collect()
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for c in text.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
    out
}

/// A text as a kebab-case id of at most six words.
pub fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty() && w.len() < 20)
        .take(6)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::{ImportFormat, import};

    #[test]
    fn a_table_gives_what_it_has() {
        let text = "ID,Question,Depth,Probes,1,Anchor 4\nx-1,\"Why, and when?\",deep,Who? | What?,Guesses,Knows\n,,,,,\n";
        let drafts = import(text, ImportFormat::Csv).expect("a table");
        assert_eq!(drafts.len(), 1);
        let draft = &drafts[0];
        assert_eq!(
            (draft.line, draft.id.as_deref(), draft.prompt.as_str()),
            (2, Some("x-1"), "Why, and when?")
        );
        assert_eq!(draft.lists["probes"], ["Who?", "What?"]);
        assert_eq!(draft.anchors.keys().collect::<Vec<_>>(), [&1, &4]);
        let missing = draft.missing(&[1, 2, 3, 4]);
        assert_eq!(missing, ["competency", "type", "minutes", "listen_for", "red_flags", "anchors 2, 3"]);
        let yaml = draft.to_yaml("x-1", &[1, 2, 3, 4]);
        assert!(
            yaml.contains("    # competency: missing\n    depth: \"deep\"\n")
                && yaml.contains("      # 2: missing\n")
        );
        assert!(import("a,b\n1,2\n", ImportFormat::Csv).is_err());
    }

    #[test]
    fn lists_and_questions_of_a_page_are_found() {
        let text = "# Questions\n\n1. **Tell me** about a refusal.\n   - Who was angry?\n- Why so?\n\nSome words.\n\n## What would you cut?\n\n```\n- no\n```\n";
        let drafts = import(text, ImportFormat::Markdown).expect("a list");
        let prompts: Vec<&str> = drafts.iter().map(|d| d.prompt.as_str()).collect();
        assert_eq!(prompts, ["Tell me about a refusal.", "Why so?", "What would you cut?"]);
        assert_eq!(drafts[0].lists["probes"], ["Who was angry?"]);
        assert!(import("nothing here", ImportFormat::Markdown).is_err());
    }

    #[test]
    fn gift_gives_titles_answers_and_no_feedback() {
        let text = "// a comment\n$CATEGORY: x\n\n::Rate limit:: What does 429 mean? {\n  =Slow down#right\n  ~%50%A fault \\= ours\n}\n\nPlain text\\: why?{}\n";
        let drafts = import(text, ImportFormat::Gift).expect("questions");
        assert_eq!(drafts.len(), 2);
        assert_eq!(
            (drafts[0].id.as_deref(), drafts[0].prompt.as_str()),
            (Some("rate-limit"), "What does 429 mean?")
        );
        assert_eq!(drafts[0].lists["listen_for"], ["Slow down"]);
        assert_eq!(drafts[0].lists["red_flags"], ["A fault = ours"]);
        assert_eq!(drafts[1].prompt, "Plain text: why?");
    }
}

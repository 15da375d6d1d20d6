//! The labelled corpus of lints in `tests/lints/corpus`: reads its rows, runs the rules on each, and counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use panelkit::diag::Sink;
use panelkit::lint::{self, Group, Linter, Posting};
use panelkit::load::{self, Memory, Workspace};
use panelkit::model::{Bank, Id, PostingText};
use panelkit::pipeline;
use panelkit::text::Source;
use serde_yaml::{Mapping, Value};

/// One row.
pub(crate) struct Row {
    /// The file without its ending, and the line.
    pub(crate) at: String,
    /// Whether the rule must find something.
    pub(crate) hit: bool,
    /// The code of the rule.
    pub(crate) rule: String,
    /// Where the text stands, such as `prompt` or `owns`.
    pub(crate) kind: String,
    /// The places whose law applies.
    pub(crate) places: Vec<Id>,
    /// Other keys of the role spec or question.
    pub(crate) more: Mapping,
    /// The text.
    pub(crate) text: String,
}

/// What a rule found in the rows that it was tried on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Texts that it had to report, and reported.
    pub(crate) right: usize,
    /// Texts that it had to report, and did not.
    pub(crate) missed: Vec<String>,
    /// Texts that no rule of its group had to report, and that it reported.
    pub(crate) wrong: Vec<String>,
}

impl Counts {
    /// The share of the texts that it had to report and reported; 1 if there are none.
    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.missed.len())
    }

    /// The share of its reports that are right; 1 if there are none.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.wrong.len())
    }

    /// Adds the counts of another rule.
    pub(crate) fn add(&mut self, other: &Counts) {
        self.right += other.right;
        self.missed.extend(other.missed.iter().cloned());
        self.wrong.extend(other.wrong.iter().cloned());
    }
}

fn share(right: usize, other: usize) -> f64 {
    if right + other == 0 { 1.0 } else { right as f64 / (right + other) as f64 }
}

/// The rows of a half of the corpus: `tune` or `held`.
pub(crate) fn rows(half: &str) -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints/corpus").join(half);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the corpus is there")
        .map(|file| file.expect("an entry").path())
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("UTF-8");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        rows.extend(
            text.lines().enumerate().skip(1).map(|(n, line)| row(line, &format!("{name}:{}", n + 1))),
        );
    }
    rows
}

fn row(line: &str, at: &str) -> Row {
    let cells: Vec<&str> = line.split('\t').collect();
    let [expect, rule, kind, places, more, text] = cells[..] else {
        panic!("{at} has {} cells", cells.len())
    };
    let more = if more.is_empty() { Mapping::new() } else { serde_yaml::from_str(more).expect(at) };
    Row {
        at: at.to_owned(),
        hit: expect == "hit",
        rule: rule.to_owned(),
        kind: kind.to_owned(),
        places: places.split(',').filter_map(|place| Id::new(place.trim())).collect(),
        more,
        text: text.replace("\\n", "\n"),
    }
}

/// Runs the rules on every row, and counts for each rule of the rows.
pub(crate) fn measure(rows: &[Row]) -> BTreeMap<String, Counts> {
    let workspace = Workspace::of(Memory::new());
    let shipped = load::bank(&workspace, "technical-product-manager", &mut Sink::new()).expect("shipped");
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for row in rows {
        let found = codes(row, &shipped);
        let said = format!("{}  {}", row.at, row.text.replace('\n', " / "));
        if row.hit {
            let counts = counts.entry(row.rule.clone()).or_default();
            match found.contains(row.rule.as_str()) {
                true => counts.right += 1,
                false => counts.missed.push(said),
            }
            continue;
        }
        counts.entry(row.rule.clone()).or_default();
        let group = lint::rule(&row.rule).map(|rule| rule.group);
        for code in found {
            let is_of_group = lint::rule(code).is_some_and(|rule| Some(rule.group) == group);
            // A sentence is not a whole advertisement, so nothing can be missing from it.
            let is_whole = row.rule == code || !matches!(code, "posting-no-pay" | "legal-posting");
            if is_of_group && is_whole {
                counts.entry(code.to_owned()).or_default().wrong.push(said.clone());
            }
        }
    }
    counts
}

/// The codes of what the rules find in a row.
fn codes(row: &Row, shipped: &Bank) -> BTreeSet<&'static str> {
    let mut sink = Sink::new();
    match row.kind.as_str() {
        "note" => {
            return lint::in_note(&row.text, &row.places).iter().map(|(rule, _)| rule.code.id).collect();
        }
        "posting" => {
            let source = Source::new("posting.txt", row.text.as_str());
            let mut at = 0;
            let mut texts = Vec::new();
            for line in row.text.split('\n') {
                texts.push(PostingText { text: line.to_owned(), bytes: at..at + line.len() });
                at += line.len() + 1;
            }
            let posting = Posting { source: &source, texts: &texts, places: &row.places };
            Linter::new(&[], &[], &[]).posting(&posting, &mut sink);
        }
        "prompt" | "probe" | "listen_for" | "red_flag" | "anchor" => {
            let bank = bank(row);
            Linter::new(&[], &[], &row.places).bank(&bank, &mut sink);
        }
        _ => {
            let text = role(row);
            let source = Source::new("kits/payments-api-tpm/role.yaml", text.as_str());
            let workspace = Workspace::of(Memory::new());
            let read = &mut |_: &str, _: &mut Sink| Ok(shipped.clone());
            let loaded = pipeline::role(
                &workspace,
                &source,
                "payments-api-tpm",
                read,
                &mut Linter::default(),
                &mut sink,
            );
            let shown = || sink.sorted().iter().map(|found| found.message.clone()).collect::<Vec<_>>();
            let (role, bank) = loaded.unwrap_or_else(|_| panic!("{}: {:?}\n{text}", row.at, shown()));
            Linter::new(&[], &[], &row.places).role(&role, &bank, &mut sink);
        }
    }
    sink.sorted().iter().map(|found| found.code.id).collect()
}

/// A bank with one question, which is right but for the text of the row.
fn bank(row: &Row) -> Bank {
    let quoted = |text: &str| serde_json::to_string(text).expect("text");
    let or = |kind: &str, right: &str| quoted(if row.kind == kind { &row.text } else { right });
    let mut anchors = [
        "**Blamed the partner.** Told the partner that the change was in the notes, and did nothing else that day.",
        "**Undid the change.** Put the old field back at once. Did not find out which other callers read that field.",
        "**Found the callers.** Listed the callers that read the old field, and put it back until a date that each knew.",
        "**Prevented the next case.** Listed the callers, put the field back until a date, and had a test fail on such changes.",
    ]
    .map(str::to_owned);
    if let (true, Some((three, four))) = (row.kind == "anchor", row.text.split_once(" || ")) {
        (anchors[2], anchors[3]) = (three.to_owned(), four.to_owned());
    } else if row.kind == "anchor" {
        anchors[3].clone_from(&row.text);
    }
    let word = |key: &str, other: &str| row.more.get(key).and_then(Value::as_str).unwrap_or(other).to_owned();
    let question = format!(
        "competency: api-design\nquestions:\n  - id: api-broken-client\n    title: Broken mobile client\n    depth: {}\n    type: {}\n    minutes: 10\n    prompt: {}\n    probes:\n      - {}\n      - \"How did you find out who else was affected?\"\n    listen_for: [{}]\n    red_flags: [{}]\n    anchors: {{ 1: {}, 2: {}, 3: {}, 4: {} }}\n",
        word("depth", "middle"),
        word("type", "behavioral"),
        or("prompt", "Tell me about a change of an API that broke a caller. What did you do first?"),
        or("probe", "What did you tell the caller that day?"),
        or("listen_for", "lists the callers that read the field"),
        or("red_flag", "blames the caller"),
        quoted(&anchors[0]),
        quoted(&anchors[1]),
        quoted(&anchors[2]),
        quoted(&anchors[3]),
    );
    let manifest = "bank: corpus\ntitle: Corpus\ndepths: [{ id: shallow, name: Shallow }, { id: middle, name: Middle }, { id: deep, name: Deep }]\nlevels: [{ id: senior, name: Senior }]\nratings: [{ score: 1, label: Clear no }, { score: 2, label: Not yet }, { score: 3, label: \"Yes\", meets: true }, { score: 4, label: Clear yes }]\ncompetencies: [{ id: api-design, name: API design }]\n";
    let mut files = Memory::new();
    files.insert("question_banks/corpus/bank.yaml", manifest);
    files.insert("question_banks/corpus/loops.yaml", "loops: []\n");
    files.insert("question_banks/corpus/api.yaml", question.as_str());
    let mut sink = Sink::new();
    let bank = load::bank(&Workspace::of(files), "corpus", &mut sink);
    let shown: Vec<_> = sink.sorted().iter().map(|found| found.message.clone()).collect();
    bank.unwrap_or_else(|_| panic!("{}: {shown:?}\n{question}", row.at))
}

/// The sample role spec with the text of the row in its place.
fn role(row: &Row) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/payments-api-tpm/role.yaml");
    let base = std::fs::read_to_string(path).expect("the sample role spec");
    let mut spec: Mapping = serde_yaml::from_str(&base).expect("YAML");
    let item = |key: &str| row.more.get(key).cloned();
    for (key, value) in &row.more {
        if key.as_str() != Some("competency") {
            spec.insert(key.clone(), value.clone());
        }
    }
    let text = Value::from(row.text.as_str());
    match row.kind.as_str() {
        "owns" if item("owns").is_none() => {
            if let Some(Value::Sequence(owns)) = spec.get_mut("owns") {
                owns[1] = text;
            }
        }
        "must_have" if item("must_haves").is_none() => {
            if let Some(Value::Sequence(list)) = spec.get_mut("must_haves") {
                let must = list[0].as_mapping_mut().expect("a must-have");
                must.insert("text".into(), text);
                must.extend(item("competency").map(|competency| ("competency".into(), competency)));
            }
        }
        "nice_to_have" => {
            let mut wish = Mapping::from_iter([("text".into(), text)]);
            wish.extend(item("competency").map(|competency| ("competency".into(), competency)));
            spec.insert("nice_to_haves".into(), Value::Sequence(vec![Value::Mapping(wish)]));
        }
        "owns" | "must_have" => {}
        "not_owned" => {
            spec.insert("not_owned".into(), Value::Sequence(vec![text]));
        }
        "compensation" => {
            spec.insert("compensation".into(), serde_yaml::from_str(&row.text).expect("YAML"));
        }
        key => {
            spec.insert(key.into(), text);
        }
    }
    spec.retain(|_, value| !value.is_null());
    serde_yaml::to_string(&spec).expect("YAML")
}

/// The counts of each group, and of all rules of it together.
pub(crate) fn of_group(counts: &BTreeMap<String, Counts>, group: Group) -> Counts {
    let mut all = Counts::default();
    for (code, of_rule) in counts {
        if lint::rule(code).is_some_and(|rule| rule.group == group) {
            all.add(of_rule);
        }
    }
    all
}

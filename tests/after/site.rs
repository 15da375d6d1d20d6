//! The made-up opening of `examples/after` in a temporary workspace, with its forms as submissions.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::common::{Output, Workspace};

pub(crate) const REQ: &str = "support-lead";
pub(crate) const CANDIDATES: &str = "kits/support-lead/candidates";

/// The folder of the example.
pub(crate) fn example(name: &str) -> String {
    let path = format!("{}/examples/after/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The opening with a kit for each candidate of its roster, without forms.
pub(crate) fn opening() -> Workspace {
    let w = Workspace::empty();
    let banks = ["bank", "loops", "recovery", "coaching", "planning", "numbers"];
    let banks = banks.map(|name| format!("question_banks/support/{name}.yaml"));
    let others = ["kits/support-lead/role.yaml", "panelkit.yaml", "roster.csv"].map(str::to_owned);
    for name in banks.iter().chain(&others) {
        w.write(name, example(name));
    }
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    w.run(&["variants", REQ, "--candidates", "roster.csv", "--format", "json"]).succeeds();
    w
}

/// The opening with all forms that came back, and the seat that is excused.
pub(crate) fn panel() -> Workspace {
    with_forms(opening())
}

/// An opening with these forms and this excused seat.
pub(crate) fn with_forms(w: Workspace) -> Workspace {
    for (name, form) in forms(&w) {
        w.write(&name, form.to_string());
    }
    excuse(&w, "c-106", "team-talk", "Varga", "On leave").succeeds();
    w
}

/// `excuse` for one seat.
pub(crate) fn excuse(w: &Workspace, candidate: &str, round: &str, name: &str, why: &str) -> Output {
    let seat = ["--candidate", candidate, "--round", round, "--interviewer", name];
    dated(w, &[&["excuse", REQ], &seat[..], &["--why", why]].concat())
}

/// `agree` on the rating of one slot.
pub(crate) fn agree(w: &Workspace, candidate: &str, slot: &str, rating: &str, why: &str) -> Output {
    let what = ["--candidate", candidate, "--slot", slot, "--rating", rating];
    dated(w, &[&["agree", REQ], &what[..], &["--why", why]].concat())
}

/// The reason of each decision that [`decide`] records.
pub(crate) const WHY: &str = "As the panel discussed on 13 November";

/// `decide` by two people.
pub(crate) fn decide(w: &Workspace, candidate: &str, outcome: &str, more: &[&str]) -> Output {
    let line = ["decide", REQ, "--candidate", candidate, "--outcome", outcome];
    let by = ["--by", "P. Kaya", "L. Brandt", "--why", WHY];
    dated(w, &[&line[..], &by, more].concat())
}

/// Runs the program on a fixed day, 2026-11-14.
pub(crate) fn dated(w: &Workspace, args: &[&str]) -> Output {
    let line: Vec<String> = args.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
    w.shell(&format!("SOURCE_DATE_EPOCH=1794700000 \"$PANELKIT\" {}", line.join(" ")))
}

/// `debrief --format json` of the opening.
pub(crate) fn debrief(w: &Workspace, more: &[&str]) -> Value {
    let out = dated(w, &[&["debrief", REQ, "--format", "json"], more].concat());
    out.succeeds();
    serde_json::from_str(&out.stdout).expect("JSON")
}

/// The entry of a candidate.
pub(crate) fn of<'v>(found: &'v Value, candidate: &str) -> &'v Value {
    let all = found["candidates"].as_array().expect("a list");
    all.iter().find(|one| one["id"] == candidate || one["candidate"] == candidate).expect(candidate)
}

/// The path of a submission.
pub(crate) fn path(candidate: &str, round: &str, name: &str) -> String {
    let name = name.to_lowercase().replace(". ", "-");
    format!("{CANDIDATES}/{candidate}/scores/{round}--{name}.json")
}

/// Changes a submission.
pub(crate) fn change(w: &Workspace, path: &str, change: impl FnOnce(&mut Value)) {
    let mut form: Value = serde_json::from_str(&w.read(path)).expect(path);
    change(&mut form);
    w.write(path, form.to_string());
}

/// The rows of `forms.csv` as submissions, by path.
fn forms(w: &Workspace) -> BTreeMap<String, Value> {
    let text = example("forms.csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let mut kits: BTreeMap<String, Value> = BTreeMap::new();
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for row in rows.deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let (candidate, round, name) = (&row["candidate"], &row["round"], &row["interviewer"]);
        let kit = kits.entry(candidate.clone()).or_insert_with(|| {
            serde_json::from_str(&w.read(&format!("{CANDIDATES}/{candidate}/kit.json"))).expect("a kit")
        });
        let day = match round.as_str() {
            "first-talk" => "2026-11-02",
            "shift-case" => "2026-11-09",
            _ => "2026-11-10",
        };
        let late = candidate == "c-105" && name == "R. Adeyemi";
        let submitted =
            if late { "2026-11-13T09:00:00+01:00".to_owned() } else { format!("{day}T16:30:00+01:00") };
        let form = found.entry(path(candidate, round, name)).or_insert_with(|| {
            json!({
                "format": 1, "req": REQ, "candidate": candidate, "kit": kit["digest"], "rule": kit["rule"],
                "round": round, "interviewer": name, "held": day, "submitted": submitted, "ratings": [],
                "recommendation": row["recommendation"].parse::<u8>().ok(),
                "conflict": (row["conflict"] == "yes").then_some(true),
            })
        });
        let slots =
            kit["rounds"].as_array().into_iter().flatten().flat_map(|r| r["slots"].as_array()).flatten();
        let question =
            slots.into_iter().find(|slot| slot["id"] == row["slot"]).expect("a slot")["question"].clone();
        let mut rating = json!({
            "slot": row["slot"], "question": question["id"], "wording": question["wording"],
            "rating": row["rating"].parse::<u8>().ok(), "notes": "", "evidence": row["evidence"],
        });
        if !row["reason"].is_empty() {
            rating["reason"] = row["reason"].clone().into();
        }
        form["ratings"].as_array_mut().expect("a list").push(rating);
    }
    found
}

//! Every command says in JSON what it did or found, with the keys that the format page lists.

#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

use common::{API, LOOP, Workspace};
use serde_json::Value;

/// The row of a command in the table of the format page.
fn row(command: &str) -> String {
    let page = std::fs::read_to_string(format!("{}/docs/format.md", env!("CARGO_MANIFEST_DIR")));
    let page = page.expect("the page is readable");
    let section = page.split("## The JSON of an outcome").nth(1).expect("the section is there");
    let start = format!("| `{command}` |");
    let row = section.lines().find(|line| line.starts_with(&start));
    row.unwrap_or_else(|| panic!("`{command}` has a row")).to_owned()
}

/// Compares the keys of an outcome with those that are promised, and looks for each on the page.
fn has(command: &str, outcome: &Value, keys: &str) {
    let object = outcome.as_array().map_or(outcome, |list| list.first().expect("not empty"));
    let mut found: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut wanted: Vec<&str> = keys.split(' ').collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted, "{command}");
    let row = row(command);
    for key in wanted {
        assert!(row.contains(&format!("`{key}`")), "the page does not name `{key}` of `{command}`: {row}");
    }
}

/// Makes a practice sheet, lets a rater fill it in wrongly, and compares.
fn practise(w: &Workspace) {
    let answers: String =
        (2..=4).map(|n| format!("      - {{ score: {n}, text: \"I did {n}.\" }}\n")).collect();
    let more: String = (1..=4)
        .map(|n| common::question(&format!("api-deep-{n}"), "deep") + "    sample_answers:\n" + &answers)
        .collect();
    w.write(API, w.read(API) + &more);
    let made = json(w, "calibrate payments --format json");
    has("calibrate", &made, "req file sheet questions may_be_drawn answers fresh csv");
    let csv = made["csv"].as_str().expect("a text");
    let rated: String = csv
        .lines()
        .map(|line| line.strip_suffix(",,").map_or(line.to_owned(), |l| format!("{l},1,")) + "\n")
        .collect();
    w.write("rated.csv", &rated);
    w.write("other.csv", rated);
    let found = json(w, "calibrate payments --format json --read rated.csv other.csv");
    has("calibrate --read", &found, "req sheet raters pairs answers brief fresh");
    has("calibrate --read", &found["pairs"], "same one more");
    has("calibrate --read", &found["answers"], "number question score label key pairs dispute");
    has("calibrate --read", &found["fresh"], "question prompt text score label");
}

fn json(w: &Workspace, line: &str) -> Value {
    let words: Vec<&str> = line.split(' ').collect();
    let out = w.run(&words);
    serde_json::from_str(&out.stdout)
        .unwrap_or_else(|e| panic!("{line}: {e}\n{}\n{}", out.stdout, out.stderr))
}

fn report(w: &Workspace, line: &str) -> Value {
    let report = json(w, &format!("{line} --report json"));
    assert_eq!(report["status"], 0, "{report:#}");
    report["outcome"].clone()
}

#[test]
fn reports_have_the_outcome_of_their_command() {
    let w = Workspace::new();
    // Enough questions for the repair of a kit.
    let more: String = (1..=6).map(|n| common::question(&format!("api-more-{n}"), "middle")).collect();
    w.write(API, w.read(API) + &more);
    for line in ["generate payments --format md --dry-run", "generate payments --format md"] {
        let outcome = report(&w, line);
        has("generate", &outcome, "plan written");
        assert_eq!(outcome["plan"]["case"], "new");
        assert!(outcome["written"]["loop"]["new"].as_array().is_some_and(|names| !names.is_empty()));
    }
    let refused = json(&w, "generate payments --format md --seed other --report json");
    assert_eq!((&refused["status"], &refused["outcome"]["written"]), (&Value::from(1), &Value::Null));
    assert_eq!(refused["outcome"]["plan"]["refusal"]["kind"], "loop-would-change");
    let slots = refused["outcome"]["plan"]["comparison"]["slots"].as_array().map_or(0, Vec::len);
    assert!(slots > 0, "{refused:#}");
    has(
        "swap",
        &report(&w, "swap payments technical.1"),
        "slot competency depth question chosen offers unfit candidates",
    );
    let offered = report(&w, "swap payments technical.1")["offers"][0]["question"].clone();
    let question = offered.as_str().expect("an id");
    let swapped = report(&w, &format!("swap payments technical.1 --for {question} --format md --dry-run"));
    has("swap --for", &swapped, "slot before after changes plan written");
    let line = "variants payments --candidates ana ben --format md";
    has("variants --dry-run", &report(&w, &format!("{line} --dry-run")), "roster new unchanged");
    let keys = "roster folder shard issued unchanged filled over unproven unprintable unprinted renamed without certificate";
    has("variants", &report(&w, line), keys);
    has("certificate", &report(&w, "certificate payments --format md"), "certificate left change");
    has("scorecards", &report(&w, "scorecards payments --format md"), "forms files change outdated");
    let keys = "folder files new replaced kept moved removed missing unprinted";
    has("render", &report(&w, &format!("render {LOOP}/kit.json --format md")), keys);
    let kit: Value = serde_json::from_str(&w.read(&format!("{LOOP}/kit.json"))).expect("JSON");
    let held = kit["rounds"][0]["slots"][0]["question"]["id"].as_str().expect("an id");
    w.run(&["bank", "retire", held]).succeeds();
    for line in ["reissue payments --dry-run", "reissue payments"] {
        let outcome = report(&w, line);
        has("reissue", &outcome, "plan written");
        assert_eq!(outcome["plan"]["repairs"][0]["slots"][0]["before"], held);
    }
    let seat = report(&w, "scorecards payments --candidate ana --round technical --as Zoe --format md");
    has("scorecards", &seat, "forms files change outdated seat");
    let all = report(&w, "scorecards payments --candidate all --format md");
    has("scorecards", &all, "candidates");
    has("scorecards", &all["candidates"], "forms files change outdated");
    has("scorecards", &report(&w, "scorecards payments --merge packs.pdf"), "merged forms pages missing");
    has(
        "held",
        &json(&w, "held payments ana --date 2026-05-21 --format json"),
        "day ahead candidates certificate",
    );
    let form = w.read("kits/payments/candidates/ana/scorecards/technical--zoe.md");
    w.write("form", form.replacen("- [ ] **3**", "- [x] **3**", 1));
    let outcome = report(&w, "collect form");
    has("collect", &outcome, "collected errors blank written");
    let keys = "file path state req candidate round interviewer conflict remarks";
    has("collect", &outcome["collected"], keys);
    let sheet = report(&w, "collect --sheet payments --candidate ana --out sheet.csv");
    has("collect --sheet", &sheet, "file seats rows left_out");
    let scores = json(&w, "scores payments --format json");
    has("scores", &scores, "req candidates remind");
    has("scores", &scores["candidates"], "candidate held seats not_assessed");
    let keys = "round interviewer state late held submitted conflict unmarked seated replaced why path";
    has("scores", &scores["candidates"][0]["seats"], keys);
    practise(&w);
    let excused = json(&w, "excuse payments --candidate ana --round technical --why Ill --format json");
    has("excuse", &excused, "candidate round interviewer seats why file already");
    has("debrief", &report(&w, "debrief payments --format md"), "debrief logged changes");
    let line = "agree payments --candidate ana --slot technical.1 --rating 3 --why Heard --format json";
    has("agree", &json(&w, line), "candidate agreed file already waiting");
    let line = "decide payments --candidate ana --outcome withdrew --by Kaya --why Moved --format json";
    has("decide", &json(&w, line), "candidate decision departures before already file");
    has("record", &report(&w, "record payments --format md"), "changes waiting undecided");
    // A run that fails has no outcome, and its report is whole all the same.
    let failed = json(&w, "certificate nowhere --report json");
    assert_eq!((&failed["status"], &failed["outcome"]), (&Value::from(2), &Value::Null));
}

#[test]
fn the_other_commands_print_their_outcome() {
    let w = Workspace::new();
    w.generate().succeeds();
    w.run(&["generate", "payments", "--format", "md", "--out", "other", "--seed", "other"]).succeeds();
    has("verify", &json(&w, "verify --format json"), "kits beside notes");
    let kit = w.read(&format!("{LOOP}/kit.json"));
    let parsed: Value = serde_json::from_str(&kit).expect("JSON");
    let slot = &parsed["rounds"][0]["slots"][0];
    let id = slot["question"]["id"].as_str().expect("an id");
    let explained = json(&w, &format!("explain {id} --kit {LOOP}/kit.json --format json"));
    has("explain", &explained, "subject slot question round competency depth core observes source today");
    assert_eq!(explained["source"]["from"], "draw");
    assert_eq!(json(&w, "explain missing-anchor --format json")["subject"], "code");
    assert_eq!(json(&w, &format!("explain {id} --format json"))["subject"], "question");
    has("diff", &json(&w, &format!("diff {LOOP} other --format json")), "kits same slots shared questions");
    let keys = "req mode without unproven spread serves to_double minutes difficulty";
    has("simulate", &json(&w, "simulate payments --candidates 3 --format json"), keys);
    let keys = "folder bank title extends files questions competencies depth imported";
    let line = "bank new ours --extends small --competencies Patience --format json";
    has("bank new", &json(&w, line), keys);
    has("init", &json(&w, "init elsewhere --format json"), "folder made kept");
    let line = "new platform --bank small --level senior --depth deep --title Platform --format json";
    has("new", &json(&w, line), "file req bank level depth assumed");
    let keys = "bank plan level depths rows types inactive serves";
    has("bank stats", &json(&w, "bank stats small --format json"), keys);
    let keys = "id competency depth type minutes difficulty levels family enemies status prompt digest place";
    has("bank list", &json(&w, "bank list small --format json"), keys);
    let shown = json(&w, &format!("bank show {id} small --format json"));
    for key in ["probes", "listen_for", "red_flags", "anchors"] {
        assert!(!shown[key].is_null() && row("bank show").contains(&format!("`{key}`")), "{shown:#}");
    }
    let line = "bank new-question brand-new --competency api-design --depth deep --bank small --format json";
    has("bank new-question", &json(&w, line), "file question");
    w.write("more.csv", "prompt,competency\nWhat would you do first?,api-design\n");
    has(
        "bank import",
        &json(&w, "bank import more.csv --bank small --format json"),
        "from file active drafts read",
    );
    has("bank fmt", &json(&w, "bank fmt small --check --format json"), "files changed left");
    has("bank duplicates", &json(&w, "bank duplicates small --format json"), "bank pairs within_families");
    let keys = "question words ease spoken minutes longest hard long breaks";
    has("bank prose", &json(&w, "bank prose small --format json"), keys);
    let keys = "question place words text note";
    has("bank prose", &json(&w, "bank prose small --show sentences --format json"), keys);
    let keys = "question place status already kits";
    has("bank retire", &json(&w, &format!("bank retire {id} small --format json")), keys);
    assert!(w.read(API).contains("status: retired") || w.read(common::DATA).contains("status: retired"));
}

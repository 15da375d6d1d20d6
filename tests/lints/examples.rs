//! The text of each rule: its parts, its examples, and the page of the documentation that is made from all of them.

use std::fs;
use std::path::Path;

use panelkit::lint::{self, Check, Group, RULES};
use panelkit::model::LintLevel;

use serde_yaml::Mapping;

use crate::corpus::{Row, measure, of_group, rows};

/// A row with one text, to try a rule on.
fn example(rule: &str, kind: &str, text: &str) -> Row {
    let (at, rule, kind, text) =
        (rule.to_owned(), rule.to_owned(), kind.to_owned(), text.replace("\\n", "\n"));
    Row { at, hit: true, rule, kind, places: Vec::new(), more: Mapping::new(), text }
}

/// A row with keys of a role spec.
fn role_example(rule: &str, more: Mapping) -> Row {
    let text = "Payments API for partners: contracts, errors and versions.";
    Row { more, ..example(rule, "summary", text) }
}

/// The section on recall and precision, from the half of the corpus that no author of a rule has read.
fn how_well() -> String {
    let held = rows("held");
    let counts = measure(&held);
    let mut text = format!(
        "\n## How well they do\n\nThe corpus in `tests/lints/corpus` has texts that we wrote and labelled; half of them look like a finding and are none. The\nauthors of the rules did not read the half `held`, which has {} texts. `cargo run --example lint_corpus -- held` prints the\nfigures for each lint. *Recall* is the share of the texts with a fault that are reported; *precision* is the share of the\nreports that are right. A lint that is silent has not shown that a text is right.\n\n| group | reported rightly | missed | reported wrongly | recall | precision |\n| --- | --- | --- | --- | --- | --- |\n",
        held.len()
    );
    for group in [Group::Role, Group::Legal, Group::Question, Group::Posting] {
        let all = of_group(&counts, group);
        let (missed, wrong) = (all.missed.len(), all.wrong.len());
        text.push_str(&format!(
            "| `{}` | {} | {missed} | {wrong} | {:.2} | {:.2} |\n",
            group.as_str(),
            all.right,
            all.recall(),
            all.precision()
        ));
    }
    text
}

#[test]
fn each_text_has_its_parts_and_both_examples() {
    for rule in RULES {
        let (code, text) = (rule.code.id, rule.code.text);
        assert!(text.starts_with(&format!("# {code}\n")), "{code}");
        let mut from = 0;
        for part in ["\n## What it means\n", "\n## Example\n", "\n## What to do\n"] {
            from += text[from..].find(part).unwrap_or_else(|| panic!("{code} lacks `{}`", part.trim()));
        }
        assert!(text.contains("```"), "{code} shows no example");
        if rule.group == Group::Legal {
            assert!(text.contains("not legal advice"), "{code} lacks `not legal advice`");
            assert!(
                text.contains("read on 20") || text.contains("not read for this version"),
                "{code} does not say when its sources were read"
            );
            assert!(!text.to_lowercase().contains("illegal question"), "{code}");
        }
    }
}

/// The texts of a rule after this word at the start of a line.
fn texts<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(word));
    lines.map(|line| line.trim().trim_start_matches('"').trim_end_matches('"')).collect()
}

/// A bad text is found in at least one part of a file, and a good text in none of those parts.
#[test]
fn the_bad_text_of_each_rule_is_found_and_the_good_one_is_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let code = rule.code.id;
        let (bad, good) = (texts(rule.code.text, "Bad:"), texts(rule.code.text, "Good:"));
        let reads_texts = matches!(rule.check, Check::Text(_) | Check::Topic(_) | Check::Advert(..));
        if reads_texts && (bad.is_empty() || good.is_empty()) {
            wrong.push(format!("{code} needs a line `Bad:` and a line `Good:`"));
        }
        let kinds: &[&str] = match rule.group {
            Group::Question => &["prompt", "anchor"],
            Group::Legal => &["prompt", "posting"],
            Group::Posting => &["posting"],
            Group::Role | Group::Kit => &["title", "summary", "owns", "must_have"],
        };
        let is_found = |kind: &str, text: &str| {
            measure(&[example(code, kind, text)]).get(code).is_some_and(|counts| counts.right == 1)
        };
        let finders: Vec<&str> =
            kinds.iter().copied().filter(|kind| bad.iter().any(|text| is_found(kind, text))).collect();
        for text in &bad {
            if !finders.iter().any(|kind| is_found(kind, text)) {
                wrong.push(format!("{code} does not find its bad text: {text}"));
            }
        }
        for text in &good {
            if finders.iter().any(|kind| is_found(kind, text)) {
                wrong.push(format!("{code} finds its good text: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The YAML blocks of rules about role specs, put into the sample role spec one by one.
#[test]
fn the_bad_keys_of_each_rule_about_roles_are_found_and_the_good_ones_are_not() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| matches!(rule.check, Check::Role(_))) {
        let code = rule.code.id;
        for block in rule.code.text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            let mut keys: Mapping = serde_yaml::from_str(block).expect(code);
            if block.contains("# bad: no compensation") {
                keys.insert("compensation".into(), serde_yaml::Value::Null);
            }
            if keys.contains_key("loop") {
                // They name the rounds of the sample's own loop.
                keys.insert("interviewers".into(), serde_yaml::Value::Null);
            }
            let is_bad = block.contains("# bad");
            assert!(is_bad || block.contains("# good"), "{code} does not say which block is bad");
            let counts = measure(&[role_example(code, keys)]);
            if counts[code].right != usize::from(is_bad) {
                wrong.push(format!("{code}: {block}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_code_is_known_by_one_name() {
    let mut all: Vec<&str> = lint::all_codes().map(|code| code.id).collect();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count, "a code is there twice");
}

#[test]
fn the_page_of_the_documentation_is_made_of_the_texts() {
    let mut page = String::from(
        "# Lints\n\n`panelkit check` reports these findings about role specs, questions, kits and job advertisements. `panelkit explain\nNAME` prints one of the texts below. [format.md](format.md) says how to allow a finding or to count it as an error.\n\n<!-- Made from the texts of the rules: BLESS=1 cargo test --test lints -->\n",
    );
    for group in Group::ALL {
        page.push_str(&format!("\n## Group `{}`\n\n| lint | level |\n| --- | --- |\n", group.as_str()));
        let rules = || RULES.iter().filter(move |rule| rule.group == group);
        for rule in rules() {
            let level = match rule.level {
                LintLevel::Allow => "allow",
                LintLevel::Warn => "warn",
                LintLevel::Deny => "deny",
            };
            page.push_str(&format!("| [`{0}`](#{0}) | {level} |\n", rule.code.id));
        }
        for rule in rules() {
            let text = rule.code.text.replace("\n## ", "\n#### ");
            page.push_str(&format!("\n##{}\n", text.trim_end()));
        }
    }
    page.push_str(&how_well());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lints.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).expect("docs are writable");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/lints.md is stale: BLESS=1 cargo test --test lints");
}

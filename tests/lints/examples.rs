//! The text of each rule: its parts, its examples, and the page of the documentation that is made from all of them.

use std::fs;
use std::path::Path;

use panelkit::lint::{self, Group, RULES};
use panelkit::model::LintLevel;

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
            for words in ["2026-11-30", "not legal advice"] {
                assert!(text.contains(words), "{code} lacks `{words}`");
            }
            assert!(!text.to_lowercase().contains("illegal question"), "{code}");
        }
    }
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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lints.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).expect("docs are writable");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/lints.md is stale: BLESS=1 cargo test --test lints");
}

//! Keys and values that the format does not have.

use crate::common::{API, BANK, LOOPS, ROLE, Workspace};
use crate::slips;

slips! {
    an_unknown_key_names_the_nearest: ROLE, "level:" => "levle:", ["role.yaml:4:1", "unknown key `levle`", "did you mean `level`?"];
    an_unknown_key_of_a_probe_names_the_nearest: API, "{ if:" => "{ fi:", ["api-design.yaml:10:11", "not a key of a probe", "did you mean `if`?"];
    an_unknown_key_of_a_question_names_the_nearest: API, "anchors:" => "ancors:", ["api-design.yaml:13:5", "not a key of a question", "did you mean `anchors`?", "api-one"];
    an_unknown_key_of_a_round_names_the_nearest: LOOPS, "minutes:" => "minuts:", ["loops.yaml:6:9", "not a key of a round", "did you mean `minutes`?"];
    an_unknown_key_of_the_compensation_names_the_nearest: ROLE, "loop: onsite" => "loop: onsite\ncompensation: { kind: base, curency: USD, range: [1, 2] }",
        ["role.yaml:12:29", "did you mean `currency`?"];
    an_unknown_key_without_a_near_name_lists_all: ROLE, "loop: onsite" => "loop: onsite\nzzzzzz: 1", ["role.yaml:12:1", "a role spec has the keys"];
    minutes_in_quotes_are_no_number: API, "minutes: 10" => "minutes: \"ten\"", ["api-design.yaml:6:14", "wrong type", "found a text", "without quotes"];
    minutes_in_words_are_no_number: API, "minutes: 10" => "minutes: ten", ["api-design.yaml:6:14", "found a text", "without quotes"];
    minutes_with_an_exponent_are_no_whole_number: API, "minutes: 10" => "minutes: 1e9", ["api-design.yaml:6:14", "the number 1e9"];
    minutes_with_a_fraction_are_no_whole_number: API, "minutes: 10" => "minutes: 3.5", ["api-design.yaml:6:14", "the number 3.5"];
    minutes_below_zero_are_out_of_range: API, "minutes: 10" => "minutes: -1", ["api-design.yaml:6:14", "`minutes` cannot be -1", "from 1 to 240"];
    no_minutes_at_all_are_out_of_range: API, "minutes: 10" => "minutes: 0", ["api-design.yaml:6:14", "`minutes` cannot be 0"];
    minutes_in_a_list_have_the_wrong_type: API, "minutes: 10" => "minutes: [10]", ["api-design.yaml:6:14", "found a list"];
    a_list_is_no_text: API, "prompt: \"What about api-one and {{surface}}?\"" => "prompt: [a, b]", ["api-design.yaml:7:13", "expected a text, found a list"];
    a_map_is_no_list: API, "[\"Asks who is hurt\"]" => "{ a: b }", ["api-design.yaml:11:17", "found a map", "one item per line", "beginning with `- `"];
    an_empty_value_is_nothing: API, "depth: middle" => "depth:", ["api-design.yaml:4:10", "found nothing", "remove the line"];
    a_null_value_is_nothing: API, "minutes: 10" => "minutes: ~", ["api-design.yaml:6:14", "found nothing"];
    an_empty_item_is_nothing: API, "[\"Blames\"]" => "[~]", ["api-design.yaml:12:17", "found nothing"];
    must_haves_are_a_list: ROLE, "must_haves:\n  - text: Owns an API contract\n    competency: api-design" => "must_haves: text",
        ["role.yaml:6:13", "expected a list", "found a text"];
    an_anchor_needs_a_score: API, "4: \"Prevents\"" => "four: \"Prevents\"", ["api-design.yaml:17:7", "expected a score"];
    an_anchor_off_the_scale_is_refused: API, "4: \"Prevents\"" => "5: \"Prevents\"", ["api-design.yaml:17:7", "the rating scale has no score 5", "api-one"];
    an_id_with_a_path_is_refused: API, "id: api-one" => "id: ../x", ["api-design.yaml:3:9", "bad-id", "lower-case letters"];
    an_id_in_capitals_is_refused: API, "id: api-one" => "id: CON", ["api-design.yaml:3:9", "not kebab-case"];
    a_role_id_with_a_path_is_refused: ROLE, "role: payments" => "role: ../x", ["role.yaml:1:7", "bad-id"];
    a_bank_id_with_a_path_is_refused: ROLE, "bank: small" => "bank: ../small", ["role.yaml:3:7", "bad-id"];
    a_role_that_is_not_its_folder_is_refused: ROLE, "role: payments" => "role: invoices", ["role.yaml:1:7", "folder called `payments`"];
    a_bank_that_is_not_its_folder_is_refused: BANK, "bank: small" => "bank: big", ["bank.yaml:1:7", "folder called `small`"];
}

#[test]
fn an_id_of_300_characters_is_refused() {
    let w = Workspace::new().edit(API, "id: api-one", &format!("id: {}", "x".repeat(300)));
    w.generate().fails(1, &["api-design.yaml:3:9", "longer than 64 characters", "help:"]);
}

#[test]
fn missing_keys_are_told_all_at_once() {
    let w = Workspace::new().with(ROLE, "role: payments\n");
    let output = w.generate();
    output.fails(1, &["role.yaml:1:1", "lacks `title`, `bank`, `level` and `depth`", "help: add `depth`"]);
    assert_eq!(output.errors(), 1);
}

#[test]
fn a_misspelled_required_key_is_told_once() {
    let w = Workspace::new().edit(ROLE, "level:", "levle:");
    assert_eq!(w.generate().errors(), 1);
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let w = Workspace::new().with(ROLE, "- a\n- b\n");
    w.generate().fails(
        1,
        &["role.yaml:1:1", "the value at the top of this file has the wrong type", "found a list", "help:"],
    );
}

#[test]
fn findings_as_json_have_code_place_and_help() {
    let w = Workspace::new().edit(ROLE, "level: senior", "level: senoir").edit(API, "\"Why?\"", "\"Why?");
    let output = w.run(&["check", "--format", "json"]);
    assert_eq!(output.status, Some(1), "{}", output.stderr);
    let json: serde_json::Value = serde_json::from_str(&output.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("a list");
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(finding["code"].is_string() && finding["file"].is_string(), "{finding}");
        assert!(finding["line"].is_u64() && finding["column"].is_u64(), "{finding}");
        assert!(!finding["help"].as_array().expect("help").is_empty(), "{finding}");
    }
}

#[test]
fn eight_bullets_of_a_posting_are_too_many() {
    let bullets = [
        "Four to seven years in product, two of them technical",
        "Understands how systems are put together",
        "Has worked with engineers every day",
        "Answers questions with queries of their own",
        "Has written specifications and interface documents",
        "Knows how teams plan in short cycles",
        "Translates between engineers and everybody else",
        "Has shipped what moved a figure",
    ];
    let list: String =
        bullets.iter().map(|text| format!("  - {{ text: \"{text}\", competency: api-design }}\n")).collect();
    let w = Workspace::new().edit(
        ROLE,
        "must_haves:\n  - text: Owns an API contract\n    competency: api-design\n",
        &format!("must_haves:\n{list}"),
    );
    w.generate().fails(1, &["too-many-must-haves", "8 must-haves", "nice_to_haves"]);
}

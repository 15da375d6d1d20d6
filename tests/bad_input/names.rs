//! Names that point at nothing, in files and on the command line.

use crate::common::{API, DATA, ROLE, Workspace, questions};
use crate::slips;

slips! {
    an_unknown_competency_names_the_nearest: ROLE, "competency: api-design" => "competency: api-desing",
        ["role.yaml:8:17", "unknown competency `api-desing`", "did you mean `api-design`?"];
    an_unknown_depth_names_the_nearest: ROLE, "depth: middle" => "depth: midle", ["role.yaml:5:8", "unknown depth", "did you mean `middle`?"];
    an_unknown_depth_of_a_question_names_the_nearest: API, "depth: middle" => "depth: midle", ["api-design.yaml:4:12", "api-one", "did you mean `middle`?"];
    an_unknown_level_names_the_nearest: ROLE, "level: senior" => "level: senoir", ["role.yaml:4:8", "unknown level", "did you mean `senior`?"];
    an_unknown_type_names_the_nearest: API, "type: situational" => "type: situatonal", ["api-design.yaml:5:11", "did you mean `situational`?"];
    an_unknown_type_without_a_near_name_lists_all: API, "type: situational" => "type: x", ["api-design.yaml:5:11", "or `role-play`"];
    an_unknown_enemy_names_the_nearest: API, "    minutes: 10" => "    enemies: [api-tow]\n    minutes: 10",
        ["api-design.yaml:6:15", "unknown enemy", "did you mean `api-two`?"];
    an_unknown_loop_names_the_nearest: ROLE, "loop: onsite" => "loop: onsiet", ["role.yaml:11:7", "unknown loop", "did you mean `onsite`?"];
    an_unknown_bank_names_the_nearest: ROLE, "bank: small" => "bank: smal", ["role.yaml:3:7", "no bank `smal`", "did you mean `small`?"];
    an_unknown_round_names_the_nearest: ROLE, "technical: [A" => "tecnical: [A", ["role.yaml:13:3", "unknown round", "did you mean `technical`?"];
    an_unknown_lint_names_the_nearest: ROLE, "loop: onsite" => "loop: onsite\nlints: { allow: [missing-ancor] }",
        ["role.yaml:12:18", "unknown lint", "did you mean `missing-anchor`?"];
}

#[test]
fn an_unknown_competency_of_a_file_is_told_once_not_for_every_question() {
    let w = Workspace::new().edit(API, "competency: api-design", "competency: api-desing");
    let output = w.generate();
    output.fails(1, &["api-design.yaml:1:13", "did you mean `api-design`?"]);
    assert_eq!(output.errors(), 1);
}

#[test]
fn an_id_used_in_two_files_shows_both_places() {
    let w = Workspace::new()
        .with("question_banks/small/more.yaml", questions("api-design", "middle", &["api-one"]));
    w.run(&["check"])
        .fails(1, &["more.yaml:3:9", "api-design.yaml:3:9", "two questions have the id `api-one`", "help:"]);
}

#[test]
fn an_unknown_req_is_wrong_usage_and_names_the_nearest() {
    let w = Workspace::new();
    for command in ["generate", "scorecards", "verify"] {
        w.run(&[command, "paymets"])
            .fails(2, &["no req `paymets`", "did you mean `payments`?", "panelkit new paymets"]);
    }
}

#[test]
fn ids_on_the_command_line_are_held_to_the_same_rule() {
    let w = Workspace::new();
    let long = "x".repeat(300);
    for id in ["../x", "CON", &long, "a b", ""] {
        for command in ["generate", "new", "scorecards"] {
            w.run(&[command, id]).fails(2, &["lower-case letters"]);
        }
    }
    assert_eq!(w.names("kits"), ["payments"]);
}

#[test]
fn a_path_that_is_not_there_is_wrong_usage_with_a_next_step() {
    let w = Workspace::new();
    w.run(&["check", "kits/payments/rol.yaml"]).fails(2, &["no such file", "help:"]);
    w.run(&["render", "kits/none/kit.json"]).fails(2, &["no kit at", "help:"]);
}

#[test]
fn a_req_without_a_role_spec_says_how_to_make_one() {
    let w = Workspace::new();
    std::fs::remove_file(w.path(ROLE)).expect("removed");
    w.generate().fails(1, &["kits/payments/role.yaml", "has no role spec", "panelkit new payments"]);
    w.run(&["new", "payments", "--bank", "small", "--level", "senior", "--depth", "middle", "--title", "T"])
        .succeeds();
}

#[test]
fn a_bank_without_its_questions_file_still_finds_the_rest_of_the_slips() {
    let w = Workspace::new().edit(ROLE, "level: senior", "levle: senior").edit(
        DATA,
        "depth: middle",
        "depth: midle",
    );
    assert_eq!(w.generate().fails(1, &["`levle`", "`midle`"]).errors(), 2);
}

#[test]
fn an_interviewer_of_two_rounds_is_named_once() {
    let w = Workspace::new().edit(
        ROLE,
        "  technical: [A. Rivera]",
        "  technical: [A. Rivera]\n  product: [A. Rivera, Ben Oduya]",
    );
    w.generate().succeeds();
    w.run(&["scorecards", "payments", "--interviewer", "Zoe"])
        .fails(2, &["a name with `Zoe`", "the kit names `A. Rivera` and `Ben Oduya`"]);
}

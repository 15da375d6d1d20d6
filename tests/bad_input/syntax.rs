//! YAML that is not YAML, told in a person's words.

use crate::common::{API, ROLE, Workspace};
use crate::slips;

const PROMPT: &str = "\"What about api-two and {{surface}}?\"";

slips! {
    a_tab_that_indents_is_pointed_at: ROLE, "  surface" => "\tsurface", ["role.yaml:10:1", "this line is indented with a tab"];
    a_tab_after_a_plain_value_is_pointed_at: API, "    depth" => "\tdepth", ["api-design.yaml:4:1", "this line is indented with a tab"];
    an_unclosed_double_quote_is_pointed_at: ROLE, "Owns an" => "\"Owns an", ["role.yaml:7:11", "never closed", "close the text with `\"`"];
    an_unclosed_single_quote_is_pointed_at: ROLE, "Owns an" => "'Owns an", ["role.yaml:7:11", "never closed", "apostrophe"];
    a_double_quote_that_a_later_line_closes_is_pointed_at_where_it_opens:
        API, PROMPT => "\"What about it?", ["api-design.yaml:22:13", "never closed"];
    a_single_quote_that_a_later_line_closes_is_pointed_at_where_it_opens:
        API, "\"Asks who is hurt\"]\n    red_flags: [\"Blames\"]" => "'Asks who]\n    red_flags: ['Blames']",
        ["api-design.yaml:11:18", "never closed"];
    quotes_inside_quotes_are_told_from_unclosed_ones:
        API, PROMPT => "\"He said \"no\" to me\"", ["api-design.yaml:22:23", "there is text after the closing", "write `\\\"`"];
    an_apostrophe_in_single_quotes_is_told_from_unclosed_ones:
        API, PROMPT => "'It's broken'", ["api-design.yaml:22:17", "there is text after the closing", "`''`"];
    a_placeholder_alone_needs_quotes: API, PROMPT => "{{surface}}", ["api-design.yaml:22:13", "\"{{surface}} …\"", "needs quotes"];
    a_placeholder_with_text_needs_quotes: API, PROMPT => "{{surface}} broke", ["api-design.yaml:22:13", "needs quotes"];
    a_placeholder_in_a_list_needs_quotes: API, "- \"Why?\"" => "- {{surface}} why?", ["api-design.yaml:9:9", "needs quotes"];
    a_placeholder_in_a_flow_list_needs_quotes: API, "[\"Blames\"]" => "[\"b\", {{surface}}, c]", ["api-design.yaml:12:22", "needs quotes"];
    a_placeholder_in_a_probe_needs_quotes: API, "ask: \"What next?\"" => "ask: {{surface}} next", ["api-design.yaml:10:33", "needs quotes"];
    a_doubled_key_shows_both_places: API, "    depth: middle\n" => "    depth: middle\n    depth: deep\n",
        ["api-design.yaml:5:5", "this map has the key `depth` twice", "first here"];
    a_bracket_that_is_never_closed_is_pointed_at: API, "hurt\"]" => "hurt\"", ["api-design.yaml:11:17", "this `[` is not closed"];
    a_colon_in_plain_text_is_explained: API, PROMPT => "What now: say it", ["api-design.yaml:22:21", "double quotes"];
    a_key_without_a_space_is_explained: API, "depth: middle" => "depth:middle", ["api-design.yaml:4:5", "a space after the colon"];
    a_line_in_the_wrong_column_is_explained: API, "    depth: middle" => "   depth: middle", ["api-design.yaml:4:4", "as many spaces"];
    a_malformed_placeholder_is_named: API, PROMPT => "\"Why {{a b}}?\"", ["api-design.yaml:22:18", "`{{a b}}` is not a placeholder", "api-two"];
    an_unclosed_placeholder_is_named: API, PROMPT => "\"Why {{a\"", ["api-design.yaml:22:18", "`{{a` is not a placeholder"];
    a_placeholder_that_nothing_fills_is_named_with_a_question:
        API, PROMPT => "\"Why {{surfce}}?\"", ["role.yaml:1:1", "`{{surfce}}`", "api-two", "did you mean `surface`?"];
    a_second_document_is_refused: ROLE, "loop: onsite\n" => "loop: onsite\n---\na: b\n", ["role.yaml:12:1", "second YAML document"];
}

#[test]
fn ten_slips_in_one_file_are_all_told_in_one_run() {
    let w = Workspace::new()
        .edit(API, "depth: middle", "depth: midle")
        .edit(API, "minutes: 10", "minutes: ten")
        .edit(API, "type: situational", "type: situatonal")
        .edit(API, "probes:", "probs:")
        .edit(API, "red_flags:", "red_flag:")
        .edit(API, "4: \"Prevents\"", "9: \"Prevents\"")
        .edit(API, PROMPT, "\"{{a b}}\"")
        .edit(
            API,
            "listen_for: [\"Asks who is hurt\"]\n    red_flags",
            "listen_for: [\"\"]\n    enemies: [api-tow]\n    red_flags",
        )
        .edit(API, "competency: api-design", "competency: api-design\nextra: 1\nextra: 2");
    let output = w.generate();
    output
        .fails(1, &["`midle`", "`minutes`", "`situatonal`", "`probs`", "`red_flag`", "score 9", "`{{a b}}`"]);
    output.fails(1, &["is blank", "this map has the key `extra` twice", "`api-tow`"]);
    assert!(output.errors() >= 11, "{}", output.stderr);
}

#[test]
fn a_broken_file_makes_no_names_of_other_files_unknown() {
    let w = Workspace::new()
        .edit(crate::common::DATA, "    minutes: 10", "    enemies: [api-one]\n    minutes: 10")
        .edit(API, PROMPT, "{{surface}}");
    assert_eq!(w.generate().fails(1, &["unquoted-placeholder"]).errors(), 1);
}

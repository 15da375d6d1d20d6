//! Templates of the user's that do not work: status 5, the place, what to do; never a crash.

use crate::common::{Output, Workspace};

fn with(files: &[(&str, &str)]) -> Output {
    let w = Workspace::new();
    for (name, text) in files {
        w.write(&format!("looks/{name}"), text);
    }
    w.run(&["generate", "payments", "--format", "md", "--templates", "looks"])
}

#[test]
fn partials_that_call_each_other_are_refused() {
    let output =
        with(&[("question.md.hbs", "{{> round.md.hbs}}"), ("round.md.hbs", "{{> question.md.hbs}}")]);
    output.fails(5, &["in a loop", "round.md.hbs > question.md.hbs", "help:"]);
}

#[test]
fn an_unknown_template_names_the_nearest() {
    with(&[("kitt.md.hbs", "x")]).fails(5, &["kitt.md.hbs", "did you mean `kit.md.hbs`?"]);
}

#[test]
fn broken_syntax_has_a_place() {
    with(&[("kit.md.hbs", "# {{title}}\n\n{{#each rounds}}\n{{/if}}\n")])
        .fails(5, &["kit.md.hbs:4:1", "help:"]);
    with(&[("kit.md.hbs", "# {{title}}\n\nab {{#each rounds\n")])
        .fails(5, &["kit.md.hbs:4:1", "not valid Handlebars", "help:"]);
    with(&[("kit.md.hbs", "{{#if x}}\nab\n")]).fails(5, &["kit.md.hbs:3:1", "is not closed", "help:"]);
}

#[test]
fn blocks_nested_without_end_are_refused() {
    let n = 5000;
    for text in [
        format!("{}{}", "{{#if a}}".repeat(n), "{{/if}}".repeat(n)),
        "{{#if a}}".repeat(n),
        format!("{}{}", "{{ ~ #if a}}".repeat(n), "{{ /if}}".repeat(n)),
        format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if a}}".repeat(n)),
        format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{^if a}}".repeat(n)),
        format!("{{{{lookup {}a{}}}}}", "(lookup ".repeat(n), " 'b')".repeat(n)),
        format!("{}{}", "{{#> round.md.hbs}}".repeat(n), "{{/round.md.hbs}}".repeat(n)),
    ] {
        with(&[("kit.md.hbs", &text)]).fails(5, &["kit.md.hbs", "more than 64 deep", "help:"]);
    }
}

#[test]
fn an_unknown_field_is_named_with_the_nearest() {
    with(&[("kit.md.hbs", "# {{titel}}\n")])
        .fails(5, &["kit.md.hbs:1:3", "no field `titel`", "did you mean `title`?"]);
    with(&[("kit.md.hbs", "# {{shout title}}\n")])
        .fails(5, &["kit.md.hbs:1:3", "no helper `shout`", "help:"]);
}

#[test]
fn a_template_that_is_not_utf_8_is_told() {
    let w = Workspace::new().with("looks/kit.md.hbs", b"# \xe9");
    let output = w.run(&["generate", "payments", "--templates", "looks"]);
    output.fails(5, &["kit.md.hbs", "not UTF-8", "help:"]);
}

//! Templates of the user's that do not work: status 5, the place, what to do; never a crash.

use std::time::{Duration, Instant};

use panelkit::render::BUILT_IN;

use crate::common::{API, Output, Workspace};

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
        with(&[("kit.md.hbs", &text)]).fails(5, &["kit.md.hbs:1:", "more than 64 deep", "help:"]);
    }
    let text = format!("# Kit\n\n  {}", "{{#if a}}\n".repeat(n));
    with(&[("kit.md.hbs", &text)]).fails(5, &["kit.md.hbs:67:1", "more than 64 deep"]);
}

/// Whichever page a command makes, all templates are checked first.
#[test]
fn every_template_is_checked_for_depth_calls_and_loops() {
    let deep = format!("# A\n{}{}", "{{#if a}}".repeat(5000), "{{/if}}".repeat(5000));
    for (name, _) in BUILT_IN {
        let own = format!("# A\n\n{{{{> {name}}}}}");
        let inline = format!("# A\n\n{{{{#*inline \"{name}\"}}}}{{{{> {name}}}}}{{{{/inline}}}}");
        let block = "# A\n{{#if a}}\nb {{#> question.md.hbs}}x{{/question.md.hbs}}{{/if}}";
        for (text, place, words) in [
            (deep.as_str(), "2:577", "more than 64 deep"),
            (&own, "3:1", "in a loop"),
            (&inline, "3:1", "defined inline"),
            (block, "3:3", "has a block"),
            ("# A\n{{> @partial-block}}", "2:1", "there is no partial `@partial-block`"),
            ("# A\n {{> (lookup role 'a')}}", "2:2", "is computed"),
            ("{{#if a}}\n\nb", "3:2", "is not closed"),
        ] {
            let began = Instant::now();
            with(&[(name, text)]).fails(5, &[&format!("{name}:{place}: "), words, "help:"]);
            assert!(began.elapsed() < Duration::from_secs(20), "{name}: {words}");
        }
    }
}

/// A partial that takes the name of a template that calls it would call itself without end.
#[test]
fn inline_partials_that_call_each_other_are_refused() {
    let text = "{{#*inline \"round.md.hbs\"}}x{{> question.md.hbs}}{{/inline}}{{#*inline \"question.md.hbs\"}}y{{> round.md.hbs}}{{/inline}}{{> round.md.hbs}}";
    with(&[("kit.md.hbs", text)]).fails(5, &["kit.md.hbs:1:1: ", "defined inline", "help:"]);
}

/// Each template and the command that makes its page. The other pages are tested with those about scores.
const PAGES: [(&str, &str); 8] = [
    ("kit.md.hbs", "generate payments --force"),
    ("kit-round.md.hbs", "generate payments --force --split"),
    ("guidance.md.hbs", "generate payments --force"),
    ("round.md.hbs", "generate payments --force"),
    ("question.md.hbs", "generate payments --force"),
    ("scorecard.md.hbs", "scorecards payments"),
    ("handouts.md.hbs", "generate payments --force"),
    ("preparation.md.hbs", "render kits/payments/candidates/ana/kit.json"),
];

#[test]
fn pages_without_end_are_refused_within_bounds_of_time_and_memory() {
    let w = Workspace::new().with("question_banks/small/exhibits/sheet.md", "# Sheet\n\nText\n");
    let questions = w.read(API).replace("    minutes: 10\n", "    minutes: 10\n    exhibits: [sheet]\n");
    let w = w.with(API, questions);
    w.run(&["generate", "payments", "--format", "json"]).succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "--format", "json"]).succeeds();
    let (open, close) = ("{{#each [1,2,3,4,5,6,7,8,9]}}".repeat(20), "{{/each}}".repeat(20));
    let long = "x".repeat(100_000);
    let three = format!("{}{}", "{{#each [1,2,3,4,5,6,7,8,9]}}".repeat(5), "{{/each}}".repeat(5)).replacen(
        "}}{{/",
        &format!("}}}}{long}{{{{/"),
        1,
    );
    for (name, line) in PAGES {
        for (text, words) in [
            (format!("# A\n\n{open}{close}\n"), "blocks are repeated more than 5000000 times"),
            (format!("# A\n\n{three}\n"), "the rendering is longer than 16 MiB"),
        ] {
            w.write(&format!("looks/{name}"), text);
            let began = Instant::now();
            let bounds = "ulimit -v 2000000; exec \"$PANELKIT\"";
            let out = w.shell(&format!("{bounds} {line} --format md --templates looks"));
            out.fails(5, &[&format!("{name}:3:"), words, "help: an `each` inside of another"]);
            assert!(began.elapsed() < Duration::from_secs(60), "{name}: {words}");
        }
        std::fs::remove_file(w.path(&format!("looks/{name}"))).expect("there");
    }
    // A template that goes through its lists in the usual way is not counted out.
    let text = "# A\n{{#each rounds}}{{#each slots}}\n- {{id}}\n{{/each}}{{else}}none{{/each}}";
    w.write("looks/kit.md.hbs", text);
    w.run(&["generate", "payments", "--force", "--format", "md", "--templates", "looks"]).succeeds();
    let page = w.read("kits/payments/loop/kit.md");
    assert!(page.contains("- technical.1\n") && !page.contains("block ends"), "{page}");
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

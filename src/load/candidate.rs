//! Reads `candidate.yaml`, and makes the text of a new one.

use std::sync::Arc;

use super::{people, shapes};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{CandidateFile, Id, Panel};
use crate::text::{Source, nearest};
use crate::yaml::{Doc, Shape, Text, conform, parse, put_at, quote};

/// Reads what is known about a candidate.
///
/// # Errors
/// [`Reported`] if the file has an error.
pub fn candidate(source: &Arc<Source>, sink: &mut Sink) -> Result<CandidateFile, Reported> {
    let mark = sink.errors();
    let root = parse(source, sink)?;
    conform(&root, &Shape::Record(&shapes::CANDIDATE), source, sink);
    sink.stop_if_worse_than(mark)?;
    let map = Doc::new(source, &root).root();
    let text = |key: &str| map.text(key).map(|t| t.value);
    let arrangements = map.map("arrangements").map(|m| m.named_texts()).unwrap_or_default();
    let arrangements = arrangements.into_iter().filter_map(|(round, what)| {
        Some((round_id(&round, sink)?, what.value.trim().to_owned())).filter(|(_, what)| !what.is_empty())
    });
    let arrangements = arrangements.collect();
    let interviewers = map.map("interviewers").map(|m| people::interviewers(m, &mut round_id, sink));
    sink.stop_if_worse_than(mark)?;
    Ok(CandidateFile {
        name: text("name"),
        original_id: text("original_id"),
        held: text("held").filter(|held| held != "false"),
        pronouns: text("pronouns"),
        say: text("say"),
        arrangements,
        interviewers: interviewers.unwrap_or_default(),
    })
}

/// Reads what is known about a candidate whose loop has these rounds.
///
/// # Errors
/// [`Reported`] if the file has an error, or names a round that the loop does not have.
pub fn candidate_of_loop(
    source: &Arc<Source>,
    rounds: &[&str],
    sink: &mut Sink,
) -> Result<CandidateFile, Reported> {
    let (mark, found) = (sink.errors(), candidate(source, sink)?);
    let named = found.interviewers.keys().chain(found.arrangements.keys());
    if named.into_iter().any(|round| !rounds.contains(&round.as_str())) {
        let root = parse(source, sink)?;
        let map = Doc::new(source, &root).root();
        let people = map.map("interviewers").map(|m| m.named_entries()).unwrap_or_default();
        let agreed = map.map("arrangements").map(|m| m.named_texts()).unwrap_or_default();
        let named =
            people.into_iter().map(|(round, _)| round).chain(agreed.into_iter().map(|(round, _)| round));
        for round in named.filter(|round| !rounds.contains(&round.value.as_str())) {
            let finding = Diagnostic::new(&codes::UNKNOWN_ROUND, format!("unknown round `{}`", round.value))
                .at(&round.place, "not a round of this candidate's loop")
                .did_you_mean(nearest(&round.value, rounds.iter().copied()))
                .help(format!("rounds of the loop: {}", rounds.join(", ")));
            sink.report(finding);
        }
    }
    sink.stop_if_worse_than(mark)?;
    Ok(found)
}

/// The text of `candidate.yaml` with the day of the first round, and no other change. `None` if its layout would
/// require other changes.
pub fn with_held(source: &Arc<Source>, day: &str) -> Option<String> {
    put_at(source, &["held"], day)
}

/// The text of `candidate.yaml` with another person in a seat of a round, and no other change. `panel`: the
/// interviewers of the round so far; `seat`: the index of the one to replace, or the number of names to add one.
/// The part of the seat stays. `None` if the layout of the file would require other changes.
pub fn with_interviewer(
    source: &Arc<Source>,
    round: &Id,
    panel: &Panel,
    seat: usize,
    name: &str,
) -> Option<String> {
    let new = panel.with(seat, name);
    let list = (0..new.names.len()).map(|n| item(&new, n)).collect::<Vec<_>>().join(", ");
    let seat = seat.to_string();
    let path = ["interviewers", round.as_str(), &seat, "name"];
    // Comments beside the other names stay if the list is in the file.
    let is_right = |text: &String| {
        let read = candidate(&Source::new(source.name(), text.as_str()), &mut Sink::new());
        read.is_ok_and(|known| known.interviewers.get(round) == Some(&new))
    };
    let in_list = put_at(source, &path, &quote(name)).filter(is_right);
    let in_list = in_list.or_else(|| put_at(source, &path[..3], &quote(name)).filter(is_right));
    in_list.or_else(|| put_at(source, &path[..2], &format!("[{list}]")))
}

/// An entry of a list of interviewers, in flow style.
fn item(panel: &Panel, n: usize) -> String {
    let name = quote(&panel.names[n]);
    match panel.parts.get(n) {
        Some(part) => format!("{{ name: {name}, part: {} }}", part.word()),
        None => name,
    }
}

/// The id of a round; reports a text that is not an id. The loop is not known here.
fn round_id(name: &Text, sink: &mut Sink) -> Option<Id> {
    let id = Id::new(&name.value);
    if id.is_none() {
        let finding = Diagnostic::new(&codes::BAD_ID, format!("`{}` is not the id of a round", name.value))
            .at(&name.place, "not kebab-case")
            .help("write the id of a round of the loop, such as `technical-depth`");
        sink.report(finding);
    }
    id
}

/// The text of the file for a candidate who has not been interviewed yet. `original`: the id as the roster had it, if
/// it was converted.
pub fn candidate_text(name: Option<&str>, original: Option<&str>) -> String {
    let name = name.map(|name| format!("name: {}\n", quote(name))).unwrap_or_default();
    let original = original.map(|id| format!("original_id: {}\n", quote(id))).unwrap_or_default();
    format!(
        "# The name is used only for printing. After the first round, replace `false` with its date, for example `held: 2026-05-21`.\n{name}{original}held: false\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{candidate, candidate_of_loop, candidate_text, with_held, with_interviewer};
    use crate::diag::Sink;
    use crate::model::{Id, Panel, Part};
    use crate::text::Source;

    #[test]
    fn any_name_is_read_back_as_it_was() {
        let names = [
            "Łukasz Wójcik",
            "李雷",
            "محمد",
            "=cmd()|' /C calc'!A0",
            "a: b # c",
            "- x",
            "\"q\" \\ 'p'",
            "null",
            "12",
            "tab\there",
            "two\nlines",
            "\u{202e}evil",
            "\u{85}\u{2028}x",
            "{{surface}}",
            "e\u{301}",
            "\u{7}bell",
            " padded ",
        ];
        for name in names {
            let text = candidate_text(Some(name), Some(name));
            let read = candidate(&Source::new("candidate.yaml", text.as_str()), &mut Sink::new());
            let read = read.unwrap_or_else(|_| panic!("{text}"));
            assert_eq!((read.name.as_deref(), read.held), (Some(name), None), "{text}");
            assert_eq!(read.original_id.as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn interviewers_are_lists_of_names_by_round() {
        let read = |text: &str| {
            let mut sink = Sink::new();
            let read = candidate(&Source::new("candidate.yaml", text), &mut sink);
            (read.ok().map(|c| c.interviewers), sink)
        };
        let (found, _) = read("interviewers: { case-study: [\" I. Sol \", B. Oduya], values: [] }");
        let found = found.expect("valid");
        let names: Vec<_> =
            found.iter().map(|(round, panel)| (round.as_str(), panel.names.clone())).collect();
        let both = vec!["I. Sol".to_owned(), "B. Oduya".to_owned()];
        assert_eq!(names, [("case-study", both), ("values", Vec::new())]);
        let many = format!("interviewers: {{ values: [{}] }}", "x, ".repeat(41));
        let wrong = [
            ("interviewers: { Case Study: [I. Sol] }", "`Case Study` is not the id of a round"),
            ("interviewers: { case-study: I. Sol }", "`case-study` has the wrong type"),
            (&many, "41 interviewers in one round"),
        ];
        for (text, message) in wrong {
            let (found, sink) = read(text);
            assert_eq!(found, None, "{text}");
            assert_eq!(sink.sorted()[0].message, message);
        }
    }

    #[test]
    fn a_day_is_recorded_in_every_layout() {
        let with = |text: &str| with_held(&Source::new("c", text), "2026-05-21").expect(text);
        assert_eq!(
            with("# a\r\nname: Ü # b\r\nheld: false # c\r\n"),
            "# a\r\nname: Ü # b\r\nheld: 2026-05-21 # c\r\n"
        );
        assert_eq!(with("name: A"), "name: A\nheld: 2026-05-21\n");
        assert_eq!(with("{ name: A, held: false }\n"), "{ name: A, held: 2026-05-21 }\n");
        assert_eq!(with("---\nname: A\n...\n"), "---\nheld: 2026-05-21\nname: A\n...\n");
        assert_eq!(with("say: |+\n  a\n\n"), "say: |+\n  a\n\nheld: 2026-05-21\n");
    }

    #[test]
    fn a_person_is_recorded_in_every_layout() {
        let round = Id::new("case").expect("an id");
        let with = |text: &str, names: &[&str], seat: usize| {
            let panel = Panel::of(names.iter().map(|&name| name.to_owned()).collect());
            with_interviewer(&Source::new("c", text), &round, &panel, seat, "I. Sol").expect(text)
        };
        assert_eq!(
            with("held: false # a\n", &["A", "B"], 1),
            "held: false # a\ninterviewers: { case: [\"A\", \"I. Sol\"] }\n"
        );
        assert_eq!(with("held: false\n", &[], 0), "held: false\ninterviewers: { case: [\"I. Sol\"] }\n");
        let block = "interviewers:\r\n  # who can\r\n  case:\r\n    - A # asks\r\n    - B\r\nheld: false\r\n";
        assert_eq!(with(block, &["A", "B"], 0), block.replace("- A", "- \"I. Sol\""));
        let other = "interviewers:\n  # who can\n  values: [C]\nheld: false\n";
        assert_eq!(with(other, &["A"], 0), other.replace("  values", "  case: [\"I. Sol\"]\n  values"));
        let flow = "interviewers: { values: [C] } # x\n";
        assert_eq!(with(flow, &["A"], 0), "interviewers: { case: [\"I. Sol\"], values: [C] } # x\n");
    }

    #[test]
    fn the_first_asks_unless_another_one_does() {
        let read = |list: &str| {
            let text = format!("interviewers: {{ case: [{list}] }}");
            let mut sink = Sink::new();
            let found = candidate(&Source::new("c", text.as_str()), &mut sink).ok();
            let parts = |panel: &Panel| panel.parts.iter().map(|p| p.word()).collect::<Vec<_>>().join(" ");
            found.map(|file| file.interviewers.values().map(parts).collect::<String>())
        };
        for (list, parts) in [
            ("A, B", Some("")),
            ("A, { name: B }", Some("")),
            ("A, { name: B, part: asks }", Some("writes asks")),
            ("{ name: A, part: writes }, B, C", Some("writes asks writes")),
            ("{ name: A, part: asks }, { name: B, part: asks }, C", Some("asks asks writes")),
            ("{ name: A, part: writes }", None),
            ("{ name: A, part: sits }", None),
            ("{ part: asks }", None),
        ] {
            assert_eq!(read(list).as_deref(), parts, "{list}");
        }
    }

    #[test]
    fn another_person_takes_over_the_part_of_the_seat() {
        let round = Id::new("case").expect("an id");
        let with = |text: &str, panel: &Panel, seat| {
            with_interviewer(&Source::new("c", text), &round, panel, seat, "I. Sol").expect(text)
        };
        let panel =
            Panel { names: vec!["A".to_owned(), "B".to_owned()], parts: vec![Part::Writes, Part::Asks] };
        let there = "interviewers:\n  case:\n    - A # new here\n    - { name: B, part: asks }\n";
        assert_eq!(with(there, &panel, 1), there.replace("name: B", "name: \"I. Sol\""));
        assert_eq!(with(there, &panel, 0), there.replace("- A", "- \"I. Sol\""));
        assert_eq!(
            with("held: false\n", &panel, 1),
            "held: false\ninterviewers: { case: [{ name: \"A\", part: writes }, { name: \"I. Sol\", part: asks }] }\n"
        );
    }

    #[test]
    fn a_round_that_the_loop_lacks_is_an_error_with_a_place() {
        for text in ["interviewers:\n  case-stduy: [A]\n", "arrangements: { case-stduy: In writing }\n"] {
            let mut sink = Sink::new();
            let source = Source::new("candidate.yaml", text);
            assert!(candidate_of_loop(&source, &["case-study"], &mut sink).is_err());
            let found = sink.sorted()[0];
            assert_eq!(found.code.id, "unknown-round");
            assert!(found.help.iter().any(|line| line.contains("`case-study`")), "{:?}", found.help);
        }
    }

    #[test]
    fn a_day_is_a_day() {
        let read = |text: &str| candidate(&Source::new("c", text), &mut Sink::new()).map(|c| c.held);
        assert_eq!(read("held: 2026-05-21"), Ok(Some("2026-05-21".to_owned())));
        assert_eq!(read("held: \"2026-05-21\""), Ok(Some("2026-05-21".to_owned())));
        assert_eq!(read("held: false"), Ok(None));
        for wrong in ["held: true", "held: 2026-02-30", "held: soon", "hold: false"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}

//! Reads `candidate.yaml`, and makes the text of a new one.

use std::sync::Arc;

use super::{people, shapes};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{CandidateFile, Id};
use crate::text::Source;
use crate::yaml::{Doc, Shape, Text, conform, parse, quote};

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
    let interviewers = map.map("interviewers").map(|m| people::interviewers(m, &mut round_id, sink));
    sink.stop_if_worse_than(mark)?;
    Ok(CandidateFile {
        name: text("name"),
        held: text("held").filter(|held| held != "false"),
        pronouns: text("pronouns"),
        say: text("say"),
        arrangements: arrangements
            .into_iter()
            .filter_map(|(round, what)| Some((Id::new(&round.value)?, what.value)))
            .collect(),
        interviewers: interviewers.unwrap_or_default(),
    })
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

/// The text of the file for a candidate who has not been interviewed yet.
pub fn candidate_text(name: Option<&str>) -> String {
    let name = name.map(|name| format!("name: {}\n", quote(name))).unwrap_or_default();
    format!(
        "# The name is used only for printing. After the first round, replace `false` with its date, for example `held: 2026-05-21`.\n{name}held: false\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{candidate, candidate_text};
    use crate::diag::Sink;
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
            let text = candidate_text(Some(name));
            let read = candidate(&Source::new("candidate.yaml", text.as_str()), &mut Sink::new());
            let read = read.unwrap_or_else(|_| panic!("{text}"));
            assert_eq!((read.name.as_deref(), read.held), (Some(name), None), "{text}");
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
        let names: Vec<_> = found.iter().map(|(round, names)| (round.as_str(), names.clone())).collect();
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

//! Reads the loop of a role spec: the id of a loop of the bank, a list of rounds, or a loop of the bank with
//! changes.

use std::collections::BTreeMap;

use super::loop_edits;
use super::loops;
use super::names::Names;
use super::scales::Scales;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Bank, Id, Loop};
use crate::text::Place;
use crate::yaml::{Map, Text};

/// The loop of a role spec, and the rounds that the role spec removes from it.
pub(super) struct Plan {
    /// The loop.
    pub(super) plan: Loop,
    /// The removed rounds, with the places where they are removed.
    pub(super) removed: BTreeMap<Id, Place>,
}

/// The rounds that are written in the role spec; otherwise the loop that it names or changes; otherwise the
/// bank's first loop. `id` is that of the role.
pub(super) fn read(
    map: Map<'_>,
    id: Option<&Text>,
    bank: &Bank,
    scales: &Scales<'_>,
    sink: &mut Sink,
) -> Option<Plan> {
    let whole = |plan: Loop| Plan { plan, removed: BTreeMap::new() };
    let inline = map.maps("loop");
    if !inline.is_empty() {
        let rounds = loops::rounds(&inline, scales, sink);
        let id = Id::new(&id?.value)?;
        return Some(whole(Loop { id, title: "Interview loop".to_owned(), rounds }));
    }
    if let Some(edits) = map.map("loop") {
        let base = of_bank(edits.id("from").as_ref(), map, bank, sink)?;
        let (plan, removed) = loop_edits::changed(edits, base, scales, sink)?;
        return Some(Plan { plan, removed });
    }
    of_bank(map.id("loop").as_ref(), map, bank, sink).cloned().map(whole)
}

/// The loop of the bank with this name; its first loop if there is no name.
fn of_bank<'b>(name: Option<&Text>, map: Map<'_>, bank: &'b Bank, sink: &mut Sink) -> Option<&'b Loop> {
    let Some(name) = name else {
        if bank.loops.is_empty() {
            let message = format!("bank `{}` has no loops and the role spec has none either", bank.id);
            let finding = Diagnostic::new(&codes::UNKNOWN_LOOP, message)
                .at(&map.place(), "in this role spec")
                .help("add `loop:` with a list of rounds, or a `loops.yaml` to the bank");
            sink.report(finding);
        }
        return bank.loops.first();
    };
    let known = Names {
        gone: None,
        kind: "loop",
        code: &codes::UNKNOWN_LOOP,
        known: bank.loops.iter().map(|l| l.id.as_str()).collect(),
        owner: format!("bank `{}`", bank.id),
    };
    let id = known.resolve(name, None, sink)?;
    bank.loops.iter().find(|l| l.id == id)
}

impl Plan {
    /// The id of a round that the role spec refers to; reports a round that the loop does not have, or no longer
    /// has. `what` says what refers to it: `` `brief` ``.
    pub(super) fn round(&self, name: &Text, what: &str, sink: &mut Sink) -> Option<Id> {
        let removed = Id::new(&name.value).and_then(|id| self.removed.get(&id));
        let is_there = self.plan.rounds.iter().any(|r| r.id.as_str() == name.value);
        if let (Some(place), false) = (removed, is_there) {
            let finding =
                Diagnostic::new(&codes::UNKNOWN_ROUND, format!("round `{}` was removed", name.value))
                    .at(&name.place, format!("{what} still names it"))
                    .context(place, "removed here")
                    .help(format!("remove it from {what}, or keep the round"));
            sink.report(finding);
            return None;
        }
        let known = Names {
            gone: None,
            kind: "round",
            code: &codes::UNKNOWN_ROUND,
            known: self.plan.rounds.iter().map(|r| r.id.as_str()).collect(),
            owner: format!("loop `{}`", self.plan.id),
        };
        known.resolve(name, None, sink)
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sink;
    use crate::load::{self, Memory, Workspace};
    use crate::model::{Bank, RoleSpec};

    const BANK: &str = "technical-product-manager";

    /// The role spec with these lines, its bank, and the findings if there are any.
    fn load(lines: &str, files: &[(&str, &str)]) -> Result<(RoleSpec, Bank), Vec<String>> {
        let text = format!("role: r\ntitle: T\nbank: {BANK}\nlevel: senior\ndepth: middle\n{lines}");
        let mut memory: Memory = files.iter().copied().collect();
        memory.insert("kits/r/role.yaml", text);
        let workspace = Workspace::of(memory);
        let mut sink = Sink::new();
        let source = load::role_file(&workspace, "r", &mut sink).expect("inserted above");
        let own = load::questions_file(&workspace, "r", &mut sink).expect("readable");
        let mut bank = |id: &str, sink: &mut Sink| load::bank(&workspace, id, sink);
        let read = load::role(&workspace, &source, own.as_ref(), "r", &mut bank, &mut sink);
        read.map_err(|_| sink.sorted().iter().map(|d| d.message.clone()).collect())
    }

    /// The rounds of a loop that is changed like this, with their minutes.
    fn rounds(edits: &str) -> Result<Vec<String>, Vec<String>> {
        let (role, _) = load(&format!("loop: {edits}\n"), &[])?;
        Ok(role.plan.rounds.iter().map(|r| format!("{} {}", r.id, r.minutes)).collect())
    }

    const ONSITE: [&str; 5] =
        ["product-sense 45", "technical-depth 60", "api-design 60", "case-study 60", "cross-functional 45"];

    #[test]
    fn a_changed_loop_is_the_loop_with_the_changes() {
        for edits in ["{}", "{ from: onsite }", "{ add: [], change: {}, remove: [] }"] {
            assert_eq!(rounds(edits).expect(edits), ONSITE, "{edits}");
        }
        let edits =
            "{ from: short-onsite, change: { case-study: { minutes: 45 } }, remove: [technical-depth] }";
        assert_eq!(rounds(edits).expect(edits), ["case-study 45", "product-and-people 60"]);
        let (role, bank) = load(&format!("loop: {edits}\n"), &[]).expect(edits);
        let base = &bank.loops[1];
        assert_eq!((&role.plan.id, &role.plan.title), (&base.id, &base.title));
        let (new, old) = (&role.plan.rounds[0], &base.rounds[1]);
        assert_eq!((&new.title, &new.types, new.closing), (&old.title, &old.types, old.closing));
    }

    #[test]
    fn added_rounds_follow_the_round_that_they_name_in_the_order_of_the_file() {
        let new = |id: &str, after: &str| {
            format!("{{ round: {id}, minutes: 30, {after} competencies: [api-design] }}")
        };
        let add = [
            new("a", "after: case-study,"),
            new("b", ""),
            new("c", "after: case-study,"),
            new("d", "after: a,"),
            new("e", "after: b,"),
            new("f", "after: d,"),
            new("g", "after: h,"),
            new("h", "after: product-sense,"),
        ];
        let found = rounds(&format!("{{ add: [{}] }}", add.join(", "))).expect("valid");
        let ids: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
        let expected = "product-sense h g technical-depth api-design case-study a d f c cross-functional b e";
        assert_eq!(ids.join(" "), expected);
        let taken = format!("{{ add: [{}], remove: [case-study] }}", new("case-study", ""));
        let last = rounds(&taken).expect("a removed round leaves its id free").pop();
        assert_eq!(last.as_deref(), Some("case-study 30"));
    }

    #[test]
    fn rounds_that_follow_each_other_have_no_place() {
        let new = |id: &str, after: &str| {
            format!("{{ round: {id}, minutes: 30, after: {after}, competencies: [api-design] }}")
        };
        let circle = [new("a", "b"), new("b", "a"), new("c", "b"), new("d", "d")].join(", ");
        let found = rounds(&format!("{{ add: [{circle}] }}")).expect_err("a circle");
        let expected = ["a", "b", "d"].map(|id| format!("round `{id}` comes after itself"));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_list_of_questions_replaces_what_a_round_drew_and_the_other_way_round() {
        let first = |edits: &str| {
            let (role, _) = load(&format!("loop: {edits}\n"), &[]).expect(edits);
            role.plan.rounds.into_iter().find(|r| r.id.as_str() == "case-study").expect("kept")
        };
        let asks = "{ change: { case-study: { ask: [disc-bulk-endpoint, disc-three-prices] } } }";
        let round = first(asks);
        let asked: Vec<&str> = round.asks.iter().map(|id| id.as_str()).collect();
        assert_eq!(asked, ["disc-bulk-endpoint", "disc-three-prices"]);
        assert!(round.competencies.is_empty() && round.types.is_empty() && round.questions.is_none());
        assert_eq!(round.ask_places.len(), 2);
        assert_eq!(round.ask_places[1].source.name(), "kits/r/role.yaml");
        let round = first("{ change: { case-study: { title: Case } } }");
        assert_eq!((round.title.as_str(), round.competencies.len()), ("Case", 8));
    }

    #[test]
    fn all_choices_of_a_role_spec_are_read() {
        let lines = "pin: { product-sense: [disc-bulk-endpoint, { question: disc-three-prices, why: \" our case \" }] }
exclude: [prio-door-closed, prio-door-closed]
brief: { case-study: \" Read the flow. \" }
context: { surface: the Payments API }
must_haves:
  - { text: One, competency: api-design, probe: \"Why {{surface}}?\", evidence: [disc-bulk-endpoint] }
  - { text: Two, competency: api-design, probe: [\"A?\", \"B?\"] }
";
        let (role, _) = load(lines, &[]).expect("valid");
        let pins: Vec<_> = role
            .pins
            .iter()
            .map(|p| {
                (
                    p.round.as_str(),
                    p.question.as_str(),
                    p.why.as_deref(),
                    p.place.source.line_column(p.place.span.start),
                )
            })
            .collect();
        let expected = [
            ("product-sense", "disc-bulk-endpoint", None, (6, 24)),
            ("product-sense", "disc-three-prices", Some("our case"), (6, 56)),
        ];
        assert_eq!(pins, expected);
        assert_eq!(role.excluded.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["prio-door-closed"]);
        assert_eq!(role.briefs.values().collect::<Vec<_>>(), ["Read the flow."]);
        assert_eq!(role.must_haves[0].probes, ["Why the Payments API?"]);
        assert_eq!(role.must_haves[0].evidence[0].as_str(), "disc-bulk-endpoint");
        assert_eq!(role.must_haves[1].probes, ["A?", "B?"]);
    }

    const OWN: &str = "competency: prioritisation
questions:
  - { id: ceo-b, depth: middle, type: behavioral, minutes: 6, prompt: \"Say {{surface}}.\", enemies: [disc-three-prices] }
  - { id: ceo-a, depth: middle, type: behavioral, minutes: 6, prompt: \"Say.\", exhibits: [log] }
";

    #[test]
    fn own_questions_are_added_to_the_bank_of_their_opening() {
        let lines = "loop: { add: [{ round: values, minutes: 30, ask: [ceo-b, ceo-a] }] }\n";
        let read = |own: &str| {
            let files = [("kits/r/questions.yaml", own), ("kits/r/exhibits/log.md", "# Log\n\nText\n")];
            load(lines, &files).expect("valid")
        };
        let (role, bank) = read(OWN);
        let (_, plain) = load("", &[]).expect("valid");
        assert_eq!((bank.questions.len(), &bank.digest), (plain.questions.len() + 2, &plain.digest));
        assert_eq!(bank.questions.iter().filter(|q| q.own).count(), 2);
        assert!(bank.questions.is_sorted_by(|a, b| a.id < b.id));
        let question = |id| bank.question(id).expect("in the bank");
        assert_eq!(question("ceo-a").exhibits[0].title, "Log");
        assert!(question("ceo-b").own && question("ceo-b").anchors.is_empty());
        assert_eq!(question("disc-three-prices").enemies[0].as_str(), "ceo-b");

        // The digest covers the content, without the order of the questions and the layout.
        let (head, rest) = OWN.split_once("  - ").expect("two questions");
        let (one, two) = rest.split_once("  - ").expect("two questions");
        let (swapped, _) = read(&format!("# note\n{head}  - {two}  - {one}"));
        assert_eq!(role.own_questions, swapped.own_questions);
        let (edited, _) = read(&OWN.replace("Say.", "Say it."));
        assert_ne!(role.own_questions, edited.own_questions);
        assert_ne!(role.inputs(), edited.inputs());
        assert_eq!(load("", &[]).expect("valid").0.own_questions, None);
    }
}

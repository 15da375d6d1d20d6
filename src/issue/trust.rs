//! Checks a kit that was read from disk. Its digest does not make it trustworthy, because a person who edits
//! a kit can compute the digest again. Ids become file names, headings and anchors, so they are checked
//! before use.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::Kit;
use crate::text::is_id;

/// Limit of rounds, and of questions in a round. No loop exceeds it.
const MOST: usize = 100;
/// Limit of bytes in a text: 20,000 characters with 100 placeholders of 300 each, at four bytes a character.
const LONGEST: usize = 250_000;
/// Limit of minutes of a round or question. Sums of them cannot overflow.
const LONGEST_ROUND: u32 = 10_000;

/// The highest difficulty of a question.
const HARDEST: u8 = 10;
/// Limit of kits of one opening.
const MOST_KITS: u32 = 100_000_000;

/// The reason why panelkit cannot have issued this kit; `None` if there is none. `value`: the same kit as
/// JSON.
pub(super) fn flaw(kit: &Kit, value: &Value) -> Option<String> {
    let ids =
        [Some(&kit.req), kit.candidate.as_ref(), Some(&kit.bank.id), Some(&kit.level), Some(&kit.depth)];
    let of_slots = kit.slots().flat_map(|s| [&s.competency, &s.depth, &s.question.id, &s.question.kind]);
    let of_must_haves = kit.role.must_haves.iter().map(|m| &m.id).chain(kit.slots().flat_map(|s| &s.serves));
    let of_exhibits = kit.slots().flat_map(|s| &s.question.exhibits).map(|e| &e.id);
    let rounds = kit.rounds.iter().map(|r| &r.id);
    let of_banks = kit.banks.iter().map(|bank| &bank.id).chain(kit.slots().flat_map(|s| &s.question.bank));
    let mut all = ids
        .into_iter()
        .flatten()
        .chain(of_banks)
        .chain(rounds)
        .chain(of_slots)
        .chain(of_exhibits)
        .chain(of_must_haves);
    if let Some(wrong) = all.find(|id| !is_id(id)) {
        return Some(format!("`{}` is not an id", shown(wrong)));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = kit.rounds.iter().find(|r| !seen.insert(&r.id)) {
        return Some(format!("it has round `{}` twice", twice.id));
    }
    if kit.rounds.len() > MOST
        || kit.rounds.iter().any(|r| r.slots.len() > MOST || r.interviewers.len() > MOST)
    {
        return Some(format!(
            "it has more than {MOST} rounds, or a round with more than {MOST} questions or interviewers"
        ));
    }
    if let Some(round) =
        kit.rounds.iter().find(|r| !r.parts.is_empty() && r.parts.len() != r.interviewers.len())
    {
        return Some(format!("`parts` of round `{}` is not as long as `interviewers`", round.id));
    }
    if let Some(slot) = kit.rounds.iter().flat_map(|r| r.slots.iter().map(move |s| (r, s))).find(|(r, s)| {
        let number = s.id.strip_prefix(r.id.as_str()).and_then(|n| n.strip_prefix('.'));
        !number.is_some_and(|n| n.parse::<u32>().is_ok_and(|m| m.to_string() == n))
    }) {
        let id = shown(&slot.1.id);
        return Some(format!(
            "the id of slot `{id}` is not the id of its round and a number, as in `screen.1`"
        ));
    }
    let of_rounds = kit.rounds.iter().flat_map(|r| [r.minutes, r.opening, r.closing]);
    if of_rounds.chain(kit.slots().map(|s| s.question.minutes)).any(|minutes| minutes > LONGEST_ROUND) {
        return Some(format!("a round or a question in it takes more than {LONGEST_ROUND} minutes"));
    }
    let points = kit.slots().filter_map(|slot| slot.admits.as_ref()?.difficulty);
    if let Some((low, high)) = points.into_iter().find(|(low, high)| low > high || *high > HARDEST) {
        return Some(format!("it admits difficulties from {low} to {high}"));
    }
    if let Some(number) = kit.issue.as_ref().and_then(|i| i.number).filter(|n| *n > MOST_KITS) {
        return Some(format!("it is kit number {number} of its opening"));
    }
    let lines = [&kit.generator, &kit.seed];
    if let Some(wrong) = lines.into_iter().find(|text| text.chars().any(char::is_control)) {
        return Some(format!("`{}` contains a control character", shown(wrong)));
    }
    if !digests(kit).all(|digest| is_digest(digest)) {
        return Some("a digest in it is not `sha256:` with 64 hexadecimal digits".to_owned());
    }
    has_long_text(value).then(|| format!("a text in it is longer than {LONGEST} bytes"))
}

/// The digests of the kit, its scoring rule, its bank and its role spec, and of the kits that its record of
/// issue names. Names of folders in the history are made from the digests of kits.
fn digests(kit: &Kit) -> impl Iterator<Item = &String> {
    let issue = kit.issue.iter().flat_map(|i| i.after.iter().chain(&i.supersedes).chain([&i.base]));
    let issue = issue.chain(kit.banks.iter().map(|bank| &bank.digest));
    issue.chain([&kit.digest, &kit.file, &kit.rule, &kit.bank.digest, &kit.role.digest, &kit.role.inputs])
}

fn is_digest(text: &str) -> bool {
    let hex = text.strip_prefix("sha256:").unwrap_or_default();
    hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// True if any text in a value is too long.
fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > LONGEST,
        Value::Array(items) => items.iter().any(has_long_text),
        Value::Object(map) => map.values().any(has_long_text),
        _ => false,
    }
}

/// The first characters of a wrong id.
fn shown(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_default).collect()
}

#[cfg(test)]
mod tests {
    use crate::issue::sample;
    use crate::model::Kit;

    fn flaw(kit: &Kit) -> Option<String> {
        super::flaw(kit, &serde_json::to_value(kit).expect("plain data"))
    }

    #[test]
    fn the_sample_kit_has_no_flaw() {
        assert_eq!(flaw(&sample()), None);
    }

    #[test]
    fn what_would_become_a_path_is_an_id() {
        let changes: [fn(&mut Kit); 12] = [
            |kit| kit.rounds[0].id = "../../../../evil".to_owned(),
            |kit| kit.rounds[1].id = "/tmp/evil".to_owned(),
            |kit| kit.req = "..".to_owned(),
            |kit| kit.candidate = Some("a/b".to_owned()),
            |kit| kit.rounds[0].slots[0].id = "x.1\n# heading".to_owned(),
            |kit| kit.rounds[0].slots[0].question.id = "a b".to_owned(),
            |kit| kit.digest = "../evil".to_owned(),
            |kit| kit.rounds[1].id = kit.rounds[0].id.clone(),
            |kit| kit.role.title = "x".repeat(10_000_000),
            |kit| kit.rounds[0].slots[0].question.probes[0].ask = "x".repeat(10_000_000),
            |kit| kit.rounds[0].opening = u32::MAX,
            |kit| kit.rounds[0].slots[0].question.minutes = u32::MAX,
        ];
        for change in changes {
            let mut kit = sample();
            change(&mut kit);
            assert!(flaw(&kit).is_some());
        }
    }
}

//! What the certificate says about how kits compare: their differences, and what they have in common.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Certificate, CertificateSlot, Unlike, UnlikeRule};
use crate::text::{count, list};

#[derive(Debug, Serialize)]
pub(super) struct DifferenceView {
    place: String,
    what: String,
}

/// The depth of all slots; `None` if they differ.
pub(super) fn one_depth(it: &Certificate) -> Option<String> {
    let mut depths = it.rounds.iter().flat_map(|round| &round.slots).map(|slot| &slot.depth);
    let first = depths.next()?;
    depths.all(|depth| depth == first).then(|| first.clone())
}

/// In how many kits every rotating question is, in words; `None` if the numbers differ.
pub(super) fn used_alike(it: &Certificate) -> Option<String> {
    let used = &it.spread.used;
    let first = used.first()?.kits;
    let kits = it.candidates.len();
    used.iter().all(|u| u.kits == first).then(|| format!("{first} of {}", count(kits, "kit")))
}

/// The differences that the certificate lists. First come the points in which a kit differs from the loop
/// although they must be equal. The questions that were withdrawn since they were issued follow, then the slots in
/// which kind or difficulty differ between candidates, and the slots whose type differs from the loop.
pub(super) fn differences(it: &Certificate) -> Vec<DifferenceView> {
    let mut found = Vec::new();
    for candidate in &it.candidates {
        found.extend(candidate.breaks.iter().map(|what| DifferenceView {
            place: format!("candidate {}", candidate.candidate),
            what: what.clone(),
        }));
    }
    for (n, question) in it.questions.iter().enumerate() {
        let Some(status) = &question.withdrawn else { continue };
        let with = it.candidates.iter().filter(|c| c.questions.contains(&n));
        let with: Vec<String> = with
            .map(|c| match &c.held {
                Some(day) => format!("{} (held {day})", c.candidate),
                None => format!("{} (not held yet)", c.candidate),
            })
            .collect();
        found.push(DifferenceView {
            place: question.id.clone(),
            what: format!("{status} since it was issued; in the kits of {}", list(&with, "and")),
        });
    }
    let slots = (1..).zip(&it.rounds).flat_map(|(n, r)| r.slots.iter().map(move |s| (n, s)));
    for (round, slot) in slots {
        let mut others: BTreeMap<&str, (u32, Vec<&str>)> = BTreeMap::new();
        for (question, kits) in slot.drawn.iter().map(|(n, kits)| (&it.questions[*n], kits)) {
            if question.kind != slot.kind {
                let (count, codes) = others.entry(&question.kind).or_default();
                *count += kits;
                codes.push(&question.id);
            }
        }
        let each: Vec<String> = others
            .iter()
            .map(|(kind, (kits, codes))| {
                format!("{kind} for {} ({})", count(*kits as usize, "candidate"), codes.join(", "))
            })
            .collect();
        let place = || format!("question {round}.{}", number(slot));
        found.extend(slot.unlike.iter().map(|it| DifferenceView { place: place(), what: unlike(it) }));
        if !each.is_empty() {
            let what = format!("type: {} in the loop, {}", slot.kind, each.join(", "));
            found.push(DifferenceView { place: place(), what });
        }
    }
    found
}

/// A rule on kind or difficulty that does not hold in a slot.
fn unlike(it: &Unlike) -> String {
    let seen = it.seen.iter().map(|(value, kits)| format!("{value} for {}", count(*kits, "candidate")));
    let seen = list(&seen.collect::<Vec<_>>(), "and");
    match it.rule {
        UnlikeRule::Kind => format!("kind: {seen}"),
        UnlikeRule::Difficulty => format!("difficulty differs by more than one point: {seen}"),
        UnlikeRule::Undeclared => format!("difficulty is not declared by every question: {seen}"),
    }
}

/// The number of a slot in its round.
pub(super) fn number(slot: &CertificateSlot) -> usize {
    slot.id.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// The number of kits in which a slot has the competency, the depth and, if it is a core slot, the question of the loop.
pub(super) fn same_kits(slot: &CertificateSlot, it: &Certificate) -> usize {
    let start = format!("{}:", slot.id);
    it.candidates.iter().filter(|c| !c.breaks.iter().any(|b| b.starts_with(&start))).count()
}

/// In what the kits differ in a slot, apart from the question of a rotating slot; `None` if they agree.
pub(super) fn differs(slot: &CertificateSlot, it: &Certificate) -> Option<String> {
    let kits = it.candidates.len();
    let mut found = Vec::new();
    let mut note = |what: &str, same: usize| {
        if same < kits {
            found.push(format!("{what} in {} of {kits} kits", kits - same));
        }
    };
    note("from the loop", same_kits(slot, it));
    note("type", slot.same_type);
    (!found.is_empty()).then(|| found.join("; "))
}

/// The questions of a slot. With few candidates there is one for each, in the order of the candidates, and with many
/// each question is listed once with the number of its kits.
pub(super) fn questions(slot: &CertificateSlot, it: &Certificate) -> String {
    let all: Vec<&str> = it.rounds.iter().flat_map(|r| &r.slots).map(|s| s.id.as_str()).collect();
    let at = all.iter().position(|id| *id == slot.id).unwrap_or(0);
    let each = it.candidates.iter().filter_map(|c| Some(it.questions[*c.questions.get(at)?].id.as_str()));
    let each: Vec<&str> = each.collect();
    if each.windows(2).all(|pair| pair[0] == pair[1]) {
        return each.first().copied().unwrap_or_default().to_owned();
    }
    if each.len() <= FEW {
        return each.join(", ");
    }
    let drawn = slot.drawn.iter().map(|(n, kits)| format!("{} ×{kits}", it.questions[*n].id));
    drawn.collect::<Vec<_>>().join(", ")
}

/// Up to this number of candidates, the table of the slots names the question of each candidate.
pub(super) const FEW: usize = 6;

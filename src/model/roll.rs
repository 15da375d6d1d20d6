//! Summaries of the kits issued for a req. Exposure, overlap and equivalence are computed from them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kit, KitIssue};

/// A question as it was issued. If it was edited in the bank later, the edited one is a separate entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Id in the bank.
    pub id: String,
    /// Digest of its wording.
    pub wording: String,
    /// Type.
    pub kind: String,
    /// Minutes for answer and probes.
    pub minutes: u32,
    /// How hard it is within its depth.
    pub difficulty: Option<u8>,
    /// Whether it comes with an exhibit.
    pub exhibits: bool,
}

/// A kit issued to a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Id of the candidate.
    pub candidate: String,
    /// Digest of the kit.
    pub digest: String,
    /// Digest of the bank that it was drawn from.
    pub bank: String,
    /// How it was issued.
    pub issue: KitIssue,
    /// The day when the interview was held; `None` before it.
    pub held: Option<String>,
    /// Index into [`Roll::asked`] for every slot, round by round; empty if its rounds are not those of the loop.
    pub questions: Vec<u32>,
    /// Points that must agree with the loop's kit but do not.
    pub breaks: Vec<Break>,
}

impl Issued {
    /// Its position in the order of issue: by number, then by candidate. Kits of `stable` mode have no order
    /// and come first.
    pub fn order(&self) -> (Option<u32>, &str) {
        (self.issue.number, &self.candidate)
    }
}

/// A point that must agree with the loop's kit but does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// True if the difference is only another question in a core slot.
    pub core_question: bool,
    /// True if the candidate knew the loop's question, so that it was replaced for this candidate alone.
    pub known: bool,
    /// The difference in words.
    pub what: String,
}

/// All kits issued for a req. A kit takes a few dozen bytes.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    /// Every question of these kits.
    pub asked: Vec<Asked>,
    /// The kits, in the order in which they were added.
    pub kits: Vec<Issued>,
    /// Earlier kits that were replaced by others.
    pub past: Vec<Issued>,
    index: BTreeMap<(String, String), u32>,
}

impl Roll {
    /// Adds the kit of a candidate and compares it with the loop's kit. Ignores kits that were not issued to
    /// a candidate.
    pub fn add(&mut self, kit: &Kit, base: &Kit, held: Option<String>) {
        let (Some(candidate), Some(issue)) = (&kit.candidate, &kit.issue) else { return };
        let questions = kit.slots().map(|slot| {
            let q = &slot.question;
            self.number(Asked {
                id: q.id.clone(),
                wording: q.wording.clone(),
                kind: q.kind.clone(),
                minutes: q.minutes,
                difficulty: q.difficulty,
                exhibits: !q.exhibits.is_empty(),
            })
        });
        let questions: Vec<u32> = questions.collect();
        // Without the same rounds, no slot of the kit corresponds to a slot of the loop.
        let questions = if have_same_rounds(kit, base) { questions } else { Vec::new() };
        self.kits.push(Issued {
            candidate: candidate.clone(),
            digest: kit.digest.clone(),
            bank: kit.sources(),
            issue: issue.clone(),
            held,
            questions,
            breaks: breaks(kit, base),
        });
    }

    /// Moves the kits for which `is` returns true to the replaced kits.
    pub fn supersede(&mut self, is: impl Fn(&Issued) -> bool) {
        let (past, kits) = std::mem::take(&mut self.kits).into_iter().partition(|kit| is(kit));
        self.kits = kits;
        self.past.extend::<Vec<Issued>>(past);
    }

    /// The present kits of candidates and the kits that were replaced.
    pub fn all(&self) -> impl Iterator<Item = &Issued> {
        self.kits.iter().chain(&self.past)
    }

    /// Adds the kits of another roll.
    pub fn join(&mut self, other: Roll) {
        let here: Vec<u32> = other.asked.into_iter().map(|asked| self.number(asked)).collect();
        let renumbered = |kit: Issued| Issued {
            questions: kit.questions.iter().map(|n| here[*n as usize]).collect(),
            ..kit
        };
        self.kits.extend(other.kits.into_iter().map(renumbered));
        self.past.extend(other.past.into_iter().map(renumbered));
    }

    fn number(&mut self, asked: Asked) -> u32 {
        let next = self.asked.len() as u32;
        let n = *self.index.entry((asked.id.clone(), asked.wording.clone())).or_insert(next);
        if n == next {
            self.asked.push(asked);
        }
        n
    }

    /// The question of a kit's slot.
    pub fn question(&self, index: u32) -> &Asked {
        &self.asked[index as usize]
    }

    /// Sorts the kits in the order of issue.
    pub fn sort(&mut self) {
        self.kits.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    /// True if kits were issued in parallel: two kits follow the same kit, or two kits are the first.
    pub fn has_forks(&self) -> bool {
        let mut seen = BTreeSet::new();
        let mut firsts = 0;
        for kit in self.all().filter(|k| k.issue.number.is_some()) {
            firsts += usize::from(kit.issue.after.is_empty());
            if !kit.issue.after.iter().all(|digest| seen.insert(digest)) {
                return true;
            }
        }
        firsts > 1
    }

    /// Digests of the kits that no other kit follows. The next kit will follow them.
    pub fn heads(&self) -> Vec<String> {
        let followed: BTreeSet<&String> =
            self.all().flat_map(|k| k.issue.after.iter().chain(&k.issue.supersedes)).collect();
        let mut heads: Vec<String> =
            self.all().map(|k| &k.digest).filter(|d| !followed.contains(d)).cloned().collect();
        heads.sort();
        heads
    }
}

/// Whether two kits have the same rounds, with the same minutes and numbers of slots.
fn have_same_rounds(one: &Kit, other: &Kit) -> bool {
    let frame = |kit: &Kit| -> Vec<(String, u32, usize)> {
        kit.rounds.iter().map(|r| (r.id.clone(), r.minutes, r.slots.len())).collect()
    };
    frame(one) == frame(other)
}

/// Points in which a kit is not equivalent to the loop's kit: slots, competencies, depths, core questions.
fn breaks(kit: &Kit, base: &Kit) -> Vec<Break> {
    let (ours, theirs): (Vec<_>, Vec<_>) = (kit.slots().collect(), base.slots().collect());
    if !have_same_rounds(kit, base) {
        let what = "its rounds are not those of the loop".to_owned();
        return vec![Break { core_question: false, known: false, what }];
    }
    let mut found = Vec::new();
    for (a, b) in ours.into_iter().zip(theirs) {
        if (&a.id, &a.competency, &a.depth, a.core) != (&b.id, &b.competency, &b.depth, b.core) {
            let what = format!(
                "{}: {} at {}{}, in the loop {} at {}{}",
                a.id,
                a.competency,
                a.depth,
                if a.core { " (core)" } else { "" },
                b.competency,
                b.depth,
                if b.core { " (core)" } else { "" }
            );
            found.push(Break { core_question: false, known: false, what });
        } else if a.core && (&a.question.id, &a.question.wording) != (&b.question.id, &b.question.wording) {
            let replaced = kit.issue.as_ref().map_or(&[][..], |issue| &issue.replaced);
            let known = replaced.iter().any(|known| known.question == b.question.id);
            let what = match a.question.id == b.question.id {
                true => format!("{}: core question `{}` in another wording", a.id, a.question.id),
                false => format!(
                    "{}: core question `{}`, in the loop `{}`{}",
                    a.id,
                    a.question.id,
                    b.question.id,
                    if known { ", which this candidate knew" } else { "" }
                ),
            };
            found.push(Break { core_question: true, known, what });
        }
    }
    found
}

//! A role spec as data, so that it can be edited and written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use panelkit::model::{Bank, RoleSpec, Round};

/// A must-have.
#[derive(Clone, Debug)]
pub(crate) struct Must {
    pub(crate) id: String,
    pub(crate) competency: String,
    pub(crate) depth: Option<String>,
    pub(crate) weight: u32,
}

/// A question of the opening.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) id: String,
    pub(crate) competency: String,
    pub(crate) depth: String,
    pub(crate) kind: &'static str,
    pub(crate) minutes: usize,
    pub(crate) status: &'static str,
}

/// A round that is added to the loop of the bank: its id, the round before it, and its other keys.
#[derive(Clone, Debug)]
pub(crate) struct Added {
    pub(crate) id: String,
    pub(crate) after: Option<String>,
    pub(crate) keys: BTreeMap<&'static str, String>,
}

/// A role spec, the questions of its opening, and the withdrawn questions of its bank.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) req: String,
    pub(crate) bank: String,
    pub(crate) level: String,
    pub(crate) depth: String,
    pub(crate) core: u32,
    pub(crate) musts: Vec<Must>,
    pub(crate) from: String,
    pub(crate) changes: BTreeMap<String, BTreeMap<&'static str, String>>,
    pub(crate) removed: BTreeSet<String>,
    pub(crate) added: Vec<Added>,
    /// Question and round.
    pub(crate) pins: BTreeMap<String, String>,
    pub(crate) excluded: BTreeSet<String>,
    pub(crate) own: Vec<Own>,
    pub(crate) retired: BTreeSet<String>,
    /// The number of the next new id.
    pub(crate) next: usize,
}

impl Spec {
    /// The parts of a role spec that are edited, without pins and changed rounds.
    pub(crate) fn of(role: &RoleSpec) -> Spec {
        let must = |m: &panelkit::model::MustHave| Must {
            id: m.id.to_string(),
            competency: m.competency.to_string(),
            depth: m.depth.as_ref().map(ToString::to_string),
            weight: m.weight,
        };
        Spec {
            req: role.id.to_string(),
            bank: role.bank.to_string(),
            level: role.level.to_string(),
            depth: role.depth.to_string(),
            core: (role.core * 100.0) as u32,
            musts: role.must_haves.iter().map(must).collect(),
            from: role.plan.id.to_string(),
            changes: BTreeMap::new(),
            removed: BTreeSet::new(),
            added: Vec::new(),
            pins: BTreeMap::new(),
            excluded: BTreeSet::new(),
            own: Vec::new(),
            retired: BTreeSet::new(),
            next: 1,
        }
    }

    /// The text of `role.yaml`.
    pub(crate) fn role(&self) -> String {
        let mut text = format!(
            "role: {}\ntitle: Edited role\nbank: {}\nlevel: {}\ndepth: {}\ncore: {:.2}\n",
            self.req,
            self.bank,
            self.level,
            self.depth,
            f64::from(self.core) / 100.0
        );
        text.push_str("context: { company: Fernweh, surface: the API, use_case: payments }\n");
        text.push_str("must_haves:\n");
        for Must { id, competency, depth, weight } in &self.musts {
            let depth = depth.as_ref().map_or(String::new(), |d| format!(", depth: {d}"));
            let _ = writeln!(
                text,
                "  - {{ id: {id}, text: Shows {competency} well, competency: {competency}, weight: {weight}{depth} }}"
            );
        }
        let _ = writeln!(text, "loop:\n  from: {}", self.from);
        let keys = |map: &BTreeMap<&str, String>| {
            map.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ")
        };
        if !self.removed.is_empty() {
            let _ = writeln!(text, "  remove: [{}]", joined(self.removed.iter()));
        }
        if !self.changes.is_empty() {
            text.push_str("  change:\n");
            for (round, map) in &self.changes {
                let _ = writeln!(text, "    {round}: {{ {} }}", keys(map));
            }
        }
        if !self.added.is_empty() {
            text.push_str("  add:\n");
            for Added { id, after, keys: map } in &self.added {
                let after = after.as_ref().map_or(String::new(), |a| format!("after: {a}, "));
                let _ = writeln!(text, "    - {{ round: {id}, {after}{} }}", keys(map));
            }
        }
        if !self.pins.is_empty() {
            text.push_str("pin:\n");
            let rounds: BTreeSet<&String> = self.pins.values().collect();
            for round in rounds {
                let mine = self.pins.iter().filter(|(_, r)| *r == round).map(|(q, _)| q);
                let _ = writeln!(text, "  {round}: [{}]", joined(mine));
            }
        }
        if !self.excluded.is_empty() {
            let _ = writeln!(text, "exclude: [{}]", joined(self.excluded.iter()));
        }
        text
    }

    /// The text of `questions.yaml`; `None` if the opening has no questions.
    pub(crate) fn questions(&self) -> Option<String> {
        let mut text = String::from("questions:\n");
        for own in &self.own {
            let Own { id, competency, depth, kind, minutes, status } = own;
            let _ = write!(
                text,
                "  - id: {id}\n    competency: {competency}\n    depth: {depth}\n    type: {kind}\n    minutes: {minutes}\n    status: {status}\n    \
                 prompt: \"What would you do about {id}?\"\n    listen_for: [\"a reason\"]\n    \
                 anchors: {{ 1: \"One {id}\", 2: \"Two {id}\", 3: \"Three {id}\", 4: \"Four {id}\" }}\n"
            );
        }
        (!self.own.is_empty()).then_some(text)
    }

    /// The text of a file of the bank, with the withdrawn questions withdrawn.
    pub(crate) fn bank_file(&self, text: &str) -> String {
        let mut out = String::new();
        for line in text.lines() {
            out.push_str(line);
            out.push('\n');
            let id = line.trim_start().strip_prefix("- id: ").map(str::trim);
            if id.is_some_and(|id| self.retired.contains(id)) {
                out.push_str("    status: retired\n");
            }
        }
        out
    }

    /// Removes everything that names a round.
    pub(crate) fn forget(&mut self, round: &str) {
        self.pins.retain(|_, r| r != round);
        self.changes.remove(round);
        let after = self.added.iter().find(|a| a.id == round).and_then(|a| a.after.clone());
        self.added.retain(|a| a.id != round);
        for other in self.added.iter_mut().filter(|a| a.after.as_deref() == Some(round)) {
            other.after = after.clone();
        }
    }

    /// Sets a key of a round, whether it is added or one of the bank's loop.
    pub(crate) fn set(&mut self, round: &str, key: &'static str, value: Option<String>) {
        let keys = match self.added.iter_mut().find(|a| a.id == round) {
            Some(added) => &mut added.keys,
            None => self.changes.entry(round.to_owned()).or_default(),
        };
        match value {
            Some(value) => drop(keys.insert(key, value)),
            None => drop(keys.remove(key)),
        }
        self.changes.retain(|_, keys| !keys.is_empty());
    }

    /// Whether a question is pinned, asked or excluded.
    pub(crate) fn is_chosen(&self, role: &RoleSpec, question: &str) -> bool {
        self.pins.contains_key(question)
            || self.excluded.contains(question)
            || role.asked().any(|(_, id)| id.as_str() == question)
    }
}

/// Names with commas between them.
pub(crate) fn joined<'s>(names: impl Iterator<Item = &'s String>) -> String {
    names.cloned().collect::<Vec<_>>().join(", ")
}

/// The depth at which a role observes a competency.
pub(crate) fn depth_of(role: &RoleSpec, bank: &Bank, competency: &str) -> String {
    let rank = |depth: &str| bank.depths.iter().position(|d| d.id.as_str() == depth);
    let musts = role.must_haves.iter().filter(|m| m.competency.as_str() == competency);
    let deepest = musts.filter_map(|m| m.depth.as_ref()).max_by_key(|d| rank(d.as_str()));
    deepest.unwrap_or(&role.depth).to_string()
}

/// Whether a question may be drawn for a role: its status, its levels, its placeholders, and the exclusions.
pub(crate) fn is_usable(role: &RoleSpec, question: &panelkit::model::Question) -> bool {
    question.status == panelkit::model::Status::Active
        && !role.excluded.contains(&question.id)
        && (question.levels.is_empty() || question.levels.contains(&role.level))
        && question.phrases().flat_map(|p| p.names()).all(|name| role.context.contains_key(name))
}

/// The rounds that draw questions.
pub(crate) fn drawing(role: &RoleSpec) -> Vec<&Round> {
    role.plan.rounds.iter().filter(|r| r.asks.is_empty()).collect()
}

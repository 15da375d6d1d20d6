//! Reads `role.yaml` into a [`RoleSpec`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asks::Known;
use super::choices::Choices;
use super::files::Workspace;
use super::layers::{bank_ids, not_a_folder};
use super::lints::lints;
use super::manifest::context;
use super::names::duplicates;
use super::own_questions::Own;
use super::plan::Plan;
use super::ranges::rising;
use super::scales::Scales;
use super::{asks, choices, must_haves, own_questions, people, plan, several, shapes};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{
    AfterProbe, Bank, Compensation, CompensationKind, Id, Lane, MustHave, NiceToHave, Panel, RatingsUsed,
    RoleSpec, Scoring, TypeRule, sha256,
};
use crate::text::{Source, nearest};
use crate::yaml::{Doc, Map, Shape, Text, conform, parse};

/// Limit of must-haves. With more, interviews cannot test them all.
const MAX_MUST_HAVES: usize = 6;
/// Default share of core slots.
const DEFAULT_CORE: f64 = 0.3;

/// Reads the role spec of a req.
///
/// # Errors
/// [`Reported`] if it is missing or cannot be read.
pub fn role_file(workspace: &Workspace, req: &str, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    let path = workspace.req(req).join("role.yaml");
    if workspace.kind(&path).is_none() {
        let name = workspace.name(&path);
        let finding = Diagnostic::new(
            &codes::FILE_MISSING,
            format!("req `{req}` has no role spec: `{name}` does not exist"),
        )
        .in_file(name)
        .help(format!("`panelkit new {req}` writes one to fill in"));
        return Err(sink.report(finding));
    }
    workspace.read(&path, sink)
}

/// Loads the role spec in `source` and, through `bank`, the bank that it names. The spec must have the
/// id `folder`. The questions in `questions`, which only this opening draws, are added to the bank.
///
/// # Errors
/// [`Reported`] if the spec, its questions or its bank have an error.
pub fn role(
    workspace: &Workspace,
    source: &Arc<Source>,
    questions: Option<&Arc<Source>>,
    folder: &str,
    bank: &mut dyn FnMut(&str, &mut Sink) -> Result<Bank, Reported>,
    sink: &mut Sink,
) -> Result<(RoleSpec, Bank), Reported> {
    let mark = sink.errors();
    let root = parse(source, sink)?;
    conform(&root, &Shape::Record(&shapes::ROLE), source, sink);
    let map = Doc::new(source, &root).root();
    let names = several::named(map);
    if names.is_empty() {
        sink.stop_if_worse_than(mark)?;
        return Err(sink.report(
            Diagnostic::new(&codes::MISSING_KEY, "the role spec names no bank").in_file(source.name()),
        ));
    }
    let known = bank_ids(workspace);
    let before = sink.errors();
    for name in names.iter().filter(|name| !known.contains(&name.value)) {
        let finding = Diagnostic::new(&codes::UNKNOWN_BANK, format!("there is no bank `{}`", name.value))
            .at(&name.place, "neither in `question_banks/` nor shipped")
            .did_you_mean(nearest(&name.value, known.iter().map(String::as_str)))
            .help(format!("banks here: {}", known.join(", ")));
        let folder = workspace.bank(&name.value);
        let finding = match not_a_folder(workspace, &folder) {
            Some(help) => finding.help(help),
            None => finding,
        };
        sink.report(finding);
    }
    sink.stop_if_worse_than(before)?;
    let banks: Vec<_> = names.iter().map(|name| bank(&name.value, sink)).collect();
    let banks = banks.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut bank = several::combined(&names, banks, sink)?;
    let file = workspace.name(&workspace.req(folder).join("questions.yaml"));
    let own = questions.map(|file| own_questions::add(workspace, folder, file, &mut bank, sink));
    let (own, whole) = match own {
        Some(Ok(own)) => (own, true),
        Some(Err(_)) => (Own::default(), false),
        None => (Own::default(), true),
    };
    let known = Known {
        questions: &bank.questions,
        broken: own.broken.clone(),
        whole,
        bank: bank.id.as_str(),
        own: Some(file),
    };
    let role = Reader { map, bank: &bank, scales: Scales::of(&bank), known, own, sink }.read(folder);
    sink.stop_if_worse_than(mark)?;
    let missing =
        || Diagnostic::new(&codes::MISSING_KEY, "the role spec is incomplete").in_file(source.name());
    let role = role.ok_or_else(|| sink.report(missing()))?;
    Ok((role, bank))
}

struct Reader<'a, 's> {
    map: Map<'a>,
    bank: &'a Bank,
    scales: Scales<'a>,
    known: Known<'a>,
    own: Own,
    sink: &'s mut Sink,
}

impl Reader<'_, '_> {
    fn read(mut self, folder: &str) -> Option<RoleSpec> {
        let map = self.map;
        let id = map.id("role");
        if let Some(id) = id.as_ref().filter(|id| id.value != folder) {
            let message = format!("role `{}` is in a folder called `{folder}`", id.value);
            let finding = Diagnostic::new(&codes::ID_IS_NOT_FOLDER, message)
                .at(&id.place, "differs from the folder")
                .help("give the folder and the role the same name");
            self.sink.report(finding);
        }
        let level = map.id("level").and_then(|n| self.scales.levels.resolve(&n, None, self.sink));
        let depth_text = map.id("depth");
        let depth = depth_text.as_ref().and_then(|n| self.scales.depths.resolve(n, None, self.sink));
        let nice_to_haves = self.nice_to_haves();
        let mut values = self.bank.context.clone();
        let given = map.map("context").map_or_else(BTreeMap::new, |m| context(m, self.sink));
        let assumed = values.keys().filter(|name| !given.contains_key(*name)).cloned().collect();
        values.extend(given);
        let must_haves = self.must_haves(&values);
        let plan = plan::read(map, id.as_ref(), self.bank, &self.scales, self.sink);
        let choices = plan.as_ref().map(|plan| self.choices(plan, &values)).unwrap_or_default();
        let interviewers = plan.as_ref().map(|plan| self.interviewers(plan)).unwrap_or_default();
        let briefs = plan.as_ref().map(|plan| self.briefs(plan)).unwrap_or_default();
        let text = |key: &str| map.text(key).map(|t| t.value.trim().to_owned());
        let list = |key: &str| map.texts(key).into_iter().map(|t| t.value).collect();
        Some(RoleSpec {
            title: text("title")?,
            bank: self.bank.id.clone(),
            more_banks: self.bank.banks.iter().skip(1).filter_map(|bank| Id::new(&bank.id)).collect(),
            level: level?,
            depth: depth?,
            must_haves,
            nice_to_haves,
            lane: map.text("lane").map(|t| if t.value == "program" { Lane::Program } else { Lane::Product }),
            context: values,
            assumed,
            summary: text("summary"),
            owns: list("owns"),
            not_owned: list("not_owned"),
            hiring_manager: text("hiring_manager"),
            recruiter: text("recruiter"),
            location: text("location"),
            compensation: map.map("compensation").and_then(|m| self.compensation(m)),
            plan: plan?.plan,
            interviewers,
            pins: choices.pins,
            excluded: choices.excluded,
            briefs,
            own_questions: self.own.digest.take(),
            core: map.number("core").unwrap_or(DEFAULT_CORE),
            equivalence: match map.text("equivalence") {
                Some(word) if word.value == "strict" => TypeRule::Strict,
                _ => TypeRule::Preferred,
            },
            scoring: self.scoring(),
            jurisdictions: map.texts("jurisdictions").iter().filter_map(|t| Id::new(&t.value)).collect(),
            lints: lints(map),
            digest: sha256(&map.canonical()),
            place: map.place(),
            depth_place: depth_text?.place,
            id: Id::new(&id?.value)?,
        })
    }

    fn must_haves(&mut self, context: &BTreeMap<String, String>) -> Vec<MustHave> {
        let maps = self.map.maps("must_haves");
        if let (true, Some(place)) = (maps.len() > MAX_MUST_HAVES, self.map.key_place("must_haves")) {
            let message =
                format!("{} must-haves: interviews cannot test more than {MAX_MUST_HAVES}", maps.len());
            let finding = Diagnostic::new(&codes::TOO_MANY_MUST_HAVES, message)
                .at(&place, format!("at most {MAX_MUST_HAVES}"))
                .help(
                    "keep the requirements that every finalist must meet; move the rest to `nice_to_haves`",
                );
            self.sink.report(finding);
        }
        let written: Vec<Text> = maps.iter().filter_map(|map| map.id("id")).collect();
        duplicates(written.iter(), "must-have", self.sink);
        let mut ids = must_haves::Ids::new(written.iter().map(|t| t.value.as_str()));
        maps.into_iter().filter_map(|map| self.must_have(map, &mut ids, context)).collect()
    }

    fn must_have(
        &mut self,
        map: Map<'_>,
        ids: &mut must_haves::Ids,
        context: &BTreeMap<String, String>,
    ) -> Option<MustHave> {
        let text = map.text("text");
        let owner = text.as_ref().map(|t| (&t.place, "in this must-have"));
        let competency =
            map.id("competency").and_then(|n| self.scales.competencies.resolve(&n, owner, self.sink));
        let depth = map.id("depth").and_then(|n| self.scales.depths.resolve(&n, owner, self.sink));
        let probes = must_haves::probes(map, context, self.sink);
        let evidence = self.known.resolve_all(&map.texts("evidence"), self.sink);
        let text = text?.value.trim().to_owned();
        let named = map.id("id").and_then(|id| Id::new(&id.value));
        Some(MustHave {
            named: named.is_some(),
            id: named.unwrap_or_else(|| ids.of(&text)),
            text,
            competency: competency?,
            depth,
            weight: map.int("weight").and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            probes,
            evidence: evidence.into_iter().map(|(id, _)| id).collect(),
            place: map.place(),
        })
    }

    fn nice_to_haves(&mut self) -> Vec<NiceToHave> {
        let read = |map: Map<'_>| {
            let competency =
                map.id("competency").and_then(|n| self.scales.competencies.resolve(&n, None, self.sink));
            Some(NiceToHave { text: map.text("text")?.value, competency })
        };
        self.map.maps("nice_to_haves").into_iter().filter_map(read).collect()
    }

    /// The questions that the role spec chooses, checked together with those that the loop asks.
    fn choices(&mut self, plan: &Plan, context: &BTreeMap<String, String>) -> Choices {
        asks::check(&plan.plan, &self.known, self.sink);
        let choices = choices::read(self.map, plan, &self.known, context, self.sink);
        let asked = plan.plan.rounds.iter().flat_map(|round| &round.asks).collect();
        self.own.needs_anchors(self.bank, &asked, &choices.excluded, self.sink);
        choices
    }

    fn interviewers(&mut self, plan: &Plan) -> BTreeMap<Id, Panel> {
        let Some(map) = self.map.map("interviewers") else { return BTreeMap::new() };
        people::interviewers(map, &mut |round, sink| plan.round(round, "`interviewers`", sink), self.sink)
    }

    fn briefs(&mut self, plan: &Plan) -> BTreeMap<Id, String> {
        let briefs = self.map.map("brief").map(|m| m.named_texts()).unwrap_or_default();
        let read = |(round, text): (Text, Text)| {
            Some((plan.round(&round, "`brief`", self.sink)?, text.value.trim().to_owned()))
        };
        briefs.into_iter().filter_map(read).collect()
    }

    /// The rule by which scores are counted. If the role spec sets no cut, the bank's `meets` score is used.
    fn scoring(&mut self) -> Scoring {
        let map = self.map.map("scoring");
        let word = |key: &str| map.and_then(|m| m.text(key)).map(|t| t.value);
        let cut = map.and_then(|m| m.int("cut")).and_then(|n| u8::try_from(n).ok());
        if let (Some(map), Some(cut)) = (map, cut.filter(|cut| !self.scales.scores.contains(cut))) {
            let known: Vec<String> = self.scales.scores.iter().map(ToString::to_string).collect();
            let place = map.key_place("cut").unwrap_or_else(|| map.place());
            let finding =
                Diagnostic::new(&codes::UNKNOWN_SCORE, format!("the rating scale has no score {cut}"))
                    .at(&place, format!("the scale of bank `{}` has {}", self.bank.id, known.join(", ")))
                    .help("choose one of its scores");
            self.sink.report(finding);
        }
        Scoring {
            cut: cut.unwrap_or_else(|| self.bank.meets()),
            ratings: match word("use").as_deref() {
                Some("agreed") => RatingsUsed::Agreed,
                _ => RatingsUsed::Independent,
            },
            after_probe: match word("after_probe").as_deref() {
                Some("full") => AfterProbe::Full,
                _ => AfterProbe::Cap,
            },
            recommendation: map.and_then(|m| m.bool("recommendation")).unwrap_or(true),
            points: map.and_then(|m| m.int("points")).and_then(|n| u32::try_from(n).ok()),
        }
    }

    fn compensation(&mut self, map: Map<'_>) -> Option<Compensation> {
        let range = rising(map, "range", self.sink)?;
        let bonus_percent = rising(map, "bonus_percent", self.sink);
        Some(Compensation {
            kind: CompensationKind::parse(&map.text("kind")?.value)?,
            currency: map.text("currency")?.value,
            range,
            bonus_percent,
            equity: map.bool("equity").unwrap_or(false),
        })
    }
}

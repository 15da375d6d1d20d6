//! Runs the rules over files, and turns what they find into diagnostics with places and levels.

use std::sync::Arc;

use super::finding::{Finding, Findings};
use super::gate::Texts;
use super::inline::Inline;
use super::levels::Levels;
use super::places::Places;
use super::registry::{RULES, rule};
use super::rule::{Check, Group, Rule};
use super::subject::{OfKit, OfQuestion, OfRole, Part, Posting, Said};
use super::texts;
use crate::diag::{Diagnostic, Fix, Severity, Sink, Verdict};
use crate::model::{Bank, Id, Kit, LintLevel, LintSetting, Question, RoleSpec, Status};
use crate::text::{Place, Source};

/// Runs the rules. One linter checks all files of a run, because it remembers where their values are and which comments
/// allow something.
#[derive(Debug, Default)]
pub struct Linter<'a> {
    /// The levels that options give, which count most.
    pub options: &'a [LintSetting],
    /// The levels that the workspace gives, which count least.
    pub settings: &'a [LintSetting],
    /// The places whose law applies to what names no place.
    pub places_of_law: &'a [Id],
    places: Places,
    inline: Inline,
}

/// What a rule found in a record.
struct Hit {
    rule: &'static Rule,
    finding: Finding,
    place: Place,
    /// True if the place is the wrong part itself, so that the part can be replaced.
    is_exact: bool,
}

impl<'a> Linter<'a> {
    /// A linter with the levels of options and of the workspace, and the places whose law applies by default.
    pub fn new(
        options: &'a [LintSetting],
        settings: &'a [LintSetting],
        places_of_law: &'a [Id],
    ) -> Linter<'a> {
        Linter { options, settings, places_of_law, ..Linter::default() }
    }

    /// Checks a role spec.
    pub fn role(&mut self, role: &RoleSpec, bank: &Bank, sink: &mut Sink) {
        let of = OfRole { role, bank };
        let texts = texts::of_role(role, self.places_of(role));
        let mut hits = self.collect(&role.place, &texts, &role.lints, &mut |check, found| {
            if let Check::Role(check) = check {
                check(&of, found);
            }
        });
        one_each(&mut hits);
        self.report(hits, &role.lints, sink);
        self.inline.look_at(&role.place.source);
    }

    /// Checks the kit of a role's loop.
    pub fn kit(&mut self, role: &RoleSpec, bank: &Bank, kit: &Kit, sink: &mut Sink) {
        let of = OfKit { role, bank, kit };
        let hits = self.collect(&role.place, &[], &role.lints, &mut |check, found| {
            if let Check::Kit(check) = check {
                check(&of, found);
            }
        });
        self.report(hits, &role.lints, sink);
    }

    /// Checks the questions in a bank's own files that are in use, and the bank as a whole.
    pub fn bank(&mut self, bank: &Bank, sink: &mut Sink) {
        let own = bank.questions.iter().filter(|q| q.holder == bank.id && !q.own);
        self.questions(own, bank, (self.places_of_law, &bank.lints), sink);
        let mark = sink.mark();
        let levels = Levels([self.options, &bank.lints, self.settings]);
        for rule in RULES.iter().filter(|rule| !levels.drop_all(rule)) {
            if let Check::Bank(check) = rule.check {
                for finding in check(bank) {
                    sink.report(finding);
                }
            }
        }
        self.settle(mark, &bank.lints, sink);
    }

    /// Checks the questions that only one opening has, with the levels and the places of its role spec.
    pub fn own_questions(&mut self, role: &RoleSpec, bank: &Bank, sink: &mut Sink) {
        let own = bank.questions.iter().filter(|q| q.own);
        self.questions(own, bank, (self.places_of(role), &role.lints), sink);
    }

    /// The places whose law applies to a role spec.
    fn places_of<'r>(&self, role: &'r RoleSpec) -> &'r [Id]
    where
        'a: 'r,
    {
        if role.jurisdictions.is_empty() { self.places_of_law } else { &role.jurisdictions }
    }

    /// Checks questions that are in use. `places` are those whose law applies, `own` the levels of the file that decides.
    fn questions<'q>(
        &mut self,
        questions: impl Iterator<Item = &'q Question>,
        bank: &Bank,
        (places, own): (&[Id], &[LintSetting]),
        sink: &mut Sink,
    ) {
        for question in questions.filter(|q| matches!(q.status, Status::Active | Status::Draft)) {
            let of = OfQuestion { question, bank };
            let texts = texts::of_question(question, places);
            let mut hits = self.collect(&question.place, &texts, own, &mut |check, found| {
                if let Check::Question(check) = check {
                    check(&of, found);
                }
            });
            one_each(&mut hits);
            self.report(hits, own, sink);
            self.inline.look_at(&question.place.source);
        }
    }

    /// Checks a job advertisement.
    pub fn posting(&mut self, posting: &Posting<'_>, sink: &mut Sink) {
        let mut hits = Vec::new();
        let numbered = posting.texts.iter().enumerate();
        let texts: Vec<Said<'_>> = numbered
            .map(|(n, it)| Said::new(&it.text, Part::Posting, n.to_string(), posting.places))
            .collect();
        let texts = Texts::new(&texts);
        for (n, rule) in RULES.iter().enumerate() {
            let mut found = Findings::new();
            if let Check::Posting(check) | Check::Advert(_, check) = rule.check {
                check(posting, &mut found);
            }
            texts.of_rule(n).for_each(|(said, starts)| rule.check.text(said, starts, &mut found));
            let placed = |finding: Finding| {
                let (place, is_exact) = place_in(posting, &finding);
                Hit { rule, finding, place, is_exact }
            };
            hits.extend(found.into_iter().map(placed));
        }
        one_each(&mut hits);
        self.report(hits, &[], sink);
        self.inline.look_at(posting.source);
    }

    /// Applies the levels of a list, of options and of the workspace to the findings since `mark`, and the comments that
    /// allow findings.
    pub fn settle(&mut self, mark: usize, own: &[LintSetting], sink: &mut Sink) {
        let levels = Levels([self.options, own, self.settings]);
        let inline = &mut self.inline;
        sink.judge(mark, |finding| {
            let group = rule(finding.code.id).map(|rule| rule.group.as_str());
            let own = finding.by_default.map(|severity| match severity {
                Severity::Error => LintLevel::Deny,
                Severity::Warning => LintLevel::Warn,
            });
            // Asked first, because a comment is of use also where the level allows the finding.
            let is_allowed = inline.allows(finding, group);
            match levels.of(finding.code.id, own) {
                LintLevel::Allow => Verdict::Drop,
                _ if is_allowed => Verdict::Drop,
                LintLevel::Warn => Verdict::Warning,
                LintLevel::Deny => Verdict::Error,
            }
        });
    }

    /// Reports what is wrong with the comments that allow findings. Call it after everything else.
    pub fn end(mut self, sink: &mut Sink) {
        let mark = sink.mark();
        for fault in self.inline.faults() {
            sink.report(fault);
        }
        self.settle(mark, &[], sink);
    }

    /// Runs the rules on a record that begins at `record` and has these texts. `check` runs those that look at the record as a
    /// whole. `own` are the levels of its file. A rule that is allowed by default runs only if something raises its level. One
    /// that a user allows still runs, because its finding goes before a wider one about the same mistake.
    fn collect(
        &mut self,
        record: &Place,
        texts: &[Said<'_>],
        own: &[LintSetting],
        check: &mut dyn FnMut(Check, &mut Findings),
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        let levels = Levels([self.options, own, self.settings]);
        let seen = Texts::new(texts);
        for (n, rule) in RULES.iter().enumerate() {
            if rule.level == LintLevel::Allow && levels.drop_all(rule) {
                continue;
            }
            let mut found = Findings::new();
            check(rule.check, &mut found);
            seen.of_rule(n).for_each(|(said, starts)| rule.check.text(said, starts, &mut found));
            for finding in found {
                let whole = self.places.find(record, &finding.route);
                let text = texts.iter().find(|said| said.route == finding.route).map(|said| said.text);
                let part = finding.part.clone().zip(text).and_then(|(bytes, text)| text.get(bytes));
                let narrow = part.and_then(|part| Places::narrow(&whole, part));
                let is_exact = narrow.is_some();
                hits.push(Hit { rule, finding, place: narrow.unwrap_or(whole), is_exact });
            }
        }
        hits
    }

    fn report(&mut self, hits: Vec<Hit>, own: &[LintSetting], sink: &mut Sink) {
        let mark = sink.mark();
        for Hit { rule, finding, place, is_exact } in hits {
            let mut diagnostic = Diagnostic::new(&rule.code, finding.message).at(&place, finding.label);
            diagnostic.help = finding.help;
            diagnostic.by_default = finding.level.map(|level| match level {
                LintLevel::Deny => Severity::Error,
                LintLevel::Allow | LintLevel::Warn => Severity::Warning,
            });
            diagnostic.fix = finding.fix.filter(|_| is_exact).map(|text| Fix { place, text });
            sink.report(diagnostic);
        }
        self.settle(mark, own, sink);
    }
}

/// What the legal rules find in a note that an interviewer wrote. `places` are those whose law applies.
pub fn in_note(text: &str, places: &[Id]) -> Vec<(&'static Rule, Finding)> {
    let said = Said::new(text, Part::Note, "", places);
    let (mut all, texts) = (Vec::new(), [said]);
    let texts = Texts::new(&texts);
    for (n, rule) in RULES.iter().enumerate().filter(|(_, rule)| rule.group == Group::Legal) {
        let mut found = Findings::new();
        texts.of_rule(n).for_each(|(said, starts)| rule.check.text(said, starts, &mut found));
        all.extend(found.into_iter().map(|finding| (*rule, finding)));
    }
    all
}

/// Keeps one finding for one mistake: where two rules of a group match the same span, the narrower one reports.
fn one_each(hits: &mut Vec<Hit>) {
    let kept: Vec<bool> = (hits.iter().enumerate())
        .map(|(n, hit)| !hits.iter().enumerate().any(|(m, other)| m != n && goes_before(other, m, hit, n)))
        .collect();
    let mut kept = kept.into_iter();
    hits.retain(|_| kept.next().unwrap_or(true));
}

/// True if `other` reports the mistake of `hit` more narrowly, or is the first of two rules with the same span. Findings about
/// different values are different mistakes, even if one value is in the other. A
/// finding of a broad list of phrases gives way to one of a pattern.
fn goes_before(other: &Hit, m: usize, hit: &Hit, n: usize) -> bool {
    let family = |group| if group == Group::Posting { Group::Legal } else { group };
    let is_another = other.rule.code.id == hit.rule.code.id || other.finding.route != hit.finding.route;
    if is_another || family(other.rule.group) != family(hit.rule.group) {
        return false;
    }
    let (a, b) = (other.place.span, hit.place.span);
    match (other.finding.is_broad, hit.finding.is_broad) {
        (true, false) => return false,
        (false, true) if a.start < b.end && b.start < a.end => return true,
        _ => {}
    }
    match (a == b, hit.rule.group) {
        (true, _) => m < n,
        (false, Group::Question) => false,
        // An empty span is the place of something that is missing.
        (false, _) => a.start < a.end && a.start >= b.start && a.end <= b.end,
    }
}

/// The place of a finding in a job advertisement, and whether it is the wrong part itself. A finding about the whole is placed
/// at its first text.
fn place_in(posting: &Posting<'_>, finding: &Finding) -> (Place, bool) {
    let n = finding.route.parse::<usize>().unwrap_or(0);
    let Some(text) = posting.texts.get(n) else { return (place_of_bytes(posting.source, 0..0), false) };
    let whole = place_of_bytes(posting.source, text.bytes.clone());
    let part = finding.part.clone().and_then(|bytes| text.text.get(bytes));
    match part.and_then(|part| Places::narrow(&whole, part)) {
        Some(part) => (part, true),
        None => (whole, false),
    }
}

fn place_of_bytes(source: &Arc<Source>, bytes: std::ops::Range<usize>) -> Place {
    let chars = |to: usize| {
        let text = source.text().get(..to).unwrap_or(source.text());
        u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
    };
    let span = crate::text::Span { start: chars(bytes.start), end: chars(bytes.end) };
    Place { source: source.clone(), span }
}

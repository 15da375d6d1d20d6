//! The level of a lint: what an option says counts first, then the role spec or the bank, then the workspace, then the
//! rule itself.

use super::registry::{is_known, names, rule};
use super::rule::Rule;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{LintLevel, LintSetting};
use crate::text::nearest;

/// The settings that apply to a file, the strongest list first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels<'a>(pub(super) [&'a [LintSetting]; 3]);

impl Levels<'_> {
    /// The level of a finding of the lint with this code. `own` is the level of the finding itself, if it has one.
    pub(super) fn of(&self, code: &str, own: Option<LintLevel>) -> LintLevel {
        let rule = rule(code);
        let set = self.0.iter().find_map(|list| in_list(list, code, rule.map(|rule| rule.group.as_str())));
        set.or(own).unwrap_or_else(|| rule.map_or(LintLevel::Warn, |rule| rule.level))
    }

    /// True if all findings of a rule would be dropped, because its level is allow. Rules whose findings have levels of their own
    /// warn by default.
    pub(super) fn drop_all(&self, rule: &Rule) -> bool {
        self.of(rule.code.id, None) == LintLevel::Allow
    }
}

/// What one list says. A code counts more than its group; of two entries of one name, the last one counts.
fn in_list(list: &[LintSetting], code: &str, group: Option<&str>) -> Option<LintLevel> {
    let last =
        |name: &str| list.iter().rev().find(|setting| setting.name == name).map(|setting| setting.level);
    last(code).or_else(|| last(group?))
}

/// Reports the names of a list that are neither lints nor groups.
pub fn report_unknown(list: &[LintSetting], sink: &mut Sink) {
    for setting in list.iter().filter(|setting| !is_known(&setting.name)) {
        let message = format!("unknown lint `{}`", setting.name);
        let mut finding = Diagnostic::new(&codes::UNKNOWN_LINT, message)
            .did_you_mean(nearest(&setting.name, names()))
            .help("`panelkit explain lints` lists all of them");
        if let Some(place) = &setting.place {
            finding = finding.at(place, "not a lint of panelkit");
        }
        sink.report(finding);
    }
}

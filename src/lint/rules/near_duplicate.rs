//! `near-duplicate`: two questions that ask nearly the same, outside a family.

use crate::diag::Diagnostic;
use crate::lint::{Alike, Check, Group, Rule, SIMILAR, alike_prompts};
use crate::model::{Bank, LintLevel, Question, Status};

pub(super) static RULE: Rule =
    Rule::new("near-duplicate", include_str!("near_duplicate.md"), Group::Question, Check::Bank(check)).level(LintLevel::Allow);

fn check(bank: &Bank) -> Vec<Diagnostic> {
    let in_use = |id: &str| -> Option<&Question> {
        bank.question(id).filter(|q| matches!(q.status, Status::Active | Status::Draft))
    };
    let pairs = alike_prompts(bank, SIMILAR).into_iter().filter(|pair| !pair.family);
    let finding = |pair: crate::lint::Pair| {
        let (first, second) = (in_use(&pair.first)?, in_use(&pair.second)?);
        if first.holder != bank.id && second.holder != bank.id {
            return None;
        }
        let words = match pair.alike {
            Alike::Exact => "the same prompt".to_owned(),
            Alike::Normalised => "the same prompt but for punctuation".to_owned(),
            Alike::Similar(share) => {
                format!("{:.0} % of the pairs of words of their prompts in common", share * 100.0)
            }
        };
        let message = format!("`{}` and `{}` have {words}", first.id, second.id);
        let finding = Diagnostic::new(&RULE.code, message)
            .at(&second.place, format!("`{}`", second.id))
            .context(&first.place, format!("`{}`", first.id))
            .help("keep the better one, or give both one `family`, so that a kit has only one of them");
        Some(finding)
    };
    pairs.filter_map(finding).collect()
}

//! Resolves names: if an id refers to something, that thing must exist. If it does not, the finding suggests
//! the nearest name.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink, codes::Code};
use crate::model::Id;
use crate::text::{Place, nearest, quoted};
use crate::yaml::Text;

/// The known names of one kind, for messages.
pub(super) struct Names<'a> {
    /// The word for this kind of thing in messages.
    pub(super) kind: &'static str,
    /// The code of the finding for an unknown name.
    pub(super) code: &'static Code,
    /// The known names in the order of the user's file.
    pub(super) known: Vec<&'a str>,
    /// The owner of the list, such as "bank `x`".
    pub(super) owner: String,
    /// Names that are ignored without a finding: a bank that extends this one leaves them out.
    pub(super) gone: Option<&'a BTreeSet<String>>,
}

impl Names<'_> {
    /// The id if the name is known; otherwise reports a finding with the nearest name.
    pub(super) fn resolve(&self, name: &Text, owner: Option<(&Place, &str)>, sink: &mut Sink) -> Option<Id> {
        if self.known.contains(&name.value.as_str()) {
            return Id::new(&name.value);
        }
        if self.gone.is_some_and(|gone| gone.contains(&name.value)) {
            return None;
        }
        let few = self.known.len() <= 8;
        let label = match few {
            true => {
                format!("not one of {}", quoted(self.known.iter().copied(), "and").replace(" and ", ", "))
            }
            false => format!("not {} of {}", with_article(self.kind), self.owner),
        };
        let mut finding = Diagnostic::new(self.code, format!("unknown {} `{}`", self.kind, name.value))
            .at(&name.place, label)
            .did_you_mean(nearest(&name.value, self.known.iter().copied()));
        if let Some((place, text)) = owner {
            finding = finding.context(place, text);
        }
        if finding.help.is_empty() {
            finding = match self.known.is_empty() {
                true => finding.help(format!("{} has none: add it there first", self.owner)),
                false if few => finding.help(format!("use one of them, or add it to {}", self.owner)),
                false => finding.help(format!(
                    "{} has {}",
                    self.owner,
                    quoted(self.known.iter().copied().take(20), "and")
                )),
            };
        }
        sink.report(finding);
        None
    }

    /// The names that are known; reports the others.
    pub(super) fn resolve_all(
        &self,
        names: &[Text],
        owner: Option<(&Place, &str)>,
        sink: &mut Sink,
    ) -> Vec<Id> {
        names.iter().filter_map(|name| self.resolve(name, owner, sink)).collect()
    }
}

/// `a competency`, `an exhibit`.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Reports every id that is used more than once; `what` names the kind of thing.
pub(super) fn duplicates<'t>(ids: impl Iterator<Item = &'t Text>, what: &str, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, &Text> = BTreeMap::new();
    for id in ids {
        if let Some(first) = seen.get(id.value.as_str()) {
            let finding = Diagnostic::new(
                &crate::diag::codes::DUPLICATE_ID,
                format!("two {what}s have the id `{}`", id.value),
            )
            .at(&id.place, "again here")
            .context(&first.place, "first here")
            .help("rename one of them, or delete the copy");
            sink.report(finding);
        } else {
            seen.insert(&id.value, id);
        }
    }
}

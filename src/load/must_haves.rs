//! Two parts of must-haves that are not simply read: ids, which are made from the texts of must-haves without an id,
//! and probes, in which placeholders are filled.

use std::collections::{BTreeMap, BTreeSet};

use super::question::phrase;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::Id;
use crate::text::nearest;
use crate::yaml::Map;

/// Maximum length of an id that is made from a text; a number may follow.
const LONGEST: usize = 48;

/// The ids of one role spec.
pub(super) struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// Starts with the ids that the role spec gives.
    pub(super) fn new<'a>(named: impl Iterator<Item = &'a str>) -> Ids {
        Ids { taken: named.map(str::to_owned).collect() }
    }

    /// An id for a must-have with this text, different from all others.
    pub(super) fn of(&mut self, text: &str) -> Id {
        let stem = slug(text);
        let mut id = stem.clone();
        for n in 2.. {
            if self.taken.insert(id.clone()) {
                break;
            }
            id = format!("{stem}-{n}");
        }
        Id::new(&id).expect("internal: letters, digits and single hyphens")
    }
}

/// The first words of a text, in Latin letters.
fn slug(text: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(text, " ").to_lowercase();
    let mut slug = String::new();
    for word in latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = &word[..word.len().min(LONGEST)];
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "must-have".to_owned() } else { slug }
}

/// The probes of a must-have with their placeholders filled; reports placeholders without a value.
pub(super) fn probes(map: Map<'_>, context: &BTreeMap<String, String>, sink: &mut Sink) -> Vec<String> {
    let owner = map.place();
    let mut probes = Vec::new();
    for text in map.text_or_texts("probe") {
        let Some(phrase) = phrase(&text, (&owner, "in this must-have"), sink) else { continue };
        for name in phrase.names().iter().filter(|name| !context.contains_key(*name)) {
            let message = format!("`{{{{{name}}}}}` has no value, but a must-have's probe uses it");
            let finding = Diagnostic::new(&codes::UNFILLED_PLACEHOLDER, message)
                .at(&text.place, "")
                .context(&owner, "in this must-have")
                .did_you_mean(nearest(name, context.keys().map(String::as_str)))
                .help(format!("add it to the role's `context:`, as in `{name}: \"…\"`"));
            sink.report(finding);
        }
        probes.push(phrase.fill(context));
    }
    probes
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn any_text_gives_an_id_of_its_own() {
        let mut ids = Ids::new(["owns-an-api"].into_iter());
        let of = |text: &str, ids: &mut Ids| ids.of(text).to_string();
        assert_eq!(of("Owns an API", &mut ids), "owns-an-api-2");
        assert_eq!(of("Owns an API", &mut ids), "owns-an-api-3");
        assert_eq!(of("\u{e000}", &mut ids), "must-have");
        assert_eq!(of("…", &mut ids), "must-have-2");
        assert!(of("懂得支付系统的架构", &mut ids).is_ascii());
        assert!(of(&"x".repeat(500), &mut ids).len() <= 64);
    }
}

//! Several phrasings of one question below a sub-heading become one question.

use super::section::PHRASINGS;
use crate::load::import::keys::Key;
use crate::load::import::raw::{Part, Raw, Reading};
use crate::model::Became;

/// Joins the questions below each sub-heading. `subs`: for each question the index of the sub-heading in the report;
/// `None` if it is below none.
pub(super) fn join(reading: &mut Reading, subs: &[Option<usize>]) {
    let raws = std::mem::take(&mut reading.raws);
    let mut groups: Vec<(Option<usize>, Vec<Raw>)> = Vec::new();
    for (raw, sub) in raws.into_iter().zip(subs) {
        match groups.last_mut() {
            Some((last, group)) if sub.is_some() && last == sub => group.push(raw),
            _ => groups.push((*sub, vec![raw])),
        }
    }
    for (sub, mut group) in groups {
        let Some(heading) = sub.and_then(|n| reading.read.headings.get_mut(n)) else {
            reading.raws.append(&mut group);
            continue;
        };
        let from = format!("heading `{}`", heading.text);
        let bare = |raw: &Raw| raw.parts.iter().all(|p| matches!(p.key, Key::Prompt | Key::Competency));
        // What follows the last phrasing, such as red flags, belongs to all of them.
        let before = &group[..group.len() - 1];
        if group.len() > 1 && group.len() <= PHRASINGS && before.iter().all(bare) {
            heading.became = Became::Phrasings;
            heading.why = Some(format!(
                "{} phrasings below it became one question; for a question each, put them right below the competency",
                group.len()
            ));
            let mut rest = group.split_off(1).into_iter();
            let mut first = group.remove(0);
            for raw in &mut rest {
                for part in raw.parts {
                    match part.key {
                        Key::Prompt => first.parts.push(Part { key: Key::Phrasing, ..part }),
                        Key::Competency => {}
                        _ => first.parts.push(part),
                    }
                }
            }
            group = vec![first];
        } else if group.len() > PHRASINGS {
            heading.why =
                Some(format!("more than {PHRASINGS} questions are below it, so each is one of its own"));
        }
        for mut raw in group {
            raw.parts.push(Part::new(Key::Note, from.clone(), ""));
            reading.raws.push(raw);
        }
    }
}

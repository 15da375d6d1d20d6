//! The texts of role specs and questions that rules read one by one.

use super::subject::{Part, Said};
use crate::model::{Id, Question, RoleSpec};

/// The texts of a role spec that are about the role.
pub(super) fn of_role<'a>(role: &'a RoleSpec, places: &'a [Id]) -> Vec<Said<'a>> {
    let said = |text: &'a str, part, route: String| Said::new(text, part, route, places);
    let mut all = vec![said(&role.title, Part::Title, "title".to_owned())];
    all.extend(role.summary.iter().map(|text| said(text, Part::Summary, "summary".to_owned())));
    for (n, must) in role.must_haves.iter().enumerate() {
        all.push(said(&must.text, Part::MustHave, format!("must_haves[{n}].text")));
        let probes = must.probes.iter().enumerate();
        all.extend(probes.map(|(m, probe)| said(probe, Part::Probe, format!("must_haves[{n}].probe[{m}]"))));
    }
    let wishes = role.nice_to_haves.iter().enumerate();
    all.extend(wishes.map(|(n, wish)| said(&wish.text, Part::MustHave, format!("nice_to_haves[{n}].text"))));
    for (key, list) in [("owns", &role.owns), ("not_owned", &role.not_owned)] {
        let items = list.iter().enumerate();
        all.extend(items.map(|(n, item)| said(item, Part::Owns, format!("{key}[{n}]"))));
    }
    for (key, text) in [
        ("hiring_manager", &role.hiring_manager),
        ("recruiter", &role.recruiter),
        ("location", &role.location),
    ] {
        all.extend(text.iter().map(|text| said(text, Part::Particular, key.to_owned())));
    }
    all
}

/// The texts of a question.
pub(super) fn of_question<'a>(question: &'a Question, places: &'a [Id]) -> Vec<Said<'a>> {
    let said = |text: &'a str, part, route: String| Said::new(text, part, route, places).of(question.kind);
    let mut all = vec![said(question.prompt.raw(), Part::Prompt, "prompt".to_owned())];
    all.extend(question.title.iter().map(|text| said(text, Part::Name, "title".to_owned())));
    let probes = question.probes.iter().enumerate();
    all.extend(probes.map(|(n, probe)| said(probe.ask.raw(), Part::Probe, format!("probes[{n}].ask"))));
    let lists = [
        ("listen_for", Part::ListenFor, &question.listen_for),
        ("red_flags", Part::RedFlag, &question.red_flags),
    ];
    for (key, part, list) in lists {
        let items = list.iter().enumerate();
        all.extend(items.map(|(n, text)| said(text.raw(), part, format!("{key}[{n}]"))));
    }
    let anchors = question.anchors.iter();
    all.extend(anchors.map(|(score, text)| said(text.raw(), Part::Anchor, format!("anchors.{score}"))));
    all
}

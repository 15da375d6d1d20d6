//! Every text of a kit is on its pages, in their order of use, and the same kit gives the same bytes.

use std::time::Instant;

use panelkit::model::KitRound;

use crate::page::{HOME, NAME, Page, REQ, attr, is_sound, kit, pages, plain, site};

/// The texts of a round that people read, as the pages print them.
fn texts(round: &KitRound) -> Vec<&str> {
    let mut all = vec![round.title.as_str()];
    for slot in &round.slots {
        let question = &slot.question;
        all.extend([&question.prompt, &slot.competency_name].map(String::as_str));
        all.extend(
            question
                .listen_for
                .iter()
                .chain(&question.red_flags)
                .chain(question.anchors.values())
                .map(String::as_str),
        );
        for probe in question.probes.iter().chain(&slot.must_have_probes) {
            all.extend(probe.condition.iter().chain([&probe.ask]).map(String::as_str));
        }
        all.extend(question.exhibits.iter().map(|exhibit| exhibit.title.as_str()));
    }
    all
}

#[test]
fn every_page_is_sound_and_says_all_that_the_kit_says() {
    let w = site();
    let kit = kit(&w);
    let all = pages(&w);
    assert!(all.len() >= 11, "{}", all.len());
    for (name, source) in &all {
        let page = Page::read(source);
        is_sound(name, &page);
        let file = name.rsplit('/').next().expect("a name");
        let words = page.words("main");
        if file == "kit.html" {
            let rounds = kit.rounds.iter().flat_map(texts).chain([kit.role.title.as_str()]);
            rounds.for_each(|text| assert!(words.contains(&plain(text)), "{name} lacks `{text}`"));
            assert!(page.all("nav.contents a").len() > kit.rounds.len(), "{name}");
        }
        if name.contains("/scorecards/") {
            let round = kit
                .rounds
                .iter()
                .find(|round| file.starts_with(&format!("{}--", round.id)))
                .expect("its round");
            texts(round)
                .iter()
                .for_each(|text| assert!(words.contains(&plain(text)), "{name} lacks `{text}`"));
            for other in kit.rounds.iter().filter(|other| other.id != round.id).flat_map(|other| &other.slots)
            {
                assert!(!source.contains(&other.question.id), "{name} has a question of another round");
            }
            assert_eq!(page.words("table bdi").matches(NAME).count(), 1, "{name}");
        } else {
            assert!(!source.contains(NAME), "{name} has the candidate's name");
            assert!(page.all("script").is_empty(), "{name}");
        }
        if file.starts_with("handouts") || file.starts_with("preparation") {
            for slot in kit.slots() {
                assert!(!words.contains(&plain(&slot.question.prompt)), "{name} has a question");
            }
        }
    }
}

#[test]
fn names_have_a_direction_of_their_own() {
    let w = site();
    let page = Page::read(&w.read(&format!("{HOME}/scorecards/technical-depth--j-chen.html")));
    let named: Vec<String> = page.all("bdi").iter().map(|name| name.text().collect()).collect();
    for name in [NAME, "J. Chen", "A. Rivera"] {
        assert!(named.iter().any(|found| found == name), "{name}: {named:?}");
    }
    assert!(page.all("textarea, input[type=text]").iter().all(|field| attr(field, "dir") == "auto"));
}

#[test]
fn the_same_kit_gives_the_same_bytes_and_a_pack_is_small() {
    let w = site();
    let before = pages(&w);
    let started = Instant::now();
    w.run(&["scorecards", REQ, "--candidate", "c-102", "--format", "html"]).succeeds();
    w.run(&["render", &format!("{HOME}/kit.json"), "--format", "html"]).succeeds();
    assert!(started.elapsed().as_secs() < 60);
    let after = pages(&w);
    assert!(before == after, "another run wrote other bytes");
    for (name, source) in &after {
        let page = Page::read(source);
        let own: usize =
            page.all("style, script:not([id])").iter().map(|e| e.text().map(str::len).sum::<usize>()).sum();
        assert!(own < 40_000, "{name}: {own} bytes of style and script");
        assert!(source.len() < 200_000, "{name}: {} bytes", source.len());
        assert!(!source.contains('\r') && source.ends_with("</html>\n"), "{name}");
    }
}

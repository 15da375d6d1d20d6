//! The fields of a pack, its policy and the block for its script.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scraper::ElementRef;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common::{LOOP, ROLE, Workspace};
use crate::page::{HOME, NAME, Page, REQ, attr, kit, pages, site};

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[test]
fn a_pack_has_every_field_by_its_name() {
    let w = site();
    let kit = kit(&w);
    let round = kit.rounds.iter().find(|round| round.id == "technical-depth").expect("the round");
    let page = Page::read(&w.read(&format!("{HOME}/scorecards/technical-depth--j-chen.html")));
    let values =
        |selector: &str| page.all(selector).iter().map(|field| attr(field, "value")).collect::<Vec<_>>();
    let mut wanted: BTreeSet<String> =
        ["recommendation", "summary", "conflict", "complete", "held"].map(str::to_owned).into();
    for slot in &round.slots {
        let section = format!("section.question[data-slot='{}']", slot.id);
        page.one(&section);
        for (kind, last) in [("textarea", "notes"), ("input[type=text]", "evidence"), ("select", "reason")] {
            page.one(&format!("{section} {kind}[name='{}.{last}']", slot.id));
        }
        let radios = format!("{section} fieldset input[type=radio][name='{}.rating']", slot.id);
        assert_eq!(values(&radios), ["1", "2", "3", "4", "na"]);
        page.one(&format!("{section} .point[data-score=na] > .reason select[name='{}.reason']", slot.id));
        assert_eq!(values(&format!("{section} select option")), ["", "not-asked", "not-reached"]);
        assert!(!page.words(&format!("{section} fieldset legend")).is_empty());
        for (part, count) in [
            ("probes", slot.question.probes.len() + slot.must_have_probes.len()),
            ("listen-for", slot.question.listen_for.len()),
            ("red-flags", slot.question.red_flags.len()),
        ] {
            let ticks = page
                .all(&format!("{section} .{part} input[type=checkbox][data-tick^='{}.{part}.']", slot.id));
            assert_eq!(ticks.len(), count, "{} {part}", slot.id);
        }
        for part in ["prompt", "notes", "rating", "evidence"] {
            page.one(&format!("{section} [data-part={part}]"));
        }
        assert_eq!(
            page.all(&format!("{section} .anchor")).len(),
            5,
            "four anchors, and what \"not assessed\" means"
        );
        wanted.extend(["notes", "rating", "reason", "evidence"].map(|last| format!("{}.{last}", slot.id)));
    }
    let names: BTreeSet<String> =
        page.all("[name]:not(meta)").iter().map(|it| attr(it, "name").to_owned()).collect();
    assert_eq!(names, wanted);
    assert_eq!(values("input[name=recommendation]"), ["1", "2", "3", "4"]);
    for one in [
        "textarea[name=summary]",
        "input[type=checkbox][name=conflict]",
        "input[type=checkbox][name=complete]",
        "input[type=date][name=held]",
        "button[type=button][data-action=complete]",
        "button[type=button][data-action=export]",
        "button[type=button][data-action=save-to-file]",
        "input[type=file][data-action=import][hidden]",
        "#actions button[type=button][data-action=choose-import]",
        "#begin",
        "#close",
        "#live[aria-live=polite]",
    ] {
        page.one(one);
    }
    assert!(page.all("main input[checked]").is_empty(), "nothing is chosen beforehand");
    let ticks: Vec<&str> = page.all("[data-tick]").iter().map(|tick| attr(tick, "data-tick")).collect();
    assert_eq!(ticks.len(), ticks.iter().collect::<BTreeSet<_>>().len());
    assert_eq!(page.all("nav#rail a").len(), round.slots.len() + 2);
}

/// Every field has a name that a screen reader says.
#[test]
fn every_field_is_named() {
    for (name, source) in pages(&site()) {
        let page = Page::read(&source);
        for field in page.all("input, select, textarea") {
            let id = attr(&field, "id");
            let by_label =
                !id.is_empty() && page.all("label[for]").iter().any(|label| attr(label, "for") == id);
            let inside =
                field.ancestors().filter_map(ElementRef::wrap).any(|up| up.value().name() == "label");
            assert!(
                by_label || inside || field.value().attr("aria-label").is_some(),
                "{name}: {}",
                field.html()
            );
        }
    }
}

#[test]
fn the_policy_allows_only_the_style_and_the_script_of_the_page() {
    for (name, source) in pages(&site()) {
        let page = Page::read(&source);
        let of = |selector: &str| {
            page.all(selector).iter().map(|e| e.text().collect::<String>()).collect::<Vec<_>>()
        };
        let (style, script) = (of("style"), of("script:not([type])"));
        let script = match script.as_slice() {
            [] => "'none'".to_owned(),
            [script] => hash(script),
            more => panic!("{name}: {} scripts", more.len()),
        };
        let wanted = format!(
            "default-src 'none'; script-src {script}; style-src {}; img-src data:; form-action 'none'; base-uri 'none'",
            hash(&style[0])
        );
        let policy = page.one("meta[http-equiv='Content-Security-Policy']");
        assert_eq!(attr(&policy, "content"), wanted, "{name}");
        let place = |what: &str| source.find(what).unwrap_or_else(|| panic!("{name} lacks {what}"));
        assert!(place("Content-Security-Policy") < place("<style"), "the policy comes first");
        assert_eq!(name.contains("/scorecards/"), script != "'none'", "{name}");
    }
}

#[test]
fn the_block_for_the_script_has_the_seat_and_not_the_name() {
    let w = site();
    let kit = kit(&w);
    let round = kit.rounds.iter().find(|round| round.id == "technical-depth").expect("the round");
    let page = Page::read(&w.read(&format!("{HOME}/scorecards/technical-depth--j-chen.html")));
    let block: String = page.one("script#kit[type='application/json']").text().collect();
    assert!(!block.contains('<') && !block.contains(NAME));
    let block: Value = serde_json::from_str(&block).expect("JSON");
    for (key, value) in [
        ("format", json!(1)),
        ("req", json!(REQ)),
        ("candidate", json!("c-102")),
        ("kit", json!(kit.digest)),
        ("rule", json!(kit.rule)),
        ("interviewer", json!("J. Chen")),
        ("export", json!("payments-api-tpm--c-102--technical-depth--j-chen.json")),
        ("recommendation", json!(true)),
    ] {
        assert_eq!(block[key], value, "{key}");
    }
    assert_eq!(block["round"]["id"], "technical-depth");
    for (slot, given) in round.slots.iter().zip(block["slots"].as_array().expect("slots")) {
        let question = &slot.question;
        assert_eq!(
            (&given["id"], &given["question"], &given["wording"], &given["minutes"]),
            (&json!(slot.id), &json!(question.id), &json!(question.wording), &json!(question.minutes))
        );
    }
    w.run(&["generate", REQ, "--format", "html"]).succeeds();
    w.run(&["scorecards", REQ, "--format", "html"]).succeeds();
    let page = Page::read(&w.read(&format!("kits/{REQ}/loop/scorecards/technical-depth--j-chen.html")));
    let block: String = page.one("#kit").text().collect();
    let block: Value = serde_json::from_str(&block).expect("JSON");
    assert_eq!(
        (&block["candidate"], &block["export"]),
        (&Value::Null, &json!("payments-api-tpm--loop--technical-depth--j-chen.json"))
    );
}

/// Two people whose names give the same file name export to different files, which have the names of their packs.
#[test]
fn an_export_has_the_name_of_its_pack() {
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[Zoe Li, Zoë Li]");
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    w.run(&["scorecards", "payments", "--format", "html"]).succeeds();
    for pack in ["technical--zoe-li", "technical--zoe-li-2"] {
        let page = Page::read(&w.read(&format!("{LOOP}/scorecards/{pack}.html")));
        let block: String = page.one("#kit").text().collect();
        let block: Value = serde_json::from_str(&block).expect("JSON");
        assert_eq!(block["export"], json!(format!("payments--loop--{pack}.json")));
    }
}

/// The block has what the script reads, as `docs/format.md` lists it.
#[test]
fn the_block_for_the_script_has_only_the_keys_that_are_documented() {
    let w = site();
    let page = Page::read(&w.read(&format!("{HOME}/scorecards/technical-depth--j-chen.html")));
    let block: String = page.one("#kit").text().collect();
    let block: Value = serde_json::from_str(&block).expect("JSON");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<BTreeSet<_>>();
    let named = |names: &str| names.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(keys(&block["round"]), named("id title minutes"));
    assert_eq!(keys(&block["slots"][0]), named("id question wording competency minutes"));
}

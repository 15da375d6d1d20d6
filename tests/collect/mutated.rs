//! Damaged copies of filled-in texts: no reader fails, and what is accepted fits the kit.

#[path = "../common/mutate.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod mutate;

use panelkit::collect::{Filled, FormKind, Unreadable, json, judge, markdown, sheet, sniff, yaml};
use panelkit::model::Kit;

use mutate::{Dice, mutate};

const HOME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/kits/payments-api-tpm/loop");

fn filled() -> (Kit, String, String, String) {
    let read = |name: &str| std::fs::read_to_string(format!("{HOME}/{name}")).expect(name);
    let kit: Kit = serde_json::from_str(&read("kit.json")).expect("a kit");
    let pack = read("scorecards/technical-depth--a-rivera.md").replace("- [ ] **3**", "- [x] **3**");
    let submission = judge(&markdown(&pack).expect("a form"), &kit, &[]).expect("fits").submission;
    let text = serde_json::to_string_pretty(&submission).expect("plain data");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    // JSON with a key on each line is also YAML without its first and last brace.
    let inner = lines[1..lines.len() - 1].iter().map(|line| line.strip_prefix("  ").unwrap_or(line));
    let plain: String = inner
        .map(|line| {
            format!("{}\n", line.strip_suffix(',').filter(|_| !line.starts_with(' ')).unwrap_or(line))
        })
        .collect();
    (kit, pack, text, plain)
}

/// The rows of a damaged sheet.
fn rows(text: &str) -> Vec<Result<Option<Filled>, Unreadable>> {
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let rows: Vec<_> = lines.enumerate().map(|(n, cells)| (n + 2, cells)).collect();
    sheet(&header, &rows).into_iter().map(|seat| seat.form).collect()
}

#[test]
fn ten_thousand_damaged_texts_are_refused_or_fit_the_kit() {
    let (kit, pack, json_text, yaml_text) = filled();
    assert!(yaml(&yaml_text).is_ok_and(|form| form.slots.len() == 4), "{yaml_text}");
    let cells = "payments-api-tpm,,sha256:1,technical-depth,A. Rivera,technical-depth";
    let csv = format!(
        "req,candidate,kit,round,interviewer,slot,question,rating,reason,notes\n{cells}.1,,3,,a\n{cells}.2,,na,not-asked,b\n"
    );
    let mut dice = Dice(17);
    let (mut accepted, mut refused) = (0, 0);
    for n in 0..10_000 {
        let mut bytes = [&pack, &json_text, &yaml_text, &csv][n % 4].clone().into_bytes();
        mutate(&mut bytes, &mut dice);
        let _kind: FormKind = sniff(&bytes);
        let text = String::from_utf8_lossy(&bytes);
        let forms = match n % 4 {
            0 => vec![markdown(&text).map(Some)],
            1 => vec![json(&text).map(Some)],
            2 => vec![yaml(&text).map(Some)],
            _ => rows(&text),
        };
        for form in forms {
            let judged = form.and_then(|form| form.map(|form| judge(&form, &kit, &[])).transpose());
            let Ok(Some(judged)) = judged else {
                refused += 1;
                continue;
            };
            accepted += 1;
            let it = judged.submission;
            let round = kit.rounds.iter().find(|round| round.id == it.round).expect("a round of the kit");
            assert!(it.interviewer.is_none_or(|name| round.interviewers.contains(&name)));
            assert!(it.ratings.iter().map(|r| &r.slot).eq(round.slots.iter().map(|slot| &slot.id)));
            for rating in &it.ratings {
                assert!(rating.rating.is_none_or(|score| (1..=4).contains(&score)));
                assert!(!(rating.unmarked && rating.rating.is_some()));
            }
        }
    }
    assert!(accepted > 1_000 && refused > 1_000, "{accepted} accepted, {refused} refused");
}

//! What an edit of the bank does to a kit: nothing, unless the question is in it.
//!
//! Of each of 500 random banks, one question in four is left out in turn. To leave out every question:
//!
//! ```text
//! PANELKIT_EDITS=all cargo test --test properties a_question_changes
//! ```

use std::cell::Cell;
use std::fs;

use panelkit::issue::to_json;
use panelkit::model::Kit;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::kits::{runner, series_of};
use crate::sheet::{Question, Sheet, file, make};
use crate::strategy::sheet;

/// Slot, question, whether it is core, competency.
type Slot = (String, String, bool, String);

fn slots(kit: &Kit) -> Vec<Slot> {
    let slots = kit.rounds.iter().flat_map(|r| &r.slots);
    slots.map(|s| (s.id.clone(), s.question.id.clone(), s.core, s.competency.clone())).collect()
}

/// Whether a kit has the questions of another in the same slots. A slot of the competency `cell` may have
/// become core, because too few questions of its kind are left; no slot stops being core.
fn same(with: Option<&Kit>, less: Option<&Kit>, cell: usize) -> bool {
    let (Some(with), Some(less)) = (with, less) else { return with.is_none() && less.is_none() };
    let (with, less) = (slots(with), slots(less));
    let core = |a: &Slot, b: &Slot| a.2 == b.2 || (b.2 && a.3 == format!("c{cell}"));
    with.len() == less.len()
        && with.iter().zip(&less).all(|(a, b)| (&a.0, &a.1) == (&b.0, &b.1) && core(a, b))
}

fn without(sheet: &Sheet, n: usize) -> Sheet {
    let mut less = sheet.clone();
    let gone = less.questions.remove(n).id;
    less.questions.iter_mut().for_each(|q| q.enemies.retain(|e| *e != gone));
    less
}

/// Adding a question is removing it in reverse, so both laws are tested.
#[test]
fn a_question_changes_a_kit_only_by_being_in_it() {
    only_by_being_in_it(0, 250);
}

/// The same with other banks: two tests run on two processors.
#[test]
fn a_question_changes_no_other_kit_either() {
    only_by_being_in_it(1, 250);
}

fn only_by_being_in_it(series: u64, cases: u32) {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (bank, compared) = (Cell::new(0), Cell::new([0u32; 2]));
    let step = if std::env::var("PANELKIT_EDITS").is_ok_and(|edits| edits == "all") { 1 } else { 4 };
    let run = series_of(series, cases).run(&sheet(), |mut sheet| {
        // Another question comes first in each bank, so that every place in a bank is left out somewhere.
        bank.set(bank.get() + 1);
        // A placeholder that nobody fills is an error of the bank, not a question of the draw.
        sheet.questions.iter_mut().filter(|q| q.needs == Some("nobody")).for_each(|q| q.needs = None);
        sheet.write(temp.path());
        let with = make(temp.path(), "seed").ok();
        // A search that stopped at its limit promises nothing.
        if with.as_ref().is_some_and(|made| !made.proven) {
            return Ok(());
        }
        let with = with.map(|made| made.kit);
        let held: Vec<String> = with.iter().flat_map(slots).map(|(_, id, ..)| id).collect();
        let drawn = |n: &usize| held.contains(&sheet.questions[*n].id);
        for n in (0..sheet.questions.len()).filter(|n| !drawn(n)).skip(bank.get() % step).step_by(step) {
            without(&sheet, n).write(temp.path());
            let less = make(temp.path(), "seed").ok();
            if less.as_ref().is_some_and(|made| !made.proven) {
                continue;
            }
            let less = less.map(|made| made.kit);
            let id = &sheet.questions[n].id;
            let same = same(with.as_ref(), less.as_ref(), sheet.questions[n].competency);
            prop_assert!(same, "without `{}`: {:?}", id, less.as_ref().map(slots));
            let mut counts = compared.get();
            counts[usize::from(sheet.typical.is_some())] += u32::from(with.is_some());
            compared.set(counts);
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.get().iter().all(|n| *n > 375), "too few kits compared: {:?}", compared.get());
}

/// The questions of a file with keys in another order, remarks, and the line ends of Windows.
fn rewritten(questions: &[&Question], turn: usize) -> String {
    let mut text = "# kept by hand\r\nquestions:\r\n".to_owned();
    for question in questions {
        let mut fields = question.fields();
        let count = fields.len();
        fields.rotate_left(turn % count);
        for (n, (key, value)) in fields.iter().enumerate() {
            let dash = if n == 0 { "-" } else { " " };
            text += &format!("    {dash}   {key}:   {value}   # so\r\n\r\n");
        }
    }
    if questions.is_empty() { "questions: [] # none yet\r\n".to_owned() } else { text }
}

#[test]
fn order_layout_and_names_of_files_leave_every_byte_alone() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let compared = Cell::new(0);
    let shuffled = sheet().prop_flat_map(|sheet| {
        let order: Vec<usize> = (0..sheet.questions.len()).collect();
        (Just(sheet), Just(order).prop_shuffle(), any::<[Index; 2]>(), 0usize..7)
    });
    let run = runner(1_000).run(&shuffled, |(sheet, order, cuts, turn)| {
        let before = sheet.kit(temp.path(), "seed").ok().map(|kit| to_json(&kit));
        let questions: Vec<&Question> = order.iter().map(|n| &sheet.questions[*n]).collect();
        let mut cut = cuts.map(|cut| cut.index(questions.len()));
        cut.sort_unstable();
        let parts = [&questions[..cut[0]], &questions[cut[0]..cut[1]], &questions[cut[1]..]];
        let names = ["zebra.yaml", "a.yaml", "middle-part.yaml"];
        let text = |n: usize| if n == turn % 3 { file(parts[n]) } else { rewritten(parts[n], turn + n) };
        let files: Vec<(String, String)> = (0..3).map(|n| (names[n].to_owned(), text(n))).collect();
        sheet.write_files(temp.path(), &files);
        let role = temp.path().join("kits/req/role.yaml");
        fs::write(&role, reversed(&sheet.role())).expect("role spec");
        let after = make(temp.path(), "seed").ok().map(|made| to_json(&made.kit));
        compared.set(compared.get() + usize::from(before.is_some()));
        prop_assert_eq!(before, after);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.get() > 200, "only {} kits compared", compared.get());
}

/// A role spec with its top keys in another order, remarks, and the line ends of Windows.
fn reversed(role: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for line in role.lines() {
        if line.starts_with(' ') {
            let block = blocks.last_mut().expect("a key before its values");
            block.push_str(&format!("{line} # one\r\n"));
        } else {
            blocks.push(format!("{line}\r\n# next\r\n"));
        }
    }
    blocks.reverse();
    blocks.concat()
}

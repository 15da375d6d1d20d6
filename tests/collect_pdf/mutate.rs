//! Damaged forms. What a damaged form may be read as:
//!
//! - an error: of the reader, of the rules for value and mark, or because its slots or facts are no longer the kit's;
//! - the ratings of the whole form;
//! - other ratings, if the damaged bytes state them twice, as value and as mark, by the word of another reader.
//!
//! A rating that was blank may also come back with only a value or only a mark, because such a form is accepted with a
//! remark. All other results are wrong. In CI there are 1,500 forms; this command tries 12,000:
//!
//! ```text
//! PANELKIT_MUTATIONS=12000 cargo test --test collect_pdf damaged_forms -- --nocapture
//! ```

use std::time::{Duration, Instant};

use panelkit::collect::{Filled, Mark, pdf};

use super::build::{Pdf, STATES, updated, updated_packed};
use super::damage::{Dice, mutate};
use super::oracle::stated;

/// What a rating is by its value and its mark.
#[derive(Clone, Debug, PartialEq)]
enum Rating {
    Wrong,
    Blank,
    Twice(String),
    Once(String),
}

fn rating(mark: &Mark) -> Rating {
    let boxes = mark.boxes.as_deref().unwrap_or_default();
    match (&mark.value, boxes) {
        (_, [_, _, ..]) => Rating::Wrong,
        (Some(value), [shown]) if value != shown => Rating::Wrong,
        (Some(state), _) | (None, [state]) if !STATES.contains(&state.as_str()) => Rating::Wrong,
        (Some(state), [_]) => Rating::Twice(state.clone()),
        (Some(state), []) | (None, [state]) => Rating::Once(state.clone()),
        (None, []) => Rating::Blank,
    }
}

/// All choices of a form, by the names of their fields.
fn ratings(filled: &Filled) -> Vec<(String, Rating)> {
    let slots = filled.slots.iter().map(|(id, slot)| (format!("{id}.rating"), rating(&slot.rating)));
    slots.chain([("recommendation".to_owned(), rating(&filled.recommendation))]).collect()
}

#[derive(Debug, Default)]
struct Count {
    refused: usize,
    same: usize,
    restated: usize,
    remarked: usize,
}

/// Judges one damaged form. An error names what is wrong.
fn judge(whole: &Filled, bytes: &[u8], count: &mut Count) -> Result<(), String> {
    let Ok(filled) = pdf::read(bytes) else {
        count.refused += 1;
        return Ok(());
    };
    let same_kit = filled.slots.keys().eq(whole.slots.keys()) && filled.facts == whole.facts;
    let now = ratings(&filled);
    if !same_kit || now.iter().any(|(_, rating)| *rating == Rating::Wrong) {
        count.refused += 1;
        return Ok(());
    }
    let (mut restated, mut remarked) = (false, false);
    for ((name, before), (_, after)) in ratings(whole).into_iter().zip(now) {
        let by_other = || stated(bytes).and_then(|all| all.get(&name).cloned());
        match (&before, &after) {
            _ if before == after => {}
            // Half of the statement was lost.
            (Rating::Twice(state), Rating::Once(left)) if state == left => {}
            (_, Rating::Twice(state)) if by_other() == Some((Some(state.clone()), vec![state.clone()])) => {
                restated = true;
            }
            (Rating::Blank, Rating::Once(_)) => remarked = true,
            _ => {
                return Err(format!(
                    "{name} was {before:?} and is read as {after:?}; lopdf: {:?}",
                    by_other()
                ));
            }
        }
    }
    match (restated, remarked) {
        (true, _) => count.restated += 1,
        (_, true) => count.remarked += 1,
        _ => count.same += 1,
    }
    Ok(())
}

/// Replaces a few tokens by others of the same file.
fn swap_tokens(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut tokens: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| b" \n".contains(byte)).map(<[u8]>::to_vec).collect();
    for _ in 0..=dice.below(3) {
        let (at, from) = (dice.below(tokens.len()), dice.below(tokens.len()));
        match dice.below(3) {
            0 => tokens[at] = tokens[from].clone(),
            1 => tokens.swap(at, from),
            _ => drop(tokens.remove(at)),
        }
    }
    tokens.concat()
}

/// Changes one or two objects, and writes the file anew with right tables.
fn rebuild(pdf: &Pdf, dice: &mut Dice) -> Vec<u8> {
    let mut pdf = pdf.clone();
    for _ in 0..=dice.below(2) {
        let numbers: Vec<u32> = pdf.objects.keys().copied().collect();
        let (at, other) = (numbers[dice.below(numbers.len())], numbers[dice.below(numbers.len())]);
        let body = pdf.objects[&at].clone();
        match dice.below(6) {
            0 => drop(pdf.objects.remove(&at)),
            1 => drop(pdf.objects.insert(at, pdf.objects[&other].clone())),
            2 => {
                let swapped = pdf.objects.insert(other, body).expect("the other object");
                pdf.objects.insert(at, swapped);
            }
            3 => drop(pdf.objects.insert(at, swap_tokens(&body, dice))),
            4 => {
                let mut body = body;
                mutate(&mut body, dice);
                pdf.objects.insert(at, body);
            }
            // A reference leads to another object.
            _ => {
                let text = String::from_utf8_lossy(&body).into_owned();
                let parts: Vec<&str> = text.split(" 0 R").collect();
                let n = dice.below(parts.len());
                let mut changed = String::new();
                for (i, part) in parts.iter().enumerate() {
                    let to = format!("{}{other}", part.trim_end_matches(|c: char| c.is_ascii_digit()));
                    changed.push_str(if i == n { &to } else { part });
                    changed.push_str(if i + 1 < parts.len() { " 0 R" } else { "" });
                }
                pdf.objects.insert(at, changed.into_bytes());
            }
        }
    }
    if dice.below(2) == 0 { pdf.bytes() } else { pdf.packed() }
}

/// Gives a choice another value, other marks, or both alike. Its tables are right, so only the choice is wrong.
fn choose(pdf: &Pdf, dice: &mut Dice) -> Vec<u8> {
    let mut pdf = pdf.clone();
    let (field, states) = [(12, &STATES[..]), (22, &STATES[..]), (40, &STATES[..3])][dice.below(3)];
    let state = states[dice.below(states.len())];
    let set = |pdf: &mut Pdf, number: u32, key: &str, state: &str| {
        let body = String::from_utf8(pdf.objects[&number].clone()).expect("a text");
        let (before, after) = body.split_once(key).expect("the key");
        let rest = after.trim_start_matches(|c: char| c == '/' || c.is_alphanumeric());
        pdf.set(number, &format!("{before}{key}/{state}{rest}"));
    };
    let how = dice.below(3);
    if how != 1 {
        set(&mut pdf, field, "/V ", state);
    }
    for (kid, own) in (field + 1..).zip(states) {
        let shown = if *own == state { state } else { "Off" };
        if how == 2 || (how == 1 && *own == state) {
            set(&mut pdf, kid, "/AS ", shown);
        }
    }
    if dice.below(2) == 0 { pdf.bytes() } else { pdf.packed() }
}

/// A damaged copy of a form, and how it was made.
fn damaged(pdf: &Pdf, files: &[Vec<u8>], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let file = &files[dice.below(files.len())];
    match dice.below(5) {
        0 => {
            let mut bytes = file.clone();
            mutate(&mut bytes, dice);
            ("bytes", bytes)
        }
        1 => {
            let mut bytes = file.clone();
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            ("bits", bytes)
        }
        2 => ("tokens", swap_tokens(file, dice)),
        3 => ("choice", choose(pdf, dice)),
        _ => ("structure", rebuild(pdf, dice)),
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the counts are the result of the long run")]
fn damaged_forms_never_say_something_else() {
    let wanted = std::env::var("PANELKIT_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_500);
    let half = Pdf::form().value(12, "/3").mark(15, "/3");
    let mut count = Count::default();
    let mut longest = Duration::ZERO;
    let mut dice = Dice(0x5eed);
    for pdf in [Pdf::rated(), half] {
        let saved = updated(&Pdf::form().bytes(), &pdf.objects);
        let blank = Pdf::form();
        let mut changed = pdf.objects.clone();
        changed.retain(|number, body| blank.objects[number] != *body);
        let files = [pdf.bytes(), pdf.packed(), saved, updated_packed(&blank.packed(), &changed)];
        let whole = pdf::read(&files[0]).expect("readable");
        for n in 0..wanted / 2 {
            let (how, bytes) = damaged(&pdf, &files, &mut dice);
            let start = Instant::now();
            if let Err(wrong) = judge(&whole, &bytes, &mut count) {
                let place = std::env::temp_dir().join("panelkit-wrong-form.pdf");
                std::fs::write(&place, &bytes).expect("room");
                panic!("form {n}, damaged in its {how}: {wrong}; the form is {}", place.display());
            }
            longest = longest.max(start.elapsed());
        }
    }
    println!("{wanted} damaged forms: {count:?}, longest {longest:?}");
    assert!(longest < Duration::from_secs(10), "{longest:?}");
    // A test in which nearly every form is refused, or nearly none, tests little.
    assert!(count.same > wanted / 10 && count.refused > wanted / 10, "{count:?}");
    assert!(count.restated > wanted / 100 && count.remarked > wanted / 100, "{count:?}");
}

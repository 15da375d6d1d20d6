//! Edits of role specs: after each, `verify` finds no difference, the same command changes no file when it is run
//! again, and no more slots of the loop move than must. `examples/edits` does the same at length.

mod bank;
mod change;
#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod dice;
mod full;
mod rules;
mod spec;
mod walk;

use dice::Dice;
use walk::{Walk, asked, moved};

const SAMPLE: &str = include_str!("../../kits/payments-api-tpm/role.yaml");

#[test]
fn after_any_edit_no_slot_moves_that_need_not() {
    let (mut loops, mut obvious, mut still) = (0, 0, 0);
    for req in 0..4 {
        let mut dice = Dice(1_000 + req);
        let walk = if req == 0 { Walk::shipped(SAMPLE) } else { Walk::random(&mut dice) };
        let mut walk = walk.expect("there is a loop at first");
        for _ in 0..10 {
            let step = walk.step([1, 1, 1, 2, 3][dice.below(5)], &mut dice);
            assert_eq!(step.faults, Vec::<String>::new(), "{:?}", step.edits);
            let Some(new) = &step.new else { continue };
            loops += 1;
            let moved = moved(&step.old, new);
            assert_eq!(rules::broken(&step.role, &step.bank, &asked(new)), None, "{:?}", step.edits);
            // The slots that must move for a reason of their own.
            let (stay, gone) = rules::apart(&step.role, &step.bank, &step.old);
            assert!(moved >= gone, "{:?}: {moved} of {gone} moved", step.edits);
            // If all others can stay, no other slot moves.
            if rules::broken(&step.role, &step.bank, &stay).is_none() {
                assert_eq!(moved, gone, "{:?}", step.edits);
                obvious += 1;
                still += usize::from(gone == 0);
            }
        }
    }
    // The edits must be of all sorts, or the test says little.
    assert!(loops >= 25 && obvious >= 12 && still >= 5 && obvious > still, "{loops} {obvious} {still}");
}

//! Where a kit observes the must-haves of its role spec.

use super::subject::OfKit;
use crate::model::{KitRound, KitSlot, MustHave};

/// A must-have, and the slots that serve it.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    /// Its id in the kit.
    pub(super) id: String,
    /// The must-have.
    pub(super) must: &'a MustHave,
    /// Its path in the role spec.
    pub(super) route: String,
    /// The slots that serve it, with their rounds.
    pub(super) slots: Vec<(&'a KitRound, &'a KitSlot)>,
}

/// All must-haves of the role spec that the kit has too, with the slots that serve them.
pub(super) fn seen<'a>(of: &OfKit<'a>) -> Vec<Seen<'a>> {
    let known = &of.kit.role.must_haves;
    let id = |must: &MustHave| {
        let same = known.iter().find(|it| it.id == must.id.as_str());
        same.or_else(|| known.iter().find(|it| it.text == must.text)).map(|it| it.id.clone())
    };
    let rounds = &of.kit.rounds;
    let all = of.role.must_haves.iter().enumerate();
    all.filter_map(|(n, must)| {
        let id = id(must)?;
        let slots = rounds.iter().flat_map(|round| round.slots.iter().map(move |slot| (round, slot)));
        let slots = slots.filter(|(_, slot)| slot.serves.contains(&id)).collect();
        Some(Seen { id, must, route: format!("must_haves[{n}]"), slots })
    })
    .collect()
}

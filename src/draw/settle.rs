//! What a newly drawn loop decides for the kits of its candidates.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{ANY, Forms, PLENTY};
use super::likeness::{Likeness, allowed, minutes};
use super::stock::{ENOUGH, Stock, cell, types_by_cell};
use crate::model::{Bank, Id, Kit, KitAdmits, KitSlot, QuestionType, RoleSpec, TypeRule};

/// Decides which slots of a newly drawn loop's kit rotate, and how difficult the questions of each may be.
///
/// Besides the slots that the blueprint made core, these become core: a slot for which the bank has fewer
/// than three questions of the kind (with `equivalence: strict`, of the type) of its question; and for each
/// must-have that names questions as `evidence`, the first slot that observes it with one of them. A slot that
/// was kept of the loop before with its question stays as it was. Questions that cannot be drawn together with a
/// core question do not count towards what a slot admits.
#[must_use]
pub fn settle(bank: &Bank, role: &RoleSpec, mut kit: Kit) -> Kit {
    let shown = evident(role, &kit);
    kit.slots_mut().filter(|slot| shown.contains(&slot.id)).for_each(|slot| slot.core = true);
    let drawn = kit.clone();
    let kept: BTreeMap<&str, &Option<KitAdmits>> =
        drawn.choices.kept.iter().filter_map(|k| Some((k.question.as_deref()?, &k.admits))).collect();
    let stock = Stock::new(bank, role, &drawn);
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        let is_new = |slot: &&mut KitSlot| !slot.core && !kept.contains_key(slot.question.id.as_str());
        for slot in round.slots.iter_mut().filter(is_new) {
            let minutes = minutes(bank, slot);
            let forms = stock.forms(slot, allowed, 0, minutes, (role.equivalence, Likeness::Kind));
            slot.core = stock.count(slot, forms, minutes, ANY) < ENOUGH;
        }
    }
    let rotating: Vec<KitSlot> = kit.slots().filter(|slot| !slot.core).cloned().collect();
    let others = types_by_cell(rotating.iter());
    let core = kit.slots().filter(|slot| slot.core).filter_map(|slot| bank.question(&slot.question.id));
    let rest = stock.beside(&core.collect::<Vec<_>>());
    let families = families(bank, &rest, &rotating, &kept);
    let is_free = |family: &Id| !families.values().any(|taken| taken == family);
    let apart = rest.of_families(&|family| family.is_none_or(is_free));
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        for slot in round.slots.iter_mut().filter(|slot| !slot.core) {
            if let Some(admits) = kept.get(slot.question.id.as_str()) {
                slot.admits.clone_from(admits);
                continue;
            }
            let minutes = minutes(bank, slot);
            let others = others[&cell(slot)];
            let family = families.get(&slot.id);
            let own = family.map(|own| rest.of_families(&|family| family == Some(own)));
            let rest = own.as_ref().unwrap_or(&apart);
            let asking = |of: fn(&KitSlot) -> Forms| {
                let others = rotating.iter().filter(|other| families.get(&other.id) == family);
                others.filter(|other| cell(other) == cell(slot) && of(other) == of(slot)).count()
            };
            let slots = (asking(Forms::as_asked), asking(Forms::of_type));
            // Questions of one family often have the same enemies in other slots, so outside a slot that keeps a
            // family they count once.
            let narrow = rest.narrow(slot, minutes, slots, if family.is_some() { PLENTY } else { 1 });
            let rules = |types| (types, Likeness::Full);
            let wide = |types| stock.forms(slot, allowed, others, minutes, rules(types));
            let forms = narrow.unwrap_or_else(|| wide(TypeRule::Preferred));
            let drawn = narrow.unwrap_or_else(|| wide(role.equivalence));
            let window = slot.question.difficulty.map(|own| rest.window(slot, own, drawn, minutes));
            let named = QuestionType::ALL.iter().filter(|(t, _)| forms.types & 1 << *t as u8 != 0);
            slot.admits = Some(KitAdmits {
                family: family.map(Id::to_string),
                types: named.map(|(_, word)| (*word).to_owned()).collect(),
                exhibits: forms.exhibits,
                difficulty: window.map(|(window, _)| window),
                undeclared: window.is_none_or(|(_, undeclared)| undeclared),
            });
        }
    }
    kit
}

/// The families that rotating slots keep, by the id of the slot. A slot keeps the family of its question if
/// four of the family's questions fit it. A slot of the loop before keeps what it had.
fn families(
    bank: &Bank,
    stock: &Stock<'_>,
    rotating: &[KitSlot],
    kept: &BTreeMap<&str, &Option<KitAdmits>>,
) -> BTreeMap<String, Id> {
    let family = |slot: &KitSlot| match kept.get(slot.question.id.as_str()) {
        Some(admits) => Id::new(admits.as_ref()?.family.as_deref()?),
        None => {
            let own = stock.family(slot)?;
            let alike = stock.of_families(&|family| family == Some(own));
            alike.narrow(slot, minutes(bank, slot), (1, 1), PLENTY).map(|_| own.clone())
        }
    };
    rotating.iter().filter_map(|slot| Some((slot.id.clone(), family(slot)?))).collect()
}

/// The ids of the slots that must be core because a must-have names their questions as evidence.
fn evident(role: &RoleSpec, kit: &Kit) -> BTreeSet<String> {
    let of = |must: &crate::model::MustHave| {
        let shows = |slot: &&KitSlot| {
            slot.serves.iter().any(|id| id == must.id.as_str())
                && must.evidence.iter().any(|id| id.as_str() == slot.question.id)
        };
        kit.slots().find(shows).map(|slot| slot.id.clone())
    };
    role.must_haves.iter().filter_map(of).collect()
}

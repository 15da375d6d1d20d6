//! Properties of the arithmetic of scores, each on 1,000 random panels. The values of single cases are compared with an
//! independent computation elsewhere.

use panelkit::math::{GAMMA, split_mix64};
use panelkit::model::{CandidateState, Debrief, DebriefRule, FormThere, RatingsUsed, SeatName};
use panelkit::score::{Opening, Person, RatedSlot, Rating, Seat, WeightedMustHave, debrief};

const PANELS: u64 = 1000;

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        split_mix64(self.0) % n
    }
}

/// An opening with 2 to 6 candidates, 2 to 4 rounds with 1 to 3 raters, 1 to 6 must-haves, and missing ratings.
fn opening(seed: u64) -> Opening {
    let mut random = Random(seed);
    let rounds: Vec<String> = (0..2 + random.below(3)).map(|n| format!("round-{n}")).collect();
    let must_haves: Vec<WeightedMustHave> = (0..1 + random.below(6))
        .map(|n| WeightedMustHave {
            id: format!("must-{n}"),
            text: format!("Must {n}"),
            competency: format!("c-{}", n % 3),
            weight: 1 + random.below(3) as u32,
        })
        .collect();
    let mut slots = Vec::new();
    for round in &rounds {
        for n in 1..=3 + random.below(3) {
            let own = must_haves.iter().enumerate();
            let serves = own.filter(|(m, _)| *m as u64 % 3 == n % 3 || random.below(4) == 0);
            let serves = serves.map(|(_, m)| m.id.clone()).collect();
            slots.push(RatedSlot {
                id: format!("{round}.{n}"),
                round: round.clone(),
                competency: format!("c-{}", random.below(3)),
                core: random.below(2) == 0,
                serves,
                ratings: Vec::new(),
                agreed: None,
            });
        }
    }
    let used = if random.below(4) == 0 { RatingsUsed::Agreed } else { RatingsUsed::Independent };
    let raters = 1 + random.below(3);
    let people = (0..2 + random.below(5)).map(|n| person(n, &slots, raters, &mut random)).collect();
    Opening {
        req: format!("req-{seed}"),
        scale: (1, 4),
        cut: 3,
        used,
        points: Some(100),
        must_haves,
        competencies: (0..3).map(|n| format!("c-{n}")).collect(),
        rounds,
        people,
    }
}

fn person(n: u64, slots: &[RatedSlot], raters: u64, random: &mut Random) -> Person {
    let mut slots = slots.to_vec();
    for slot in &mut slots {
        for rater in 0..raters {
            if random.below(12) > 0 {
                let score = 1 + random.below(4) as u8;
                slot.ratings.push(Rating { rater: Some(format!("Rater {rater}")), score });
            }
        }
        if random.below(6) == 0 {
            slot.agreed = Some(1 + random.below(4) as u8);
        }
    }
    let seat = |round: &str| Seat {
        name: SeatName { round: round.to_owned(), interviewer: Some("Rater 0".to_owned()) },
        form: FormThere::In,
    };
    Person {
        id: format!("c-{n}"),
        seats: vec![seat("round-0")],
        stopped: false,
        slots,
        recommendations: Vec::new(),
    }
}

fn computed(opening: &Opening) -> Debrief {
    let rule = DebriefRule {
        digest: "sha256:0".to_owned(),
        cut: opening.cut,
        ratings: opening.used,
        changed_after_first_score: false,
    };
    debrief(opening, None, rule, false, true)
}

fn totals(found: &Debrief) -> Vec<Option<f64>> {
    found.candidates.iter().map(|c| c.scores.as_ref().and_then(|s| s.total).map(|t| t.0)).collect()
}

#[test]
fn a_better_rating_never_lowers_a_total() {
    let mut changed = 0;
    for seed in 0..PANELS {
        let before = opening(seed);
        let mut after = before.clone();
        let mut random = Random(seed ^ 0xA5A5);
        let slots = &mut after.people[0].slots;
        let at = random.below(slots.len() as u64) as usize;
        let Some(rating) = slots[at].ratings.first_mut().filter(|r| r.score < 4) else { continue };
        rating.score += 1;
        for (one, other) in totals(&computed(&before)).into_iter().zip(totals(&computed(&after))) {
            let (Some(one), Some(other)) = (one, other) else { continue };
            assert!(other >= one, "seed {seed}: {one} became {other}");
            changed += usize::from(other > one);
        }
    }
    assert!(changed > 200, "only {changed} totals changed");
}

#[test]
fn the_order_of_files_and_the_names_of_people_change_no_number() {
    for seed in 0..PANELS {
        let before = opening(seed);
        let mut after = before.clone();
        for person in &mut after.people {
            person.slots.iter_mut().for_each(|slot| slot.ratings.reverse());
            person.slots.reverse();
        }
        let (one, other) = (computed(&before), computed(&after));
        assert_eq!(totals(&one), totals(&other), "seed {seed}");
        assert_eq!((&one.top_group, &one.sensitivity), (&other.top_group, &other.sensitivity), "seed {seed}");
        assert_eq!(one.agreement.pairs, other.agreement.pairs, "seed {seed}");
        for rating in after.people.iter_mut().flat_map(|p| &mut p.slots).flat_map(|s| &mut s.ratings) {
            rating.rater = rating.rater.take().map(|name| format!("Zoë {name}"));
        }
        let renamed = computed(&after);
        assert_eq!((totals(&one), &one.top_group), (totals(&renamed), &renamed.top_group), "seed {seed}");
        let stable = |found: &Debrief| found.sensitivity.as_ref().map(|s| s.stable);
        assert_eq!(stable(&one), stable(&renamed), "seed {seed}");
    }
}

#[test]
fn equal_candidates_are_in_the_top_group_together_and_a_lower_total_is_never_in_alone() {
    let (mut groups, mut left_out) = (0, 0);
    for seed in 0..PANELS {
        let mut with_twins = opening(seed);
        let mut twin = with_twins.people[0].clone();
        twin.id = "c-twin".to_owned();
        with_twins.people.push(twin);
        let found = computed(&with_twins);
        let Some(group) = &found.top_group else { continue };
        groups += 1;
        let is_in = |id: &str| group.ids.iter().any(|one| one == id);
        assert_eq!(is_in("c-0"), is_in("c-twin"), "seed {seed}");
        let complete: Vec<_> = found
            .candidates
            .iter()
            .filter(|c| c.state == CandidateState::Complete)
            .filter_map(|c| {
                let scores = c.scores.as_ref()?;
                Some((c.id.as_str(), scores.total?.0, scores.standard_error?.0))
            })
            .collect();
        assert_eq!(group.k, complete.len(), "seed {seed}");
        let best = complete.iter().map(|one| one.1).fold(f64::MIN, f64::max);
        for (id, total, error) in &complete {
            assert!(is_in(id) || *total < best, "seed {seed}: {id} has the best total and is out");
            left_out += usize::from(!is_in(id));
            for (other, higher, own) in &complete {
                let is_wrong = higher > total && (own - error).abs() < 1e-12 && is_in(id) && !is_in(other);
                assert!(!is_wrong, "seed {seed}: {id} is in and {other} is out");
            }
        }
    }
    assert!(groups > 300 && left_out > 40, "{groups} groups, {left_out} candidates left out");
}

#[test]
fn a_candidate_without_a_rating_for_a_must_have_has_no_total() {
    for seed in 0..PANELS {
        let mut opening = opening(seed);
        let must_have = opening.must_haves[0].id.clone();
        for slot in &mut opening.people[0].slots {
            if slot.serves.contains(&must_have) {
                slot.ratings.clear();
                slot.agreed = None;
            }
        }
        let found = computed(&opening);
        assert_eq!(found.candidates[0].state, CandidateState::Incomplete, "seed {seed}");
        assert_eq!(totals(&found)[0], None, "seed {seed}");
        opening.people[0].seats[0].form = FormThere::Missing;
        let found = computed(&opening);
        assert_eq!(found.candidates[0].state, CandidateState::Waiting, "seed {seed}");
        assert!(found.candidates[0].scores.is_none(), "seed {seed}");
    }
}

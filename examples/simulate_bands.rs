//! Simulates panels of eight equally good candidates, and counts how often three rules split them.
//!
//! ```text
//! cargo run --release --example simulate_bands -- [PANELS]    # 4,000 panels a line unless you give a number
//! ```
//!
//! Six must-haves are seen in two answers each, in two, three or four rounds with two interviewers: both answers in one
//! round, or in two different rounds. An answer's rating is the candidate's level, plus what the round leaves on all its
//! answers (normal, 0.3), plus what the question leaves (0.5), plus the interviewer's own error (0.4), rounded to the scale
//! of 1 to 4. All candidates have the same level, so every split is wrong.
//!
//! The first two rules take the error of a total from the candidate's own answers. One draws a band of 1.96 errors on both sides
//! of each total, and splits candidates whose band does not reach the band of the best one. The other splits those who are
//! further behind the best one than 1.96 errors of the difference. The third rule is the one that panelkit uses: Tukey and
//! Kramer, with the error pooled over all candidates.

use std::process::ExitCode;

use panelkit::math::{GAMMA, split_mix64};
use panelkit::model::{Debrief, DebriefRule, FormThere, RatingsUsed, SeatName};
use panelkit::score::{Opening, Person, RatedSlot, Rating, Seat, WeightedMustHave, debrief};

const CANDIDATES: usize = 8;
const MUST_HAVES: usize = 6;
const ANSWERS: usize = 2;
const RATERS: usize = 2;
const LEVEL: f64 = 2.8;
const HALO: f64 = 0.3;
const QUESTION: f64 = 0.5;
const RATER: f64 = 0.4;

struct Random(u64);

impl Random {
    /// Above 0, below 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(GAMMA);
        ((split_mix64(self.0) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Normal with mean 0 (Box and Muller 1958).
    fn normal(&mut self, deviation: f64) -> f64 {
        let (a, b) = (self.share(), self.share());
        deviation * (-2.0 * a.ln()).sqrt() * (2.0 * std::f64::consts::PI * b).cos()
    }
}

/// `apart`: whether the answers of a must-have are in different rounds.
fn person(n: usize, rounds: usize, apart: bool, random: &mut Random) -> Person {
    let halo: Vec<f64> = (0..rounds).map(|_| random.normal(HALO)).collect();
    let slot = |at: usize, random: &mut Random| {
        let round = if apart { at % rounds } else { at / ANSWERS % rounds };
        let answer = LEVEL + halo[round] + random.normal(QUESTION);
        let rating = |rater: usize, random: &mut Random| Rating {
            rater: Some(format!("Rater {round}.{rater}")),
            score: (answer + random.normal(RATER)).round().clamp(1.0, 4.0) as u8,
        };
        RatedSlot {
            id: format!("round-{round}.{at}"),
            round: format!("round-{round}"),
            competency: format!("c-{}", at / ANSWERS),
            core: true,
            serves: vec![format!("m-{}", at / ANSWERS)],
            ratings: (0..RATERS).map(|rater| rating(rater, random)).collect(),
            agreed: None,
        }
    };
    let name = SeatName { round: "round-0".to_owned(), interviewer: None };
    Person {
        id: format!("c-{n}"),
        seats: vec![Seat { name, form: FormThere::In }],
        stopped: false,
        slots: (0..MUST_HAVES * ANSWERS).map(|at| slot(at, random)).collect(),
        recommendations: Vec::new(),
    }
}

fn panel(seed: u64, rounds: usize, apart: bool) -> (Opening, Debrief) {
    let mut random = Random(seed);
    let must_have = |n: usize| WeightedMustHave {
        id: format!("m-{n}"),
        text: format!("Must-have {n}"),
        competency: format!("c-{n}"),
        weight: 1,
    };
    let opening = Opening {
        req: "simulated".to_owned(),
        scale: (1, 4),
        cut: 3,
        used: RatingsUsed::Independent,
        points: None,
        must_haves: (0..MUST_HAVES).map(must_have).collect(),
        competencies: (0..MUST_HAVES).map(|n| format!("c-{n}")).collect(),
        rounds: (0..rounds).map(|n| format!("round-{n}")).collect(),
        people: (0..CANDIDATES).map(|n| person(n, rounds, apart, &mut random)).collect(),
    };
    let rule = DebriefRule {
        digest: String::new(),
        cut: 3,
        ratings: RatingsUsed::Independent,
        changed_after_first_score: false,
    };
    let found = debrief(&opening, None, rule, false, false);
    (opening, found)
}

/// The standard error of a total from the candidate's own answers alone.
fn own_error(person: &Person) -> f64 {
    let mean = |slot: &RatedSlot| {
        slot.ratings.iter().map(|r| f64::from(r.score)).sum::<f64>() / slot.ratings.len() as f64
    };
    let scores: Vec<f64> = person.slots.iter().map(mean).collect();
    let squares: f64 = scores
        .chunks(ANSWERS)
        .map(|of| {
            let centre = of.iter().sum::<f64>() / ANSWERS as f64;
            of.iter().map(|score| (score - centre).powi(2)).sum::<f64>()
        })
        .sum();
    let variance = squares / (MUST_HAVES * (ANSWERS - 1)) as f64;
    (variance / (MUST_HAVES * ANSWERS) as f64).sqrt()
}

/// Whether the two rules with own errors split a panel: by bands that do not overlap, and by the error of the difference.
fn splits_by_own_errors(opening: &Opening, found: &Debrief) -> [bool; 2] {
    let total = |n: usize| found.candidates[n].scores.as_ref().and_then(|s| s.total).map_or(0.0, |t| t.0);
    let best = (0..CANDIDATES).max_by(|a, b| total(*a).total_cmp(&total(*b))).unwrap_or(0);
    let error = |n: usize| own_error(&opening.people[n]);
    let is_split = |of_both: &dyn Fn(f64, f64) -> f64| {
        (0..CANDIDATES).any(|n| total(best) - total(n) > 1.96 * of_both(error(n), error(best)))
    };
    [is_split(&|a, b| a + b), is_split(&f64::hypot)]
}

fn main() -> ExitCode {
    let panels = match std::env::args().nth(1).map(|word| word.parse::<u64>()) {
        None => 4_000,
        Some(Ok(panels)) if panels > 0 => panels,
        Some(_) => return ExitCode::from(2),
    };
    let mut text = format!(
        "{panels} panels of {CANDIDATES} equally good candidates; share of panels that a rule splits\n"
    );
    text.push_str(
        "rounds  answers of a must-have  bands apart  1.96 errors of difference  Tukey-Kramer, pooled\n",
    );
    for (apart, rounds) in [(true, 2), (true, 3), (true, 4), (false, 2), (false, 3), (false, 4)] {
        let (mut bands, mut difference, mut tukey) = (0, 0, 0);
        for seed in 0..panels {
            let (opening, found) = panel(split_mix64(8 * seed + rounds as u64), rounds, apart);
            let own = splits_by_own_errors(&opening, &found);
            bands += u64::from(own[0]);
            difference += u64::from(own[1]);
            tukey += u64::from(found.top_group.is_some_and(|group| group.ids.len() < CANDIDATES));
        }
        let share = |n: u64| 100.0 * n as f64 / panels as f64;
        let place = if apart { "in different rounds" } else { "in one round" };
        let (bands, difference, tukey) = (share(bands), share(difference), share(tukey));
        text.push_str(&format!(
            "{rounds:>6}  {place:<22}  {bands:>10.0}%  {difference:>24.0}%  {tukey:>19.0}%\n"
        ));
    }
    use std::io::Write;
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

//! The timetable of a round, minute by minute.

use chrono::{NaiveTime, TimeDelta};

use crate::model::{KitSlot, ScheduleRow};

/// The entries for opening, questions, remaining time and closing. Times count from the start of the round.
/// `questions`: minutes for questions in the round.
pub(super) fn schedule(opening: u32, questions: u32, closing: u32, slots: &[KitSlot]) -> Vec<ScheduleRow> {
    let asked: u32 = slots.iter().map(|s| s.question.minutes).sum();
    let mut clock = Clock { minutes: 0, rows: Vec::new() };
    clock.add("opening", opening, None);
    for slot in slots {
        clock.add("question", slot.question.minutes, Some(&slot.id));
    }
    clock.add("buffer", questions.saturating_sub(asked), None);
    clock.add("closing", closing, None);
    clock.rows
}

struct Clock {
    minutes: u32,
    rows: Vec<ScheduleRow>,
}

impl Clock {
    fn add(&mut self, kind: &str, minutes: u32, slot: Option<&str>) {
        if minutes == 0 {
            return;
        }
        let at = NaiveTime::MIN + TimeDelta::minutes(i64::from(self.minutes));
        let row = ScheduleRow {
            at: at.format("%-H:%M").to_string(),
            minutes,
            kind: kind.to_owned(),
            slot: slot.map(str::to_owned),
        };
        self.rows.push(row);
        self.minutes += minutes;
    }
}

//! Decides what the columns of a table become.

use super::keys::Key;
use super::options::{ImportOptions, Target};
use super::points::{Point, point, words};
use super::synonyms::{exact, key, within};
use crate::load::table::plain;
use crate::model::{Bank, Became};

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its name as in the header.
    pub(super) name: String,
    pub(super) target: Target,
    /// Whether its name or the user decided.
    pub(super) known: bool,
    /// Why, if that is not clear from the name.
    pub(super) why: Option<String>,
}

impl Column {
    /// Whether its texts are questions.
    pub(super) fn is_prompt(&self) -> bool {
        self.target == Target::Key(Key::Prompt)
    }

    /// What it became, and its key if it became one.
    pub(super) fn fate(&self) -> (Became, Option<String>) {
        match &self.target {
            Target::Key(Key::Note | Key::Phrasing) => (Became::Comment, None),
            Target::Key(key) => (Became::Key, Some(key.as_str().to_owned())),
            Target::Point(_) => (Became::Anchor, None),
        }
    }

    /// What a comment calls it.
    pub(super) fn from(&self, index: usize) -> String {
        match self.name.is_empty() {
            true => format!("column {}", index + 1),
            false => format!("column `{}`", self.name),
        }
    }
}

/// Whether a name of a column is the one that the user wrote.
pub(super) fn is_called(cell: &str, name: &str) -> bool {
    cell.trim() == name || !plain(name).is_empty() && plain(cell) == plain(name)
}

/// The columns of a header.
pub(super) fn columns(header: &[&str], options: &ImportOptions, bank: &Bank) -> Vec<Column> {
    let labels: Vec<Option<Point>> = header.iter().map(|cell| label(cell, bank)).collect();
    let labels = if labels.iter().flatten().count() > 1 { labels } else { vec![None; header.len()] };
    let points: Vec<Option<Point>> = header.iter().map(|cell| point(cell.trim())).collect();
    let several = points.iter().flatten().count() > 1;
    let mut found = Vec::new();
    for (n, cell) in header.iter().enumerate() {
        let name = cell.trim();
        let mapped =
            options.map.iter().find(|(column, _)| is_called(cell, column)).map(|(_, target)| target.clone());
        let single =
            || words(name).split(' ').all(|w| ["anchor", "score"].contains(&w) || w.parse::<u8>().is_ok());
        let at_point = points[n].clone().filter(|_| several || single());
        let by_name =
            || (labels[n].clone().or(at_point).map(Target::Point)).or_else(|| key(name).map(Target::Key));
        let long = || within(name).filter(|_| words(name).split(' ').count() > 2).map(Target::Key);
        let (target, known, why) = match (mapped, by_name()) {
            (Some(target), _) => (target, true, Some("as `--map` says")),
            (None, Some(target)) => (target, true, None),
            (None, None) => match long() {
                Some(target) => (target, true, Some("because of its words")),
                None if name.is_empty() => (Target::Key(Key::Note), false, None),
                None => (Target::Key(Key::Note), false, Some("its name is not known")),
            },
        };
        found.push(Column { name: name.to_owned(), target, known, why: why.map(str::to_owned) });
    }
    single_keys(&mut found, options);
    found
}

/// Leaves each key that a question has once to one column: the one that the user chose, or else the first whose name
/// means the key, or else the first whose words do.
fn single_keys(columns: &mut [Column], options: &ImportOptions) {
    for (key, _) in Key::ALL {
        if key.is_list() || key == Key::Anchors {
            continue;
        }
        let rank = |column: &Column| match column.why.as_deref() {
            Some("as `--map` says") => 0,
            None if exact(&column.name).is_some() => 1,
            None => 2,
            Some(_) => 3,
        };
        let of_key: Vec<usize> =
            (0..columns.len()).filter(|n| columns[*n].target == Target::Key(key)).collect();
        let Some(first) = of_key.iter().copied().min_by_key(|n| rank(&columns[*n])) else { continue };
        let chosen = options.map.iter().any(|(_, target)| *target == Target::Key(key));
        for n in of_key.into_iter().filter(|n| *n != first) {
            let other = columns[first].name.clone();
            let phrasing = key == Key::Prompt && !chosen;
            columns[n].target = Target::Key(if phrasing { Key::Phrasing } else { Key::Note });
            columns[n].why = Some(format!("`{}` comes from column `{other}`", key.as_str()));
        }
    }
}

/// The score of the bank whose label a text is.
pub(super) fn label(text: &str, bank: &Bank) -> Option<Point> {
    let plain = plain(text);
    let is = |label: &str, score: u8| {
        let label = self::plain(label);
        !label.is_empty()
            && [label.clone(), format!("{label}{score}"), format!("{score}{label}")].contains(&plain)
    };
    bank.ratings.iter().find(|r| is(&r.label, r.score)).map(|r| Point::Score(r.score))
}

//! The tables of a page: anchors, an empty matrix, or a list of questions.

use crate::load::import::columns::{Column, columns, label};
use crate::load::import::keys::Key;
use crate::load::import::options::ImportOptions;
use crate::load::import::points::{Point, is_scale, point};
use crate::load::import::raw::Part;
use crate::load::import::sheets::one_line;
use crate::load::import::synonyms::key;
use crate::model::Bank;

/// What a table is.
pub(super) enum Table {
    /// Each row below the header is a question.
    Questions(Vec<Column>),
    /// Anchors and comments of a question.
    Anchors(Vec<Part>),
    /// A matrix of scores without texts.
    Empty,
    /// Another table.
    Other,
}

/// What a table is. `rows`: its rows, the header first.
pub(super) fn table(rows: &[Vec<String>], options: &ImportOptions, bank: &Bank) -> Table {
    let Some((header, body)) = rows.split_first() else { return Table::Other };
    let cells: Vec<&str> = header.iter().map(String::as_str).collect();
    let columns = columns(&cells, options, bank);
    if columns.iter().any(|c| c.is_prompt() && c.known) {
        return Table::Questions(columns);
    }
    let points = scale(&cells, bank);
    if points.iter().flatten().count() > 1 {
        return across(header, &points, body);
    }
    let firsts: Vec<&str> = rows.iter().map(|row| row.first().map_or("", String::as_str)).collect();
    let points = scale(&firsts, bank);
    // Numbers below another head are no scores.
    let head = cells.first().copied().unwrap_or_default();
    let is_scale =
        is_scale(head) || key(head) == Some(Key::Anchors) || points.first().is_some_and(Option::is_some);
    let named = points.iter().flatten().any(|p| !matches!(p, Point::Number(_)));
    match points.iter().flatten().count() > 1 && header.len() > 1 && (is_scale || named) {
        true => down(rows, &points),
        false => Table::Other,
    }
}

/// The points that cells name: labels of the bank, if several are, or numbers and words of a scale.
fn scale(cells: &[&str], bank: &Bank) -> Vec<Option<Point>> {
    let labels: Vec<Option<Point>> = cells.iter().map(|cell| label(cell, bank)).collect();
    match labels.iter().flatten().count() > 1 {
        true => labels,
        false => cells.iter().map(|cell| point(cell)).collect(),
    }
}

/// Anchors in columns. Several rows are several criteria; the anchor of a score has the texts of all.
fn across(header: &[String], points: &[Option<Point>], body: &[Vec<String>]) -> Table {
    let mut parts = Vec::new();
    let mut any = false;
    for (n, name) in header.iter().enumerate() {
        let mut texts = Vec::new();
        for row in body {
            let Some(cell) = row.get(n).map(|c| one_line(c)).filter(|c| !c.is_empty()) else { continue };
            let criterion =
                row.first().map(|c| one_line(c)).filter(|c| n > 0 && points[0].is_none() && !c.is_empty());
            texts.push(match criterion.filter(|_| points[n].is_some() && body.len() > 1) {
                Some(criterion) => format!("{criterion}: {cell}"),
                None => cell,
            });
        }
        match (&points[n], texts.is_empty()) {
            (_, true) => {}
            (Some(point), _) => {
                any = true;
                let text = texts.join("; ");
                parts.push(Part {
                    key: Key::Anchors,
                    point: Some(point.clone()),
                    text,
                    from: format!("column `{name}`"),
                });
            }
            (None, _) => {
                parts.push(Part::new(Key::Note, texts.join("; "), format!("column `{name}` of the table")))
            }
        }
    }
    if any { Table::Anchors(parts) } else { Table::Empty }
}

/// Anchors in rows: the point in the first cell, the text in the others.
fn down(rows: &[Vec<String>], points: &[Option<Point>]) -> Table {
    let mut parts = Vec::new();
    let mut any = false;
    for (row, point) in rows.iter().zip(points) {
        let texts: Vec<String> = row.iter().skip(1).map(|c| one_line(c)).filter(|c| !c.is_empty()).collect();
        let (name, text) = (row.first().cloned().unwrap_or_default(), texts.join("; "));
        match point {
            Some(_) if text.is_empty() => {}
            Some(point) => {
                any = true;
                parts.push(Part {
                    key: Key::Anchors,
                    point: Some(point.clone()),
                    text,
                    from: format!("row `{name}`"),
                });
            }
            None => parts.push(Part::new(Key::Note, format!("{name} | {text}"), "row of the table")),
        }
    }
    if any { Table::Anchors(parts) } else { Table::Empty }
}

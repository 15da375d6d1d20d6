//! Tables: header cells of columns and rows, and the bars that show the numbers of a column.

use super::text::escape;
use crate::render::blocks::{Align, Bars, Inline, Table, plain};

/// Number of columns from which a table may be wider than a narrow screen, so that it scrolls by itself.
const WIDE: usize = 4;

/// Writes a table. `text` writes the text of a cell.
pub(super) fn table(table: &Table, text: &dyn Fn(&[Inline]) -> String) -> String {
    let headless = table.head.iter().all(|cell| is_empty(cell));
    let mut out = String::from(if headless { "<table class=\"facts\">\n" } else { "<table>\n" });
    if !headless {
        out.push_str("<thead><tr>");
        for (cell, align) in table.head.iter().zip(&table.align) {
            // A header cell without words names no column.
            let tag = if is_empty(cell) { "td" } else { "th scope=\"col\"" };
            out.push_str(&format!("<{tag}{}>{}</{}>", class(*align), text(cell), &tag[..2]));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    let named = headless || table.head.first().is_some_and(|cell| !is_empty(cell));
    for row in &table.rows {
        out.push_str("<tr>");
        for (n, (cell, align)) in row.iter().zip(&table.align).enumerate() {
            let heads = n == 0 && named && table.align.len() > 1 && !is_empty(cell);
            let tag = if heads { "th scope=\"row\"" } else { "td" };
            let bar = table.bars.filter(|bars| bars.column == n).map(|bars| bar(bars, cell));
            let bar = bar.unwrap_or_default();
            out.push_str(&format!("<{tag}{}>{}{bar}</{}>", class(*align), text(cell), &tag[..2]));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    if table.align.len() < WIDE {
        return out;
    }
    let columns: Vec<String> =
        table.head.iter().map(|cell| plain(cell)).filter(|cell| !cell.is_empty()).collect();
    let label = escape(&format!("Table: {}", columns.join(", ")));
    format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n{out}</div>\n")
}

fn is_empty(cell: &[Inline]) -> bool {
    cell.iter().all(|inline| inline.text.trim().is_empty())
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Center => " class=\"center\"",
        Align::End => " class=\"end\"",
    }
}

/// The bar for the number at the beginning of a cell, and the line at the limit. The number itself is in the cell, so
/// the picture is hidden from screen readers.
fn bar(bars: Bars, cell: &[Inline]) -> String {
    let Some((from, to)) = bars.span(&plain(cell)) else { return String::new() };
    let line = match bars.limit > 0.0 {
        true => format!("<path d=\"M{:.1} 0v8\"/>", 100.0 * bars.share(bars.limit)),
        false => String::new(),
    };
    let x = if from > 0.0 { format!("x=\"{:.1}\" ", 100.0 * from) } else { String::new() };
    let width = format!("{:.1}", 100.0 * (to - from));
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect {x}width=\"{width}\" height=\"8\"/>{line}</svg>"
    )
}

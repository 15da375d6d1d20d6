//! How much a bank holds, cell by cell.

use panelkit::model::{Stats, StatsCell};
use panelkit::text::count;

use crate::cli::session::Session;

/// A cell as a short text: number of questions, their minutes, number of candidates served.
fn words(cell: &StatsCell) -> String {
    let minutes = match cell.minutes {
        None => return "none".to_owned(),
        Some((a, b)) if a == b => format!("{a} min"),
        Some((a, b)) => format!("{a}-{b} min"),
    };
    let serves = cell.serves.map_or("-".to_owned(), |n| n.to_string());
    let lacking = match cell.questions - cell.anchored {
        0 => String::new(),
        n => format!(" !{n}"),
    };
    format!("{:>3}  {minutes:>9}  x{serves}{lacking}", cell.questions)
}

/// Shows how much a bank holds as a heat map.
pub(in crate::cli) fn heat_map(stats: &Stats, session: &Session) {
    const CELL: usize = 24;
    let width = stats.rows.iter().map(|r| r.competency.len()).max().unwrap_or(0);
    let header: String = stats.depths.iter().map(|d| format!(" {d:^CELL$}")).collect();
    session.say(format!("{:width$}{header}", ""));
    for row in &stats.rows {
        let mut line = format!("{:width$}", row.competency);
        for cell in &row.cells {
            line.push_str(&format!(
                " {}{:<CELL$}\u{1b}[0m",
                colour(cell, stats),
                format!(" {}", words(cell))
            ));
        }
        // Only ids and numbers stand between the colours.
        session.say_coloured(line.trim_end());
    }
    session.say(format!("\n{}", summary(stats)));
    session.say(format!("reach: {}", reach(stats)));
    session.tell(legend(stats));
}

/// The background colour of a cell, darker for a fuller cell, from the 256-colour palette of terminals.
fn colour(cell: &StatsCell, stats: &Stats) -> &'static str {
    const SHADES: [&str; 5] = [
        "\u{1b}[48;5;217;30m",
        "\u{1b}[48;5;195;30m",
        "\u{1b}[48;5;153;30m",
        "\u{1b}[48;5;75;30m",
        "\u{1b}[48;5;25;97m",
    ];
    match cell.questions {
        0 => SHADES[0],
        n => SHADES[(n * 4).div_ceil(stats.fullest().max(1)).clamp(1, 4)],
    }
}

fn summary(stats: &Stats) -> String {
    let listed = |pairs: &[(String, usize)]| {
        pairs.iter().map(|(word, n)| format!("{n} {word}")).collect::<Vec<_>>().join(", ")
    };
    let inactive = match stats.inactive.is_empty() {
        true => String::new(),
        false => format!("; not active: {}", listed(&stats.inactive)),
    };
    format!("{} active: {}{inactive}", count(stats.active(), "question"), listed(&stats.types))
}

fn reach(stats: &Stats) -> String {
    let each = stats.depths.iter().zip(&stats.serves).map(|(depth, serves)| match serves {
        Some(n) => format!("{depth} {}", count(*n, "candidate")),
        None => format!("{depth} no kit"),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn legend(stats: &Stats) -> String {
    format!(
        "in a cell: the number of questions; their minutes; `xN`: N candidates before a question repeats; `!N`: N questions lack anchors\nreach: candidates served before any rotating question repeats; loop {}, level {}, no must-haves",
        stats.plan.as_deref().unwrap_or("none"),
        stats.level
    )
}

/// How much a bank holds as a Markdown table.
pub(in crate::cli) fn markdown(stats: &Stats) -> String {
    let mut text = format!("| competency | {} |\n", stats.depths.join(" | "));
    text.push_str(&format!("| --- |{}\n", " --- |".repeat(stats.depths.len())));
    for row in &stats.rows {
        let cells = row.cells.iter().map(|cell| {
            let minutes = cell.minutes.map_or(String::new(), |(a, b)| format!(", {a} to {b} min"));
            let serves = cell.serves.map_or(String::new(), |n| format!(", serves {n}"));
            let lacking = cell.questions - cell.anchored;
            let lacking = if lacking == 0 { String::new() } else { format!(", {lacking} lack anchors") };
            format!("{}{minutes}{serves}{lacking}", cell.questions)
        });
        text.push_str(&format!("| {} | {} |\n", row.competency, cells.collect::<Vec<_>>().join(" | ")));
    }
    format!("{text}\n{}. Reach: {}.\n", summary(stats), reach(stats))
}

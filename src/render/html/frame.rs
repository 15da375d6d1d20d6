//! The parts of a pack outside its text that work through its script: bar, tools of a question, row of scores, tabs and
//! help. Without the script they are not shown (`pack.css`), because they do nothing then.

use super::seat::Seat;
use super::text::escape;

/// What the bar shows. Previous and next are for phones, which have no room for the rail.
pub(super) const BAR: &str = "<button type=\"button\" class=\"screen\" data-action=\"previous\" aria-label=\"Previous part\">&lt;</button>
<p class=\"now\" data-bar=\"question\" hidden></p>
<button type=\"button\" class=\"screen\" data-action=\"next\" aria-label=\"Next part\">&gt;</button>
<p class=\"clocks\" data-bar=\"clocks\" hidden><span class=\"clock\" id=\"question-clock\"><span></span><small></small></span> <span class=\"clock\" id=\"round-clock\"><span></span><small></small></span></p>
<button type=\"button\" class=\"screen edits\" data-action=\"pause\">Start</button>
<p class=\"saved\" data-bar=\"saved\" hidden></p>
<button type=\"button\" class=\"screen\" data-action=\"export\">Export</button>
";

/// Messages that stay until they are hidden, and what can be done with the question in view.
pub(super) const ABOVE: &str = "<section class=\"screen\" id=\"notice\" aria-label=\"Message\" tabindex=\"-1\"></section>
<section class=\"screen tools\" id=\"tools\" aria-label=\"The question\"><button type=\"button\" class=\"edits\" data-action=\"ask\">Asked</button>
<span class=\"condition\"></span>
<button type=\"button\" data-action=\"fold\" aria-expanded=\"false\" hidden></button></section>
";

/// The end of the beginning.
pub(super) const BEGIN: &str = "<p class=\"actions screen\"><button type=\"button\" data-action=\"begin\">Start the round's clock</button>
<button type=\"button\" data-action=\"choose-import\">Continue from an exported file</button></p>
";

/// What is missing, what the candidate asked, and what a person can do with the page.
pub(super) const CLOSE: &str = "<div class=\"missing screen\" id=\"missing\"></div>
<div class=\"actions\" id=\"actions\" hidden>
<button type=\"button\" data-action=\"complete\">Complete: my ratings are final</button>
<button type=\"button\" data-action=\"save-to-file\">Save to a file</button>
<button type=\"button\" data-action=\"choose-import\">Import</button>
<input type=\"file\" data-action=\"import\" accept=\".json,application/json\" aria-label=\"Import\" hidden>
<button type=\"button\" data-action=\"erase\" hidden>Erase from this computer</button>
</div>
";

/// Below the text: the row of scores, the tabs of a phone, and the help.
pub(super) fn below(seat: &Seat<'_>) -> String {
    let score = |value: &str, words: &str| {
        format!(
            "<button type=\"button\" class=\"edits\" data-action=\"rate\" data-score=\"{value}\" aria-pressed=\"false\">{words}</button>\n"
        )
    };
    let scores: String = seat
        .ratings
        .iter()
        .map(|point| {
            score(&point.score.to_string(), &format!("<b>{}</b> {}", point.score, escape(&point.label)))
        })
        .collect();
    let none = score("na", "Not assessed");
    let tabs = ["Ask", "Notes", "Rate"].map(|words| {
        let part = words.to_lowercase();
        format!("<button type=\"button\" data-action=\"tab\" data-tab=\"{part}\">{words}</button>\n")
    });
    let tabs = tabs.concat();
    let help = help(seat.ratings.len());
    format!(
        "<section class=\"screen strip\" id=\"strip\" aria-label=\"Rating\"><button type=\"button\" data-action=\"anchors\">Anchors</button>
{scores}{none}</section>
<nav class=\"screen tabs\" aria-label=\"Parts of the question\">{tabs}</nav>
{help}"
    )
}

/// The help. `points` is the number of points of the scale.
fn help(points: usize) -> String {
    let keys = [
        ("J, K".to_owned(), "next and previous part"),
        ("A".to_owned(), "asked: starts the clock of the question, stops it, or lets it go on"),
        ("P".to_owned(), "probes"),
        ("N".to_owned(), "notes"),
        ("R".to_owned(), "show or hide the anchors"),
        (
            format!("1 to {points}"),
            "rate, from the lowest point of the scale to the highest; the same key again takes the rating back",
        ),
        ("0".to_owned(), "not assessed"),
        ("T".to_owned(), "stop the clocks, or let them go on"),
        ("?".to_owned(), "this help"),
        ("Esc".to_owned(), "leave the notes; hide the anchors"),
    ];
    let keys: String = keys
        .iter()
        .map(|(key, does)| format!("<tr><th scope=\"row\">{key}</th><td>{does}</td></tr>\n"))
        .collect();
    format!(
        "<dialog class=\"help\" id=\"help\" aria-labelledby=\"help-title\">
<h2 id=\"help-title\">Keys, clocks and saving</h2>
<table class=\"facts\"><tbody>
{keys}</tbody></table>
<p><label><input type=\"checkbox\" id=\"keys\" checked> <span>These keys work outside of text boxes. Without the tick, only Esc does.</span></label></p>
<p>Stopped minutes move the end of the round by as much. The page asks for no reason.</p>
<p>The page keeps your work in this browser, but a browser may drop it, and other pages on this computer can read it. The file that <em>Export</em> gives you is what counts. After you saved to a file of your choice, the page also writes later work to that file.</p>
<p><button type=\"button\" data-action=\"close-help\">Close the help</button></p>
</dialog>
"
    )
}

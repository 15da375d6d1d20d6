// The behaviour of a pack. It runs without dependencies, and the policy of the page names it by its hash.
//
// The markup that this script may rely on (made by block.rs, form.rs, seat.rs and shell.rs). A person's own templates
// may lack any part, so the script must work without it; the names of fields are fixed by docs/format.md.
//
// - script#kit: JSON { format: 1, req, candidate (id or null), kit (digest), rule, round: { id, title, minutes,
//   opening, closing }, interviewer (or null), export (file name), ratings: [{ score, label, meets? }],
//   recommendation (bool), slots: [{ id, question, wording, competency, minutes, at ("0:05" or null),
//   anchors (scores that have one) }] }.
// - header#bar: [data-bar=question], [data-bar=clocks], [data-bar=saved], hidden until this script fills them.
// - nav#rail: one a for #begin, one li[data-slot] > a for each question (#q1, #q2, …), one for #close; each a has
//   .short, .name and .state (empty).
// - main#main: h1, then section#begin, section.question#q1…[data-slot], section#close, section.exhibit[data-slot].
// - In a question: h2, .prompt, .probes, .listen-for, .red-flags, .notes, .rating, .evidence; each has data-part.
//   A part without content is absent. The rating is on the second printed page, below an h3.
// - Fields: textarea[name="SLOT.notes"], input[name="SLOT.rating"] (radio: scores and na), select[name="SLOT.reason"],
//   input[name="SLOT.evidence"], input[name=recommendation] (radio), textarea[name=summary], input[name=held] (date),
//   input[name=conflict] and input[name=complete] (boxes; complete is for paper, and hidden here).
// - fieldset.points[data-field="SLOT.rating"] > .point[data-score] > input, label, p.anchor (absent without anchor).
// - Boxes without a name: input[data-tick="SLOT.PART.n"], PART is probes, listen-for, red-flags or question.
// - #actions: button[data-action=complete|export|save-to-file], input[data-action=import]; hidden until this script
//   shows it. p#live: the polite live region.
// - Root classes: "js" once this script runs, "done" while the form is complete.
(function () {
"use strict";
var root = document.documentElement, kit = JSON.parse(document.getElementById("kit").textContent);
var reopened = [], submitted = null;

function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
function named(name) { return all("[name=\"" + name + "\"]"); }
function value(name) {
  var fields = named(name), field = fields[0];
  if (!field) return "";
  if (field.type === "radio") return fields.reduce(function (v, f) { return f.checked ? f.value : v; }, "");
  return field.type === "checkbox" ? field.checked : field.value.replace(/\r\n?/g, "\n");
}
function say(words) { var live = document.getElementById("live"); if (live) live.textContent = words; }

// The time here with its distance from UTC, such as 2026-11-26T10:05:00+01:00.
function now() {
  var t = new Date(), off = -t.getTimezoneOffset(), size = Math.abs(off);
  function two(n) { return (n < 10 ? "0" : "") + n; }
  return t.getFullYear() + "-" + two(t.getMonth() + 1) + "-" + two(t.getDate()) + "T" + two(t.getHours()) + ":" +
    two(t.getMinutes()) + ":" + two(t.getSeconds()) + (off < 0 ? "-" : "+") + two(Math.floor(size / 60)) + ":" + two(size % 60);
}

function scorecard() {
  var score = value("recommendation"), ticks = {};
  all("[data-tick]").forEach(function (box) { if (box.checked) ticks[box.dataset.tick] = true; });
  return {
    format: 1, req: kit.req, candidate: kit.candidate, kit: kit.kit, rule: kit.rule, round: kit.round.id,
    interviewer: kit.interviewer, held: value("held") || null, reopened: reopened, submitted: submitted,
    conflict: value("conflict") ? true : null,
    ratings: kit.slots.map(function (slot) {
      var mark = value(slot.id + ".rating"), scored = mark !== "" && mark !== "na";
      var one = { slot: slot.id, question: slot.question, wording: slot.wording, rating: scored ? Number(mark) : null,
        notes: value(slot.id + ".notes"), evidence: value(slot.id + ".evidence") };
      if (!scored) one.reason = mark === "na" && value(slot.id + ".reason") || null;
      if (mark === "") one.unmarked = true;
      return one;
    }),
    recommendation: score === "" ? null : Number(score), summary: value("summary"), page: { ticks: ticks }
  };
}

function download() {
  var link = document.createElement("a"), text = JSON.stringify(scorecard(), null, 2) + "\n";
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = kit.export;
  link.click();
  setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  say("Exported as " + kit.export);
}

function lock(done) {
  root.classList.toggle("done", done);
  all("main input, main select, main textarea").forEach(function (field) {
    if (!field.dataset.action) field.disabled = done;
  });
  named("complete").forEach(function (box) { box.checked = done; });
  all("[data-action=complete]").forEach(function (button) {
    button.textContent = done ? "Reopen" : "Complete: my ratings are final";
  });
}

function complete() {
  if (submitted) { reopened.push(now()); submitted = null; } else submitted = now();
  lock(submitted !== null);
  say(submitted ? "Complete" : "Reopened");
}

all("[data-action=export], [data-action=save-to-file]").forEach(function (b) { b.addEventListener("click", download); });
all("[data-action=complete]").forEach(function (b) { b.addEventListener("click", complete); });
all("#actions").forEach(function (actions) { actions.hidden = false; });
root.classList.add("js");
})();

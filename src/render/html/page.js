// The behaviour of a pack. It runs without dependencies, and the policy of the page names it by its hash. The program
// leaves out comments and indentation when it copies this file into a pack, so a comment has its own line.
//
// The markup that this script may rely on (made by block.rs, form.rs, frame.rs, seat.rs and shell.rs). A person's own
// templates may lack any part of main, so the script must work without it; the names of fields are fixed by
// docs/format.md.
//
// - script#kit: JSON { format: 1, req, candidate (id or null), kit (digest), rule, round: { id, title, minutes },
//   interviewer (or null), export (file name), ratings: [{ score, label, meets? }], recommendation (bool),
//   slots: [{ id, question, wording, competency, minutes }] }.
// - header#bar: [data-bar=question], [data-bar=clocks], [data-bar=saved], hidden until this script fills them.
// - nav#rail: one a for #begin, one li[data-slot] > a for each question (#q1, #q2, …), one for #close; each a has
//   .short, .name and .state (empty).
// - #notice, #tools (of a question), #strip (its scores), nav.tabs (phone), dialog#help: see frame.rs. What has the class
//   "screen" is shown only once this script runs, and never on paper.
// - main#main: h1, then section#begin, section.question#q1…[data-slot], section#close, section.exhibit[data-slot].
// - In a question: h2, .prompt, .probes, .listen-for, .red-flags, .notes, .rating, .evidence; each has data-part.
//   A part without content is absent. The rating is on the second printed page, below an h3.
// - Fields: textarea[name="SLOT.notes"], input[name="SLOT.rating"] (radio: scores and na), select[name="SLOT.reason"],
//   input[name="SLOT.evidence"], input[name=recommendation] (radio), textarea[name=summary], input[name=held] (date),
//   input[name=conflict] and input[name=complete] (boxes; complete is for paper, and hidden here).
// - fieldset.points[data-field="SLOT.rating"] > .point[data-score] > input, label, p.anchor (absent without anchor).
// - Boxes without a name: input[data-tick="SLOT.PART.n"], PART is probes, listen-for, red-flags or question.
// - #actions: button[data-action=complete|save-to-file|choose-import|erase]; hidden until this script shows it.
//   input[data-action=import] is always hidden; the buttons choose-import open it. The button for export is in the bar.
//   p#live: the polite live region, for screen readers only. Buttons with the class "edits" do nothing in a complete
//   form.
// - Root classes: "js" once this script runs, "done" while the form is complete, "in-question".
(() => {
"use strict";

// ---- Helpers ----

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const root = document.documentElement;
const main = $("#main");
const kit = JSON.parse($("#kit").textContent);
const phone = matchMedia("(max-width: 39.99rem)");
const two = (n) => String(Math.floor(n)).padStart(2, "0");
const minutes = (ms) => `${two(ms / 60000)}:${two((ms / 1000) % 60)}`;
const clockTime = (date) => date.toTimeString().slice(0, 5);
const MINUTE = 60000;

// An element. Text only ever enters the page as text, never as markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

// Writes a text only if it is another one, so that screen readers and selections are left in peace.
function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

const say = (words) => write($("#live"), words);

// The time here with its distance from UTC, such as 2026-11-26T10:05:00+01:00.
function now() {
  const t = new Date(), off = -t.getTimezoneOffset(), size = Math.abs(off);
  const here = new Date(t.getTime() + off * MINUTE).toISOString().slice(0, 19);
  return here + (off < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

// ---- What the page knows ----

const fields = new Map();
for (const field of $$("main [name]")) fields.set(field.name, [...(fields.get(field.name) ?? []), field]);
const ticks = $$("[data-tick]");
const slots = new Map(kit.slots.map((slot, n) => [slot.id, { ...slot, n: n + 1 }]));
const last = [...slots.values()].pop();
const sections = new Map();
// When each row begins, in milliseconds; the cell for its time, and what is there before the clock is started.
const timetable = $$("#begin tr").flatMap(({ cells: [time, cell] }) => {
  const [, h, m] = /^(\d+):(\d\d)$/.exec(time.textContent) ?? [];
  return h && cell ? [{ at: (h * 60 + Number(m)) * MINUTE, cell, text: cell.textContent }] : [];
});
const key = ["panelkit", kit.kit, kit.candidate, kit.round.id, kit.interviewer].join("|");
const unreadable = key + "|unreadable";

// When the form became final, and when it was opened again.
let submitted = null, reopened = [];
// The id of the section in view; and "ask", "notes" or "rate": the tab of a phone. "rate" shows the anchors everywhere.
let view = "begin", part = "ask";
const opened = new Set(), unfolded = new Set();
// Milliseconds of the round, and of each question that was asked: { asked, spent }. `slot` is the one whose clock runs.
// `rows` has the times of the timetable by the clock on the wall.
let clock = { started: null, on: false, spent: 0, slot: null, slots: {}, rows: [] };
let tick = Date.now();
// Another tab has this pack; the person erased the work.
let readOnly = false, gone = false;
// Something is not in the browser's store; the store does not take it; the time of the first change that no file has.
let unsaved = false, trouble = false, newSince = 0;
let savedAt = null, exportedAt = null, handle = null;
// The writes to files, one after the other, and how many of them are not done.
let writing = Promise.resolve(), waiting = 0;
let beforeImport = null;
let candidateAsks = null;

function get(name) {
  const [field, ...more] = fields.get(name) ?? [];
  if (!field) return "";
  if (field.type === "radio") return [field, ...more].find((it) => it.checked)?.value ?? "";
  return field.type === "checkbox" ? field.checked : field.value.replace(/\r\n?/g, "\n");
}

function set(name, to) {
  for (const field of fields.get(name) ?? []) {
    if (field.type === "radio") field.checked = field.value === String(to);
    else if (field.type === "checkbox") field.checked = to === true;
    else field.value = to ?? "";
  }
}

const markOf = (slot) => get(slot.id + ".rating");
const current = () => slots.get(sections.get(view)?.dataset.slot);

// ---- The scorecard, to and from JSON ----

// What only this page uses is under `page`.
function scorecard() {
  advance();
  const score = get("recommendation");
  return {
    format: 1, req: kit.req, candidate: kit.candidate, kit: kit.kit, rule: kit.rule, round: kit.round.id,
    interviewer: kit.interviewer, held: get("held") || null, reopened, submitted, conflict: get("conflict") || null,
    ratings: kit.slots.map(rating), recommendation: score === "" ? null : Number(score), summary: get("summary"),
    page: {
      ticks: Object.fromEntries(ticks.filter((box) => box.checked).map((box) => [box.dataset.tick, true])),
      states: Object.fromEntries(kit.slots.map((slot) => [slot.id, stateOf(slot)])),
      clock: { ...clock, at: Date.now() }, view, keys: $("#keys").checked, questions: candidateAsks?.value ?? "",
      exported: exportedAt && exportedAt.getTime(), since: newSince,
    },
  };
}

function rating(slot) {
  const mark = markOf(slot), one = { slot: slot.id, question: slot.question, wording: slot.wording, rating: null,
    notes: get(slot.id + ".notes"), evidence: get(slot.id + ".evidence") };
  if (mark === "") one.unmarked = true;
  if (mark === "na") one.reason = get(slot.id + ".reason") || null;
  else if (mark !== "") one.rating = Number(mark);
  return one;
}

// Fills in a scorecard that `check` found right.
function fill(card) {
  const page = card.page ?? {};
  for (const one of card.ratings) {
    set(one.slot + ".rating", one.rating ?? (one.unmarked ? "" : "na"));
    for (const name of ["notes", "evidence", "reason"]) set(`${one.slot}.${name}`, one[name]);
  }
  for (const name of ["held", "recommendation", "summary", "conflict"]) set(name, card[name]);
  for (const box of ticks) box.checked = page.ticks?.[box.dataset.tick] === true;
  if (candidateAsks) candidateAsks.value = page.questions ?? "";
  $("#keys").checked = page.keys !== false;
  submitted = card.submitted ?? null;
  reopened = card.reopened ?? [];
  if (sections.has(page.view)) view = page.view;
  clock = goOn(page.clock ?? {});
  tick = Date.now();
}

// A clock that ran when the page was left goes on, unless that was long ago.
function goOn(old) {
  const ms = (it) => (it > 0 && it < Infinity ? Number(it) : 0);
  const away = ms(Date.now() - ms(old.at)), on = old.on === true && away < 15 * MINUTE;
  const next = { started: old.started ?? null, on, spent: ms(old.spent) + on * away, slot: null, slots: {}, rows: [old.rows ?? []].flat() };
  for (const id of slots.keys()) {
    const one = old.slots?.[id], runs = one && old.slot === id;
    if (one) next.slots[id] = { asked: String(one.asked), spent: ms(one.spent) + (on && runs) * away };
    if (runs) next.slot = id;
  }
  return next;
}

const DAMAGED = "This file is damaged, or it is not an export of a pack, or a later version of panelkit made it";

// What is wrong with a scorecard; empty if it can be filled in.
function check(card) {
  const text = (...all) => all.every((it) => typeof (it ?? "") === "string");
  const score = (it) => (it ?? null) === null || kit.ratings.some((point) => point.score === it);
  if (card?.format !== 1 || !Array.isArray(card.ratings)) return DAMAGED;
  for (const [name, mine] of Object.entries({ kit: kit.kit, req: kit.req, candidate: kit.candidate, round: kit.round.id,
    interviewer: kit.interviewer })) {
    if ((card[name] ?? null) !== mine) return `This file belongs to another ${name}. The file: ${card[name] ?? "none"}. This page: ${mine ?? "none"}. Open the pack that it was exported from`;
  }
  const right = text(card.held, card.summary, card.submitted, card.page?.questions, ...[card.reopened ?? [], card.page?.clock?.rows ?? []].flat(2)) &&
    score(card.recommendation) && card.ratings.every((one) => slots.has(one?.slot) && score(one.rating) &&
      text(one.notes, one.evidence, one.reason));
  return right ? "" : DAMAGED;
}

// ---- States ----

// In the order of a question's life: not begun, open, asked, over time, rated or not assessed, complete.
function stateOf(slot) {
  const mark = markOf(slot), asked = clock.slots[slot.id];
  if (submitted) return "complete";
  if (mark === "na") return `not assessed: ${get(slot.id + ".reason").replace("-", " ")}`.replace(/: $/, "");
  if (mark !== "") return isProvisional() ? "rated, provisional" : "rated";
  if (asked) return asked.spent > slot.minutes * MINUTE ? "over time" : "asked";
  return opened.has(slot.id) ? "open" : "not begun";
}

// What the rail shows, each with a shape of its own.
function shapeOf(slot) {
  const mark = markOf(slot);
  return mark === "na" ? "not assessed" : mark !== "" ? "rated" : get(slot.id + ".notes").trim() ? "notes" : "empty";
}

// Ratings are provisional until the last question was asked or marked.
function isProvisional() {
  return !submitted && last && !clock.slots[last.id] && markOf(last) === "";
}

// What Close names as missing: words, and the field.
function missing() {
  const found = [];
  const need = (words, name) => fields.has(name) && String(get(name)).trim() === "" && found.push([words, name]);
  for (const slot of slots.values()) {
    need(`Q${slot.n} is not rated`, slot.id + ".rating");
    const mark = markOf(slot);
    if (mark === "na") need(`Q${slot.n} has no reason`, slot.id + ".reason");
    else if (mark) need(`Q${slot.n} has no deciding words`, slot.id + ".evidence");
  }
  need("no recommendation", "recommendation");
  need("no deciding evidence", "summary");
  need("no day of the interview", "held");
  return found;
}

// ---- Building: what belongs to which view, the parts of a question, copies for paper ----

const mirrors = new Map();

function build() {
  for (const child of main.children) {
    const own = child.matches("#begin, .question, .close"), to = own ? child.id : child.matches(".exhibit") ? "paper" : "begin";
    child.dataset.view = to;
    if (to === "paper" || (!own && sections.has(to))) continue;
    sections.set(to, child);
    child.tabIndex = -1;
    if (slots.has(child.dataset.slot)) buildQuestion(child);
  }
  const lines = $("#close .lines");
  candidateAsks = lines && make("textarea", { class: "writing brief", rows: 3, dir: "auto", "aria-label": "The candidate's questions" });
  lines?.replaceWith(candidateAsks);
  for (const field of $$("main textarea, main [type=text], main [type=date]")) {
    const copy = make("div", { class: "mirror " + field.className, "aria-hidden": true, dir: "auto" });
    field.after(copy);
    field.classList.add("typed");
    mirrors.set(field, copy);
  }
}

// What comes before the notes is asked; what comes after them is for the rating.
function buildQuestion(section) {
  const ask = make("div", { class: "ask" }), rate = make("div", { class: "rate" });
  let notes = "";
  for (const child of [...section.children]) {
    const has = (selector) => child.matches(selector) || $(selector, child);
    if (!notes && has(".notes")) notes = child;
    else (notes || has(".rating, .evidence") ? rate : ask).append(child);
  }
  if (notes) notes.classList.add("notes-region");
  for (const exhibit of $$(".exhibit")) {
    if (exhibit.dataset.slot === section.dataset.slot) ask.append(copyOf(exhibit));
  }
  section.append(ask, notes, rate);
}

// A copy of an exhibit beside its question. The one at the end is for paper.
function copyOf(exhibit) {
  const copy = exhibit.cloneNode(true), title = $("h2, h3, h4", copy);
  title?.remove();
  for (const element of $$("[id]", copy)) element.removeAttribute("id");
  return make("details", { class: "screen" }, make("summary", {}, title?.textContent ?? "Exhibit"), ...copy.childNodes);
}

function mirror() { for (const [field, copy] of mirrors) write(copy, field.value); }

// ---- Showing a part ----

function show(id, focus = true) {
  view = sections.has(id) ? id : [...sections.keys()][0];
  const section = sections.get(view);
  for (const child of main.children) child.classList.toggle("shown", child.dataset.view === view);
  if (current()) opened.add(current().id);
  if (view === "close" && clock.slot) {
    advance();
    clock.slot = null;
    unsaved = true;
  }
  setPart("ask");
  for (const scrolled of [root, main, ...$$(".ask, .rate", section)]) scrolled.scrollTop = 0;
  if (focus) section.focus({ preventScroll: true });
}

function step(by) {
  const ids = [...sections.keys()];
  show(ids[ids.indexOf(view) + by] ?? view);
}

// The anchors lie over what to ask, never over the notes; what they cover cannot get the focus.
function setPart(to) {
  part = root.dataset.part = to;
  for (const ask of $$(".ask")) ask.inert = to === "rate";
  refresh();
}

function anchors(open = part !== "rate") {
  const section = sections.get(view), field = $(".rate input:checked", section) ?? $(".rate input", section);
  if (!field) return;
  setPart(open ? "rate" : "ask");
  (open ? field : section).focus();
  if (open) reveal(field);
}

// Brings a score into view with its anchor, and "not assessed" with its reason.
const reveal = (field) => field.closest(".point")?.scrollIntoView({ block: "nearest" });

function goTo(name) {
  const field = fields.get(name)[0];
  show(field.closest("main > *").dataset.view);
  if (field.closest(".rate")) anchors(true);
  field.focus();
}

function focusPart(to) {
  const section = sections.get(view);
  if (to === "ask" || phone.matches) setPart(to);
  $(to === "notes" ? ".notes textarea" : ".probes input", section)?.focus();
}

// ---- What depends on the state ----

function refresh() {
  const slot = current(), locked = submitted !== null || readOnly;
  root.classList.toggle("done", submitted !== null);
  root.classList.toggle("in-question", Boolean(slot));
  $("[data-bar=question]").replaceChildren(
    slot ? `Q${slot.n} of ${slots.size}` : view === "close" ? "Close" : "Begin", make("small", {}, slot?.competency ?? kit.round.title));
  for (const entry of $$("#rail li")) {
    const link = $("a", entry), own = slots.get(entry.dataset.slot);
    link.setAttribute("aria-current", link.hash === "#" + view ? "step" : "false");
    if (own) write($(".state", entry), entry.dataset.shape = shapeOf(own));
  }
  for (const tab of $$(".tabs button")) tab.setAttribute("aria-pressed", tab.dataset.tab === part);
  for (const field of [...[...fields.values()].flat(), ...ticks, ...mirrors.keys()]) {
    if (field.matches("textarea, [type=text]")) field.readOnly = locked;
    else field.disabled = locked;
  }
  for (const button of $$(".edits")) button.disabled = locked;
  for (const button of $$("#actions button, #bar [data-action=export], [data-action=choose-import]")) button.disabled = readOnly;
  timetable.forEach(({ cell, text }, n) => write(cell, clock.rows[n] || text));
  if (slot) refreshQuestion(slot);
  if (view === "close") refreshClose();
  refreshTimes();
}

function refreshQuestion(slot) {
  const section = sections.get(view), mark = markOf(slot), folds = clock.slots[slot.id] && $(".prompt", section);
  const whole = unfolded.has(slot.id), fold = $("[data-action=fold]");
  section.classList.toggle("folded", Boolean(folds && !whole));
  fold.hidden = !folds;
  fold.setAttribute("aria-expanded", whole);
  write(fold, whole ? "Fold" : "Show all");
  for (const button of $$("#strip [data-score]")) button.setAttribute("aria-pressed", button.dataset.score === mark);
  write($("[data-action=anchors]"), part === "rate" ? "Question" : "Anchors");
  $("#strip").classList.toggle("provisional", isProvisional() === true);
}

function refreshClose() {
  $$("#close .ratings tbody tr").forEach((row, n) => {
    const mark = kit.slots[n] ? markOf(kit.slots[n]) : "";
    const point = kit.ratings.find((it) => String(it.score) === mark);
    write(row.lastElementChild, point ? `${point.score} ${point.label}` : mark && "not assessed");
  });
  const found = submitted ? [] : missing(), unrated = found.filter(([, name]) => name.endsWith(".rating")).length;
  write($("[data-action=complete]"), submitted ? "Reopen" :
    "Complete: my ratings are final" + (unrated ? ` (${unrated} not rated)` : ""));
  set("complete", submitted !== null);
  $("#missing")?.replaceChildren(make("p", {}, submitted
    ? `Complete since ${submitted.slice(0, 16).replace("T", " ")}. Reopen it to change something; the export says that it was reopened.`
    : found.length ? "Still missing:" : "Nothing is missing."),
  make("ul", {}, ...found.map(([words, name]) => make("li", {}, make("a", { href: "#", "data-field": name }, words)))));
}

// ---- Clocks: started by hand. The page never moves on by itself. ----

function advance() {
  const passed = clock.on ? Math.max(0, Date.now() - tick) : 0;
  tick = Date.now();
  clock.spent += passed;
  if (clock.slot) clock.slots[clock.slot].spent += passed;
}

function run(on) {
  if (submitted || readOnly) return;
  advance();
  clock.started ??= now();
  if (!get("held")) set("held", now().slice(0, 10));
  clock.on = on;
  byTheClock();
  // A clock alone is no work that an export could lose.
  unsaved = true;
  refresh();
}

// Starts the clock of the question in view, stops it, or lets it go on.
function ask() {
  const id = current()?.id;
  if (!id || submitted || readOnly) return;
  advance();
  const runs = clock.on && clock.slot === id;
  clock.slots[id] ??= { asked: now(), spent: 0 };
  clock.slot = runs ? null : id;
  run(true);
}

// When each part begins by the clock on the wall. Minutes in which the clocks are stopped move what comes later.
function byTheClock() {
  timetable.forEach(({ at }, n) => {
    if (at >= clock.spent || !clock.rows[n]) clock.rows[n] = clockTime(new Date(Date.now() - clock.spent + at));
  });
}

// From 80 % of the time, words and colour warn. The live region says once that two minutes are left.
const said = new Set();
function showClock(clockOf, name, runs, spent, allowed, of) {
  const left = allowed - spent, warns = allowed > 0 && spent >= 0.8 * allowed, [time, words] = clockOf.children;
  write(time, `${minutes(spent)} / ${of}`);
  write(words, spent && !runs ? "stopped" : !warns ? name : left < 0 ? `over by ${minutes(-left)}` : `${Math.ceil(left / MINUTE)} min left`);
  clockOf.classList.toggle("warn", warns);
  if (runs && left > 0 && left <= 2 * MINUTE && !said.has(name)) {
    said.add(name);
    say(`${name}: 2 minutes left`);
  }
}

function refreshTimes() {
  const slot = current(), asked = clock.slots[slot?.id], own = $("#question-clock"), runs = clock.on && clock.slot === slot?.id;
  own.hidden = !slot;
  if (slot) {
    showClock(own, `Question ${slot.n}`, runs, asked?.spent ?? 0, slot.minutes * MINUTE, `${two(slot.minutes)}:00`);
    write($("#tools .condition"), stateOf(slot));
    write($("[data-action=ask]"), !asked ? "Asked" : runs ? "Stop clock" : "Resume clock");
  }
  showClock($("#round-clock"), "Round", clock.on, clock.spent, kit.round.minutes * MINUTE, kit.round.minutes);
  write($("[data-action=pause]"), clock.on ? "Pause" : clock.started ? "Go on" : "Start");
  for (const begin of $$("[data-action=begin]")) begin.disabled = readOnly || submitted || clock.started;
  refreshSaved();
}

// ---- Saving ----

function changed() {
  unsaved = true;
  newSince ||= Date.now();
  for (const button of $$("[data-armed]")) {
    delete button.dataset.armed;
    write(button, "Erase from this computer");
  }
  refresh();
}

// Writes to the browser's store. A failed write keeps the old value there, and the work goes on in memory.
function store() {
  if (!unsaved || readOnly || gone) return;
  const before = trouble;
  try {
    localStorage.setItem(key, JSON.stringify(scorecard()));
    unsaved = trouble = false;
    savedAt = new Date();
  } catch { trouble = true; }
  if (trouble !== before) say(trouble ? "Not saved. Export now" : "Saved again");
  refreshSaved();
}

// Reads the store. It is tried first, so that the page can say that it keeps nothing before anything is typed.
function restore() {
  try {
    localStorage.setItem(key + "|try", "");
    localStorage.removeItem(key + "|try");
  } catch {
    notice("This browser does not keep your work: its store is blocked or full. Export it before you leave this page.");
  }
  const text = kept();
  if (text === null) return;
  const card = parse(text);
  if (check(card)) {
    // The next change takes its place. If the store is full, the message has the only copy.
    try { localStorage.setItem(unreadable, text); } catch {}
    return notice("What this browser kept for this pack cannot be read.", text);
  }
  fill(card);
  savedAt = new Date(card.page?.clock?.at ?? Date.now());
  newSince = card.page?.since ?? Date.now();
  if (card.page?.exported) exported(card.page.exported);
  unsaved = false;
}

function kept() {
  try { return localStorage.getItem(key); } catch { return null; }
}

function parse(text) {
  try { return JSON.parse(text.replace(/^\uFEFF/, "")); } catch { return null; }
}

function refreshSaved() {
  const due = newSince > 0 && !readOnly && (trouble || submitted || Date.now() - newSince > 5 * MINUTE);
  const file = exportedAt ? `exported ${clockTime(exportedAt)}` : "not exported";
  write($("[data-bar=saved]"), readOnly ? "Read-only: this pack is open in another tab"
    : due && trouble ? "Not saved. Export now" : due ? "Not in a file yet. Export now"
    : savedAt && !trouble ? `Kept in this browser ${savedAt.toTimeString().slice(0, 8)}, ${file}` : exportedAt ? file : "Nothing to save yet");
  $("#bar").classList.toggle("due", due);
}

// A message that stays until it is hidden, with a text to copy from or a button.
function notice(words, text, ...more) {
  const copy = make("details", {}, make("summary", {}, "Show the text of the file"), make("pre", { tabindex: 0 }, text));
  $("#notice").replaceChildren(make("p", {}, words), ...(text ? [copy] : []), ...more,
    make("button", { type: "button", "data-action": "hide" }, "Hide this message"));
  $("#notice").focus();
}

// ---- Export, import, complete ----

const NO_FILE = "The file could not be written. Use Export, or choose another file.";
const exportText = () => JSON.stringify(scorecard(), null, 2) + "\n";

function exported(at = Date.now()) {
  exportedAt = new Date(at);
  unsaved = true;
  for (const button of $$("[data-action=erase]")) button.hidden = false;
  refreshSaved();
}

function download() {
  const url = URL.createObjectURL(new Blob([exportText()], { type: "application/json" }));
  make("a", { href: url, download: kit.export }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  newSince = 0;
  exported();
}

// Saves to a file that the person chooses, where the browser can. The page then writes later work to it as well.
async function saveToFile() {
  if (!window.showSaveFilePicker) return download();
  try {
    handle = await showSaveFilePicker({ suggestedName: kit.export, types: [{ accept: { "application/json": [".json"] } }] });
    await writeFile();
  } catch (error) {
    if (error.name !== "AbortError") notice(NO_FILE);
  }
}

function writeFile() {
  const to = handle;
  waiting++;
  return writing = writing.catch(() => {}).then(() => writeTo(to)).finally(() => waiting--);
}

async function writeTo(to) {
  const since = newSince;
  try {
    const file = await to.createWritable();
    newSince = 0;
    await file.write(exportText());
    await file.close();
    exported();
  } catch (error) {
    if (handle === to) handle = null;
    newSince = since || newSince;
    throw error;
  }
}

async function importFile(input) {
  const file = input.files[0];
  input.value = "";
  if (!file) return;
  const text = await file.text(), card = parse(text), wrong = check(card);
  if (wrong) return notice(wrong + ". Nothing was changed here.", wrong === DAMAGED && text);
  beforeImport = scorecard();
  take(card);
  // A chosen file gets what was imported.
  if (!handle) newSince = 0;
  notice(`Imported: ${file.name}`, "", make("button", { type: "button", "data-action": "undo" }, "Undo the import"));
}

function take(card) {
  fill(card);
  mirror();
  changed();
  show(view, false);
}

// Two presses without a change between them, so that one slip erases nothing.
function erase(button) {
  if (button.dataset.armed) {
    gone = true;
    // A blocked store has nothing.
    try { for (const name of [key, unreadable]) localStorage.removeItem(name); } catch {}
    return location.reload();
  }
  button.dataset.armed = true;
  write(button, newSince ? "Work since the last export is lost. Erase?" : "Exported files stay. Erase?");
}

// Locks the form and records the time; opens it again and records that.
function complete() {
  advance();
  if (submitted) reopened.push(now());
  submitted = submitted ? null : now();
  clock.on = false;
  changed();
  store();
}

function rate(score) {
  const slot = current();
  if (!slot || submitted || readOnly) return;
  // The same score again takes it back.
  set(slot.id + ".rating", markOf(slot) === String(score) ? "" : score);
  changed();
  anchors(true);
}

// ---- What a person does ----

const ACTIONS = {
  ask, complete, erase, "save-to-file": saveToFile, export: download,
  previous: () => step(-1), next: () => step(1), pause: () => run(!clock.on), begin: () => run(true),
  anchors: () => anchors(), rate: (button) => rate(button.dataset.score), tab: (button) => setPart(button.dataset.tab),
  help: () => $("#help").showModal(), "close-help": () => $("#help").close(),
  hide: () => { $("#notice").replaceChildren(); sections.get(view).focus(); },
  undo: () => { take(beforeImport); ACTIONS.hide(); },
  "choose-import": () => $("[data-action=import]").click(),
  fold: () => { unfolded.delete(current().id) || unfolded.add(current().id); refresh(); },
};
const KEYS = { j: ACTIONS.next, k: ACTIONS.previous, a: ask, p: () => focusPart("ask"), n: () => focusPart("notes"),
  r: ACTIONS.anchors, t: ACTIONS.pause, "?": ACTIONS.help, 0: () => rate("na") };
kit.ratings.slice(0, 9).forEach((point, n) => { KEYS[n + 1] = () => rate(point.score); });

function onClick({ target }) {
  const button = target.closest("button[data-action]");
  if (button) return ACTIONS[button.dataset.action](button);
  // An anchor belongs to its score, although it is not its label: a label is read out whole.
  const point = target.closest(".rate .point");
  if (point && !target.closest("label, input")) $("input", point).click();
}

// Links inside of the page show the part that they lead to.
function onLink(event) {
  const link = event.target.closest("a[href^='#']:not(.skip)");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.field) return goTo(link.dataset.field);
  const to = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("main > *");
  if (to) show(to.dataset.view);
}

function onInput({ target }) {
  if (target.dataset.action === "import") return importFile(target);
  if (mirrors.has(target)) write(mirrors.get(target), target.value);
  changed();
  reveal(target);
}

// Keys work outside of text boxes only, and can be switched off (WCAG 2.1.4). Esc always leaves a text box.
function onKey(event) {
  if ($("#help").open || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  if (event.key === "Escape") return typing ? sections.get(view).focus() : part === "rate" && anchors(false);
  const does = KEYS[event.key.toLowerCase()];
  if (typing || !does || !$("#keys").checked) return;
  event.preventDefault();
  does();
}

function load() {
  restore();
  mirror();
  show(view, false);
}

// A second tab is read-only. It takes over when the first one is closed. With a blocked store, tabs share nothing.
function holdLock() {
  const forever = () => new Promise(() => {});
  return navigator.locks?.request(key, { ifAvailable: true }, (lock) => {
    if (lock) return forever();
    readOnly = true;
    refresh();
    navigator.locks.request(key, () => {
      // The other tab erased the work, so it must not come back from here.
      if (kept() === null) return location.reload();
      readOnly = false;
      load();
      say("The other tab was closed. You can work here now");
      return forever();
    });
  }).catch(() => {});
}

// ---- Start ----

root.classList.add("js");
for (const element of $$("#actions, [data-bar]")) element.hidden = false;
build();
for (const field of [...fields.values()].flat()) {
  if (field.matches("[type=radio], [type=checkbox]")) field.checked = field.defaultChecked;
  else field.value = field.defaultValue ?? "";
}
load();
addEventListener("click", onClick);
addEventListener("click", onLink);
addEventListener("input", onInput, true);
addEventListener("keydown", onKey);
addEventListener("pagehide", store);
document.addEventListener("visibilitychange", () => document.hidden && store());
addEventListener("beforeunload", (event) => {
  store();
  if (trouble && newSince && !gone) event.preventDefault();
});
addEventListener("beforeprint", () => {
  mirror();
  refreshClose();
});
setInterval(() => {
  advance();
  store();
  refreshTimes();
  if (handle && newSince && !waiting) writeFile().catch(() => notice(NO_FILE));
}, 500);
holdLock();
})();

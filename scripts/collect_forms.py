#!/usr/bin/env python3
"""Fills PDF forms with four programs' libraries, collects them with panelkit, and compares what came back.

    python3 scripts/collect_forms.py PANELKIT WORKSPACE COUNT SEED

For each of pikepdf, PyMuPDF, pypdf and PDFium it makes COUNT random fillings of the packs below WORKSPACE/kits, one for each
pack at a time, under file names that say nothing. `panelkit collect` reads them, and every submission must have the ratings,
notes, words and ticks that went in. Notes are in five scripts and have emoji (not with PDFium, whose text input keeps only
characters up to U+FFFF), blank lines, spaces at both ends, and all three line ends. It prints one line for each library and
exits with 1 if anything differs.
"""

import json
import logging
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import fill_forms

ODD = ["  ", "/3", "/Off", "=1+1", "\\n", "(", ")", "<b>", "%", "#41", "שלום", "हिन्दी"]


def text_of(rng, text, own_line_ends):
    """The text with other line ends, if the library keeps what it is given."""
    lines = text.split("\n")
    if rng.random() < 0.3:
        lines.insert(rng.randint(0, len(lines)), "")
    if rng.random() < 0.2:
        lines = [f" {line} " for line in lines]
    return "".join(line + (rng.choice(["\n", "\r\n", "\r"]) if own_line_ends else "\n") for line in lines[:-1]) + lines[-1]


def filling(rng, form, fill):
    words = [w for w in fill_forms.WORDS + fill_forms.OTHER + ODD if fill is not fill_forms.by_pdfium or max(w) <= "\uffff"]
    values = fill_forms.filling(rng, form, words)
    kinds = fill_forms.shape(form)
    own = fill in (fill_forms.by_pikepdf, fill_forms.by_pypdf)
    return {name: text_of(rng, value, own) if kinds[name] == "text" else value for name, value in values.items()}


def wanted(values, slots):
    """What the submission must say."""
    line_feeds = lambda name: values.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    score = lambda state: None if state in (None, "na") else int(state)
    ratings = {}
    for slot in slots:
        state = values.get(f"{slot}.rating")
        notes = [part for part in (line_feeds(f"{slot}.notes"), line_feeds(f"{slot}.notes_2")) if part]
        ratings[slot] = (score(state), state is None, "\n".join(notes), line_feeds(f"{slot}.evidence"))
    return {
        "ratings": ratings,
        "recommendation": score(values.get("recommendation")),
        "summary": line_feeds("summary"),
        "conflict": "conflict" in values,
        "complete": "complete" in values,
    }


def came_back(submission):
    rating = lambda r: (r["rating"], r.get("unmarked", False), r["notes"], r["evidence"])
    return {
        "ratings": {r["slot"]: rating(r) for r in submission["ratings"]},
        "recommendation": submission["recommendation"],
        "summary": submission["summary"],
        "conflict": submission["conflict"],
        "complete": submission["submitted"] is not None,
    }


def collected(panelkit, workspace, forms):
    """Collects forms. Returns the submission of each, or the error."""
    run = subprocess.run(
        [panelkit, "--workspace", workspace, "collect", "--report", "json", *forms], capture_output=True, text=True
    )
    try:
        report = json.loads(run.stdout)
    except json.JSONDecodeError:
        sys.exit(f"collect printed no report: {run.stdout[:500]} {run.stderr[:2000]}")
    found = {error["file"]: error for error in report["errors"]}
    for entry in report["collected"]:
        found[entry["file"]] = json.loads(pathlib.Path(workspace, entry["path"]).read_text("utf-8"))
    return [found.get(str(form), {"message": "is not in the report"}) for form in forms]


def main(panelkit, workspace, count, seed):
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    packs = sorted(pathlib.Path(workspace, "kits").glob("**/scorecards/*.pdf"))
    blanks = [pack.read_bytes() for pack in packs]
    bad = 0
    for fill in (fill_forms.by_pikepdf, fill_forms.by_pymupdf, fill_forms.by_pypdf, fill_forms.by_pdfium):
        rng = random.Random(f"{seed} {fill.__name__}")
        wrong = []
        for first in range(0, count, len(blanks)):
            # A seat has one submission, so earlier ones are removed.
            for scores in pathlib.Path(workspace, "kits").glob("**/scores"):
                shutil.rmtree(scores)
            with tempfile.TemporaryDirectory() as folder:
                forms, went_in = [], []
                for n, blank in enumerate(blanks[: count - first]):
                    values = filling(rng, blank, fill)
                    form = pathlib.Path(folder, f"{n}.pdf")
                    form.write_bytes(fill(blank, values))
                    slots = [name.removesuffix(".rating") for name in fill_forms.shape(blank) if name.endswith(".rating")]
                    forms.append(form)
                    went_in.append(wanted(values, slots))
                for pack, before, after in zip(packs, went_in, collected(panelkit, workspace, forms)):
                    if "ratings" not in after:
                        wrong.append(f"{pack}: {after['message']}")
                    elif came_back(after) != before:
                        wrong.append(f"{pack}: {before} came back as {came_back(after)}")
        for what in wrong[:5]:
            print("  ", what)
        bad += len(wrong)
        print(f"{fill.__name__.removeprefix('by_')}: {count} fillings collected, {len(wrong)} differences")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))

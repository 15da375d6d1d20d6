#!/usr/bin/env python3
"""Checks the pages of PDF files from the positions of their letters and lines.

    python3 scripts/check_pages.py [--packs] FILE.pdf...

Every letter must lie inside the page, with a margin of at least 8 mm. No two pieces of text may overlap. A field of a form
must lie inside the page, and no two fields may overlap. With `--packs`, a page that begins a question (its footer says `Q1 of
4` for the first time) must be a left page, and the script prints how many ruled lines each question has for notes. It prints
one line for each fault and exits with 1 if there is one.
"""

import re
import statistics
import sys

import pymupdf

MARGIN = 8 * 72 / 25.4


def letters(page):
    """(left, right, baseline, size, letter) of every letter that is not blank."""
    out = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", []):
            if abs(line["dir"][0] - 1) > 1e-3:
                continue
            for span in line["spans"]:
                for char in span["chars"]:
                    if char["c"].strip():
                        left, _, right, _ = char["bbox"]
                        out.append((left, right, char["origin"][1], span["size"], char["c"]))
    return out


def outside(page, all_letters):
    box = page.rect
    for left, right, base, size, c in all_letters:
        if left < MARGIN or right > box.width - MARGIN or base - 0.75 * size < MARGIN or base > box.height - MARGIN:
            yield f"`{c}` at {left:.0f}, {base:.0f} is outside of the page or its margin"


def overlaps(all_letters):
    """Letters of two lines that are too close, or two letters in one place."""
    grid = {}
    for letter in all_letters:
        grid.setdefault(int(letter[2] // 20), []).append(letter)
    for row, some in grid.items():
        near = some + grid.get(row + 1, [])
        for i, a in enumerate(some):
            for b in near[i + 1 :]:
                wide = min(a[1], b[1]) - max(a[0], b[0])
                # Marks over letters have no width of their own, and kerning moves letters a little into each other.
                if wide <= 0.3 * min(a[1] - a[0], b[1] - b[0]) or wide < 0.8:
                    continue
                apart = abs(a[2] - b[2])
                if 0.5 < apart < 0.62 * min(a[3], b[3]) or (apart <= 0.5 and wide > 0.6 * min(a[1] - a[0], b[1] - b[0])):
                    yield f"`{a[4]}` and `{b[4]}` overlap at {a[0]:.0f}, {a[2]:.0f}"


def fields(page):
    boxes = [(w.rect, w.field_name) for w in page.widgets()]
    for i, (a, name) in enumerate(boxes):
        if not page.rect.contains(a):
            yield f"the field {name} is outside of the page"
        for b, other in boxes[i + 1 :]:
            common = a & b
            if not common.is_empty and common.width > 1 and common.height > 1:
                yield f"the fields {name} and {other} overlap"


def ruled(page):
    """The number of ruled lines: thin rectangles as wide as the text area."""
    wide = [d["rect"] for d in page.get_drawings() if d["rect"].height < 1.6 and d["rect"].width > 0.8 * (page.rect.width - 102)]
    tops = sorted(rect.y0 for rect in wide)
    gaps = [b - a for a, b in zip(tops, tops[1:])]
    step = 8 * 72 / 25.4
    return sum(1 for gap in gaps if abs(gap - step) < 0.3) + (1 if any(abs(g - step) < 0.3 for g in gaps) else 0)


def main(args):
    packs = "--packs" in args
    bad, lines = 0, []
    pages = 0
    for name in (arg for arg in args if not arg.startswith("--")):
        with pymupdf.open(name) as doc:
            begun = set()
            for number, page in enumerate(doc, 1):
                pages += 1
                found = letters(page)
                faults = [*outside(page, found), *overlaps(found), *fields(page)]
                text = page.get_text()
                section = re.search(r"\bQ(\d+) of (\d+)\b(?=[^\n]* · [0-9a-f]{12})", text)
                if packs and section:
                    if section.group(0) not in begun:
                        begun.add(section.group(0))
                        if number % 2:
                            faults.append(f"{section.group(0)} begins on a right page")
                        lines.append(ruled(page))
                for fault in faults[:5]:
                    print(f"{name}, page {number}: {fault}")
                bad += len(faults)
    note = f"; lines for notes on the page of a question: least {min(lines)}, median {statistics.median(lines)}" if lines else ""
    print(f"{pages} pages, {bad} faults{note}")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))

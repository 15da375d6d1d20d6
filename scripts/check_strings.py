#!/usr/bin/env python3
"""Makes kits of the shipped openings and banks and checks that other programs find every text of their PDF files.

    python3 scripts/check_strings.py PROGRAM COUNT SEED

It makes COUNT kits with different openings, seeds, candidates and depths, and their packs, handouts and preparation in PDF
and Markdown. Then it checks each PDF file with poppler-utils:

- `pdftotext` finds every text of the Markdown page of the same name. White space is one space, however long it is. Headers and
  footers are cut off, so that a text that continues on the next page is found. `pdftotext` leaves out a hyphen at the end of
  a line, so hyphens inside words do not count there. It takes words of one letter for letters that are far apart, so it may
  join them. It takes the columns of a code listing apart, so it reads these lines with `-layout`.
- Both programs find every text of kit.json that the document must have: prompts, probes, what to listen for, red flags, anchors,
  the texts of exhibits, titles, competencies, must-haves and names.
- `pdfinfo -struct-text` finds the same texts in the same order.
- It shows the same number of cells in each row of a table, and as many tables, rows and cells as the Markdown page has.
- No level of headings is left out.

It prints one line for each fault and the numbers of what it checked, and exits with 1 if there is a fault. It needs the
standard library, `pdftotext` and `pdfinfo`.
"""

import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BANKS = ["core", "engineering-manager", "software-engineer", "technical-product-manager"]
NAMES = ["Ana María Ñúñez", "Łukasz Wójcik", "Ελένη Παπαδοπούλου", "Юлия Ёлкина", "J. O'Neil-Smith", "Åsa Öberg"]
# Header and footer lie in the first and last 18 mm of a page.
MARGIN = 51


def spaced(text):
    """A text with single spaces. A line may end after one of these marks; then a space follows that is not in the text."""
    return re.sub(r"(?<=[-/–—…]) ", "", re.sub(r"[\s ­]+", " ", text)).strip()


def joined(text):
    """A text without the hyphens inside words."""
    return re.sub(r"(?<=\w)-(?=\w)", "", text)


# ---- Markdown ---------------------------------------------------------------------------------------------------------


def inline(text):
    """The text that a piece of Markdown shows."""
    kept = []

    def keep(part):
        kept.append(part)
        return f"\x00{len(kept) - 1}\x01"

    text = re.sub(r"(`+)(.+?)\1", lambda m: keep(m.group(2).strip() if "`" in m.group(2) else m.group(2)), text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", lambda m: keep(m.group(1)), text)
    text = re.sub(r'\[([^\]]*)\]\([^)\s]*(?: "[^"]*")?\)', r"\1", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    text = re.sub(r"\*(.+?)\*", r"\1", text)
    text = re.sub(r"(?<!\w)_(.+?)_(?!\w)", r"\1", text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    return re.sub("\x00(\\d+)\x01", lambda m: kept[int(m.group(1))], text)


def cells(line):
    """The cells of a row of a table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def page_of(markdown):
    """The texts of a Markdown page in their order, its tables as lists of numbers of cells, and which texts are lines of code."""
    texts, tables, code = [], [], set()
    fence, table, beside, comment, form = None, None, None, False, None
    for line in markdown.split("\n"):
        bare = line.strip()
        if comment:
            comment = not bare.endswith("-->")
            continue
        if fence:
            if bare == fence:
                fence = None
            else:
                texts.append(line)
                code.add(spaced(line))
            continue
        mark = re.match(r"(`{3,}|~{3,})", bare)
        if mark:
            fence = mark.group(1)
            continue
        directive = re.fullmatch(r"<!-- beside: (.*) -->", bare)
        if directive:
            # It is printed at the right of the heading that follows.
            beside = directive.group(1)
            continue
        if bare.startswith("<!--"):
            comment = not bare.endswith("-->")
            # The choices of a form are a table: each rating is a row, all recommendations are one row.
            begun = re.match(r"<!-- (rating|recommendation)\b", bare)
            if begun:
                form = begun.group(1)
                tables.append([0] if form == "recommendation" else [])
            elif bare.startswith("<!-- /"):
                form = None
            continue
        if form == "rating" and bare:
            tables[-1].append(2)
        elif form == "recommendation" and bare:
            tables[-1][0] += 1
        bare = re.sub(r"^(> ?)+", "", bare)
        if bare.startswith("|"):
            row = cells(bare)
            if re.fullmatch(r"[|:\- ]+", bare):
                continue
            if table is None:
                table = []
                tables.append(table)
            # A row to write in has no texts, so it is not in the structure.
            if not table or any(cell not in ("", "<br>") for cell in row):
                table.append(len(row))
            texts += [inline(part) for cell in row for part in cell.split("<br>")]
            continue
        table = None
        alert = re.fullmatch(r"\[!(\w+)\]", bare)
        if alert:
            bare = alert.group(1).capitalize()
        # A rating is a row of a table: score and label, then the anchor. `na` is for programs that read the form.
        rating = re.fullmatch(r"- \[ \] \*\*(\d+|na)\*\* ([^:]+): (.*)", bare)
        if rating:
            score, label, anchor = rating.groups()
            texts += [label if score == "na" else f"{score} {label}", inline(anchor)]
            continue
        bare = re.sub(r"^(#{1,6} +|[-*+] +(\[[ xX]\] +)?|\d+[.)] +)", "", bare)
        texts += [inline(part) for part in bare.split("<br>")]
        if beside and line.startswith("#"):
            texts.append(beside)
            beside = None
    return [text for text in map(spaced, texts) if text], tables, code


# ---- kit.json ---------------------------------------------------------------------------------------------------------


def lead(text):
    """An anchor is printed without the marks around its lead."""
    return re.sub(r"^\*\*(.+?)\*\*", r"\1", text)


def of_question(slot):
    question = slot["question"]
    out = [slot["competency_name"], question["prompt"], *question["listen_for"], *question["red_flags"]]
    for probe in question["probes"]:
        out += [probe["ask"], *filter(None, [probe.get("if")])]
    return out + [lead(anchor) for anchor in question["anchors"].values()]


def of_exhibits(slots):
    out = []
    for slot in slots:
        for exhibit in slot["question"].get("exhibits", []):
            out += [exhibit["title"], *page_of(exhibit["text"])[0]]
    return out


def expected(kit, stem):
    """The texts of kit.json that the document with this stem must have."""
    rounds, role = kit["rounds"], kit["role"]
    must_haves = {it["id"]: it["text"] for it in role["must_haves"]}
    if stem == "kit":
        out = [role["title"], role["depth_means"], role.get("summary") or "", *role.get("owns", []), *must_haves.values()]
        for it in rounds:
            out += [it["title"], *it["interviewers"]] + [text for slot in it["slots"] for text in of_question(slot)]
            out += of_exhibits(it["slots"])
        return out
    if stem == "preparation":
        return [role["title"]] + [text for it in rounds for text in [it["title"], *it["interviewers"]]]
    start, _, rest = stem.partition("--")
    if start == "handouts":
        return of_exhibits(next(it for it in rounds if it["id"] == rest)["slots"])
    of_round = next((it for it in rounds if it["id"] == start), None)
    if of_round is None:
        return []
    out = [of_round["title"], role["title"]]
    for slot in of_round["slots"]:
        out += of_question(slot) + [must_haves[it] for it in slot["serves"]]
    return out + of_exhibits(of_round["slots"])


# ---- PDF --------------------------------------------------------------------------------------------------------------


def run(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def flowing(pdf, *options):
    """What `pdftotext` finds between header and footer."""
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", run("pdfinfo", pdf))
    width, height = (int(float(part)) for part in size.groups())
    area = ["-x", "0", "-y", str(MARGIN), "-W", str(width), "-H", str(height - 2 * MARGIN)]
    return joined(spaced(run("pdftotext", *options, *area, pdf, "-")))


def structure(pdf):
    """The texts of the structure tree in their order, with a space before each element that is not part of a line; and the
    elements as (depth, name)."""
    texts, tree = [], []
    for line in run("pdfinfo", "-struct-text", pdf).split("\n"):
        text = re.fullmatch(r'\s+"(.*)"', line)
        element = re.match(r"( *)([A-Z]\w*)\b(?! \d)", line)
        if text:
            texts.append(text.group(1))
        elif element:
            tree.append((len(element.group(1)) // 2, element.group(2)))
            texts.append("" if line.endswith("(inline)") else " ")
    return spaced("".join(texts)), tree


def tables_of(tree):
    """The tables of a structure tree as lists of numbers of cells; the rows of tables inside do not count for the outer one."""
    tables, open_tables = [], []
    for depth, name in tree:
        while open_tables and open_tables[-1][0] >= depth:
            open_tables.pop()
        if name == "Table":
            tables.append([])
            open_tables.append((depth, tables[-1]))
        elif name == "TR" and open_tables:
            open_tables[-1][1].append(0)
        elif name in ("TH", "TD") and open_tables:
            open_tables[-1][1][-1] += 1
    return tables


def check(pdf):
    """Checks one PDF file; gives its faults and what was counted."""
    stem = pdf.stem
    # A pack is in a folder below its kit; the certificate is in the folder of the opening.
    kits = [pdf.parent / "kit.json", pdf.parent.parent / "kit.json", pdf.parent / "loop" / "kit.json"]
    kit = json.loads(next(it for it in kits if it.exists()).read_text())
    texts, tables, code = page_of(pdf.with_suffix(".md").read_text())
    page, (said, tree) = flowing(pdf), structure(pdf)
    listings = flowing(pdf, "-layout") if code else ""
    spread = lambda text: text.replace(" ", "") if all(len(word) == 1 for word in text.split()) else text
    printed = lambda text: joined(text) in (listings if text in code else page) or spread(text) in page
    faults = [f"pdftotext lacks: {text}" for text in dict.fromkeys(texts) if not printed(text)]
    at = 0
    for text in texts:
        found = said.find(text, at)
        if found < 0:
            faults.append(f"{'not in structure order' if text in said else 'not in the structure'}: {text}")
        else:
            at = found + len(text)
    wanted = [spaced(text) for text in expected(kit, stem) if text]
    for text in dict.fromkeys(wanted):
        if not printed(text) or text not in said:
            faults.append(f"a text of kit.json is not there: {text}")
    found = tables_of(tree)
    faults += [f"a table has rows of {sorted(set(rows))} cells" for rows in found if len(set(rows)) > 1]
    if found != tables:
        faults.append(f"the tables have {found} cells in their rows, and in Markdown {tables}")
    levels = [int(name[1]) for _, name in tree if re.fullmatch(r"H[1-6]", name)]
    for before, after in zip([0, *levels], levels):
        if after > before + 1:
            faults.append(f"a heading of level {after} follows one of level {before}")
    if not texts or not levels:
        faults.append("there are no texts or no headings")
    counts = {"texts": len(texts), "texts of kit.json": len(wanted), "tables": len(found), "rows": sum(map(len, found)), "headings": len(levels)}
    return [f"{pdf}: {fault}" for fault in faults], counts


# ---- Kits -------------------------------------------------------------------------------------------------------------


def make(program, work, group, size, dice):
    """Makes the kit of a loop and of `size - 1` candidates with all their pages; gives the number of kits."""
    home = work / f"group-{group}"
    tell = lambda *args: run(program, "--workspace", str(home), "--quiet", *args)
    shipped = sorted(it.name for it in (ROOT / "kits").iterdir() if (it / "role.yaml").exists())
    openings = [*shipped, *(f"for-{bank}" for bank in BANKS)]
    req = openings[group % len(openings)]
    (home / "kits" / req).mkdir(parents=True)
    shutil.copytree(ROOT / "question_banks", home / "question_banks")
    if req in shipped:
        shutil.copy(ROOT / "kits" / req / "role.yaml", home / "kits" / req)
    else:
        (home / "kits" / req).rmdir()
        depth = dice.choice(["shallow", "middle", "deep"])
        tell("new", req, "--bank", req[4:], "--depth", depth, "--title", f"Opening for {req[4:]}")
    tell("generate", req, "--seed", str(dice.randrange(10**6)), "--format", "json,md,pdf")
    tell("scorecards", req, "--format", "md,pdf")
    if size > 1:
        ids = [f"c-{dice.randrange(100, 1000)}-{n}" for n in range(1, size)]
        roster = ["id,name", *(f"{it},{dice.choice(NAMES)}" for it in ids)]
        (home / "roster.csv").write_text("\n".join(roster) + "\n")
        tell("variants", req, "--candidates", str(home / "roster.csv"), "--format", "json,md,pdf")
        # One candidate gets the questions in writing, so the handouts of that round have a sheet for each question.
        kit = json.loads((home / "kits" / req / "candidates" / ids[0] / "kit.json").read_text())
        person = home / "kits" / req / "candidates" / ids[0] / "candidate.yaml"
        person.write_text(person.read_text() + f"arrangements: {{ {kit['rounds'][0]['id']}: questions in writing }}\n")
        tell("scorecards", req, "--candidate", ids[0], "--format", "md,pdf", "--force")
    return size


def main(args):
    program, count, seed = str(pathlib.Path(args[0]).resolve()), int(args[1]), int(args[2])
    for tool in ("pdftotext", "pdfinfo"):
        if not shutil.which(tool):
            sys.exit(f"error: {tool} is missing (Debian: poppler-utils)")
    sizes = [min(5, count - at) for at in range(0, count, 5)]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        work = pathlib.Path(folder)
        made = [pool.submit(make, program, work, n, size, random.Random(f"{seed} {n}")) for n, size in enumerate(sizes)]
        kits = sum(it.result() for it in made)
        files = sorted(work.glob("group-*/kits/**/*.pdf"))
        checked = list(pool.map(check, files))
    faults = [fault.replace(f"{work}/", "") for some, _ in checked for fault in some]
    for fault in faults[:60]:
        print(fault)
    totals = {}
    for _, counts in checked:
        for name, number in counts.items():
            totals[name] = totals.get(name, 0) + number
    said = ", ".join(f"{number} {name}" for name, number in totals.items())
    print(f"{kits} kits, {len(files)} PDF files: {said}; {len(faults)} faults")
    return not faults


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(0 if main(sys.argv[1:]) else 1)

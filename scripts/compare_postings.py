#!/usr/bin/env python3
"""Runs panelkit and five open programs on the advertisements of `tests/lints/postings` and compares what they report.

The peers go into one folder:

    mkdir peers && cd peers
    git clone https://github.com/rowanmanning/joblint && git -C joblint checkout 3b3fbb4e4809
    npm install --omit=dev --prefix joblint
    git clone https://github.com/okuye/inclusive-job-ad-analyser
    git -C inclusive-job-ad-analyser checkout 3f78576fde8d
    npm install alex@11.0.1 write-good@1.0.8
    pip install --target python genderdecoder3==0.5 pandas PyYAML

Then, in the folder of this project:

    python3 scripts/compare_postings.py PANELKIT PEERS [--show NAME] [--kinds] [--first]

PANELKIT is the program, PEERS is that folder. `--show` lists the false alarms and the misses of one program, or of
`all`; `--kinds` prints how many labels of each kind a program finds; `--first` counts as before people judged the
findings. A peer that is not there is left out.

A finding agrees with a label if both are in the same line and their words overlap. A label about something that is
absent, such as pay, agrees with a finding of that kind only. `by-chance.tsv` lists findings that overlap a label and
mean something else; they count as false alarms.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter, namedtuple
from pathlib import Path

POSTINGS = Path(__file__).resolve().parent.parent / "tests" / "lints" / "postings"
# Kinds of labels about something that is absent; line 1 stands for the whole advertisement.
ABSENT = {"no-pay", "no-place", "no-adjustments"}
# Codes of findings about something that is absent.
ABSENT_CODES = {"posting-no-pay": "no-pay"}

# Places are counted from 0 and `end` is the place after the last character.
Finding = namedtuple("Finding", "file line start end rule absent", defaults=(None,))
Label = namedtuple("Label", "file line start end words why kind later")

NODE = r"""
import fs from 'fs'; import path from 'path'; import {createRequire} from 'module';
const [tool, folder] = process.argv.slice(1);
const require = createRequire(process.cwd() + '/');
const all = [];
let check;
if (tool === 'joblint') {
  const joblint = require('./joblint');
  check = text => joblint(text).issues.map(i => [i.position, i.position + i.occurance.length, i.name]);
} else if (tool === 'write-good') {
  const good = require('write-good');
  check = text => good(text).map(i => [i.index, i.index + i.offset, i.reason]);
} else {
  const {markdown} = await import('alex');
  check = text => markdown(text).messages.map(m => [m.position.start.offset, m.position.end.offset, m.ruleId]);
}
for (const name of fs.readdirSync(folder).filter(f => f.endsWith('.md')).sort())
  for (const [start, end, rule] of check(fs.readFileSync(path.join(folder, name), 'utf8')))
    all.push([name, start, end, rule]);
console.log(JSON.stringify(all));
"""

DECODER = r"""
import json, sys
from pathlib import Path
from genderdecoder3 import assess
found = []
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for word in assess(line)["masculine_coded_words"]:
            found.append([path.name, number, word])
print(json.dumps(found))
"""

ANALYSER = r"""
import json, sys
from pathlib import Path
sys.path.insert(0, str(Path("inclusive-job-ad-analyser/src").resolve()))
from inclusive_job_ad_analyser.analyser import JobAdAnalyser
tool, found = JobAdAnalyser(use_spacy=False), []
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    for match in tool.analyse(path.read_text(encoding="utf-8")):
        found += [[path.name, at, at + len(match.term), match.term] for at in match.positions]
print(json.dumps(found))
"""


def run(command, folder, env=None):
    """What a command prints."""
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")
    # Panelkit exits with 1 if it found something.
    if not done.stdout:
        sys.exit(f"{command[0]} printed nothing: {done.stderr.strip()[-400:]}")
    return done.stdout


def by_offset(texts, found):
    """Findings from places in the whole text of a file."""
    for name, start, end, rule in found:
        before = texts[name][:start]
        at = start - (before.rfind("\n") + 1)
        yield Finding(name, before.count("\n") + 1, at, at + end - start, rule)


def panelkit(program, peers, texts):
    for name in sorted(texts):
        answer = json.loads(run([program, "check", "--posting", name, "--format", "json"], POSTINGS))
        for f in answer["findings"]:
            end = f["end_column"] - 1 if f["end_line"] == f["line"] else len(texts[name].splitlines()[f["line"] - 1])
            yield Finding(name, f["line"], f["column"] - 1, end, f["code"], ABSENT_CODES.get(f["code"]))


def node(tool, peers, texts):
    command = ["node", "--input-type=module", "-e", NODE, tool, str(POSTINGS)]
    return by_offset(texts, json.loads(run(command, peers)))


def python(code, peers):
    env = {**os.environ, "PYTHONPATH": str(peers / "python")}
    return json.loads(run([sys.executable, "-W", "ignore", "-c", code, str(POSTINGS)], peers, env))


def analyser(tool, peers, texts):
    return by_offset(texts, python(ANALYSER, peers))


def decoder(tool, peers, texts):
    """The program names words without places: the first equal word of the line that is not taken is meant.

    It names a word twice if two of its stems fit; then the place is the same."""
    taken = set()
    for name, number, word in python(DECODER, peers):
        line = texts[name].splitlines()[number - 1]
        places = [m.start() for m in re.finditer(re.escape(word), line)]
        # The program removes full stops and brackets inside a word; then the whole line is meant.
        start = next((at for at in places if (name, number, at) not in taken), places[0] if places else 0)
        taken.add((name, number, start))
        yield Finding(name, number, start, start + len(word) if places else len(line), word.lower())


# Name, the file in the folder of peers that shows it is there, and the function that runs it.
PROGRAMS = [
    ("panelkit", None, panelkit),
    ("joblint", "joblint/node_modules", node),
    ("analyser", "inclusive-job-ad-analyser/src", analyser),
    ("genderdecoder", "python/genderdecoder3", decoder),
    ("alex", "node_modules/alex", node),
    ("write-good", "node_modules/write-good", node),
]


def rows(name):
    """The rows of a table in the folder of the advertisements, without its heads."""
    with open(POSTINGS / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def read_labels(texts):
    labels = []
    for name, number, words, why, kind, *later in rows("labels.tsv"):
        line = texts[name].splitlines()[int(number) - 1]
        whole = re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", line)
        at = whole.start() if whole else line.find(words)
        if at < 0:
            sys.exit(f"{name}:{number} has no words `{words}`")
        labels.append(Label(name, int(number), at, at + len(words), words, why, kind, bool(later)))
    return labels


def words_of(finding, texts):
    return texts[finding.file].splitlines()[finding.line - 1][finding.start : finding.end]


def agrees(finding, label):
    if finding.file != label.file:
        return False
    if finding.absent or label.kind in ABSENT:
        return finding.absent == label.kind
    return finding.line == label.line and finding.start < label.end and label.start < finding.end


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("panelkit", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("--show", metavar="NAME", help="list false alarms and misses of a program, or of all")
    parser.add_argument("--kinds", action="store_true", help="labels found, by kind")
    parser.add_argument("--first", action="store_true", help="count as before people judged the findings")
    args = parser.parse_args()

    texts = {path.name: path.read_text(encoding="utf-8") for path in POSTINGS.glob("*.md")}
    labels = [label for label in read_labels(texts) if not (args.first and label.later)]
    by_chance = set() if args.first else {tuple(row[:3]) for row in rows("by-chance.tsv")}
    clean = set(texts) - {label.file for label in labels}
    later = sum(label.later for label in labels)
    print(f"{len(texts)} advertisements, {len(clean)} of them without a fault; {len(labels)} labels, "
          f"{later} of them added because a program had found the words\n")

    heads = ("program", "findings", "labelled", "false alarms", "on clean ones", "labels found", "labels missed")
    print("| " + " | ".join(heads) + " |\n| --- |" + " ---: |" * (len(heads) - 1))
    shown, kinds = [], {}
    for name, there, program in PROGRAMS:
        if there and not (args.peers / there).exists():
            print(f"| {name} | not there |" + " |" * (len(heads) - 2))
            continue
        tool = str(args.panelkit.resolve()) if name == "panelkit" else name
        findings = list(program(tool, args.peers.resolve(), texts))
        meant = [f for f in findings if (name, f.file, words_of(f, texts)) not in by_chance]
        false = [f for f in findings if f not in meant or not any(agrees(f, label) for label in labels)]
        found = [label for label in labels if any(agrees(f, label) for f in meant)]
        kinds[name] = Counter(label.kind for label in found)
        cells = (name, len(findings), len(findings) - len(false), len(false), sum(f.file in clean for f in false),
                 len(found), len(labels) - len(found))
        print("| " + " | ".join(str(cell) for cell in cells) + " |")
        shown.append((name, false, [label for label in labels if label not in found]))

    if args.kinds:
        total = Counter(label.kind for label in labels)
        print("\n| kind | labels | " + " | ".join(kinds) + " |\n| --- | ---: |" + " ---: |" * len(kinds))
        for kind, number in total.most_common():
            print(f"| {kind} | {number} | " + " | ".join(str(found[kind]) for found in kinds.values()) + " |")

    for name, false, missed in shown:
        if args.show not in (name, "all"):
            continue
        print(f"\n{name}: {len(false)} false alarms")
        for f in sorted(false):
            print(f"  {f.file}:{f.line} `{words_of(f, texts)}` ({f.rule})")
        print(f"\n{name}: {len(missed)} labels missed")
        for label in missed:
            print(f"  {label.file}:{label.line} `{label.words}` ({label.kind}: {label.why})")


if __name__ == "__main__":
    main()

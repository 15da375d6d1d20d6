#!/usr/bin/env python3
"""Compares `panelkit debrief --format json` with an independent computation.

    scripts/check_scores.py PANELKIT [PANELS]

Makes workspaces with kits of the bank in examples/after, fills their `scores/` with random ratings, some of them missing, runs
the program, and computes must-have scores and their marks, competencies, splits, totals, errors, the top group, the
sensitivity and agreement again: with fractions, with `scipy.stats.studentized_range` and with the package `krippendorff`. Prints the number of comparisons; exits 1 at the first
difference. Needs scipy, numpy and krippendorff.
"""
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from math import sqrt
from pathlib import Path

import krippendorff
import numpy as np
from scipy.stats import studentized_range

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "after"
REQ = "support-lead"
QUANTILES = {}


def run(program, root, *words):
    environment = {"PATH": os.environ.get("PATH", ""), "SOURCE_DATE_EPOCH": "1794700000"}
    done = subprocess.run([program, *words], cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} exited {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def workspace(program, root, ids, edit_role=None):
    for name in ["question_banks", "kits", "panelkit.yaml"]:
        source = EXAMPLE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    if edit_role:
        role = root / f"kits/{REQ}/role.yaml"
        role.write_text(edit_role(role.read_text()))
    run(program, root, "generate", REQ, "--format", "json")
    run(program, root, "variants", REQ, "--candidates", *ids, "--format", "json")
    return {one: json.loads((root / f"kits/{REQ}/candidates/{one}/kit.json").read_text()) for one in ids}


def fill(root, kits, dice, missing, scale=(1, 4)):
    """Random submissions. Returns them by candidate."""
    forms = {}
    for one, kit in kits.items():
        folder = root / f"kits/{REQ}/candidates/{one}/scores"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        level = dice.uniform(1.5, 3.8)
        forms[one] = []
        for place in kit["rounds"]:
            for n, name in enumerate(place["interviewers"]):
                ratings = []
                for slot in place["slots"]:
                    score = min(scale[1], max(scale[0], round(dice.gauss(level, 0.7))))
                    ratings.append({"slot": slot["id"], "rating": None if dice.random() < missing else score})
                form = {
                    "format": 1, "req": REQ, "candidate": one, "kit": kit["digest"], "rule": kit["rule"],
                    "round": place["id"], "interviewer": name, "submitted": "2026-11-10T12:00:00Z", "ratings": ratings,
                }
                forms[one].append(form)
                (folder / f"{place['id']}--{n}.json").write_text(json.dumps(form))
    return forms


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


class Candidate:
    """Slot scores of one candidate, without a round or an interviewer if so asked."""

    def __init__(self, kit, forms, without_round=None, without_rater=None):
        self.slots = {}
        for place in kit["rounds"]:
            for slot in place["slots"]:
                given = [
                    rating["rating"]
                    for form in forms
                    if form["round"] == place["id"] != without_round and form["interviewer"] != without_rater
                    for rating in form["ratings"]
                    if rating["slot"] == slot["id"] and rating["rating"] is not None
                ]
                self.slots[slot["id"]] = (slot, given)

    def scored(self, must_have, core=False):
        return {
            name: mean(map(Fraction, given))
            for name, (slot, given) in self.slots.items()
            if given and must_have in slot["serves"] and (slot["core"] or not core)
        }

    def total(self, weights, core=False):
        parts = {must: mean(self.scored(must, core).values()) for must in weights}
        if core:
            parts = {must: score for must, score in parts.items() if score is not None}
        if not parts or any(score is None for score in parts.values()):
            return None
        whole = sum(weights[must] for must in parts)
        return sum(score * weights[must] for must, score in parts.items()) / whole


def first(candidates, weights):
    kept = {must: weight for must, weight in weights.items() if all(c.scored(must) for c in candidates.values())}
    totals = {one: candidate.total(kept) for one, candidate in candidates.items()}
    totals = {one: total for one, total in totals.items() if total is not None}
    best = max(totals.values(), default=None)
    return sorted(one for one, total in totals.items() if total == best)


def quantile(k, df):
    if (k, df) not in QUANTILES:
        QUANTILES[k, df] = float(studentized_range.ppf(0.95, k, df))
    return QUANTILES[k, df]


def near(what, found, wanted, slack=1.5e-4):
    if (found is None) != (wanted is None) or found is not None and abs(found - float(wanted)) > slack:
        sys.exit(f"{what}: the program says {found}, the independent computation {wanted}")
    return 1


def same(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: the program says {found}, the independent computation {wanted}")
    return 1


def parts(of, kit, person, found, cut):
    """The scores of must-haves with their marks, of competencies, and the splits."""
    count, apart = 0, {name: max(given) - min(given) for name, (_, given) in person.slots.items() if given}
    place = {slot["id"]: one["id"] for one in kit["rounds"] for slot in one["slots"]}
    for must in found["must_haves"]:
        scores = person.scored(must["id"])
        centre, n = mean(scores.values()), len(scores)
        rounds = [
            (scores[a], scores[b]) for a in scores for b in scores
            if place[a] != place[b] and scores[a] < cut <= scores[b] and scores[b] - scores[a] >= Fraction(3, 2)
        ]
        marks = {
            "below": n and centre < cut,
            "just-below": n and cut - Fraction(1, n) <= centre < cut,
            "split": bool(rounds) or any(apart[name] >= 2 for name in scores),
            "seen-once": n == 1,
            "not-seen": n == 0,
        }
        what = f"must-have {must['id']} {of}"
        count += near(what, must["score"], centre)
        count += same(f"marks of {what}", must["marks"], [mark for mark, is_so in marks.items() if is_so])
        ratings = sum(len(person.slots[name][1]) for name in scores)
        count += same(f"answers of {what}", (must["slots"], must["ratings"]), (n, ratings))
    for one in found["competencies"]:
        given = [given for slot, given in person.slots.values() if given and slot["competency"] == one["competency"]]
        what = f"competency {one['competency']} {of}"
        count += near(what, one["score"], mean(mean(map(Fraction, ratings)) for ratings in given))
        count += same(f"ratings of {what}", one["ratings"], sum(map(len, given)))
    splits = [
        {"slot": name, "low": min(given), "high": max(given)}
        for name, (_, given) in person.slots.items() if given and apart[name] >= 2
    ]
    return count + same(f"splits {of}", found["splits"], splits)


def compare(kits, forms, weights, found):
    count, cut = 0, found["rule"]["cut"]
    people = {one: Candidate(kits[one], forms[one]) for one in kits}
    shown = {one["id"]: one for one in found["candidates"]}
    complete = {one: person for one, person in people.items() if person.total(weights) is not None}
    squares, df = Fraction(0), 0
    for person in complete.values():
        for must in weights:
            scores = person.scored(must).values()
            centre = mean(scores)
            squares += sum((score - centre) ** 2 for score in scores)
            df += len(scores) - 1
    variance = float(squares / df) if df >= 10 else None
    errors = {}
    for one, person in people.items():
        count += parts(f"of {one}", kits[one], person, shown[one], cut)
        count += near(f"total of {one}", shown[one]["total"], person.total(weights))
        count += near(f"core total of {one}", shown[one]["core_total"], person.total(weights, core=True))
        count += same(f"state of {one}", shown[one]["state"], "complete" if one in complete else "incomplete")
        shares = {}
        for must, weight in weights.items():
            scores = person.scored(must)
            for slot in scores:
                shares[slot] = shares.get(slot, 0) + Fraction(weight, sum(weights.values()) * len(scores))
        error = sqrt(variance * float(sum(share**2 for share in shares.values()))) if variance is not None else None
        errors[one] = error if one in complete else None
        count += near(f"error of {one}", shown[one]["standard_error"], errors[one])
    group = found["top_group"]
    if variance is None or len(complete) < 2:
        count += same("top group", group, None)
    else:
        q = quantile(len(complete), df)
        totals = {one: person.total(weights) for one, person in complete.items()}
        best = max(totals.values())
        most = max(errors[one] for one in totals if totals[one] == best)
        inside = sorted(
            one for one, total in totals.items()
            if total == best or float(best - total) < q / sqrt(2) * sqrt(most**2 + errors[one] ** 2)
        )
        count += near("q", group["q"], q, 1e-3) + near("variance", group["variance"], variance)
        count += same("df", group["df"], df) + same("k", group["k"], len(complete))
        count += same("top group", sorted(group["ids"]), inside)
    count += sensitivity(kits, forms, weights, complete, found["sensitivity"])
    return count + agreement(people, found["agreement"])


def sensitivity(kits, forms, weights, complete, found):
    if len(complete) < 2:
        return same("sensitivity", found, None)
    base = first(complete, weights)
    count = same("first", sorted(found["first"]), base)
    given = [form for one in complete for form in forms[one] if any(r["rating"] is not None for r in form["ratings"])]
    rounds = {("round", place["id"]) for one in complete for place in kits[one]["rounds"]}
    raters = {("interviewer", form["interviewer"]) for form in given}
    cases = [next((key, case[key]) for key in ["round", "interviewer"] if key in case) for case in found["without"]]
    count += same("cases", sorted(cases), sorted(rounds | raters))
    stable = True
    for case in found["without"]:
        left = {"without_round": case.get("round"), "without_rater": case.get("interviewer")}
        now = first({one: Candidate(kits[one], forms[one], **left) for one in complete}, weights)
        count += same(f"first without {left}", sorted(case["first"]), now)
        stable = stable and now == base
    return count + same("stable", found["stable"], stable)


def agreement(people, found):
    units = [given for person in people.values() for _, given in person.slots.values() if len(given) > 1]
    count = same("units", found["units"], len(units))
    pairs = {"same": 0, "one": 0, "more": 0}
    for unit in units:
        for n, one in enumerate(unit):
            for other in unit[n + 1:]:
                pairs[["same", "one", "more"][min(2, abs(one - other))]] += 1
    count += same("pairs", found["pairs"], pairs)
    values = {score for unit in units for score in unit}
    for metric in ["ordinal", "interval"]:
        wanted = None
        if len(units) > 1 and len(values) > 1:
            table = np.full((max(map(len, units)), len(units)), np.nan)
            for n, unit in enumerate(units):
                table[: len(unit), n] = unit
            wanted = krippendorff.alpha(reliability_data=table, level_of_measurement=metric)
        count += near(f"alpha {metric}", found[f"alpha_{metric}"], wanted)
    return count


def large(program):
    """200 candidates and 12 interviewers: the CPU seconds of one debrief."""
    def with_more_people(text):
        for place in ["first-talk", "shift-case", "team-talk"]:
            names = ", ".join(f"{place} {n}" for n in range(4))
            start = text.index(f"  {place}: [")
            text = text[:start] + f"  {place}: [{names}]" + text[text.index("\n", start):]
        return text

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        kits = workspace(program, root, [f"c-{n}" for n in range(200)], with_more_people)
        fill(root, kits, random.Random(1), 0.05)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(program, root, "debrief", REQ, "--format", "json")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    program = str(Path(sys.argv[1]).resolve())
    panels = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    count, groups = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for size in [2, 5, 8]:
            root = Path(folder) / str(size)
            root.mkdir()
            kits = workspace(program, root, [f"c-{n}" for n in range(size)])
            kit = next(iter(kits.values()))
            weights = {must["id"]: must["weight"] for must in kit["role"]["must_haves"]}
            for n in range(panels // 3 + (size == 8) * (panels % 3)):
                dice = random.Random(1000 * size + n)
                forms = fill(root, kits, dice, dice.choice([0, 0.05, 0.2, 0.6]))
                found = json.loads(run(program, root, "debrief", REQ, "--format", "json"))
                count += compare(kits, forms, weights, found)
                groups += found["top_group"] is not None
    print(f"{panels} panels, {groups} with a top group: {count} numbers agree")
    print(f"200 candidates with 12 interviewers: {large(program):.2f} s CPU")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Solves the problems of `examples/edits` and `examples/draws` again with OR-tools CP-SAT and compares.

    python3 -m venv venv && venv/bin/pip install ortools==9.15.6755
    venv/bin/python scripts/peers.py edits edits.jsonl
    venv/bin/python scripts/peers.py draws draws.jsonl

Shares no code with the program: it reads rules and answers from the file. Exit status 1 if a verdict or an
optimum differs, or a loop of the program breaks a rule.
"""

import json
import sys
from collections import Counter, defaultdict

from ortools.sat.python import cp_model

# Limit of questions in a round without the key `questions`.
MOST = 12
# Workers and seconds of the attempts: most problems need a fraction of a second.
ATTEMPTS = ((1, 20), (8, 90))


def solve(model):
    """The solver after its last attempt, and its status."""
    for workers, seconds in ATTEMPTS:
        one = cp_model.CpSolver()
        one.parameters.num_workers = workers
        one.parameters.max_time_in_seconds = seconds
        one.parameters.relative_gap_limit = 0.0
        one.parameters.absolute_gap_limit = 0.0
        status = one.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
            break
    return one, status


def loop_model(case):
    """Variables x[round, question] and the rules that a loop must keep."""
    model = cp_model.CpModel()
    x, by_question, questions = {}, defaultdict(list), {q["id"]: q for q in case["questions"]}
    for r in case["rounds"]:
        must = set(r["asks"]) | set(r["pins"])
        for q in case["questions"]:
            fits = (
                not r["asks"]
                and q["usable"]
                and q["competency"] in r["competencies"]
                and q["depth"] == case["depths"][q["competency"]]
                and (not r["types"] or q["type"] in r["types"])
                and q["minutes"] <= r["minutes"]
            )
            if fits or q["id"] in must:
                x[r["id"], q["id"]] = model.new_bool_var("")
                by_question[q["id"]].append(x[r["id"], q["id"]])
        for id in must:
            model.add(x[r["id"], id] == 1)
        # A pin needs a slot of its competency and depth.
        for q in (questions[id] for id in r["pins"]):
            if q["competency"] not in r["competencies"] or q["depth"] != case["depths"][q["competency"]]:
                model.add_bool_or([])
        mine = {id: v for (round, id), v in x.items() if round == r["id"]}
        model.add(sum(questions[id]["minutes"] * v for id, v in mine.items()) <= r["minutes"])
        if r["asks"]:
            continue
        count = sum(mine.values())
        if r["questions"] is not None:
            model.add(count == r["questions"])
        else:
            model.add_linear_constraint(count, 1, MOST)
    for variables in by_question.values():
        model.add_at_most_one(variables)
    families = defaultdict(list)
    for id, variables in by_question.items():
        if questions[id]["family"]:
            families[questions[id]["family"]] += variables
        for foe in questions[id]["enemies"]:
            if foe in by_question and id < foe:
                model.add_at_most_one(variables + by_question[foe])
    for variables in families.values():
        model.add_at_most_one(variables)
    for competency in sorted(set(case["must"])):
        seen, listing, anywhere = [], 0, False
        for r in case["rounds"]:
            mine = [v for (round, id), v in x.items() if round == r["id"] and questions[id]["competency"] == competency]
            if r["asks"]:
                anywhere = anywhere or bool(mine)
            if competency in r["competencies"]:
                listing += 1
                is_seen = model.new_bool_var("")
                model.add(sum(mine) >= is_seen)
                seen.append(is_seen)
        if listing:
            model.add(sum(seen) >= min(2, listing))
        elif not anywhere:
            model.add_bool_or([])
    return model, x


def edits(cases):
    totals, wrong = Counter(), 0
    for case in cases:
        model, x = loop_model(case)
        old = [tuple(slot) for slot in case["old"]]
        model.maximize(sum(x[slot] for slot in old if slot in x))
        one, status = solve(model)
        least = None
        if status == cp_model.OPTIMAL:
            least = len(old) - round(one.objective_value)
        elif status != cp_model.INFEASIBLE:
            totals["undecided by the other solver"] += 1
            continue
        name = f"req {case['req']}, edit {case['edit']} ({'; '.join(case['edits'])})"
        moved = case["moved"]
        totals["edits"] += 1
        totals["no loop"] += moved is None
        if moved != least:
            wrong += 1
            print(f"DIFFERS {name}: moved {moved}, least {least}")
        if moved is None or least is None:
            continue
        totals["slots before"] += len(old)
        totals["moved"] += moved
        totals["least"] += least
        totals["edits that move a slot"] += moved > 0
        # The loop of the program must keep the rules, too.
        new = {tuple(slot) for slot in case["new"]}
        model, x = loop_model(case)
        for slot, variable in x.items():
            model.add(variable == (slot in new))
        if not new <= set(x) or solve(model)[1] != cp_model.OPTIMAL:
            wrong += 1
            print(f"BREAKS A RULE {name}")
    for key, count in totals.items():
        print(f"{key}: {count}")
    print(f"differences: {wrong}")
    return wrong


def admits(seat, item):
    _, kinds, shortest, longest, difficulties = seat
    return bool(kinds >> item["kind"] & 1 and shortest <= item["minutes"] <= longest
                and difficulties >> min(item["difficulty"], 31) & 1)


def cheapest(case):
    """The verdict and the least cost of a draw, without the cost of its core."""
    model = cp_model.CpModel()
    items, core = case["items"], {n: r for n, r in case["core"]}
    uses, rounds, cost = defaultdict(list), defaultdict(list), []
    for group, seats in enumerate(case["groups"]):
        for seat in seats:
            takers = []
            for n, item in enumerate(items):
                if item["group"] != group or (n in core and core[n] != seat[0]):
                    continue
                if n in core or admits(seat, item):
                    v = model.new_bool_var("")
                    takers.append(v)
                    uses[n].append(v)
                    rounds[seat[0]].append((item["minutes"], v))
                    if n not in core:
                        cost.append((item["cost"], v))
            model.add(sum(takers) == 1) if takers else model.add_bool_or([])
    families = defaultdict(list)
    for n, variables in uses.items():
        model.add_exactly_one(variables) if n in core else model.add_at_most_one(variables)
        if items[n]["family"] is not None:
            families[items[n]["family"]] += variables
    for variables in families.values():
        model.add_at_most_one(variables)
    for a, b in case["enemies"]:
        if a != b and a in uses and b in uses:
            model.add_at_most_one(uses[a] + uses[b])
    for r, (least, most) in enumerate(case["rounds"]):
        model.add_linear_constraint(sum(m * v for m, v in rounds[r]), least, most)
    hard = sum(items[n]["difficulty"] * v for n, variables in uses.items() for v in variables)
    model.add_linear_constraint(hard, *case["difficulty"])
    model.minimize(sum(c * v for c, v in cost))
    one, status = solve(model)
    if status == cp_model.INFEASIBLE:
        return "infeasible", None
    if status != cp_model.OPTIMAL:
        return "undecided", None
    return "optimal", sum(c for c, v in cost if one.value(v))


def draws(cases):
    table, wrong = Counter(), 0
    for case in cases:
        verdict, cost = cheapest(case)
        table[case["form"], case["verdict"], verdict] += 1
        if "undecided" in (verdict, case["verdict"]):
            continue
        unproven = case["verdict"] == "unproven"
        same = case["verdict"] == verdict or unproven and verdict == "optimal"
        if not same or (case["cost"] != cost and not (unproven and case["cost"] > cost)):
            wrong += 1
            print(f"DIFFERS {case['form']} {case['seed']}: {case['verdict']} {case['cost']}, other {verdict} {cost}")
    print("form, verdict of the program, verdict of the other solver: instances")
    for key, count in sorted(table.items()):
        print(f"{', '.join(key)}: {count}")
    print(f"instances: {sum(table.values())}, differences: {wrong}")
    return wrong


def main():
    modes = {"edits": edits, "draws": draws}
    if len(sys.argv) != 3 or sys.argv[1] not in modes:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(modes)} FILE")
    with open(sys.argv[2], encoding="utf-8") as lines:
        wrong = modes[sys.argv[1]](json.loads(line) for line in lines)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

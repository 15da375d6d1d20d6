#!/usr/bin/env python3
"""Counts, apart from the program, how often three rules split eight equally good candidates.

    scripts/check_bands.py [PANELS]

The panels are those of examples/simulate_bands.rs: six must-haves with two answers each, two interviewers, and an impression that
each round leaves on all its answers. Needs numpy and scipy.
"""
import sys

import numpy as np
from scipy.stats import studentized_range

CANDIDATES, MUST_HAVES, ANSWERS, RATERS = 8, 6, 2, 2


def split(dice, panels, rounds, apart):
    numbers = np.arange(MUST_HAVES * ANSWERS)
    place = (numbers % rounds if apart else numbers // ANSWERS % rounds).reshape(MUST_HAVES, ANSWERS)
    halo = dice.normal(0, 0.3, (panels, CANDIDATES, rounds))
    shape = (panels, CANDIDATES, MUST_HAVES, ANSWERS)
    answers = 2.8 + halo[:, :, place] + dice.normal(0, 0.5, shape)
    ratings = np.clip(np.round(answers[..., None] + dice.normal(0, 0.4, (*shape, RATERS))), 1, 4)
    scores = ratings.mean(-1)
    must_haves = scores.mean(-1)
    totals = must_haves.mean(-1)
    squares = ((scores - must_haves[..., None]) ** 2).sum((-1, -2))
    df = MUST_HAVES * (ANSWERS - 1)
    behind = totals.max(1)[:, None] - totals
    own = np.sqrt(squares / df / (MUST_HAVES * ANSWERS))
    best = np.take_along_axis(own, totals.argmax(1)[:, None], 1)
    by_bands = (behind > 1.96 * (own + best)).any(1).mean()
    by_difference = (behind > 1.96 * np.sqrt(own**2 + best**2)).any(1).mean()
    pooled = np.sqrt(squares.sum(1) / (CANDIDATES * df) / (MUST_HAVES * ANSWERS))
    q = studentized_range.ppf(0.95, CANDIDATES, CANDIDATES * df)
    by_tukey = ((behind > 0) & (behind >= (q * pooled)[:, None])).any(1).mean()
    return by_bands, by_difference, by_tukey


def main():
    panels = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    dice = np.random.default_rng(1)
    print("rounds  answers of a must-have  bands apart  1.96 errors of difference  Tukey-Kramer, pooled")
    for apart, rounds in [(True, 2), (True, 3), (True, 4), (False, 2), (False, 3), (False, 4)]:
        bands, difference, tukey = (100 * share for share in split(dice, panels, rounds, apart))
        place = "in different rounds" if apart else "in one round"
        print(f"{rounds:>6}  {place:<22}  {bands:>10.0f}%  {difference:>24.0f}%  {tukey:>19.0f}%")


if __name__ == "__main__":
    main()

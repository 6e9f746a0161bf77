"""Weights of levels from pairs of which it is known whether they are one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# One entry of the seed identity_weights: what is compared, and how alike it is.
Level = tuple[str, str]
PRIOR: Level = ("prior", "always")
BIT = float(np.log(2))


@dataclass(frozen=True)
class Pattern:
    """Pairs that are alike in just the same way: how many are one person, and how many are two."""

    levels: tuple[Level, ...]
    same: int
    different: int


def fit(
    patterns: Sequence[Pattern], start: Mapping[Level, float], caution: float
) -> dict[Level, float]:
    """The weights, in bits, under which the labels are most likely.

    Logistic regression by Newton's method, drawn towards the weights it starts from (a normal prior
    of variance 1 / caution, in nats): few labels move them little, a level without a pair stays.
    All levels of `start` come back; a level that is not in it is an error of the caller.
    """
    names = list(start)
    at = {name: position for position, name in enumerate(names)}
    design = np.zeros((len(patterns), len(names)))
    for row, pattern in enumerate(patterns):
        for level in (PRIOR, *pattern.levels):
            design[row, at[level]] = 1.0
    same = np.array([pattern.same for pattern in patterns], dtype=float)
    total = same + np.array([pattern.different for pattern in patterns], dtype=float)
    origin = np.array([start[name] for name in names]) * BIT
    weights = origin.copy()
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -60, 60)))
        slope = design.T @ (same - total * chance) - caution * (weights - origin)
        curve = (design.T * (total * chance * (1 - chance))) @ design
        step = np.linalg.solve(curve + caution * np.eye(len(names)), slope)
        weights = weights + np.clip(step, -1.0, 1.0)
        if float(np.abs(step).max()) < 1e-9:
            break
    return {name: round(float(weights[at[name]]) / BIT, 4) for name in names}

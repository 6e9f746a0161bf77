"""Weights are learnt from labels, and only as far as labels go."""

import math

import pytest

from orchestration.identity.fit import PRIOR, Level, Pattern, fit

EMAIL, NO_EMAIL = ("email", "same"), ("email", "different")
START: dict[Level, float] = {PRIOR: 0.0, EMAIL: 0.0, NO_EMAIL: 0.0, ("phone", "same"): 3.0}


def test_many_labels_give_the_odds_that_they_show() -> None:
    patterns = [Pattern((EMAIL,), 8000, 1000), Pattern((NO_EMAIL,), 1000, 4000)]
    weights = fit(patterns, START, caution=1e-6)
    assert weights[PRIOR] + weights[EMAIL] == pytest.approx(math.log2(8), abs=1e-3)
    assert weights[PRIOR] + weights[NO_EMAIL] == pytest.approx(math.log2(1 / 4), abs=1e-3)


def test_a_level_without_a_pair_keeps_its_weight() -> None:
    weights = fit([Pattern((EMAIL,), 50, 1)], START, caution=1.0)
    assert weights["phone", "same"] == 3.0


def test_few_labels_move_little_and_many_move_much() -> None:
    few = fit([Pattern((EMAIL,), 2, 0)], START, caution=1.0)
    many = fit([Pattern((EMAIL,), 2000, 0)], START, caution=1.0)
    assert 0 < few[EMAIL] < 1 < 2 < many[EMAIL]


def test_labels_without_a_counterexample_give_finite_weights() -> None:
    weights = fit([Pattern((EMAIL,), 10**6, 0)], START, caution=0.1)
    assert all(math.isfinite(weight) for weight in weights.values())


def test_a_level_that_nobody_named_is_the_caller_s_error() -> None:
    with pytest.raises(KeyError):
        fit([Pattern((("email", "unheard of"),), 1, 1)], START, caution=1.0)

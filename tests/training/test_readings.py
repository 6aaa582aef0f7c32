"""Fitting the weights of readings: slopes are features, and the right outcome becomes cheaper."""

from __future__ import annotations

import numpy as np

from ruentities.language.agreement import analyses
from ruentities.language.weights import Weights, replaced, weights
from ruentities.training.readings import Dual, Example, newton, report


def test_slopes_of_dual_numbers() -> None:
    one, other = Dual(2.0, {0: 1.0}), Dual(3.0, {1: 1.0})
    total = sum([one, 0.5 * other]) - one * 2.0
    assert (float(total), dict(total.slopes)) == (-0.5, {0: -1.0, 1: 0.5})


def test_slopes_of_a_cost_are_its_features() -> None:
    shipped = weights()
    duals = Weights(*(Dual(value, {i: 1.0}) for i, value in enumerate(shipped)))
    with replaced(duals):
        costs = [analysis.cost for analysis in analyses(("Ивана", "Лаврова"), "PER")]
    assert all(isinstance(cost, Dual) for cost in costs)
    for cost in costs:
        added = sum(slope * shipped[number] for number, slope in cost.slopes.items())  # type: ignore[attr-defined]
        assert abs(added - cost) < 1e-9
    assert weights() == shipped


def test_the_right_outcome_becomes_cheaper() -> None:
    features = np.array([[1.0, 0.0], [0.0, 1.0]])
    made = [Example(features, np.array([True, False]), 0, 1.0)] * 20
    fitted = newton(made, np.array([1.0, 0.0]))
    assert fitted[0] < fitted[1]
    assert report(0, made, fitted) == "fold 0: 20 of 20 right, 20 names in all"

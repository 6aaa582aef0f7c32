"""The model of linking: what gold links teach, on decisions made up so that the answer is known."""

from __future__ import annotations

import math

import pytest

from ruentities.language.names_table import built_in_aliases
from ruentities.language.person_names import Parts
from ruentities.linking.weights import built_in_weights, probabilities, read_weights
from ruentities.normalization.name import Name
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span
from ruentities.training.links_model import Decision, decisions, fit

SURNAME = "PER: surname"
LAST = "PER: named last"


def test_the_weight_is_the_logarithm_of_the_odds() -> None:
    found = [Decision(((SURNAME,),), 0)] * 900 + [Decision(((SURNAME,),), -1)] * 100
    weights = fit(found, prior=1e-6)
    assert weights["PER: surname"] == pytest.approx(math.log(9), abs=1e-3)


def test_of_several_the_one_named_last_is_learned() -> None:
    rivals = ((LAST, SURNAME), (SURNAME,))
    weights = fit([Decision(rivals, 0)] * 80 + [Decision(rivals, 1)] * 20, prior=1e-6)
    assert weights["PER: named last"] == pytest.approx(math.log(4), abs=1e-3)


def test_a_contradiction_that_gold_hardly_shows_keeps_its_weight() -> None:
    against = ("PER: another first name", SURNAME)
    found = [Decision(((SURNAME,),), 0)] * 500 + [Decision((against,), -1)] * 3
    weights = fit(found, prior=1.0)
    assert weights["PER: another first name"] < -2.5


def test_gold_is_read_as_decisions() -> None:
    tokens = tokenize("Джо Байден и Хантер Байден. Байден устал.")
    names = [
        Name(Span(0, 2, "PER", 1.0), "Джо Байден", ("Джо", "Байден"),
             Parts("Джо", None, "Байден"), "masc", "nomn", 1.0),
        Name(Span(3, 5, "PER", 1.0), "Хантер Байден", ("Хантер", "Байден"),
             Parts("Хантер", None, "Байден"), "masc", "nomn", 1.0),
        Name(Span(6, 7, "PER", 1.0), "Байден", ("Байден",),
             Parts(None, None, "Байден"), "masc", "nomn", 1.0),
    ]  # fmt: skip
    (decision,) = decisions(tokens, names, ["joe", "hunter", "joe"], built_in_aliases())
    meant = decision.candidates[decision.meant]
    assert len(decision.candidates) == 2
    assert {"PER: surname", "PER: named first"} <= set(meant)
    assert "PER: named last" not in meant


def test_the_shipped_weights_are_numbers_with_names() -> None:
    weights = built_in_weights()
    assert weights.total("PER", ("surname",)) > 3
    against = weights.evidence("PER", ("surname",), ("another gender",))
    assert against.score < weights.evidence("PER", ("surname",), ()).score
    assert read_weights("# made up\nLOC: alias\t1.5\n") == {"LOC: alias": 1.5}


def test_probabilities_leave_room_for_somebody_new() -> None:
    assert probabilities((0.0, 0.0)) == (0.3333, 0.3333)
    assert probabilities(()) == ()

"""A short run of the fuzzer, the same inputs each time; the long one is python -m tests.fuzz."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from tests.fuzz.__main__ import fuzz, main, table
from tests.fuzz.targets import TARGETS, Target


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_short_run(name: str) -> None:
    tally = fuzz({name: TARGETS[name]}, minutes=0, first_seed=1)[name]
    assert tally.failures == []
    assert tally.telling, "no input had anything to show"


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--minutes", "0", "--seed", "1", "--target", "surrogates"]) == 0
    assert "| surrogates | 100 |" in capsys.readouterr().out


def test_the_smallest_failing_input_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def is_short(text: str) -> bool:
        assert text.count("а") < 3
        return True

    given = st.text("абв", max_size=50)
    monkeypatch.setitem(TARGETS, "short", Target(st.tuples(given), is_short))
    assert main(["--minutes", "0", "--seed", "1", "--target", "short"]) == 1
    assert "short, seed 1, smallest input: ('ааа',)\nAssertionError" in capsys.readouterr().out


def test_a_seed_tries_the_same_inputs_again() -> None:
    def tried(seed: int) -> list[str]:
        given: list[str] = []

        def is_remembered(text: str) -> bool:
            given.append(text)
            return True

        fuzz({"any": Target(st.tuples(st.text()), is_remembered)}, minutes=0, first_seed=seed)
        return given

    assert tried(1) == tried(1) != tried(2)


def test_every_failure_counts_in_the_table() -> None:
    def never(text: str) -> bool:
        raise ValueError(text)

    tallies = fuzz({"never": Target(st.tuples(st.text()), never)}, minutes=0, first_seed=1)
    assert table(tallies).splitlines()[2].split("|")[4].strip() == "1"
    assert tallies["never"].failures == [
        f"seed 1, smallest input: ('',)\nValueError: \nat {__file__}:{never.__code__.co_firstlineno + 1}: raise ValueError(text)"  # noqa: E501
    ]

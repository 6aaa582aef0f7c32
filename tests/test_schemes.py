"""The table of conventions is complete and says one thing of each."""

from __future__ import annotations

from typing import get_args

from ruentities.schemes import CONVENTIONS, HEADS, OF_SCHEME, Corpus, Scheme


def test_every_corpus_has_one_row_and_every_scheme_a_convention() -> None:
    assert [row.corpus for row in CONVENTIONS] == list(get_args(Corpus))
    assert set(OF_SCHEME) == set(get_args(Scheme))


def test_every_head_that_is_read_can_be_trained() -> None:
    assert {row.head for row in CONVENTIONS} == set(HEADS)


def test_a_users_own_gold_follows_the_default_scheme() -> None:
    (own,) = (row for row in CONVENTIONS if row.corpus == "jsonl")
    assert (own.scheme, own.head) == ("full", OF_SCHEME["full"].head)

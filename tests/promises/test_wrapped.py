"""A paragraph gives the same entities however its lines are broken."""

from __future__ import annotations

import re
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING

import pyphen
import pytest

from ruentities import extract
from ruentities.corpora.folds import split
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruentities import Document
    from ruentities.schemes import Corpus

WIDTHS = range(30, 101, 10)
ARTICLE = SHARED / "examples" / "lavrov_ria_2015.txt"
# Sentences, not the items of a list: a line of names may be a line on purpose.
LEAST_LENGTH = 100
LEAST_PROSE = 0.4
NEWS: tuple[Corpus, ...] = ("factrueval", "collection5", "nerel")

PARAGRAPH = (
    "Министр транспорта Роман Старовойт вместе с губернатором Новосибирской области Андреем "
    "Травниковым и главой компании «Мостотрест» Владимиром Власовым осмотрел новый мост через Обь. "
    "По словам Андрея Травникова, после открытия моста жители Нижнего Новгорода и Санкт-Петербурга "
    "смогут проехать в Омск и Ростов-на-Дону быстрее, чем раньше."
)


def entities(document: Document) -> list[tuple[str, str, list[tuple[int, int]]]]:
    return [
        (entity.type, entity.name, [(mention.start, mention.end) for mention in entity.mentions])
        for entity in document.entities
    ]


def names(document: Document) -> list[tuple[str, str, int]]:
    return sorted((entity.type, entity.name, len(entity.mentions)) for entity in document.entities)


def wrapped(text: str, width: int) -> str:
    return "\n".join(wrap(text, width, break_long_words=False, break_on_hyphens=False))


@cache
def hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="ru_RU")


def hyphenated(text: str, width: int) -> str:
    """The text in full lines, words broken as a Russian typesetter breaks them."""
    lines = [""]
    for word in text.split():
        rest = word
        while lines[-1] and len(lines[-1]) + 1 + len(rest) > width:
            room = width - len(lines[-1]) - 2
            halves = (
                (left, right)
                for left, right in hyphenator().iterate(rest)
                if len(left) <= room and left[-1].isalpha() and right[0].isalpha()
            )
            left, rest = next(halves, ("", rest))
            lines[-1] += f" {left}-" if left else ""
            lines.append("")
        lines[-1] += f" {rest}" if lines[-1] else rest
    return "\n".join(lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wrapped_paragraph_has_the_same_entities(width: int) -> None:
    assert entities(extract(wrapped(PARAGRAPH, width))) == entities(extract(PARAGRAPH))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hyphenated_paragraph_has_the_same_names(width: int) -> None:
    assert names(extract(hyphenated(PARAGRAPH, width))) == names(extract(PARAGRAPH))


def paragraphs() -> Iterator[str]:
    gold = [
        document for corpus in NEWS for document in read(corpus, corpus_directory(CORPORA, corpus))
    ]
    documents = split(gold)[1]
    texts = [document.text for document in documents[:: max(1, len(documents) // 100)]]
    for text in (ARTICLE.read_text(encoding="utf-8"), *texts):
        for line in re.split(r"[\r\n]+", text):
            words = line.split()
            prose = sum(word[0].islower() for word in words) >= LEAST_PROSE * len(words)
            if prose and len(line) >= LEAST_LENGTH and line.rstrip()[-1] in '.!?…»")':
                yield " ".join(words)


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.skipif(not (CORPORA.is_dir() and ARTICLE.is_file()), reason="no corpora here")
def test_paragraphs_of_news_have_the_same_entities() -> None:
    tried = changed = found = missed = 0
    for paragraph in paragraphs():
        whole = extract(paragraph)
        for width in WIDTHS:
            tried += 1
            changed += entities(extract(wrapped(paragraph, width))) != entities(whole)
        again = names(extract(hyphenated(paragraph, 60)))
        found += len(whole.entities)
        missed += len(set(names(whole)) - set(again))
    assert changed == 0, f"of {tried}"
    assert missed <= 0.02 * found

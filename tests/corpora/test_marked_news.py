"""Marks of news whose texts are not in the package."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ruentities.corpora.folds import near_duplicates
from ruentities.corpora.marked_news import read_marked_news
from ruentities.corpora.readers import corpus_directory, read
from tests.paths import CORPORA

if TYPE_CHECKING:
    from pathlib import Path

needs_texts = pytest.mark.skipif(not (CORPORA / "raw").is_dir(), reason="the raw news is absent")


@needs_texts
def test_marks_stand_on_words() -> None:
    documents = read_marked_news(CORPORA / "raw")
    assert len({document.name for document in documents}) == len(documents) > 1000
    kinds = Counter(one.type for document in documents for one in document.mentions)
    assert min(kinds[kind] for kind in ("PER", "LOC", "ORG")) > 1000
    marked = [d.text[one.start : one.end] for d in documents for one in d.mentions]
    assert [words for words in marked if words != words.strip()] == []


@pytest.mark.slow
@needs_texts
def test_no_article_that_is_judged_is_among_them() -> None:
    documents = read_marked_news(CORPORA / "raw")
    names = {document.name for document in documents}
    today = read("today", corpus_directory(CORPORA, "today"))
    for group in near_duplicates([*documents, *today]):
        assert len({document.name in names for document in group}) == 1


def test_another_text_is_refused(tmp_path: Path) -> None:
    for file in ("tg_news_2024", "tg_hse78_2025"):
        row = {"id": "tg-1", "text": "Совсем другой текст."}
        (tmp_path / f"{file}.jsonl").write_text(json.dumps(row, ensure_ascii=False))
    with pytest.raises(ValueError, match=r"\.jsonl: .*: the text that was marked is not there"):
        read_marked_news(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"\.jsonl"):
        read_marked_news(tmp_path)

"""The readers on small files in each published format, and on the corpora where they are."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest

from ruentities.corpora.readers import corpus_directory, read
from ruentities.language.morphology import readings
from ruentities.schemes import Corpus
from tests.paths import CORPORA, TESTS

if TYPE_CHECKING:
    from pathlib import Path

GOLD = TESTS / "gold"

# Corpus, document, its mentions as (words, type, nested, normal, entity).
MENTIONS: list[tuple[Corpus, str, list[tuple[str, str, bool, str | None, str | None]]]] = [
    (
        # Left out: jobs and descriptors, «власти города Усть-Лужи» (names only a place),
        # «партия» (names nothing), the project. «Сената» is a place and an organization.
        "factrueval",
        "book_2",
        [
            ("Южной Руритании", "LOC", False, None, "1"),
            ("П. Р. Зимородков", "PER", False, None, "2"),
            ("Кот", "PER", False, None, None),
            ("Сената", "ORG", False, None, "4"),
            ("Чистый берег", "ORG", False, None, "5"),
            ("Усть-Лужи", "LOC", False, None, "7"),
        ],
    ),
    (
        "factrueval",
        "book_10",
        [
            ("Русская служба «Радио Заря", "ORG", False, None, "1"),
            ("Радио Заря", "ORG", True, None, "2"),
        ],
    ),
    (
        # The file has lost its carriage returns; «Синегорск» is annotated twice, with one.
        "collection5",
        "01",
        [
            ("Ветрянск", "LOC", False, None, None),
            ("Ольмерии", "LOC", False, None, None),
            ("Марта Дуб", "PER", False, None, None),
            ("Синегорск", "LOC", False, None, None),
            ("Полуденный листок", "ORG", False, None, None),
            ("Союз мельников", "ORG", False, None, None),
        ],
    ),
    (
        # The file has kept them.
        "collection5",
        "02 (!)",
        [
            ("Ветрянск", "LOC", False, None, None),
            ("Ольмерии", "LOC", False, None, None),
            ("Клара Ель", "PER", False, None, None),
            ("Синегорск", "LOC", False, None, None),
            ("Полуденный листок", "ORG", False, None, None),
            ("Союз мельников", "ORG", False, None, None),
        ],
    ),
    (
        # A discontinuous mention with two links, a facility, a torn line, one organization
        # annotated twice, links to NULL, to a property and to nothing.
        "nerel",
        "01_text",
        [
            ("Карл", "PER", False, None, "Q11"),
            ("Роза Ветровы", "PER", False, None, None),
            ("Ольмерии", "LOC", False, None, None),
            ("Синегорске", "LOC", False, None, "Q13"),
            ("Карл Ветров", "PER", False, None, "Q11"),
            ("Союза мельников Ольмерии", "ORG", False, None, None),
            ("Ольмерии", "LOC", True, None, None),
        ],
    ),
    (
        "slavicner",
        "strike/strike_ru.txt_file_1",
        [
            ("Ольмерии", "LOC", False, "Ольмерия", "GPE-Olmeria"),
            ("Марте Дуб", "PER", False, "Марта Дуб", "PER-Marta-Dub"),
            ("Синих линиях", "ORG", False, "Синие линии", "ORG-Blue-Lines"),
        ],
    ),
    (
        "slavicner",
        "election/_file_7",
        [("Ольмерцы", "PER", False, "ольмерцы", "GPE-Olmeria")],
    ),
    (
        # Names at every level.
        "today",
        "001",
        [
            ("Пресс-служба мэрии Синегорска", "ORG", False, "Пресс-служба мэрии Синегорска", "1"),
            ("мэрии Синегорска", "ORG", True, "Мэрия Синегорска", "2"),
            ("Синегорска", "LOC", True, "Синегорск", "3"),
            ("Марту Дуб", "PER", False, "Марта Дуб", "4"),
        ],
    ),
    (
        "jsonl",
        "б",
        [
            ("Марте Дуб", "PER", False, "Марта Дуб", "dub"),
            ("Союза мельников Ольмерии", "ORG", False, None, None),
            ("Ольмерии", "LOC", True, None, "olm"),
        ],
    ),
    ("jsonl", "а", []),
]


@pytest.mark.parametrize(("corpus", "name", "expected"), MENTIONS)
def test_mentions(
    corpus: Corpus, name: str, expected: list[tuple[str, str, bool, str | None, str | None]]
) -> None:
    documents = {doc.name: doc for doc in read(corpus, corpus_directory(GOLD, corpus))}
    document = documents[name]
    assert document.corpus == corpus
    assert [
        (document.text[m.start : m.end], m.type, m.nested, m.normal, m.entity)
        for m in document.mentions
    ] == expected


@pytest.mark.parametrize("corpus", get_args(Corpus))
def test_documents_are_sorted_and_complete(corpus: Corpus) -> None:
    names = [document.name for document in read(corpus, corpus_directory(GOLD, corpus))]
    assert names == sorted(name for of, name, _ in MENTIONS if of == corpus)


def test_factrueval_entities_keep_every_attribute_line() -> None:
    document = read("factrueval", GOLD / "factrueval-2016")[1]
    assert [(entity.type, entity.attributes) for entity in document.entities] == [
        ("LOC", (("name", "Южная Руритания"), ("wikidata", ""))),
        ("PER", (("firstname", "П"), ("patronymic", "Р"), ("lastname", "Зимородков"))),
        ("LOC", (("name", "Сенат"), ("descriptor", "здание"))),  # a place and an organization
        ("ORG", (("name", "Чистый берег"), ("descriptor", "движение"))),
        ("ORG", (("name", "власти Усть-Лужи"), ("descriptor", ""))),
        ("LOC", (("name", "Усть-Лужа"),)),
        ("ORG", (("descriptor", "партия"),)),
    ]


def test_collection5_text_has_carriage_returns_either_way() -> None:
    lost, kept = read("collection5", GOLD / "collection5")
    assert lost.text == kept.text.replace("Клара Ель", "Марта Дуб")
    assert lost.text.count("\r\n") == lost.text.count("\n") == 4


def test_jsonl_reads_a_single_file() -> None:
    assert read("jsonl", GOLD / "jsonl" / "mine.jsonl") == read("jsonl", GOLD / "jsonl")


MISSING: list[tuple[Corpus, str | None, str]] = [
    ("nerel", None, r"nerel: no nerel documents here; put its \*\.txt with \.ann"),
    ("slavicner", "raw", r"slavicner: no slavicner documents here"),
    ("collection5", "01.ann", r"01\.ann: no such file"),
    ("factrueval", "book_2.coref", r"book_2\.coref: no such file"),
    ("slavicner", "ner/strike/ru/strike_ru.txt_file_1.tsv", r"file_1\.tsv: no such file"),
]


@pytest.mark.parametrize(("corpus", "removed", "message"), MISSING)
def test_what_is_missing_is_named(
    tmp_path: Path, corpus: Corpus, removed: str | None, message: str
) -> None:
    if removed is not None:
        directory = tmp_path / corpus
        shutil.copytree(corpus_directory(GOLD, corpus), directory)
        gone = directory / removed
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    with pytest.raises(FileNotFoundError, match=message):
        read(corpus, tmp_path / corpus)


def test_missing_corpus_folder_says_where_it_comes_from(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"factrueval-2016: .*factRuEval-2016\)"):
        corpus_directory(tmp_path, "factrueval")


# Corpus, file, the whole of its new content, what the message has to say.
BROKEN: list[tuple[Corpus, str, bytes, str]] = [
    ("nerel", "01_text.txt", "Карл".encode("cp1251"), r"01_text\.txt: not UTF-8"),
    ("nerel", "01_text.ann", b"T1\tPERSON 0\tx\n", r"\.ann, line 1: not a brat mention"),
    (
        "nerel",
        "01_text.ann",
        "\nT1\tPERSON 1 5\tКарл\n".encode(),
        r"\.ann, line 2: the text has 'арл ' where the annotation has 'Карл'",
    ),
    ("nerel", "01_text.ann", b"T1\tPERSON 999 1000\t \n", r"line 1: the text has ''"),
    ("slavicner", "ner/election/ru/_file_7.tsv", b"0\t8\tx\n", r"tsv, line 1: not the six"),
    (
        "slavicner",
        "ner/election/ru/_file_7.tsv",
        "0\tx\tОльмерцы\tольмерцы\tPER\tGPE-Olmeria".encode(),
        r"tsv, line 1: 'x' is not a number",
    ),
    ("factrueval", "book_10.spans", b"1 org_name 0\n", r"spans, line 1: not 'id kind"),
    ("factrueval", "book_10.spans", b"1 org_name 0 14\n", r"objects, line 1: .* no span 2"),
    (
        "factrueval",
        "book_10.spans",
        b"1 org_name 0 14\n2 org_name 90 9\n",
        r"book_10: mention 0:99 is no span of a text of 35 characters",
    ),
]


@pytest.mark.parametrize(("corpus", "file", "content", "message"), BROKEN)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, corpus: Corpus, file: str, content: bytes, message: str
) -> None:
    shutil.copytree(corpus_directory(GOLD, corpus), tmp_path / "copy")
    (tmp_path / "copy" / file).write_bytes(content)
    with pytest.raises(ValueError, match=message):
        read(corpus, tmp_path / "copy")


def _row(**mention: object) -> dict[str, object]:
    span = {"start": 0, "end": 4, "type": "PER"}
    return {"name": "a", "text": "Анна", "mentions": [span | mention]}


ROWS: list[tuple[str, str]] = [
    ("{", r"line 2: Invalid JSON"),
    ("[]", r"line 2: Input should be an object"),
    (json.dumps({"name": "a", "text": ""}), r"line 2: mentions: Field required"),
    (json.dumps(_row(type="GPE")), r"line 2: mentions\.0\.type: Input should be 'PER', 'ORG'"),
    (json.dumps(_row(start="0")), r"line 2: mentions\.0\.start: .* valid integer"),
    (json.dumps(_row(norm="Анна")), r"line 2: mentions\.0\.norm: Extra inputs"),
    (json.dumps(_row(end=5)), r"line 2: .*\(0, 5\) is no span of a text of 4 characters"),
    (json.dumps(_row(start=4)), r"line 2: .*\(4, 4\) is no span"),
    (json.dumps(_row() | {"name": "first"}), r"line 2: a second document is called 'first'"),
    (
        json.dumps(_row() | {"mentions": [{"start": 0, "end": 4, "type": "PER"}] * 2}),
        r"line 2: .*two mentions on the span \(0, 4\)",
    ),
]


@pytest.mark.parametrize(("line", "message"), ROWS)
def test_jsonl_says_which_line_is_wrong(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "gold.jsonl"
    first = json.dumps({"name": "first", "text": "", "mentions": []})
    file.write_text(f"{first}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.jsonl, " + message):
        read("jsonl", file)


# Corpus, documents, mentions, nested mentions, mentions with an entity: the training parts.
COUNTS: list[tuple[Corpus, int, int, int, int]] = [
    ("factrueval", 122, 2407, 68, 2403),
    ("collection5", 781, 20714, 0, 0),
    ("nerel", 821, 21687, 2531, 19281),
    ("slavicner", 552, 12040, 0, 12040),
]


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the gold corpora are absent")
@pytest.mark.parametrize(("corpus", "documents", "mentions", "nested", "linked"), COUNTS)
def test_corpora(corpus: Corpus, documents: int, mentions: int, nested: int, linked: int) -> None:
    gold = read(corpus, corpus_directory(CORPORA, corpus))
    found = [(mention, document.text) for document in gold for mention in document.mentions]
    assert (
        len(gold),
        len(found),
        sum(mention.nested for mention, _ in found),
        sum(mention.entity is not None for mention, _ in found),
    ) == (documents, mentions, nested, linked)
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] != "" for m, text in found)
    # Offsets off by one would cut nearly every word; the annotators cut a few.
    inside_word = re.compile(r"(?<=\w)(?=\w)")
    cut = sum(
        any(inside_word.match(text, edge) for edge in (mention.start, mention.end))
        for mention, text in found
    )
    assert cut < 10


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the gold corpora are absent")
def test_one_topic_alone_calls_peoples_people() -> None:
    """Why a network that never met covid-19 misses «немецких» there: see the model's docs."""
    documents = list(read("slavicner", corpus_directory(CORPORA, "slavicner")))
    small = re.compile("[а-яё]+(?:-[а-яё]+)*")
    people = {
        readings(word)[0].lemma
        for gold in documents
        if gold.name.startswith("covid-19/")
        for word in (gold.text[one.start : one.end] for one in gold.mentions if one.type == "PER")
        if small.fullmatch(word)
    }
    begins = {lemma[:3] for lemma in people}
    met: Counter[bool] = Counter()
    marked: Counter[bool] = Counter()
    for gold in documents:
        covid = gold.name.startswith("covid-19/")
        marks = {(one.start, one.end) for one in gold.mentions if one.type == "PER"}
        for word in small.finditer(gold.text):
            if word[0][:3] in begins and readings(word[0])[0].lemma in people:
                met[covid] += 1
                marked[covid] += word.span() in marks
    assert (marked[True], met[True]) == (156, 200)
    assert (marked[False], met[False]) == (9, 1062)

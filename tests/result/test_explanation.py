"""Why a mention is as it is: every stage's word on it."""

from __future__ import annotations

from ruentities import Extractor, Lexicon
from tests.paths import DOCS

EXAMPLE = (DOCS / "example.txt").read_text(encoding="utf-8")


def test_every_mention_of_the_example_is_explained() -> None:
    extractor = Extractor()
    explained = extractor.explain(EXAMPLE)
    assert explained.document == extractor.extract(EXAMPLE)
    assert [one.mention for one in explained.mentions] == list(explained.document.mentions)
    for one in explained.mentions:
        assert one.found or one.changes, one
        cheapest = one.readings[0]
        assert cheapest.cost == min(reading.cost for reading in one.readings)
        assert cheapest.words[0].lower() in one.mention.normal.lower()
        assert one.mention in one.entity.mentions
        first = one.entity.mentions[0] == one.mention
        assert one.candidates or first, one
        assert str(one) in str(explained)


def test_a_rule_is_named_with_what_it_changed() -> None:
    (masked,) = Extractor().explain("Ответчик А***а К.Л. не явилась.").mentions
    assert masked.found == "PER «К.Л.»"
    assert [(change.before, change.after) for change in masked.changes] == [
        (("PER «А»", "PER «К.Л.»"), "PER «А***а К.Л.»")
    ]


def test_a_link_is_told_with_its_rivals() -> None:
    text = "В зале были Алексей Морозов и Денис Морозов. Первым выступил Морозов."
    *_, last = Extractor().explain(text).mentions
    assert {candidate.names for candidate in last.candidates} == {
        ("Алексей Морозов",),
        ("Денис Морозов",),
    }
    assert last.candidates[0].probability == last.mention.link_score


def test_a_users_own_name_is_explained() -> None:
    lexicon = Lexicon([{"name": "Рога и копыта", "type": "ORG", "aliases": ["РиК"]}])
    (company,) = Extractor(lexicon=lexicon).explain("Закрыта РиК.").mentions
    assert (company.found, company.entity.name) == ("ORG «РиК»", "Рога и копыта")


def test_a_text_without_names_explains_nothing() -> None:
    assert str(Extractor().explain("Шёл дождь.")) == ""

"""Imports go down the floors of the house only, file by file; each foreign house has one door."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.paths import HOUSE

if TYPE_CHECKING:
    from pathlib import Path

# From the ground up: a file imports only files that stand before it here, in its own room too, so
# that there is no circle. A room's `__init__` is its ground.
FLOORS = """
    version kinds schemes natasha_files
    text.described text.storable text.letters text.lines text.segmentation text.spans text.marks
    language.strings language.tables language.weights language.remembered language.folding
    language.latin
    language.word_lists language.kind_nouns
    language.lexicon_entry language.lexicon language.names_table language.foreign_names
    language.opencorpora
    language.cells language.dictionary language.unknown_words
    language.morphology language.spelling language.vocabulary language.vectors
    language.paradigm_table language.paradigms language.rarity language.form language.ordinals
    language.found_forms language.guessed_forms language.declension language.analysis
    language.headed_names
    language.romanization language.listed_words language.listed_readings
    language.agreement language.person_names language.inflection
    recognition.blas recognition.features recognition.slovnet recognition.scratch recognition.layers
    recognition.memory recognition.model_file recognition.decoding recognition.encoder
    recognition.slovnet_crf recognition.models recognition.recognize recognition.casing
    recognition.wording
    repair.ground repair.adjectives repair.matching repair.complements repair.marks
    repair.garrisons repair.told
    repair.units repair.surnames repair.columns repair.borders repair.tables
    repair.kind_words repair.two_people repair.people repair.rolls
    repair.initials repair.claims repair.official repair.written_people repair.books repair.papers
    repair.streets repair.latin repair.announced repair.types repair.finding
    repair.place_lists repair.skies repair.listed
    repair.listed_finding repair.seats repair.offices repair.nesting repair.lands repair.owners
    repair.scores
    repair.own_forms repair.own_names repair.rules repair.lineage
    normalization.name normalization.rows normalization.shared_surnames normalization.surroundings
    normalization.coordination normalization.votes normalization.outcomes
    normalization.normalize normalization.own_names normalization.normal_form
    result.entity result.records result.html result.masked result.pseudonyms result.replacement
    result.document result.shown
    linking.groups linking.words linking.people
    linking.short_forms linking.places linking.bodies linking.lands
    linking.announced
    linking.relations linking.weights linking.reading linking.entities linking.link
    linking.known linking.cross_document result.explanation
    running.loading running.answering running.workers running.many running.sources running.outputs
    extractor __init__
    integrations.arrow integrations.frames integrations.spark integrations.spacy
    cli __main__
    corpora.gold corpora.gold_files corpora.brat_reader corpora.factrueval_gold
    corpora.factrueval_reader corpora.jsonl_reader corpora.slavicner_reader corpora.readers
    corpora.folds corpora.exports corpora.today corpora.marked_news
    evaluation.tables
    evaluation.scorers.assignment evaluation.scorers.scores evaluation.scorers.spans
    evaluation.scorers.leaks
    evaluation.scorers.linking evaluation.scorers.wikidata evaluation.scorers.calibration
    evaluation.scorers.normals evaluation.scorers.documents
    evaluation.scorers.factrueval_answers evaluation.scorers.factrueval_pairing
    evaluation.scorers.factrueval evaluation.scorers.attributes
    evaluation.natasha_pipeline evaluation.systems evaluation.builds.answers evaluation.bench
    evaluation.builds.measured evaluation.builds.comparison evaluation.builds.measuring
    evaluation.questions.columns evaluation.questions.recognition evaluation.questions.normals
    evaluation.questions.leaks
    evaluation.questions.linking evaluation.questions.factrueval evaluation.questions.calibration
    evaluation.questions.today evaluation.questions.every
    evaluation.mistakes.finding evaluation.mistakes.pages evaluation.mistakes.raw_news
    evaluation.mistakes.rows evaluation.mistakes.signs
    evaluation.mistakes.contradictions
    evaluation.speed.stages evaluation.speed.processes evaluation.speed.rates
    evaluation.declensions evaluation.ablation evaluation.report evaluation.options
    evaluation.__main__
    training.recipe training.data training.packs training.whole training.model training.start
    training.train training.calibrate training.export training.kept training.material
    training.wider training.steps training.paradigms training.weight_files training.made_names
    training.readings training.vocabulary
    training.surnames training.links_model training.links_across training.links training.__main__
""".split()
# A foreign house's one door each; in a room on its own, any of its files.
DOORS = {
    "natasha": {"natasha_files", "evaluation"},
    "dawg": {"language.opencorpora"},
    "pymorphy3": {"training"},
    "pymorphy3_dicts_ru": {"language.opencorpora", "training"},
    "razdel": {"text.segmentation", "evaluation"},
    "torch": {"training"},
    "pyarrow": {"integrations.arrow"},
    "pyspark": {"integrations.spark"},
    "spacy": {"integrations.spacy"},
}


def floor(path: Path) -> str:
    """The dotted name of a file; of a room's ``__init__``, the room's."""
    name = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def height(name: str) -> int:
    """How high a file stands; a room's ``__init__`` stands under all else in the room."""
    if name in FLOORS:
        return FLOORS.index(name)
    return min(i for i, file in enumerate(FLOORS) if file.startswith(f"{name}."))


def imported(tree: ast.Module) -> list[str]:
    """Dotted names of all that a module imports, wherever the import stands."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: a relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("*.py")), ids=lambda path: path.relative_to(HOUSE).as_posix()
)
def test_imports_go_down(path: Path) -> None:
    own = floor(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in imported(tree):
        package, _, rest = name.partition(".")
        if package == "ruentities":
            # Of what a name holds the file is the longest part that stands on a floor.
            parts = rest.split(".")
            dotted = (".".join(parts[:size]) for size in (3, 2, 1))
            target = next((part for part in dotted if part in FLOORS), "__init__")
            assert target != own, f"{own} imports itself"
            assert height(target) < height(own), f"{own} imports {name}"
        doors = DOORS.get(package, {own})
        assert own in doors or own.split(".")[0] in doors, f"{own} imports {name}"
    # natasha's files are found by its name, without an import: find_spec("natasha").
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    assert "natasha" not in given or own.split(".")[0] in DOORS["natasha"]


def test_every_file_has_its_floor_and_every_floor_its_file() -> None:
    rooms = {floor(path) for path in HOUSE.rglob("*/__init__.py")}
    files = {floor(path) for path in HOUSE.rglob("*.py")} - rooms
    assert files == set(FLOORS)
    assert len(FLOORS) == len(set(FLOORS))


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("*.py")), ids=lambda path: path.relative_to(HOUSE).as_posix()
)
def test_a_file_is_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_the_root_holds_doors_and_vocabulary_alone() -> None:
    assert len(list(HOUSE.glob("*.py"))) <= 8

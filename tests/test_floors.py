"""Imports go down the floors of the house only, and each foreign house has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ruentities

HOUSE = Path(ruentities.__file__).parent
FLOORS = """
    kinds storable tables html blas lexicon dictionary morphology spelling segmentation evidence
    network layers model_file encoder crf decoding models recognition casing matching paradigms
    declension agreement inflection pseudonyms masked document cross_document person_names repair
    normalization normal_form linking workers many extractor __init__ cli __main__ integrations
    evaluation training
""".split()
DOORS = {
    "natasha": {"network", "evaluation"},
    "pymorphy3": {"dictionary", "morphology"},
    "razdel": {"segmentation", "evaluation"},
    "torch": {"training"},
    "pyspark": {"integrations"},
    "spacy": {"integrations"},
}


def floor(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


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
    assert own in FLOORS, "give the new module a floor"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in imported(tree):
        package, _, rest = name.partition(".")
        if package == "ruentities":
            target = rest.split(".")[0]
            target = target if target in FLOORS else "__init__"
            assert FLOORS.index(target) <= FLOORS.index(own), f"{own} imports {name}"
        assert own in DOORS.get(package, {own}), f"{own} imports {name}"
    # natasha's files are found by its name, without an import: find_spec("natasha").
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    assert "natasha" not in given or own in DOORS["natasha"]

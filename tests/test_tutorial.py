"""The tutorial runs from top to bottom, and is stored as it ran."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def kinds(notebook: Any) -> list[list[list[str]]]:
    """What kinds of output each code cell has: text, HTML, a picture."""
    return [
        [sorted(output.get("data", {output["output_type"]: None})) for output in cell["outputs"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # Jupyter's own
def test_runs_and_gives_what_is_stored() -> None:
    reason = "needs Jupyter and matplotlib: pip install 'ruentities[notebook]'"
    nbformat = pytest.importorskip("nbformat", reason=reason)
    nbclient = pytest.importorskip("nbclient", reason=reason)
    for package in ("ipykernel", "matplotlib", "networkx", "pandas"):
        pytest.importorskip(package, reason=reason)
    stored = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(stored)
    fresh = copy.deepcopy(stored)
    where = {"metadata": {"path": str(TUTORIAL.parent)}}
    nbclient.NotebookClient(fresh, timeout=300, kernel_name="python3", resources=where).execute()
    assert kinds(fresh) == kinds(stored)


def test_is_stored_with_its_outputs() -> None:
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    shown = [kind for cell in kinds(notebook) for output in cell for kind in output]
    assert shown.count("image/png") == 2
    assert shown.count("text/html") >= 5
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


def test_tells_nothing_of_the_machine_it_ran_on() -> None:
    content = TUTORIAL.read_text(encoding="utf-8")
    assert str(Path.home()) not in content
    assert "site-packages" not in content
    assert "Traceback" not in content

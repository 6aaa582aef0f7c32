"""The tutorial runs from top to bottom and is stored as it ran; what else notebooks show."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.paths import DOCS

if TYPE_CHECKING:
    from collections.abc import Callable

TUTORIAL = DOCS / "tutorial.ipynb"
RUSSIAN = DOCS / "ru" / "tutorial.ipynb"

both = pytest.mark.parametrize("path", [TUTORIAL, RUSSIAN], ids=["English", "Russian"])


def kinds(notebook: Any) -> list[list[list[str]]]:
    """What kinds of output each code cell has: text, HTML, a picture."""
    return [
        [sorted(output.get("data", {output["output_type"]: None})) for output in cell["outputs"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.fixture
def execute() -> Callable[[Any], Any]:
    """Runs a notebook's cells in a kernel of its own, and gives the notebook with its outputs."""
    reason = "needs Jupyter and matplotlib: pip install 'ruentities[notebook]'"
    for package in ("nbclient", "ipykernel", "ipywidgets", "matplotlib", "networkx", "pandas"):
        pytest.importorskip(package, reason=reason)
    import nbclient

    def run(notebook: Any, folder: Path = DOCS) -> Any:
        fresh = copy.deepcopy(notebook)
        where = {"metadata": {"path": str(folder)}}
        client = nbclient.NotebookClient(fresh, timeout=300, kernel_name="python3", resources=where)
        return client.execute()

    return run


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # Jupyter's own
@both
def test_runs_and_gives_what_is_stored(path: Path, execute: Callable[..., Any]) -> None:
    import nbformat

    stored = nbformat.read(path, as_version=4)
    nbformat.validate(stored)
    assert kinds(execute(stored, path.parent)) == kinds(stored)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_progress_is_a_drawn_bar(execute: Callable[[Any], Any]) -> None:
    from nbformat import v4

    code = (
        "from ruentities import extract_many\n"
        "len(list(extract_many(['Жил в Туле.', 'Жил в Орле.'], progress=True)))"
    )
    (shown,) = kinds(execute(v4.new_notebook(cells=[v4.new_code_cell(code)])))
    assert shown == [["application/vnd.jupyter.widget-view+json", "text/plain"], ["text/plain"]]


@both
def test_is_stored_with_its_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    shown = [kind for cell in kinds(notebook) for output in cell for kind in output]
    assert shown.count("image/png") == 2
    assert shown.count("text/html") >= 5
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


@both
def test_tells_nothing_of_the_machine_it_ran_on(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert str(Path.home()) not in content
    assert "site-packages" not in content
    assert "Traceback" not in content

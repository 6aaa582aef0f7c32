from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A deadline makes a test red by chance on a machine that others use too.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def run_script(tmp_path: Path) -> Callable[..., str]:
    """Runs a script in a fresh process, warnings being errors, and gives what it printed."""

    def run(source: str, *arguments: str) -> str:
        script = tmp_path / "script.py"
        script.write_text(source, encoding="utf-8")
        process = subprocess.run(
            [sys.executable, "-W", "error", str(script), *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            timeout=120,
        )
        assert process.returncode == 0, process.stderr
        assert process.stderr == ""
        return process.stdout

    return run

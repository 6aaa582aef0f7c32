"""Where the tests find what they read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent
ROOT: Final = TESTS.parent
HOUSE: Final = ROOT / "ruentities"
DOCS: Final = ROOT / "docs"
CASE_FILES: Final = TESTS / "cases"
SHARED: Final = ROOT.parent / "shared"
CORPORA: Final = Path(os.environ.get("RUENTITIES_CORPORA") or SHARED / "corpora")

"""The command line as ``python -m ruentities``."""

from __future__ import annotations

import sys

from ruentities.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""Print the least version of each dependency that pyproject.toml declares, as constraints."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
    found = re.match(r"([\w.-]+)>=([\d.]+)", requirement)
    assert found, f"{requirement}: declare the least version that works"
    print("{}=={}".format(*found.groups()))

#!/usr/bin/env bash
# pybrat 0.1.7: an equivalence by any name but "Equiv" ends the reading of the whole folder, although brat
# takes the names of relations, this one included, from the annotation.conf of a project.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pybrat==0.1.7"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pathlib
import tempfile

from pybrat.parser import BratParser

for name in ("Equiv", "Same"):
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "a.txt").write_text("Тула. Тула.")
    (folder / "a.ann").write_text(f"T1\tLOC 0 4\tТула\nT2\tLOC 6 10\tТула\n*\t{name} T1 T2\n")
    try:
        (example,) = BratParser().parse(folder)
        print(name, [one.type for one in example.relations], len(example.entities))
    except RuntimeError as error:
        print(name, repr(error))
PYTHON
)
expected=$(cat <<'OUTPUT'
Equiv ['Equiv'] 2
Same RuntimeError('Invalid line: *\tSame T1 T2')
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

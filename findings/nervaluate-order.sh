#!/usr/bin/env bash
# nervaluate 1.2.1: with nested predictions the score depends on their order: the first that overlaps a
# true entity is taken for its answer, although a later one is right to the letter.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "nervaluate==1.2.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from nervaluate import Evaluator

body = {"label": "ORG", "start": 0, "end": 10}
place = {"label": "LOC", "start": 4, "end": 10}
for predicted in ([body, place], [place, body]):
    strict = Evaluator([[body]], [predicted], tags=["ORG", "LOC"]).evaluate()["overall"]["strict"]
    print([one["label"] for one in predicted], strict.correct, strict.incorrect, strict.spurious)
PYTHON
)
expected=$(cat <<'OUTPUT'
['ORG', 'LOC'] 1 0 1
['LOC', 'ORG'] 0 1 1
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

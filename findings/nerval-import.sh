#!/usr/bin/env bash
# nerval 1.1.2 (entity-level scores and confusion matrix; the last release) cannot be imported: it was published with a
# merge conflict in it, "<<<<<<< HEAD" on line 194. 1.1.1 works.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "nerval==1.1.2"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
try:
    import nerval
except SyntaxError as error:
    print(type(error).__name__, error.lineno, error.text.strip())
PYTHON
)
expected=$(cat <<'OUTPUT'
SyntaxError 194 <<<<<<< HEAD
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# pyconll 3.3.1: a value of MISC with a comma is taken for a set and written in another order, with the
# space at the comma moved: «Name=Седов, Иван» becomes «Name= Иван,Седов».
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyconll==3.3.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pyconll

line = "1\tСедов\tСедов\tPROPN\t_\t_\t0\troot\t_\tName=Седов, Иван"
print(pyconll.load_from_string(line + "\n\n").conll().strip().split("\t")[-1])
PYTHON
)
expected=$(cat <<'OUTPUT'
Name= Иван,Седов
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

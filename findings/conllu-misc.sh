#!/usr/bin/env bash
# conllu 6.0.0: of a key of MISC that stands twice only the last value is kept, and of a value all that
# follows a second "=", so that parsing and writing a file again loses them.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "conllu==6.0.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import conllu

line = "1\tМИД\tМИД\tPROPN\t_\t_\t0\troot\t_\tEntity=ORG|Entity=LOC|Key=a=b"
token = conllu.parse(line + "\n\n")[0][0]
print(dict(token["misc"]))
print(conllu.parse(line + "\n\n")[0].serialize().strip().split("\t")[-1])
PYTHON
)
expected=$(cat <<'OUTPUT'
{'Entity': 'LOC', 'Key': 'a'}
Entity=LOC|Key=a
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

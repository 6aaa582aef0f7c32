#!/usr/bin/env bash
# pytrovich 0.2.0: a name in capitals gets its ending in small letters: «ИВАНОВа».
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pytrovich==0.2.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

maker = PetrovichDeclinationMaker()
for part, name in ((NamePart.LASTNAME, "ИВАНОВ"), (NamePart.FIRSTNAME, "ИВАН")):
    print(maker.make(part, Gender.MALE, Case.GENITIVE, name))
PYTHON
)
expected=$(cat <<'OUTPUT'
ИВАНОВа
ИВАНа
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

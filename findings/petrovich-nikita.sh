#!/usr/bin/env bash
# petrovich 2.0.1 (Python): a man called Никита does not decline, Черных does, and a name in capitals
# comes back as it was, without a word.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "petrovich==2.0.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from petrovich.enums import Case, Gender
from petrovich.main import Petrovich

petrovich = Petrovich()
print(petrovich.firstname("Никита", Case.GENITIVE, Gender.MALE))
print(petrovich.lastname("Черных", Case.GENITIVE, Gender.MALE))
print(petrovich.lastname("Осадчий", Case.GENITIVE, Gender.MALE))
print(petrovich.middlename("Ильич", Case.INSTRUMENTAL, Gender.MALE))
print(petrovich.lastname("ИВАНОВ", Case.GENITIVE, Gender.MALE))
PYTHON
)
expected=$(cat <<'OUTPUT'
Никита
Черныха
Осадчия
Ильичем
ИВАНОВ
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

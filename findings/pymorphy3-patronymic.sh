#!/usr/bin/env bash
# pymorphy3 2.0.6: the normal form of a woman's patronymic or surname is a man's: Ильинична is «ильич»,
# and of Мамин-Сибиряк the first half stays as it stood.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pymorphy3==2.0.6" "pymorphy3-dicts-ru==2.4.417150.4580142"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pymorphy3

morph = pymorphy3.MorphAnalyzer()
for word in ("Ильиничной", "Ахматовой", "Мамина-Сибиряка"):
    print(word, morph.parse(word)[0].normal_form)
PYTHON
)
expected=$(cat <<'OUTPUT'
Ильиничной ильич
Ахматовой ахматов
Мамина-Сибиряка мамина-сибиряк
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

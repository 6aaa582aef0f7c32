#!/usr/bin/env bash
# flashtext 2.7: promises whole words, and takes every Cyrillic letter for the border of one: «Рим» is found
# in «Экстрим» and «Ян» in «Январь», and both are replaced there; a digit after the word does end the search.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "flashtext==2.7"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from flashtext import KeywordProcessor

processor = KeywordProcessor()
processor.add_keywords_from_dict({"<LOC>": ["Рим", "Rome"], "<PER>": ["Ян"]})
for text in ("Экстрим", "Январь, Янтарь", "Rome, Romeo", "Рим2"):
    print(text, processor.extract_keywords(text), processor.replace_keywords(text))
PYTHON
)
expected=$(cat <<'OUTPUT'
Экстрим ['<LOC>'] Экст<LOC>
Январь, Янтарь ['<PER>', '<PER>'] <PER>варь, <PER>тарь
Rome, Romeo ['<LOC>'] <LOC>, Romeo
Рим2 [] Рим2
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# snowballstemmer 3.1.1 (Snowball's Russian algorithm, that of most search engines): the nominative of a surname in -ов
# or -ев has another stem than its other forms, and has that of another name: Чехов goes with Чехия and not with
# Чехова, Сергеев with Сергея and not with Сергеева.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "snowballstemmer==3.1.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import snowballstemmer

stem = snowballstemmer.stemmer("russian").stemWord
for words in ("иванов иванова ивановым", "чехия чехов чехова чеховым", "сергея сергеев сергеева"):
    print(*(f"{word}:{stem(word)}" for word in words.split()))
PYTHON
)
expected=$(cat <<'OUTPUT'
иванов:иван иванова:иванов ивановым:иванов
чехия:чех чехов:чех чехова:чехов чеховым:чехов
сергея:серге сергеев:серге сергеева:сергеев
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

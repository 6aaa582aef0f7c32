#!/usr/bin/env bash
# duckdb 2.0.1: strip_accents and the collation NOACCENT take the breve off й, which is no accent but
# another letter, so that «Кий» equals «Кии» and Йошкар-Ола becomes Иошкар-Ола.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "duckdb==2.0.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import duckdb

print(duckdb.sql("SELECT strip_accents('Йошкар-Ола, Королёв')").fetchall()[0][0])
print(duckdb.sql("SELECT 'Кий' COLLATE NOACCENT = 'Кии'").fetchall()[0][0])
PYTHON
)
expected=$(cat <<'OUTPUT'
Иошкар-Ола, Королев
True
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

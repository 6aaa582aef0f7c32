#!/usr/bin/env bash
# duckdb 2.0.1: a key that is null in the first 20,480 rows of a JSON file is null in all: a string that
# comes later is lost without a word, unless the whole file is sampled or the column named.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "duckdb==2.0.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

with TemporaryDirectory() as folder:
    file = Path(folder) / "rows.jsonl"
    file.write_text('{"middle": null}\n' * 30_000 + '{"middle": "Ильинична"}\n', "utf-8")
    for options in ("", ", sample_size = -1"):
        query = f"SELECT count(*), count(middle) FROM read_json('{file}'{options})"
        print(options.strip(", ") or "as it is", duckdb.sql(query).fetchall()[0])
PYTHON
)
expected=$(cat <<'OUTPUT'
as it is (30001, 0)
sample_size = -1 (30001, 1)
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

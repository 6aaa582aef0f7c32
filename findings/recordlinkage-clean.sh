#!/usr/bin/env bash
# recordlinkage 0.16: preprocessing.clean deletes all letters but Latin ones, with or without strip_accents: each
# Russian name becomes an empty string, so that any two are equal and stand in one block, while their Jaro-Winkler
# similarity is 0.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "recordlinkage==0.16" "pandas==2.3.3"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging

import pandas
import recordlinkage
from recordlinkage.preprocessing import clean

logging.disable(logging.WARNING)
names = pandas.Series(["Седов", "Щукина", "Muller"])
print(clean(names).tolist(), clean(names, strip_accents="unicode").tolist())
table = pandas.DataFrame({"name": clean(names)})
compare = recordlinkage.Compare()
compare.exact("name", "name", label="exact")
compare.string("name", "name", method="jarowinkler", label="jarowinkler")
pairs = recordlinkage.index.Block("name").index(table)
print(compare.compute(pairs, table).reset_index().to_dict("records"))
PYTHON
)
expected=$(cat <<'OUTPUT'
['', '', 'muller'] ['', '', 'muller']
[{'level_0': 1, 'level_1': 0, 'exact': 1, 'jarowinkler': 0.0}]
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

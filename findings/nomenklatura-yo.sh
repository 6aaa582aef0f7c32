#!/usr/bin/env bash
# nomenklatura 4.17.4 (LogicV2, followthemoney 4.11.2): «Пётр» and «Петр», one name with ё and without,
# are less alike (.5) than the man Александр Иванов and the woman Александра Иванова (.9); initials
# are less than half of the name that they stand for.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "nomenklatura==4.17.4" "followthemoney==4.11.2"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from followthemoney import model
from nomenklatura.matching import LogicV2


def person(name):
    entity = model.make_entity("Person")
    entity.id = name
    entity.add("name", name)
    return entity


for one, other in (
    ("Пётр Иванов", "Петр Иванов"),
    ("Александр Иванов", "Александра Иванова"),
    ("И. И. Иванов", "Иван Иванович Иванов"),
):
    result = LogicV2.compare(person(one), person(other), LogicV2.default_config())
    print(one, "/", other, round(result.score, 3))
PYTHON
)
expected=$(cat <<'OUTPUT'
Пётр Иванов / Петр Иванов 0.5
Александр Иванов / Александра Иванова 0.9
И. И. Иванов / Иван Иванович Иванов 0.417
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

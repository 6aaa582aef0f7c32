#!/usr/bin/env bash
# mimesis 22.2.0: a full name without a gender draws one for the first name and another for the surname, so
# that every second Russian name is half a man's and half a woman's.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "mimesis==22.2.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from mimesis import Gender, Locale, Person

person = Person(Locale.RU, seed=3)
print([person.full_name() for _ in range(4)])
print([person.full_name(Gender.FEMALE) for _ in range(2)])
women, men = (set(person._extract(["names", one])) for one in ("female", "male"))
hers, his = (set(person._extract(["surnames", one])) for one in ("female", "male"))
both = [person.full_name().split(" ", 1) for _ in range(1000)]
pairs = [(first, last) for first, last in both if (first in women) != (first in men) and (last in hers) != (last in his)]
print(sum((first in women) != (last in hers) for first, last in pairs), "of", len(pairs))
PYTHON
)
expected=$(cat <<'OUTPUT'
['Роман Касимов', 'Памела Первушин', 'Михаил Сапронова', 'Георгий Саватеева']
['Фёкла Самылина', 'Лора Меркулова']
485 of 994
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

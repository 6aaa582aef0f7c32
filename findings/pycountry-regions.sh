#!/usr/bin/env bash
# pycountry 26.2.16: its Russian locale names 55 of the 57 subdivisions of the USA and 15 of the 16 of Germany,
# but 18 of the 83 of Russia and none of the 7 of Belarus: the others come back in Latin letters, without a word.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pycountry==26.2.16"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import gettext

import pycountry

russian = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["ru"]).gettext
for country in ("US", "DE", "UA", "RU", "BY"):
    names = [one.name for one in pycountry.subdivisions.get(country_code=country)]
    print(country, len(names), sum(russian(name) != name for name in names))
print(*(russian(pycountry.subdivisions.get(code=code).name) for code in ("US-OR", "RU-MOW", "RU-MOS", "RU-SVE")), sep=", ")
PYTHON
)
expected=$(cat <<'OUTPUT'
US 57 55
DE 16 15
UA 27 26
RU 83 18
BY 7 0
Орегон, Москва, Moskovskaya oblast', Sverdlovskaya oblast'
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

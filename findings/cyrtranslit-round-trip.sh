#!/usr/bin/env bash
# cyrtranslit 1.2.0: Й at a name's start and й become J, which comes back as Ж: Йошкар-Ола, «Жошкар-Ола»;
# a capital Щ becomes three capitals.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "cyrtranslit==1.2.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import cyrtranslit

for name in ("Йошкар-Ола", "Щукин"):
    latin = cyrtranslit.to_latin(name, "ru")
    print(name, latin, cyrtranslit.to_cyrillic(latin, "ru"))
PYTHON
)
expected=$(cat <<'OUTPUT'
Йошкар-Ола Joshkar-Ola Жошкар-Ола
Щукин SHHukin Щукин
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# transliterate 1.10.2: to Latin and back, щ becomes сч, and a hard sign a soft one in capitals in the
# middle of the name: Подъячев, «ПодЬячев».
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "transliterate==1.10.2"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from transliterate import translit

for name in ("Щукин", "Подъячев", "Семёнов"):
    latin = translit(name, "ru", reversed=True)
    print(name, latin, translit(latin, "ru"))
PYTHON
)
expected=$(cat <<'OUTPUT'
Щукин Schukin Счукин
Подъячев Pod'jachev ПодЬячев
Семёнов Semenov Семенов
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# cleanco 2.3: of the Russian legal forms ООО, ОАО and ПАО go, АО and ЗАО stay; and a name that ends in a
# quotation mark loses it, and not the opening one, even where there is no legal form to take off.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "cleanco==2.3"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from cleanco import basename

for name in ("ПАО Заря", "Заря ОАО", "АО Заря", "Заря ЗАО", "ООО «Зимний сад»", "Фонд «Голос»"):
    print(name, "->", basename(name, prefix=True, suffix=True))
PYTHON
)
expected=$(cat <<'OUTPUT'
ПАО Заря -> Заря
Заря ОАО -> Заря
АО Заря -> АО Заря
Заря ЗАО -> Заря ЗАО
ООО «Зимний сад» -> «Зимний сад
Фонд «Голос» -> Фонд «Голос
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

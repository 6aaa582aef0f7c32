#!/usr/bin/env bash
# prereform2modern 1.0.0: the letter І at the start of a word stays where it is a capital, so that Россія and іюнь become
# modern and Іоаннъ, Іосифъ and Іерусалимъ do not; Ѵ stays everywhere; and «Ея Величество» loses its
# capital.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "prereform2modern==1.0.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
from prereform2modern import Processor

for text in ("въ Россіи", "іюнь", "Ѳеодоръ", "Іоаннъ", "Іосифъ", "Іерусалимъ", "Ѵпатій", "Ея Величество"):
    modern = Processor.process_text(text=text, show=False, delimiters=False, check_brackets=False)[0]
    print(text, "->", modern)
PYTHON
)
expected=$(cat <<'OUTPUT'
въ Россіи -> в России
іюнь -> июнь
Ѳеодоръ -> Феодор
Іоаннъ -> Іоанн
Іосифъ -> Іосиф
Іерусалимъ -> Іерусалим
Ѵпатій -> Ѵпатий
Ея Величество -> её Величество
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

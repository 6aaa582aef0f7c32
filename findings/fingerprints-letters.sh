#!/usr/bin/env bash
# fingerprints 1.3.1: the legal form ПАО becomes «rao», and Щукин, Шукин and Сукин have one
# fingerprint.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "fingerprints==1.3.1"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import fingerprints

print(fingerprints.generate("ПАО «Газпром»"))
print({fingerprints.generate(f"Юрий {surname}") for surname in ("Щукин", "Шукин", "Сукин")})
PYTHON
)
expected=$(cat <<'OUTPUT'
gazprom rao
{'sukin urij'}
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

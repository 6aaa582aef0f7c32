#!/usr/bin/env bash
# ipymarkup 0.9.0 (natasha brings it): the box markup of a name inside a name prints
# the inner one a second time behind the outer one, so that the reader sees «МИД РоссииРоссии ждёт». The line markup
# and the ASCII one show the text right.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "ipymarkup==0.9.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import re

from ipymarkup import format_span_box_markup, format_span_line_markup

for markup in (format_span_box_markup, format_span_line_markup):
    html = "".join(markup("МИД России ждёт", [(0, 10, "ORG"), (4, 10, "LOC")]))
    shown = re.sub(r"<[^>]*>|\n", "|", html)
    print("".join(piece for piece in shown.split("|") if piece not in ("ORG", "LOC")))
PYTHON
)
expected=$(cat <<'OUTPUT'
МИД РоссииРоссии ждёт
МИД России ждёт
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# spacy 3.8.18: merging entities into one token each (retokenizer.merge, the component merge_entities) mends doc.ents
# and leaves doc.spans at the old numbers of tokens: «МИД России» there becomes «МИД России ждёт» and «Тулу»
# «сегодня», labels and all, without a word; a span at the end of the text raises IndexError once it is read.
# Seen on 29 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "spacy==3.8.18"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import spacy

nlp = spacy.blank("ru")
nlp.add_pipe("merge_entities")
doc = nlp.make_doc("МИД России ждёт Тулу сегодня вечером.")
borders = (0, 10, "ORG"), (4, 10, "LOC"), (16, 20, "LOC")
doc.spans["all"] = [doc.char_span(*one) for one in borders]
doc.ents = [doc.char_span(*one) for one in borders if one[0] != 4]
for pipe in (None, nlp.get_pipe("merge_entities")):
    doc = pipe(doc) if pipe else doc
    for found in (doc.ents, doc.spans["all"]):
        print([(span.text, span.label_) for span in found])
PYTHON
)
expected=$(cat <<'OUTPUT'
[('МИД России', 'ORG'), ('Тулу', 'LOC')]
[('МИД России', 'ORG'), ('России', 'LOC'), ('Тулу', 'LOC')]
[('МИД России', 'ORG'), ('Тулу', 'LOC')]
[('МИД России ждёт', 'ORG'), ('ждёт', 'LOC'), ('сегодня', 'LOC')]
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

#!/usr/bin/env bash
# cas2iob 0.1.0: a name inside another takes the outer one's identifier away, and an identifier that is no Wikidata
# address, of whatever name, silently gives the token the tags of the token before it.
# Seen on 28 November 2026 with Python 3.11; the output is below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "cas2iob==0.1.0" "dkpro-cassis==0.12.0"
seen=$("$folder/venv/bin/python" -W ignore - <<'PYTHON'
import os
import tempfile

import cas2iob
from cassis import Cas, load_dkpro_core_typesystem

os.chdir(tempfile.mkdtemp())
system = load_dkpro_core_typesystem()
kinds = "de.tudarmstadt.ukp.dkpro.core.api."
Sentence, Token, Name = (
    system.get_type(kinds + one)
    for one in ("segmentation.type.Sentence", "segmentation.type.Token", "ner.type.NamedEntity")
)
system.to_xml("TypeSystem.xml")
wikidata = "http://www.wikidata.org/entity/"
for inner in (wikidata + "Q159", "Россия"):
    cas = Cas(typesystem=system)
    cas.sofa_string, cas.sofa_mime = "Тихо. МИД России", "text/plain"
    cas.add(Sentence(begin=0, end=16))
    cas.add_all([Token(begin=b, end=e) for b, e in ((0, 4), (4, 5), (6, 9), (10, 16))])
    cas.add(Name(begin=6, end=16, value="ORG", identifier=wikidata + "Q789889"))
    cas.add(Name(begin=10, end=16, value="LOC", identifier=inner))
    cas.to_xmi("a.xmi")
    cas2iob.file("a.xmi", "a.tsv")
    for line in open("a.tsv", encoding="utf-8").read().split("\n")[3:5]:
        print(*line.split("\t"))
PYTHON
)
expected=$(cat <<'OUTPUT'
МИД B-ORG B-ORG O O Q789889
России I-ORG I-ORG O B-LOC Q159
МИД B-ORG B-ORG O O Q789889
России B-ORG B-ORG O O Q789889
OUTPUT
)
diff <(echo "$expected") <(echo "$seen")
echo "$seen"

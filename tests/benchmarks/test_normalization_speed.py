"""What a mention's nominative costs on one core, once its words are known.

``python -m pytest tests/benchmarks/test_normalization_speed.py -s`` prints it. The network that
reads a sentence's grammar is recognition's, and its time is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from cProfile import Profile
from time import process_time

from ruentities.normalization.normalize import normalize
from ruentities.recognition.models import name_model
from ruentities.recognition.recognize import recognize
from ruentities.text.segmentation import tokenize
from ruentities.text.spans import Span
from tests.case_files import read_cases
from tests.paths import CASE_FILES

ROUNDS = 7
# A mention takes 92 calls once its words are known, 950 before (ROUNDS = 0).
CALLS = 300


def test_a_mention_of_known_words_takes_few_calls() -> None:
    model = name_model(None, "today")
    texts = []
    for path in sorted(CASE_FILES.glob("*.txt")):
        for case in read_cases(path):
            tokens = tokenize(case.text)
            spans = []
            for mention in case.mentions:
                first = bisect_right(tokens.ends, mention.start)
                last = max(bisect_left(tokens.starts, mention.end), first + 1)
                spans.append(Span(first, last, mention.type, score=1.0))
            texts.append((tokens, spans, recognize(tokens, model)))
    mentions = sum(len(spans) for _, spans, _ in texts)
    costs = []
    for _ in range(ROUNDS):
        start = process_time()
        for tokens, spans, recognition in texts:
            normalize(tokens, spans, recognition)
        costs.append((process_time() - start) / mentions * 1e6)
    counted = Profile()
    for tokens, spans, recognition in texts:
        counted.runcall(normalize, tokens, spans, recognition)
    calls = sum(entry.callcount for entry in counted.getstats()) / mentions
    print(f"\n{min(costs):.1f} µs and {calls:.0f} calls a mention, {mentions} mentions")
    assert calls < CALLS

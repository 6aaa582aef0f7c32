"""One target under atheris, in a process of its own; `python -m tests.fuzz --atheris` starts it."""

from __future__ import annotations

import sys

import atheris
from hypothesis import HealthCheck, given, settings


def main() -> None:
    name, seconds, number = sys.argv[1:]
    # What is imported here is watched: which of its branches an input takes.
    with atheris.instrument_imports(include=["ruentities", "razdel"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def holds(arguments: tuple[object, ...]) -> None:
        try:
            target.holds(*arguments)
        except BaseException:
            print(f"input: {arguments!r}", flush=True)
            raise

    # libFuzzer ends the process itself. It keeps no files: the input is shown above.
    options = f"""
        -max_total_time={seconds} -seed={number} -max_len=4096 -len_control=0
        -exact_artifact_path=/dev/null
    """
    run_bytes = holds.hypothesis.fuzz_one_input  # type: ignore[attr-defined] # Hypothesis adds it
    atheris.Setup([sys.argv[0], *options.split()], run_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

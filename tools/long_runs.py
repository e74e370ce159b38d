"""Compute what is kept of long trainings, and store it: `python tools/long_runs.py [NAME ...]`."""

from __future__ import annotations

import json
import os
import sys

os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from rectified_book.experiments import long_runs


def main(names: list[str]) -> None:
    found = dict(long_runs.stored())
    for name in names or long_runs.RUNS:
        found[name] = long_runs.RUNS[name]()
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(run)}" for key, run in found.items())
        long_runs.FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
        print(f"{name}: stored", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Repeat every experiment with other draws and store what came out: what `make robust` does.

    make robust              # those that are missing or out of date; it can be stopped and resumed
    make robust ROW=47       # one claim, anew
    make robust ROW="third layers revive"

Two processes with one thread each; the file is written after each experiment.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from rectified_book.claims import CLAIMS, Claim
from rectified_book.experiments import robustness
from rectified_book.experiments.headlines import HEADLINES, Headline


def experiments() -> dict[str, Claim | Headline]:
    """All that can be repeated: claims by their numbers, headlines by their names."""
    found = {str(claim.number): claim for claim in CLAIMS if claim.draws is not None}
    return found | {headline.name: headline for headline in HEADLINES}


def repeat(name: str) -> robustness.Entry:
    experiment = experiments()[name]
    return robustness.repeat(experiment.repeated, experiment.draws, experiment.version)


def main(names: list[str]) -> int:
    known, stored = experiments(), dict(robustness.stored())
    if unknown := set(names) - set(known):
        print(f"no experiment {sorted(unknown)}; there are:", *known, sep="\n  ")
        return 1
    stored = {name: entry for name, entry in stored.items() if name in known}
    wanted = names or [name for name, e in known.items() if not robustness.is_current(name, e)]
    start = time.monotonic()
    with ProcessPoolExecutor(2) as pool:
        jobs = {pool.submit(repeat, name): name for name in wanted}
        for done, job in enumerate(as_completed(jobs), start=1):
            name = jobs[job]
            stored[name] = entry = job.result()
            robustness.save(stored, robustness.FILE)
            minutes = (time.monotonic() - start) / 60
            warning = "" if entry.holds else "   <-- flips in more than one of ten"
            print(
                f"{done}/{len(jobs)} {minutes:4.1f} min  {name}: {entry.sentence()}{warning}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main([row for row in sys.argv[1:] if row]))

"""Which outputs of the notebooks hang on rounding: `make rounding`.

Another processor adds in another order, so the last digit of a sum is another one. Where training
is chaotic, or a number lies on a limit, such a digit grows until a reader sees it. Here every
notebook of the book runs again, a few times, with every start of a network and every gradient
multiplied by 1 + 1e-13·noise; a cell whose output is not the stored one is named. What it prints
or draws must be said in a way that does not hang on such digits.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import numpy as np
import pages
import run_notebooks

NOISE = 1e-13  # relative: some hundred times the rounding error of one operation
TO_THE_END = ExitStack()  # holds the noise of a kernel, which would go with the last name for it


@contextmanager
def noise(seed: int) -> Iterator[None]:
    """Let networks of this process start and learn with noise."""
    import joblib

    from rectified import network
    from rectified._learner import Learner

    rng = np.random.default_rng(seed)
    begin, learn = network.Network.__init__, Learner.loss_and_gradient

    def noisy_start(net: Any, *args: Any, **options: Any) -> None:
        begin(net, *args, **options)
        net.theta *= 1 + NOISE * rng.standard_normal(net.theta.shape)

    def noisy_gradient(learner: Learner, *batch: Any) -> tuple:
        found = learn(learner, *batch)
        learner.gradient *= 1 + NOISE * rng.standard_normal(learner.gradient.shape)
        return found

    with (
        mock.patch.object(network.Network, "__init__", noisy_start),
        mock.patch.object(Learner, "loss_and_gradient", noisy_gradient),
        joblib.parallel_config(backend="sequential"),  # other processes would know nothing of it
    ):
        yield


def disturb(seed: int) -> None:
    """Let networks of this process start and learn with noise to its end. The kernel calls it."""
    TO_THE_END.enter_context(noise(seed))


def rerun(path: Path, seed: int) -> list[nbformat.NotebookNode]:
    """The cells of a notebook after a run with noise."""
    start = f"import rounding; rounding.disturb({seed})"
    return run_notebooks.execute(path, f"--IPKernelApp.exec_lines={start}").cells


def lines(cell: nbformat.NotebookNode) -> list[str]:
    """What a cell puts out, in lines."""
    found = []
    for output in cell.get("outputs", ()):
        texts = output.get("data") or {output.output_type: output.get("text", "")}
        found += [line for kind in sorted(texts) for line in str(texts[kind]).splitlines()]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all pages of the book")
    parser.add_argument("--runs", type=int, default=4, help="with other noise each (default: 4)")
    arguments = parser.parse_args()
    os.environ.update(run_notebooks.SETTINGS)
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)  # the kernel imports this module
    changed = 0
    for path in arguments.notebooks or [pages.BOOK / f"{name}.ipynb" for name in pages.notebooks()]:
        stored = nbformat.read(path, as_version=4).cells
        print(f"{os.path.relpath(path)}: {arguments.runs} runs", flush=True)
        for seed in range(arguments.runs):
            for k, (before, after) in enumerate(zip(stored, rerun(path, seed), strict=True)):
                if lines(before) != lines(after):
                    changed += 1
                    print(f"  run {seed}, cell {k} ({before.id}):")
                    for line in difflib.ndiff(lines(before), lines(after)):
                        if line[0] in "+-":
                            print(f"    {line[:200]}", flush=True)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())

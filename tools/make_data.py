"""Write the data sets that the package holds: `python tools/make_data.py [NAME ...]`.

Each comes from a pinned package: one of requirements.lock, or one of tools/packages.py, which is
downloaded. Their authors, licenses and changes stand in LICENSE-DATA. Sets that must be passed on
under a license of their own lie in a folder with its name and its text. Checksums of all files
stand beside them, in SHA256SUMS, which `sha256sum --check` reads too.

Rows are shuffled, and each has its `split` (0 training, 1 validation, 2 test), so that everybody
chooses and judges on the same ones. Rows that occur twice are dropped before that.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from packages import member

FOLDER = Path(__file__).resolve().parent.parent / "code" / "rectified" / "data"
SUMS = "SHA256SUMS"


# ---------------------------------------------------------------- what all share


def small(numbers: np.ndarray) -> np.ndarray:
    """The same numbers as uint8. Raises ValueError where one is not whole or not in 0 … 255."""
    packed = numbers.astype(np.uint8)
    if not np.array_equal(packed, numbers):
        raise ValueError("the numbers must be whole, from 0 to 255, to be stored as uint8")
    return packed


def first_of_each(rows: np.ndarray) -> np.ndarray:
    """The places of all rows (n, ...) that no row before them equals, in their order."""
    return np.sort(np.unique(rows.reshape(len(rows), -1), axis=0, return_index=True)[1])


def parts(classes: np.ndarray, shares: tuple[float, float], rng: np.random.Generator) -> np.ndarray:
    """For each row 0 (training), 1 (validation) or 2 (test), drawn class by class.

    shares: of the rows of a class, those for validation and those for testing.
    """
    split = np.zeros(len(classes), np.uint8)
    for label in np.unique(classes):
        rows = rng.permutation(np.flatnonzero(classes == label))
        validation, test = (round(share * len(rows)) for share in shares)
        split[rows[:validation]] = 1
        split[rows[validation : validation + test]] = 2
    return split


# ---------------------------------------------------------------- the sets


def digits() -> dict[str, np.ndarray]:
    """The images (1797, 64), gray levels 0 to 16, and their labels (1797,), of scikit-learn."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    return {"X": small(X), "y": small(y)}


def mnist(per_class: int = 700) -> dict[str, np.ndarray]:
    """Of each digit the same number of images (28, 28), gray levels 0 to 255."""
    rng = np.random.default_rng(0)
    images, labels = [], []
    for digit in range(10):
        stored = json.loads(member("mnist", f"package/src/digits/{digit}.json"))["data"]
        X = np.round(255 * np.array(stored)).reshape(-1, 28, 28)  # stored to three decimals
        X = X[first_of_each(X)]
        images.append(X[rng.permutation(len(X))[:per_class]])
        labels.append(np.full(per_class, digit))
    order = rng.permutation(10 * per_class)
    X, y = np.concatenate(images)[order], np.concatenate(labels)[order]
    return {"X": small(X), "y": small(y), "split": parts(y, (1 / 7, 2 / 7), rng)}


SETS = {
    "digits.npz": digits,
    "cc-by-sa-3.0/mnist.npz": mnist,
}


# ---------------------------------------------------------------- the files


def write(path: Path, columns: dict[str, np.ndarray]) -> None:
    """Write arrays as .npz, or equally long columns as the lines of a .tsv, with their names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".npz":
        np.savez_compressed(path, **columns)
        return
    rows = zip(*columns.values(), strict=True)
    lines = ["\t".join(map(str, row)) for row in [tuple(columns), *rows]]
    if any(line.count("\t") != len(columns) - 1 or "\n" in line for line in lines):
        raise ValueError(f"{path.name} must hold no tab and no line break in a value")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def sums(folder: Path) -> str:
    """A line for each data set in the folder: its checksum and its path there."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".npz", ".tsv"))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    ]
    return "".join(lines)


def main(names: list[str], folder: Path = FOLDER) -> None:
    for file, make in SETS.items():
        if not names or Path(file).stem in names:
            write(folder / file, make())
            print(f"{(folder / file).stat().st_size:9,} bytes  {file}")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

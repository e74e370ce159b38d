"""Write the data sets that the package holds: `python tools/pack_data.py`.

Each comes from an installed package of requirements.lock and is stored as small whole numbers. The
checksums that it prints stand in LICENSE-DATA, beside the origin and the license.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "code" / "rectified" / "data"


def digits() -> dict[str, np.ndarray]:
    """The images (1797, 64), gray levels 0 to 16, and their labels (1797,), of scikit-learn."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    return {"X": small(X), "y": small(y)}


SETS = {"digits": digits}


def small(numbers: np.ndarray) -> np.ndarray:
    """The same numbers as uint8. Raises ValueError where one is not whole or not in 0 … 255."""
    packed = numbers.astype(np.uint8)
    if not np.array_equal(packed, numbers):
        raise ValueError("the numbers must be whole, from 0 to 255, to be stored as uint8")
    return packed


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    for name, make in SETS.items():
        path = folder / f"{name}.npz"
        np.savez_compressed(path, **make())
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)


if __name__ == "__main__":
    main()

"""Numbers as they are kept."""

from __future__ import annotations

from typing import Any

import numpy as np


def rounded(values: Any, digits: int = 4) -> Any:
    """Lists of four significant digits, which JSON can hold: None for what is not finite."""
    if np.ndim(values):
        return [rounded(value, digits) for value in values]
    return float(f"{values:.{digits}g}") if np.isfinite(values) else None

"""What the chapter Recommenders says in bold, as one line each."""

from __future__ import annotations

from ._draw import SEEDS
from ._headline import Headline, within
from .recommenders import product_error

RECOMMENDERS = [
    Headline(
        "Product of vectors: no bend",
        lambda draw: product_error("identity", networks=2, seed=draw.seed).mean(),
        within(0.98, 1.1),
        SEEDS,
    ),
]
"""The sentences of the chapter Recommenders."""

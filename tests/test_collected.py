"""Promises of the data sets of the applications: their shapes, their parts, their rows."""

import zlib

import numpy as np
import pytest

from rectified import datasets

LOADERS = {
    "images": datasets.images,
    "sentiment": datasets.sentences,
    "glosses": lambda: datasets.sentences("glosses"),
    "German": datasets.number_words,
    "French": lambda: datasets.number_words("fr"),
    "spoken": datasets.spoken_digits,
    "machine": datasets.machine_voices,
    "senate": datasets.ratings,
    "teaching": lambda: datasets.ratings("teaching"),
    "oil": datasets.prices,
    "stocks": lambda: datasets.prices("stocks"),
    "loans": datasets.loans,
}
SIZES = {
    "images": (4000, 1000, 2000),
    "sentiment": (2080, 298, 594),
    "glosses": (1890, 270, 540),
    "German": (600, 100, 299),
    "French": (600, 100, 299),
    "spoken": (2083, 299, 598),
    "machine": (90, 30, 60),
    "senate": (50285, 6286, 6286),
    "teaching": (58737, 7342, 7342),
    "oil": (4992, 1664, 1665),
    "stocks": (1116, 372, 372),
    "loans": (2669, 891, 891),
}
FINGERPRINTS = {
    "images": [2715747774, 3660554393, 3282296088],
    "sentiment": [2028952323, 131556270, 56603764],
    "glosses": [3332066080, 926956628, 126205952],
    "German": [3686574449, 2938805643, 562956189],
    "French": [295614607, 1028714497, 437880520],
    "spoken": [3143575225, 604910152, 3481595085],
    "machine": [2920679363, 1748401715, 144744130],
    "senate": [1745237756, 4248972137, 1710875921],
    "teaching": [1109605627, 2633026010, 3898862628],
    "oil": [821201538, 881651129, 1667521995],
    "stocks": [116666652, 910687137, 982487668],
    "loans": [3316019720, 2748299231, 2257784152],
}

every_set = pytest.mark.parametrize("name", LOADERS)
with_classes = pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("images", 10),
        ("sentiment", 2),
        ("glosses", 3),
        ("spoken", 10),
        ("machine", 10),
        ("loans", 2),
    ],
)


def fingerprint(part) -> int:
    """A checksum of all columns: texts and days as they are, numbers rounded to six decimals."""
    found = 0
    for column in part:
        exact = column if column.dtype.kind in "UMb" else np.round(column.astype(float), 6)
        found = zlib.crc32(np.ascontiguousarray(exact).tobytes(), found)
    return found


def rows(part) -> list[bytes]:
    """What every row is given by, without what it leads to."""
    return [np.ascontiguousarray(row).tobytes() for row in part[0]]


# ---------------------------------------------------------------- all of them


@every_set
def test_there_is_a_part_to_train_on_one_to_choose_on_and_one_to_judge_on(name):
    parts = LOADERS[name]()
    assert parts._fields == ("train", "validation", "test")
    for part, size in zip(parts, SIZES[name], strict=True):
        assert {len(column) for column in part} == {size}


@every_set
def test_no_row_is_there_twice(name):
    found = [row for part in LOADERS[name]() for row in rows(part)]
    assert len(set(found)) == len(found)


@every_set
def test_a_set_never_changes(name):
    assert [fingerprint(part) for part in LOADERS[name]()] == FINGERPRINTS[name]


@every_set
def test_whoever_writes_on_a_set_spoils_it_for_nobody_else(name):
    for part in LOADERS[name]():
        for column in part:
            column[...] = column[-1].copy()
    assert fingerprint(LOADERS[name]().train) == FINGERPRINTS[name][0]


@with_classes
def test_every_class_is_in_every_part_in_the_same_share(name, classes):
    shares = [np.bincount(part.y) / len(part.y) for part in LOADERS[name]()]
    assert all(len(share) == classes for share in shares)
    np.testing.assert_allclose(shares[1:], [shares[0]] * 2, atol=0.01)


@pytest.mark.parametrize("load", ["sentences", "number_words", "voice", "ratings", "prices"])
def test_another_name_is_refused_with_those_there_are(load):
    with pytest.raises(ValueError, match=r"must be one of '.*', got 'Atlantis'"):
        getattr(datasets, load)("Atlantis")


# ---------------------------------------------------------------- each by itself


def test_images_are_gray_levels_from_0_to_1():
    for part in datasets.images():
        assert part.X.shape[1:] == (28, 28)
        assert part.X.dtype == np.float64
        assert (part.X.min(), part.X.max()) == (0, 1)


def test_of_each_digit_there_are_as_many_images():
    assert sum(np.bincount(part.y) for part in datasets.images()).tolist() == [700] * 10


def test_the_writers_of_the_sentences_are_pleased_or_not():
    X, y = datasets.sentences().train
    assert y[X == "Definitely worth checking out."].tolist() == [1]
    assert y[X == "Exceptionally bad!"].tolist() == [0]


def test_a_gloss_is_of_an_animal_a_food_or_a_plant():
    for X, y in datasets.sentences("glosses"):
        genus = np.char.find(X, "genus of") >= 0
        assert not np.any(genus & (y == 1))  # nobody eats a genus
        assert np.all(y[np.char.find(X, "cooked") >= 0] != 0)


def test_the_words_of_a_number_say_the_same_in_all_languages():
    german, french = (
        {X: y for part in datasets.number_words(language) for X, y in zip(*part, strict=True)}
        for language in ("de", "fr")
    )
    assert list(german) == list(french)
    assert len(german) == 999
    assert german["three hundred and forty-two"] == "dreihundertzweiundvierzig"
    assert french["three hundred and forty-two"] == "trois cent quarante-deux"


def test_what_fills_a_sequence_up_is_zero_and_stands_at_its_end():
    for X, _, mask in [*datasets.spoken_digits(), *map(datasets.voice, datasets.VOICES)]:
        assert np.all(X[~mask] == 0)
        assert np.all(np.diff(mask.astype(int), axis=1) <= 0)
        assert np.all(mask[:, 0])


def test_recordings_are_frames_of_13_coefficients_for_at_most_a_second():
    for X, _, mask in datasets.spoken_digits():
        assert X.shape[1:] == (40, 13)
        assert mask.sum(axis=1).min() >= 6
        assert np.all(np.any(X != 0, axis=2) == mask)


@pytest.mark.parametrize("language", datasets.VOICES)
def test_a_voice_says_the_ten_digits(language):
    X, y, mask = datasets.voice(language)
    assert y.tolist() == list(range(10))
    assert 0.3 < np.abs(X).max() <= 1
    seconds = mask.sum(axis=1) / 8000
    assert seconds.min() > 0.2
    assert seconds.max() < 1


def test_eighteen_machine_voices_say_the_ten_digits_and_none_is_in_two_parts():
    parts = datasets.machine_voices()
    voices = [set(part.speaker) for part in parts]
    assert [len(names) for names in voices] == [9, 3, 6]
    assert len(set.union(*voices)) == 18
    for X, y, mask, speaker in parts:
        assert y.tolist() == list(range(10)) * (len(y) // 10)
        assert np.all(speaker.reshape(-1, 10) == speaker[::10, None])
        assert np.all(X[~mask] == 0)
        assert np.abs(X).max(axis=1) == pytest.approx(0.98, abs=0.03)
        assert 0.1 < mask.sum(axis=1).min() / 8000 < mask.sum(axis=1).max() / 8000 < 0.8


def test_a_vote_is_yea_or_nay_and_most_are_yea():
    everything = np.concatenate([part.y for part in datasets.ratings()])
    assert set(everything) == {0.0, 1.0}
    assert everything.mean() == pytest.approx(0.6397, abs=1e-4)


def test_the_tables_name_each_person_and_roll_call_of_the_votes():
    people, calls = datasets.senate_tables()
    for table, column in ((people, 0), (calls, 1)):
        (size,) = {len(values) for values in table.values()}
        assert size == 1 + max(part.X[:, column].max() for part in datasets.ratings())
    assert set(people["party"]) == {"R", "D", "Indep"}
    assert calls["date"][0] == np.datetime64("2005-01-06")
    call = np.flatnonzero(calls["bill"] == "PN8")[0]  # 85 to 13 senators
    votes = [part.y[part.X[:, 1] == call] for part in datasets.ratings()]
    assert np.bincount(np.concatenate(votes).astype(int)).tolist() == [13, 86]  # and Bush


def test_a_lecturer_gets_one_to_five_points():
    assert set(np.concatenate([part.y for part in datasets.ratings("teaching")])) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("name", ["oil", "stocks"])
def test_prices_follow_each_other_in_time_from_part_to_part(name):
    time = np.concatenate([part.time for part in datasets.prices(name)])
    assert np.all(time[1:] > time[:-1])
    assert all(np.all(part.closes > 0) for part in datasets.prices(name))


def test_the_first_and_the_last_price_of_oil_are_those_of_the_source():
    train, _, test = datasets.prices()
    assert (str(train.time[0]), train.closes[0, 0]) == ("1986-01-02", 25.56)
    assert (str(test.time[-1]), test.closes[-1, 0]) == ("2019-01-03", 46.92)


def test_a_loan_has_a_name_for_each_column_and_one_kind_of_each():
    names = datasets.loan_features()
    for X, _ in datasets.loans():
        assert X.shape[1] == len(names) == 26
        for kind in ("Home", "Marital", "Records", "Job"):
            columns = [i for i, name in enumerate(names) if name.startswith(f"{kind}: ")]
            assert set(X[:, columns].sum(axis=1)) <= {0.0, 1.0}
        unknown = {names[i] for i in np.flatnonzero(np.isnan(X).any(axis=0))}
        assert unknown <= {"Income", "Assets", "Debt"}

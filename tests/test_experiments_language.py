"""Promises of the experiments of the chapter Language, with sentences and with long memory."""

from __future__ import annotations

import numpy as np
import pytest
from found_again import found_again

from rectified import datasets, experiments
from rectified_book.experiments import language, long_memory

# ---------------------------------------------------------------- sentences


def test_words_are_letters_and_two_marks():
    assert language.words("It's GREAT, really – 10/10!") == ["it's", "great", "really", "!"]


def test_the_vocabulary_is_made_of_training_sentences_alone():
    train, validation, test = datasets.sentences()
    known = language.vocabulary()
    assert min(known.values()) == 2
    assert sorted(known.values()) == list(range(2, 2 + len(known)))
    for word in ("good", "the", "!"):
        assert sum(word in language.words(text) for text in train.X) > 1
        assert word in known
    others = {word for text in [*validation.X, *test.X] for word in language.words(text)}
    once = others - {word for text in train.X for word in language.words(text)}
    assert once
    assert not once & {*known}


def test_sentences_are_numbered_and_what_is_filled_up_is_masked():
    X, mask = language.numbered([["good", "xyzzy"], []], {"good": 7})
    assert X.shape == (2, language.TIME)
    np.testing.assert_array_equal(X[0, :3], [7, 1, 0])
    np.testing.assert_array_equal(mask.sum(axis=1), [2, 1])  # no words: one unknown word


def test_sorted_sentences_have_the_same_words_in_another_order():
    read, arranged = (language.sentences(order=order).train for order in ("read", "sorted"))
    np.testing.assert_array_equal(np.sort(read.X, axis=1), np.sort(arranged.X, axis=1))
    assert (read.X != arranged.X).any(axis=1).mean() > 0.9


def test_another_split_holds_out_other_sentences():
    sizes = [len(part.y) for part in language.sentences()]
    assert [len(part.y) for part in language.sentences(1)] == sizes == [2080, 298, 594]
    assert (language.texts(1)[2].X != language.texts()[2].X).any()


@pytest.mark.parametrize("f", language.FUNCTIONS)
def test_a_random_start_suits_the_function(f):
    U = language.beginning(f, "random")(400, 400, np.random.default_rng(0))
    wanted = 2 if "relu" in f else 1
    assert 400 * U.var() == pytest.approx(wanted, rel=0.05)


def test_an_opinion_after_k_words_is_that_of_k_words():
    net = language.network("relu", "identity")
    said, opinions = language.opinions(net, "Not good!")
    assert said == ["not", "good", "!"]
    alone = language.opinions(net, "not")[1]
    np.testing.assert_allclose(opinions[0], alone[0], rtol=1e-12)


def test_groups_of_words_are_words_and_neighbors():
    assert language.grams("not so good", 2) == ["not", "so", "good", "not so", "so good"]


def test_negations_are_found_in_words_and_endings():
    assert language.negated("I don't know.")
    assert language.negated("Not bad")
    assert not language.negated("Nothingness is noted")


# ---------------------------------------------------------------- adding


def test_a_row_has_one_mark_in_each_half_and_the_answer_is_the_sum_of_the_marked():
    X, y = long_memory.adding(200, steps=10, rng=0)
    np.testing.assert_array_equal(X[:, :5, 1].sum(axis=1), 1)
    np.testing.assert_array_equal(X[:, 5:, 1].sum(axis=1), 1)
    np.testing.assert_allclose(y[:, 0], (X[..., 0] * X[..., 1]).sum(axis=1))
    assert X[..., 0].min() >= 0
    assert X[..., 0].max() < 1


def test_always_one_has_an_error_of_a_sixth():
    y = long_memory.adding(100_000, steps=2, rng=1).y
    assert ((y - 1) ** 2).mean() == pytest.approx(1 / 6, rel=0.02)


def test_blame_after_the_last_step_is_that_of_the_answer():
    net, rows = long_memory.adder("tanh", "orthogonal", [0, 1], steps=4), long_memory.adding(9, 4)
    sizes = long_memory.blame(net, rows)
    assert sizes.shape == (2, 4)
    delta = (net.predict(rows.X) - rows.y) / len(rows.y)
    last = np.linalg.norm(delta @ net.W[-1].mT, axis=(-2, -1))
    np.testing.assert_allclose(sizes[:, -1], last, rtol=1e-12)


# ---------------------------------------------------------------- number words


def test_the_parts_of_every_german_number_make_it_up():
    for part in datasets.number_words():
        for text in part.y:
            assert "".join(long_memory.german(text)) == text
            assert len(long_memory.german(text)) < long_memory.GERMAN


def test_words_and_numbers_of_words_say_the_same():
    for part, text in zip(long_memory.number_words(), long_memory.texts(), strict=True):
        assert long_memory.in_words(part.y) == list(text.y)


def test_behind_the_end_nothing_is_written_and_nothing_counts():
    written = np.array([[3, 0, 2], [0, 1, 0], [1, 2, 3]])
    np.testing.assert_array_equal(long_memory.ended(written), [[3, 0, 0], [0, 0, 0], [1, 2, 3]])
    until = long_memory.until_the_end(written)
    np.testing.assert_array_equal(until, [[1, 1, 1], [1, 1, 0], [1, 1, 1]])


def test_the_gradients_of_translators_go_against_the_loss_of_each():
    """Both networks of each pair move a little against theirs, and the writer is less surprised."""
    both = long_memory.translator("tanh", "orthogonal", [0, 1])
    pairs = long_memory.Pairs(*(column[:40] for column in long_memory.number_words()[0]))
    begin = len(long_memory.dictionaries()[1]) + 1
    before = np.insert(pairs.y[:, :-1], 0, begin, axis=1)

    def loss():
        state = both.encoder.predict(pairs.X, pairs.X > 0)
        return both.decoder.loss(before, pairs.y, long_memory.until_the_end(pairs.y), state)

    for net, gradient in zip(both, both.gradients(pairs), strict=True):
        step = 1e-4 * gradient.theta
        expected = 2 * (step * gradient.theta).sum(axis=-1)
        net.theta -= step
        below = loss()
        net.theta += 2 * step
        above = loss()
        net.theta -= step
        np.testing.assert_allclose(above - below, expected, rtol=1e-4)


def test_a_dictionary_fails_where_german_turns_the_order():
    share = long_memory.word_by_word()
    texts = long_memory.texts()[2].X
    turned = [
        len(long_memory.english(t)) > 1 and "-" in t for t in texts
    ]  # units and tens in one word
    assert share == pytest.approx(1 - np.mean(turned), abs=0.04)


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    ("task", "best"), [("sentences", np.argmax), ("adding", np.argmin), ("numbers", np.argmax)]
)
def test_each_kind_has_the_rate_that_did_best_on_validation_data(task, best):
    for start, runs in experiments.kept(f"{task}, rates").items():
        for f, run in runs.items():
            means = np.array([[np.inf if x is None else x for x in row] for row in run]).mean(1)
            rates = {
                "sentences": language.RATES.get(start),
                "adding": long_memory.RATES["adding", start],
                "numbers": long_memory.RATES["translation", start],
            }[task]
            assert language.GRID == long_memory.GRID
            assert language.GRID[best(means)] == rates[f], (start, f)


def test_what_is_kept_of_adding_is_what_the_networks_find():
    kept = experiments.kept("adding, missed")["identity"]["tanh"]
    found_again(kept[0], lambda: long_memory.missed("tanh", "identity", 1)[0], rtol=1e-2)


def test_what_is_kept_of_sentences_is_what_the_networks_find():
    kept = experiments.kept("sentences, read")["identity"]["tanh"]
    found_again(kept[0], lambda: language.read("tanh", "identity", 1)[0], atol=0.01)
    assert language.bayes() == pytest.approx(
        experiments.kept("sentences, simple")["naive Bayes, words"], abs=1e-4
    )


def test_the_grid_goes_beyond_every_rate_that_is_chosen():
    """But for adders that learn at none: those without a bend, with sigmoid, and one with tanh."""
    chosen = {("sentences", start): rates for start, rates in language.RATES.items()}
    for (task, start), rates in (chosen | long_memory.RATES).items():
        for f, rate in rates.items():
            learns = task != "adding" or "relu" in f
            assert not learns or language.GRID[0] < rate < language.GRID[-1], (task, start, f)


def test_what_is_kept_of_numbers_is_what_the_networks_find():
    kept = experiments.kept("numbers, translated")["identity"]["tanh"]
    found_again(kept[0], lambda: long_memory.translated("tanh", "identity", 1)[0], atol=0.02)
    simple = experiments.kept("numbers, simple")
    assert long_memory.word_by_word() == pytest.approx(simple["word by word"], abs=1e-4)

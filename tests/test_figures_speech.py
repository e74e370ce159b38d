"""Promises about the drawings of the chapter Speech, and about sounds to play."""

from __future__ import annotations

import gallery
import numpy as np
import pytest

from rectified import figures

draw = figures.speech
RNG = np.random.default_rng(0)
SOUND = RNG.standard_normal(3000) * np.hanning(3000)
POWER = RNG.random((16, 201)) ** 4 + 1e-6
LOUD = 10 * np.log10(RNG.random((16, 128)) ** 6)
SHARES = np.linspace(0.5, 1, 6)
DRAWINGS = {
    "wave_and_pitches": lambda e: draw.wave_and_pitches(SOUND + e, POWER + e),
    "pictures": lambda e: draw.pictures({"one": LOUD + e, "two": LOUD[:, ::-1]}),
    "by_voice": lambda e: draw.by_voice(
        SHARES + e, SHARES / 2, {"woman": [0.4 + e], "machine": [0.3, 0.9]}
    ),
    "in_noise": lambda e: draw.in_noise(
        (None, 10, 0),
        {
            "quiet": {
                "relu": [[0.9 + e, 1.0], [0.6, 0.6], [0.2, 0.2]],
                "SVC": np.full((3, 1), 0.5),
            },
            "noisy": {"relu": np.full((3, 2), 0.9), "SVC": np.full((3, 1), 0.8)},
        },
    ),
}


test_a_drawing_is_the_same_with_the_noise_of_another_processor = gallery.steady(DRAWINGS)


test_a_description_holds_the_numbers = gallery.described(
    DRAWINGS,
    [
        ("wave_and_pitches", "A recording of 3000 samples: sound pressure from -"),
        ("pictures", "The loudness of bands over time, 2 pictures. one: "),
        ("by_voice", "in training and not: 50% and 25%, 60% and 30%, 70% and 35%"),
        ("by_voice", "Never heard: woman: 40% to 40%; machine: 30% to 90%."),
        ("in_noise", "(none, 10, 0 decibels). quiet, ReLU: 95%, 60%, 20%; quiet, SVC: 50%"),
    ],
)


def test_what_is_louder_gets_a_stronger_color_and_the_quietest_none():
    _fig, ax = figures.new()
    steps = np.array([[0.0, -15, -25, -35, -45, -55, -79]])
    draw.shade(ax, steps, 1, 1)
    colors = [patch.get_facecolor() for patch in ax.patches]
    from matplotlib.colors import to_rgba

    assert colors == [to_rgba(color) for color in figures.STEPS[1:]]
    assert len(ax.patches[0].get_path().vertices) == 5  # one tile


def test_neighbors_of_one_color_are_one_piece():
    _, ax = figures.new()
    draw.shade(ax, np.zeros((9, 2)), 1, 1)
    assert len(ax.patches[0].get_path().vertices) == 2 * 5


# ---------------------------------------------------------------- sounds to play


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(figures.output, "_display", lambda bundle, *_: found.append(bundle))
    return found


def test_a_sound_is_a_player_with_its_words_below(shown):
    figures.listen({'"Three" & more': SOUND, "another": SOUND})
    (bundle,) = shown
    assert bundle["text/html"].count("<audio controls ") == 2
    assert "<figcaption>&quot;Three&quot; &amp; more</figcaption>" in bundle["text/html"]
    assert bundle["text/plain"] == 'Sounds to play: "Three" & more; another.'


def test_what_is_played_is_the_sound(shown):
    import base64
    import re

    from rectified import speech

    figures.listen({"noise": SOUND})
    file = re.search(r"base64,([^\"]+)", shown[0]["text/html"])[1]
    assert base64.b64decode(file) == speech.wav(SOUND, bits=8)


@pytest.mark.parametrize(
    ("sounds", "words"),
    [
        ({}, "must last 6 seconds or less in all, got 0.0"),
        ({"long": np.ones(50_000)}, "got 6.2"),
        ({" ": SOUND}, "must have texts that say what is heard, got ' '"),
    ],
)
def test_sounds_without_words_and_too_much_of_them_are_refused(sounds, words):
    with pytest.raises(ValueError, match=words):
        figures.listen(sounds)

"""Promises of the MFCC recipe, of noise, and of reading a recording."""

import io
import math
import wave

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from rectified import datasets, speech

RNG = np.random.default_rng(0)
SOUND = RNG.standard_normal(1500) * np.hanning(1500)


def tone(hertz: float, n: int = 1600) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(n) / speech.RATE)


# ---------------------------------------------------------------- the recipe


def slowly(x: np.ndarray) -> np.ndarray:
    """The MFCCs by their definitions, sample by sample, band by band, cosine by cosine."""
    around = [*x[200:0:-1], *x, *x[-2:-202:-1]]
    hertz = [20 * k for k in range(201)]
    mel = [2595 * math.log10(4000 / 700 + 1) * i / 129 for i in range(130)]
    feet = [700 * (10 ** (m / 2595) - 1) for m in mel]
    rows = []
    for start in range(0, len(around) - 399, 200):
        frame = [around[start + i] * (1 - math.cos(2 * math.pi * i / 400)) / 2 for i in range(400)]
        turns = np.exp(-2j * np.pi * np.outer(np.arange(201), np.arange(400)) / 400)
        power = [abs(sum(turn * frame)) ** 2 for turn in turns]
        bands = []
        for low, top, high in zip(feet, feet[1:], feet[2:], strict=False):
            total = 0.0
            for f, p in zip(hertz, power, strict=True):
                if low < f <= top:
                    total += p * (f - low) / (top - low)
                elif top < f < high:
                    total += p * (high - f) / (high - top)
            bands.append(10 * math.log10(max(total, 1e-10)))
        rows.append(bands)
    loudest = max(map(max, rows))
    found = []
    for row in rows:
        heard = [max(band, loudest - 80) for band in row]
        found.append(
            [
                math.sqrt((1 if k == 0 else 2) / 128)
                * sum(h * math.cos(math.pi * k * (m + 0.5) / 128) for m, h in enumerate(heard))
                for k in range(13)
            ]
        )
    return np.array(found)


def test_mfccs_are_what_their_definitions_say():
    x = SOUND[:700]
    assert_allclose(speech.mfcc(x), slowly(x), rtol=1e-9, atol=1e-7)


def test_mfccs_are_the_cosine_transform_of_scipy():
    fft = pytest.importorskip("scipy.fft")
    expected = fft.dct(speech.log_mel(SOUND), norm="ortho")[:, :13]
    assert_allclose(speech.mfcc(SOUND), expected, atol=1e-9)


def test_the_spectrogram_is_the_one_of_scipy():
    signal = pytest.importorskip("scipy.signal")
    window = signal.get_window("hann", 400)
    padded = np.pad(SOUND, 200, mode="reflect")
    _, _, found = signal.spectrogram(
        padded, window=window, noverlap=200, detrend=False, mode="complex"
    )
    assert_allclose(speech.spectrogram(SOUND), np.abs(found.T) ** 2 * np.sum(window**2), rtol=1e-8)


def test_a_louder_recording_differs_in_the_first_coefficient_alone():
    change = speech.mfcc(10 * SOUND) - speech.mfcc(SOUND)
    assert_allclose(change[:, 0], 20 * np.sqrt(128), rtol=1e-12)  # 20 dB in each of 128 bands
    assert_allclose(change[:, 1:], 0, atol=1e-9)


@pytest.mark.parametrize("hertz", [300, 1000, 3000])
def test_a_pure_tone_is_loudest_in_its_own_band(hertz):
    power = speech.spectrogram(tone(hertz))
    assert_array_equal(power[1:-1].argmax(axis=1) * 20, hertz)
    bands = speech.mel_bands()
    assert_array_equal(
        speech.log_mel(tone(hertz))[1:-1].argmax(axis=1), bands[hertz // 20].argmax()
    )


def test_silence_is_80_decibels_below_the_loudest_band():
    quiet = np.concatenate([SOUND, np.zeros(2000)])
    loudness = speech.log_mel(quiet)
    assert loudness.min() == loudness.max() - 80
    assert_allclose(speech.log_mel(np.zeros(500)), -100)


@pytest.mark.parametrize("bands", [1, 24, 128])
def test_neighboring_bands_share_each_frequency(bands):
    weights = speech.mel_bands(bands)
    assert weights.shape == (201, bands)
    total = weights.sum(axis=1)
    assert total.max() <= 1 + 1e-12
    first, last = weights.argmax(axis=0)[[0, -1]]  # the frequencies next to the outer tops
    assert_allclose(total[first + 1 : last], 1)


def test_the_cosines_are_orthogonal_and_of_length_one():
    assert_allclose(speech.cosines().T @ speech.cosines(), np.eye(13), atol=1e-12)


def test_all_coefficients_give_back_the_bands_and_13_a_smooth_copy():
    loudness = speech.log_mel(SOUND)
    whole = loudness @ speech.cosines(coefficients=128)
    assert_allclose(speech.smoothed(whole), loudness, atol=1e-9)
    smooth = speech.smoothed(speech.mfcc(SOUND))
    assert_allclose(smooth @ speech.cosines(), speech.mfcc(SOUND), atol=1e-9)
    assert np.abs(np.diff(smooth)).max() < np.abs(np.diff(loudness)).max()


def test_a_frame_comes_every_25_milliseconds():
    assert [len(speech.mfcc(np.ones(n))) for n in (201, 399, 400, 1000)] == [2, 2, 3, 6]


@pytest.mark.parametrize("x", [np.ones(200), [], np.ones((300, 2)), [np.nan] * 300])
def test_a_sound_that_cannot_be_cut_into_frames_is_refused(x):
    with pytest.raises(ValueError, match="x must"):
        speech.mfcc(x)


# ---------------------------------------------------------------- for a classifier


def test_a_word_of_16_frames_stays_and_its_loudest_frame_gets_0():
    coefficients = RNG.standard_normal((16, 13))
    row = speech.features(coefficients).reshape(16, 13)
    assert row[:, 0].max() == 0
    assert_array_equal(row[:, 1:], coefficients[:, 1:])
    assert_allclose(row[:, 0], coefficients[:, 0] - coefficients[:, 0].max())


def test_loudness_does_not_change_the_features():
    quiet, loud = (speech.features(speech.mfcc(k * SOUND)) for k in (0.1, 1))
    assert_allclose(quiet, loud, atol=1e-9)


def test_a_word_is_stretched_on_straight_lines():
    rising = np.outer(np.arange(5.0), [0, 1, 2])
    found = speech.features(rising, 9).reshape(9, 3)
    assert_allclose(found[:, 1], np.arange(9) / 2)
    assert_allclose(found[:, 2], np.arange(9))
    assert speech.features(np.ones((1, 13))).shape == (208,)


def test_a_word_without_frames_is_refused():
    with pytest.raises(ValueError, match="coefficients must have at least one frame"):
        speech.features(np.ones((0, 13)))


@pytest.mark.parametrize("decibels", [20, 0, -10])
def test_noise_is_weaker_by_the_decibels_asked_for(decibels):
    x = tone(440, 40_000)
    noise = speech.with_noise(x, decibels) - x
    assert 10 * np.log10(np.mean(x**2) / np.mean(noise**2)) == pytest.approx(decibels, abs=0.2)


def test_the_same_seed_gives_the_same_noise():
    assert_array_equal(speech.with_noise(SOUND, 10, 3), speech.with_noise(SOUND, 10, 3))
    assert np.any(speech.with_noise(SOUND, 10, 3) != speech.with_noise(SOUND, 10, 4))


# ---------------------------------------------------------------- recordings


def recording(x, rate=8000, width=2, channels=1) -> bytes:
    """A WAV file of samples from -1 to 1, written by the standard library."""
    whole = np.round(np.repeat(x, channels) * (2 ** (8 * width - 1) - 1)).astype("<i8")
    if width == 1:
        whole = whole + 128
    data = whole.view(np.uint8).reshape(-1, 8)[:, :width].tobytes()
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((channels, width, rate, 0, "NONE", ""))
        sound.writeframes(data)
    return file.getvalue()


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_recording_is_read_with_any_bits_in_mono_and_stereo(width, channels):
    x = 0.5 * tone(440)
    found = speech.read_wav(recording(x, width=width, channels=channels))
    assert_allclose(found, x, atol=2.0 ** (2 - 8 * width))


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_a_recording_with_more_samples_a_second_is_read(rate):
    t = np.arange(rate) / rate
    hum = np.sin(2 * np.pi * 500 * t) + np.sin(2 * np.pi * 6000 * t)  # the second is too high
    found = speech.read_wav(recording(0.4 * hum, rate))
    assert_allclose(found, 0.4 * tone(500, 8000), atol=1e-3)


def test_silence_around_a_word_is_cut_off():
    word = tone(440, 2000)
    around = np.concatenate([np.zeros(4000), word, 0.001 * tone(300, 3000)])
    assert_array_equal(speech.trimmed(around), word)
    assert len(speech.read_wav(recording(0.5 * around))) == 2000


def test_a_path_bytes_and_an_open_file_are_read_alike(tmp_path):
    data = recording(0.5 * tone(440))
    path = tmp_path / "one.wav"
    path.write_bytes(data)
    assert_array_equal(speech.read_wav(path), speech.read_wav(data))
    assert_array_equal(speech.read_wav(io.BytesIO(data)), speech.read_wav(data))


def test_a_sound_that_is_written_is_read_again():
    x = datasets.machine_voices().test.X[0, :2000]
    found = speech.read_wav(speech.wav(x))
    whole = speech.trimmed(x)
    assert_allclose(found, whole / np.abs(x).max() * 32000 / 2**15, atol=2**-15)
    assert speech.wav(np.zeros(3))[-6:] == bytes(6)


def test_a_sound_of_8_bits_is_half_as_large_and_nearly_the_same():
    x = tone(440)
    small, large = speech.wav(x, bits=8), speech.wav(x)
    assert len(large) - len(small) == len(x)
    assert_allclose(speech.read_wav(small), speech.read_wav(large), atol=1 / 128)
    with pytest.raises(ValueError, match="bits must be 8 or 16, got 12"):
        speech.wav(x, bits=12)


FLOATS = b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\3\0\1\0@\x1f\0\0\0}\0\0\4\0 \0data\0\0\0\0"
BAD = {
    "a song": (b"ID3\4" + bytes(60), r"must be a WAV file, got one that begins with b'ID3\\x04'"),
    "nothing": (b"", "must be a WAV file, got one that begins with b''"),
    "numbers with a point": (FLOATS, "must hold plain samples .* got: unknown format: 3"),
    "a torn file": (recording(tone(440))[:20], "must hold plain samples"),
    "a slow one": (recording(tone(440), 6000), "at least 8000 samples a second, got 6000"),
    "silence": (recording(np.zeros(4000)), "must hold a sound, got silence"),
    "a click": (recording(np.eye(1, 4000, 2000)[0]), "0.1 to 2 seconds, got 0.03 seconds"),
    "a speech": (recording(tone(440, 30_000)), "0.1 to 2 seconds, got 3.75 seconds"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_what_is_wrong(name):
    data, words = BAD[name]
    with pytest.raises(ValueError, match=words):
        speech.read_wav(data)


# ---------------------------------------------------------------- the data


def test_the_stored_coefficients_and_ours_speak_of_the_same_scale():
    """Same recipe: the men's mean and the voices' differ by less than the men's spread."""
    X, _, mask = datasets.spoken_digits().train
    men = X[mask]
    for language in datasets.VOICES:
        waves, _, heard = datasets.voice(language)
        ours = np.concatenate([speech.mfcc(x[m]) for x, m in zip(waves, heard, strict=True)])
        assert np.all(np.abs(ours.mean(axis=0) - men.mean(axis=0)) < 1.6 * men.std(axis=0))
        assert np.all(np.abs(np.log2(ours.std(axis=0) / men.std(axis=0))) < 1)

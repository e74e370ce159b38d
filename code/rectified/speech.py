"""Spoken words as numbers: spectrograms, mel bands, MFCCs, and recordings in WAV files.

    x = speech.read_wav("three.wav")      # sound pressure, 8,000 numbers a second
    speech.spectrogram(x)                 # how much of each pitch, every 25 ms
    speech.mfcc(x)                        # what 13 numbers keep of it

The recipe is the one with which the recordings of `datasets.spoken_digits` were made.
"""

from __future__ import annotations

import io
import wave
from typing import Any

import numpy as np

from rectified import _checks

Array = np.ndarray

RATE = 8000
"""Samples a second."""
FRAME, HOP = 400, 200
"""Samples of a frame (50 ms), and from the start of one to the start of the next (25 ms)."""
BANDS, COEFFICIENTS = 128, 13
FLOOR = 80
"""Decibels below the loudest band of a recording at which a band counts as silent."""


# ---------------------------------------------------------------- pictures


def spectrogram(x: Any) -> Array:
    """Return how strong each pitch is in each frame: (frames, 201), sound pressure squared.

    x: (n,) sound pressure, 8,000 samples a second. Column k is the frequency 20 k hertz. The first
    frame has its middle at the first sample; beyond its ends the sound is mirrored.
    Raises ValueError for fewer than 201 samples, which cannot be mirrored.
    """
    x = _samples(x)
    x = np.pad(x, FRAME // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(x, FRAME)[::HOP]
    window = np.sin(np.pi * np.arange(FRAME) / FRAME) ** 2  # Hann: fades in and out
    return np.abs(np.fft.rfft(frames * window)) ** 2


def mel_bands(bands: int = BANDS) -> Array:
    """Return how much each frequency of `spectrogram` counts in each band, (201, bands).

    A band is a triangle; its neighbors' tops are its feet. The tops have equal distances in mel,
    2595 log₁₀(1 + hertz / 700), in which steps that sound equal are about equal.
    Source: S. Young et al., The HTK Book.
    """
    bands = _checks.positive_integer("bands", bands)
    hertz = np.linspace(0, RATE / 2, FRAME // 2 + 1)[:, None]
    highest = 2595 * np.log10(1 + RATE / 2 / 700)
    edges = 700 * (10 ** (np.linspace(0, highest, bands + 2) / 2595) - 1)
    low, top, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (hertz - low) / (top - low), (high - hertz) / (high - top)
    return np.maximum(0, np.minimum(rising, falling))


def log_mel(x: Any) -> Array:
    """Return the loudness of each mel band in decibels, (frames, 128). x: as for `spectrogram`.

    What is more than 80 decibels below the loudest band counts as 80 below it.
    """
    loudness = 10 * np.log10(np.maximum(spectrogram(x) @ mel_bands(), 1e-10))
    return np.maximum(loudness, loudness.max() - FLOOR)


def cosines(bands: int = BANDS, coefficients: int = COEFFICIENTS) -> Array:
    """Return cosines over the bands, one a column, of length 1 and orthogonal: a DCT of type II."""
    at = (np.arange(bands) + 0.5) / bands
    waves = np.sqrt(2 / bands) * np.cos(np.pi * at[:, None] * np.arange(coefficients))
    waves[:, 0] /= np.sqrt(2)
    return waves


def mfcc(x: Any) -> Array:
    """Return 13 mel-frequency cepstral coefficients for each frame, (frames, 13).

    x: as for `spectrogram`. Number 0 is the loudness, number 1 how much of it is low rather than
    high, the next ones finer and finer shapes. A louder recording differs in number 0 alone.
    Source: Davis & Mermelstein (1980).
    """
    return log_mel(x) @ cosines()


def smoothed(coefficients: Any) -> Array:
    """Return the loudness in 128 mel bands that coefficients (frames, k) stand for: (frames, 128).

    Of all shapes with these coefficients it is the smoothest.
    """
    coefficients = _checks.finite_array("coefficients", coefficients, 2)
    return coefficients @ cosines(coefficients=coefficients.shape[1]).T


# ---------------------------------------------------------------- for a classifier


def features(coefficients: Any, frames: int = 16) -> Array:
    """Return coefficients (n, k) of a word of any length as one row, (frames * k,).

    The loudest frame gets loudness 0, so that it does not matter how near the microphone was. The
    word is squeezed or stretched to `frames` frames, on straight lines between those that it has.
    """
    coefficients = _checks.finite_array("coefficients", coefficients, 2)
    frames = _checks.positive_integer("frames", frames)
    if not len(coefficients):
        raise ValueError("coefficients must have at least one frame, got none")
    columns = coefficients.T - np.eye(coefficients.shape[1])[:, :1] * coefficients[:, 0].max()
    have = np.arange(len(coefficients))
    at = np.linspace(0, have[-1], frames)
    return np.stack([np.interp(at, have, column) for column in columns], axis=-1).ravel()


def with_noise(x: Any, decibels: float, rng: Any = 0) -> Array:
    """Return a recording with white noise, `decibels` weaker than the recording's mean power.

    At 0 decibels noise and voice have the same power. rng: a seed or Generator.
    """
    x = _samples(x)
    rng = np.random.default_rng(rng)
    power = np.mean(x**2) / 10 ** (_checks.finite("decibels", decibels) / 10)
    return x + np.sqrt(power) * rng.standard_normal(len(x))


# ---------------------------------------------------------------- recordings


def read_wav(file: Any) -> Array:
    """Read a recording of one spoken digit: (n,) sound pressure, 8,000 samples a second.

    file: a path, the bytes of a file, or a file opened in binary mode; mono or stereo, 8, 16, 24 or
    32 bits. Silence around the word is cut off: see `trimmed`.
    Raises ValueError that says what is wrong: not WAV, not plain samples, fewer than 8,000 samples
    a second, silence, or not 0.1 to 2 seconds of sound.
    """
    data = file if isinstance(file, bytes) else _contents(file)
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError(f"file must be a WAV file, got one that begins with {data[:4]!r}")
    try:
        with wave.open(io.BytesIO(data)) as sound:
            channels, width, rate, *_ = sound.getparams()
            samples = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(
            f"file must hold plain samples (save it as WAV, 16-bit PCM), got: {error}"
        ) from None
    if rate < RATE:
        raise ValueError(f"file must have at least {RATE} samples a second, got {rate}")
    whole = len(samples) // (width * channels) * width * channels
    values = np.frombuffer(samples[:whole], np.uint8).reshape(-1, width)
    x = _numbers(values).reshape(-1, channels).mean(axis=1)
    if not np.any(x):
        raise ValueError("file must hold a sound, got silence")
    x = trimmed(_resampled(x, rate))
    if not 0.1 <= len(x) / RATE <= 2:
        seconds = f"{len(x) / RATE:.2f} seconds without the silence around them"
        raise ValueError(f"file must hold one spoken digit, 0.1 to 2 seconds, got {seconds}")
    return x


def trimmed(x: Any, decibels: float = 30) -> Array:
    """Return a recording without its quiet ends.

    It begins and ends with the first and last piece of 25 ms whose power is at most `decibels`
    below that of the loudest piece.
    """
    x = _checks.finite_array("x", x, 1)
    if not len(x):
        return x
    power = np.add.reduceat(x**2, np.arange(0, len(x), HOP))
    loud = np.flatnonzero(power * 10 ** (decibels / 10) >= power.max())
    return x[loud[0] * HOP : (loud[-1] + 1) * HOP]


def wav(x: Any, bits: int = 16) -> bytes:
    """Return a sound as the bytes of a WAV file: mono, the loudest sample almost at 1.

    bits: of a sample, 16, or 8 for half the size and a faint hiss.
    """
    x = _checks.finite_array("x", x, 1)
    if bits not in (8, 16):
        raise ValueError(f"bits must be 8 or 16, got {bits!r}")
    loud = x / (np.abs(x).max(initial=0) or 1)
    samples = np.round(loud * 32000) if bits == 16 else np.round(loud * 125) + 128
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, bits // 8, RATE, 0, "NONE", "not compressed"))
        sound.writeframes(samples.astype("<i2" if bits == 16 else np.uint8).tobytes())
    return file.getvalue()


def _samples(x: Any) -> Array:
    x = _checks.finite_array("x", x, 1)
    if len(x) <= FRAME // 2:
        raise ValueError(f"x must have more than {FRAME // 2} samples, got {len(x)}")
    return x


def _contents(file: Any) -> bytes:
    if hasattr(file, "read"):
        return file.read()
    with open(file, "rb") as opened:
        return opened.read()


def _numbers(values: Array) -> Array:
    """Samples from -1 to 1 of their bytes (n, width), the lowest first; 8 bits have no sign."""
    width = values.shape[1]
    if width == 1:
        return values[:, 0] / 128 - 1.0
    padded = np.zeros((len(values), 4), np.uint8)
    padded[:, 4 - width :] = values
    return padded.view("<i4")[:, 0] / 2**31


def _resampled(x: Array, rate: int) -> Array:
    """The same sound with 8,000 samples a second: what is above 4,000 hertz is left out."""
    if rate == RATE:
        return x
    n = round(len(x) * RATE / rate)
    return np.fft.irfft(np.fft.rfft(x)[: n // 2 + 1], n) * (n / len(x)) if n else x[:0]

"""Noise of a given strength."""

from __future__ import annotations

import numpy as np

from checker import function


def some(rng):
    """A sound, a noise as long, and how much weaker it shall be."""
    n = rng.randint(3, 8)
    return (
        rng.randint(1, 9, n) * 1.0,
        rng.choice([-3.0, -1.0, 2.0, 4.0], n),
        int(rng.choice([0, 10, 20, -10])),
    )


@function(
    way=(2, 10, "noise of a given strength", "applications/speech#noise"),
    cases=[
        (np.array([1.0, -1.0, 1.0]), np.array([1.0, 1.0, -1.0]), 0),
        (np.array([10.0, -10.0]), np.array([1.0, 1.0]), 20),
        (np.array([3.0, 4.0, 0.0, 5.0]), np.array([2.0, -2.0, 2.0, 2.0]), 10),
        (np.array([2.0, 2.0, -2.0]), np.array([4.0, -1.0, 3.0]), -10),
        (np.array([1.0, 3.0, -2.0, 6.0, 2.0]), np.array([0.5, -1.0, 2.0, 1.0, -0.5]), 20),
    ],
    more=some,
    hints=[
        "Power is the mean of the squares. What power shall the noise have in the end?",
        "A sound that is multiplied by k has k² times the power: take a square root.",
    ],
    why="""
    Twenty decibels are a hundredth of the *power*, and that is a tenth of the *sound pressure*,
    because power goes with its square. The power that the noise had before must be divided out:
    otherwise its strength depends on how loud it was recorded.
    """,
)
def add_noise(x, noise, decibels):
    """Noise of a given strength

    `x` is a sound, `noise` another one of the same length. The power of a sound is the mean of its
    squares. Write `add_noise(x, noise, decibels)`: `x` plus the noise, multiplied by a positive
    number such that its power is `decibels` less than that of `x`. Ten decibels less are a tenth
    of the power, 20 a hundredth, 0 the same.
    """
    wanted = np.mean(x**2) / 10 ** (decibels / 10)
    return x + noise * np.sqrt(wanted / np.mean(noise**2))  # ← x and a weaker noise


def _steps(x, noise, decibels):
    power_x = sum(v**2 for v in x) / len(x)
    power_noise = sum(v**2 for v in noise) / len(noise)
    factor = (power_x / power_noise * 10 ** (-decibels / 10)) ** 0.5
    return [a + factor * b for a, b in zip(x, noise, strict=True)]


def _unit(x, noise, decibels):
    unit = noise / np.sqrt(np.mean(noise**2))
    return x + unit * np.sqrt(np.mean(x**2)) * 10 ** (-decibels / 20)


def _levels(x, noise, decibels):
    level = 10 * np.log10(np.mean(x**2) / np.mean(noise**2))
    return x + noise * 10 ** ((level - decibels) / 20)


add_noise.also_right(
    _steps,
    _unit,
    _levels,
    lambda x, noise, decibels: (
        x + noise * np.sqrt((x**2).sum() / (noise**2).sum() / 10 ** (decibels / 10))
    ),
    lambda x, noise, decibels: (
        x + noise * np.linalg.norm(x) / np.linalg.norm(noise) / 10 ** (decibels / 20)
    ),
    lambda x, noise, decibels: (
        x + noise * np.sqrt(x @ x / (noise @ noise) * 10 ** (-decibels / 10))
    ),
    lambda x, noise, decibels: (
        x + noise * np.sqrt(np.mean(x**2) / np.mean(noise**2)) * 10 ** (-decibels / 20)
    ),
    lambda x, noise, decibels: (
        noise * (np.mean(x**2) / np.mean(noise**2) / 10 ** (decibels / 10)) ** 0.5 + x
    ),
    lambda x, noise, decibels: (
        x + noise * (np.mean(x**2) / np.mean(noise**2)) ** 0.5 / np.sqrt(10) ** (decibels / 10)
    ),
    lambda x, noise, decibels: (
        x
        + noise
        * np.exp(0.5 * (np.log(np.mean(x**2) / np.mean(noise**2)) - decibels / 10 * np.log(10)))
    ),
    lambda x, noise, decibels: (
        x + noise * np.sqrt(np.average(x * x) / np.average(noise * noise) * 0.1 ** (decibels / 10))
    ),
)
add_noise.wrong(
    "no square root",
    lambda x, noise, decibels: (
        x + noise * (np.mean(x**2) / 10 ** (decibels / 10)) / np.mean(noise**2)
    ),
    says="You multiply by a quotient of *powers*. A sound times k has k² times the power: take the "
    "square root.",
)
add_noise.wrong(
    "stronger",
    lambda x, noise, decibels: (
        x + noise * np.sqrt(np.mean(x**2) / np.mean(noise**2) * 10 ** (decibels / 10))
    ),
    says="Your noise is *stronger* than the sound by so many decibels. It shall be weaker.",
)
add_noise.wrong(
    "power of the noise forgotten",
    lambda x, noise, decibels: x + noise * np.sqrt(np.mean(x**2) / 10 ** (decibels / 10)),
    says="That is right only for a noise of power 1. Divide by the power that it has.",
)
add_noise.wrong(
    "power of the sound forgotten",
    lambda x, noise, decibels: x + noise * np.sqrt(1 / np.mean(noise**2) / 10 ** (decibels / 10)),
    says="That is right only for a sound of power 1. The noise is compared with the sound.",
)
add_noise.wrong(
    "both powers forgotten",
    lambda x, noise, decibels: x + noise * 10 ** (-decibels / 20),
    says="You weaken the noise by so many decibels, but from the power that it happens to have. "
    "Compare it with that of the sound.",
)
add_noise.wrong(
    "decibels of pressure",
    lambda x, noise, decibels: (
        x + noise * np.sqrt(np.mean(x**2) / np.mean(noise**2)) * 10 ** (-decibels / 10)
    ),
    says="Ten decibels less are a tenth of the *power*; you take a tenth of the sound pressure.",
)
add_noise.wrong(
    "divided by the decibels",
    lambda x, noise, decibels: (
        x + noise * np.sqrt(np.mean(x**2) / np.mean(noise**2) / (decibels or 1))
    ),
    says="You divide by the number of decibels. They are a logarithm: 20 of them are a hundredth.",
)
add_noise.wrong(
    "only the noise",
    lambda x, noise, decibels: (
        noise * np.sqrt(np.mean(x**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    ),
    says="That is the noise alone, and as strong as it should be. Add the sound.",
)
add_noise.wrong(
    "not weakened",
    lambda x, noise, decibels: x + noise,
    says="You add the noise as it is.",
)
add_noise.wrong(
    "as strong as the sound",
    lambda x, noise, decibels: x + noise * np.sqrt(np.mean(x**2) / np.mean(noise**2)),
    says="Your noise is always as strong as the sound, as with 0 decibels.",
)
add_noise.wrong(
    "subtracted",
    lambda x, noise, decibels: (
        x - noise * np.sqrt(np.mean(x**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    ),
    says="You take the noise away. It sounds the same, but add it, as it is asked for.",
)
add_noise.wrong(
    "loudest samples",
    lambda x, noise, decibels: (
        x + noise * np.abs(x).max() / np.abs(noise).max() / 10 ** (decibels / 20)
    ),
    says="You compare the loudest samples. Power is the mean of the squares.",
)
add_noise.also_wrong(
    lambda x, noise, decibels: x,
    lambda x, noise, decibels: None,
    lambda x, noise, decibels: x + noise - decibels,
    lambda x, noise, decibels: x + noise * np.std(x) / np.std(noise) / 10 ** (decibels / 20),
)

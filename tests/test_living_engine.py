"""Promises about the engine of the living figures: it computes what the package computes.

deno runs the scripts of book/assets/living; no browser is needed.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rectified import MLP, Network, activations, initializers
from rectified.training import SGD, Adam

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DENO = Path(sys.executable).with_name("deno")
PLAIN = os.environ | {"NO_COLOR": "1"}
CLOSE = 1e-9

FUNCTIONS = [name for name in activations.names() if name != "step"]  # those with a slope
STARTS = initializers.names()
OPTIONS = {"constant": {"value": 0.1}}  # of starts that need one
OPTIMIZERS = {
    "SGD": (lambda: SGD(0.1), "sgd", {"learningRate": 0.1}),
    "momentum": (lambda: SGD(0.02, 0.9), "sgd", {"learningRate": 0.02, "momentum": 0.9}),
    "Adam": (lambda: Adam(0.001), "adam", {"learningRate": 0.001}),
}
SIZES, STEPS = [5, 8, 8, 3], 200

rng = np.random.default_rng(1)
X = rng.standard_normal((12, SIZES[0]))
TARGETS = {
    "softmax": rng.integers(SIZES[-1], size=len(X)),
    "sigmoid": rng.integers(2, size=(len(X), SIZES[-1])).astype(float),
    "linear": rng.standard_normal((len(X), SIZES[-1])),
}


def ask(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    """What the engine answers to each question."""
    done = subprocess.run(
        [DENO, "run", "--quiet", "--no-remote", str(TESTS / "living_engine.js")],
        input=json.dumps(questions),
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def about(activation: str, output: str = "softmax", **more: Any) -> dict[str, Any]:
    """A question about a network."""
    data = {"X": X.ravel().tolist(), "y": TARGETS[output].ravel().tolist(), "n": len(X)}
    asked = {"ask": "network", "sizes": SIZES, "activation": activation, "output": output}
    return asked | data | {"seed": 0} | more


def flat(arrays: Any) -> np.ndarray:
    return np.concatenate([np.ravel(array) for array in arrays])


def parameters(net: Network) -> np.ndarray:
    return flat([*net.W, *net.b, *net.alpha])


def difference(found: Any, expected: Any) -> float:
    return float(np.abs(flat(found) - flat(expected)).max())


with_the_locked_deno = pytest.mark.skipif(
    f"deno=={version('deno')} " not in (ROOT / "requirements.lock").read_text(encoding="utf-8"),
    reason="another version of deno than the locked one has other rules",
)


@with_the_locked_deno
@pytest.mark.parametrize("command", ["check --no-remote", "lint", "fmt --check"])
def test_the_scripts_have_types_that_fit_no_fault_and_one_layout(command):
    scripts = [*(ROOT / "book/assets/living").glob("*.js"), TESTS / "living_engine.js"]
    command = [DENO, *command.split(), *map(str, scripts)]
    done = subprocess.run(command, cwd=ROOT, env=PLAIN, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize("seed", [0, 1, 12345, 2**32 - 1])
def test_a_seed_draws_the_numbers_of_numpy(seed):
    n = 20_000  # enough for the ziggurat's rare ways, the tail among them
    (drawn,) = ask({"ask": "draws", "seed": seed, "n": n})
    numpy = np.random.default_rng(seed)
    assert drawn["uniform"] == numpy.random(n).tolist()
    normal = numpy.standard_normal(n)
    assert np.abs(normal).max() > 3.6542  # some are from the tail
    assert difference([drawn["normal"]], [normal]) < 1e-13


@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_and_slopes_are_those_of_the_package(name):
    z = np.concatenate([np.linspace(-12, 12, 961), [-700, -40, -1e-8, 1e-8, 40, 700]])
    (found,) = ask({"ask": "activation", "activation": name, "z": z.tolist()})
    f = activations.get(name)
    assert difference([found["value"]], [f.value(z)]) < 1e-12
    assert difference([found["slope"]], [f.derivative(z)]) < 1e-12


def test_every_differentiable_function_and_every_start_is_there():
    (found,) = ask({"ask": "names"})
    assert found == {"activations": FUNCTIONS, "initializers": initializers.names()}


# ---------------------------------------------------------------- networks


@pytest.fixture(scope="module")
def runs() -> dict[tuple[str, str, str], dict[str, float]]:
    """Largest differences of z, gradients and parameters after training, for each combination."""
    cases = list(itertools.product(FUNCTIONS, OPTIMIZERS, STARTS))
    ways = {name: {"optimizer": kind, "rates": r} for name, (_, kind, r) in OPTIMIZERS.items()}
    questions = [
        about(f, start=start, options=OPTIONS.get(start, {}), steps=STEPS, **ways[way])
        for f, way, start in cases
    ]
    answers = dict(zip(cases, ask(*questions), strict=True))
    found = {}
    for f, way in itertools.product(FUNCTIONS, OPTIMIZERS):
        starts = [initializers.get(start, **OPTIONS.get(start, {})) for start in STARTS]
        nets = Network.stack([MLP(SIZES, f, start, rng=0) for start in starts])
        fresh, slopes = nets.copy(), nets.copy()
        record = nets.forward(X)
        gradients = nets.backward(record, TARGETS["softmax"])
        slopes.theta = gradients.theta
        optimizer = OPTIMIZERS[way][0]()
        nets.fit(X, TARGETS["softmax"], epochs=STEPS, optimizer=optimizer, rng=None)
        for i, start in enumerate(STARTS):
            answer = answers[f, way, start]
            found[f, way, start] = {
                "start": difference(answer["before"], [parameters(fresh.replica(i))]),
                "z": difference(answer["z"], [z[i] for z in record.z]),
                "delta": difference(answer["delta"], [delta[i] for delta in gradients.delta]),
                "gradient": difference(answer["gradient"], [parameters(slopes.replica(i))]),
                "trained": difference(answer["after"], [parameters(nets.replica(i))]),
            }
    return found


@pytest.mark.parametrize("quantity", ["start", "z", "delta", "gradient", "trained"])
def test_a_network_is_that_of_the_package(runs, quantity):
    """Every function from every start with every optimizer: 200 steps end at the same numbers."""
    far = {case: sizes[quantity] for case, sizes in runs.items() if not sizes[quantity] < CLOSE}
    assert far == {}


@pytest.mark.parametrize("output", TARGETS)
def test_outputs_and_losses_are_those_of_the_package(output):
    (answer,) = ask(about("tanh", output, bias="pytorch", seed=3))
    net = MLP(SIZES, "tanh", bias_initializer="pytorch", output=output, rng=3)
    assert difference(answer["before"], [parameters(net)]) < 1e-13
    record = net.forward(X)
    assert answer["loss"] == pytest.approx(net.loss(X, TARGETS[output]), abs=1e-13)
    gradients = net.backward(record, TARGETS[output])
    assert difference(answer["delta"], gradients.delta) < 1e-13


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_usual_start_is_that_of_the_package(name):
    (answer,) = ask(about(name))
    assert difference(answer["before"], [parameters(MLP(SIZES, name, rng=0))]) < 1e-13

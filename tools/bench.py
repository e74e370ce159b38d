"""How fast the package is, as ratios of medians of interleaved runs: `make bench`.

Every contestant of a row runs in turn, several times, in this one process, so that a busy machine
slows all of them alike. Prints a table and writes a picture of it.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.neural_network import MLPClassifier as SklearnClassifier

from rectified import MLP, MLPClassifier, Network, activations, datasets, layers

ARCHITECTURES = {  # name: hidden layers, batch size, epochs per run
    "(64, 64), batch 64": ((64, 64), 64, 12),
    "10 × 128, batch 64": ((128,) * 10, 64, 4),
    "20 × 64, batch 32": ((64,) * 20, 32, 2),
    "512-256-256-128, batch 256": ((512, 256, 256, 128), 256, 6),
}
RATE, MOMENTUM, ALPHA = 0.01, 0.9, 1e-4
BATCH = 32  # of the networks that scikit-learn does not have
STACK, STACK_LAYERS, STACK_BATCH, STACK_EPOCHS = 64, (16,) * 8, 32, 2


def medians(contestants: dict[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """Median seconds of each contestant, all of them run in turn `repeats` times."""
    seconds = {name: [] for name in contestants}
    for run in contestants.values():
        run()  # not counted: imports, memory, caches
    for _ in range(repeats):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return {name: float(np.median(times)) for name, times in seconds.items()}


def settings(hidden: tuple[int, ...], batch_size: int, epochs: int) -> dict:
    """Parameters that both classifiers share."""
    return {
        "hidden_layer_sizes": hidden,
        "activation": "relu",
        "alpha": ALPHA,
        "batch_size": batch_size,
        "learning_rate_init": RATE,
        "momentum": MOMENTUM,
        "max_iter": epochs,
        "tol": 0.0,
        "n_iter_no_change": epochs + 1,
        "random_state": 0,
    }


def bare_products(X, hidden, batch_size, epochs) -> Callable[[], None]:
    """Only the matrix products of the same training: the time no implementation can undercut."""
    sizes = [X.shape[1], *hidden, 10]
    rng = np.random.default_rng(0)
    W = [rng.normal(size=s).astype(X.dtype) for s in pairwise(sizes)]
    a = [rng.normal(size=(batch_size, n)).astype(X.dtype) for n in sizes]

    def run() -> None:
        for _ in range(epochs):
            for start in range(0, len(X), batch_size):
                rows = min(batch_size, len(X) - start)
                for k, weights in enumerate(W):
                    a[k][:rows] @ weights  # forward
                    a[k][:rows].T @ a[k + 1][:rows]  # gradient of the weights
                    if k:
                        a[k + 1][:rows] @ weights.T  # gradient of the inputs

    return run


def torch_fit(X, y, hidden, batch_size, epochs) -> Callable[[], None]:
    """The same training in PyTorch."""
    import torch

    inputs, labels = torch.from_numpy(X), torch.from_numpy(y)

    def run() -> None:
        torch.manual_seed(0)
        sizes = [X.shape[1], *hidden, 10]
        layers = []
        for n_in, n_out in pairwise(sizes):
            layers += [torch.nn.Linear(n_in, n_out, dtype=inputs.dtype), torch.nn.ReLU()]
        net = torch.nn.Sequential(*layers[:-1])
        weights = [p for p in net.parameters() if p.ndim == 2]
        biases = [p for p in net.parameters() if p.ndim == 1]
        decay = ALPHA / batch_size
        optimizer = torch.optim.SGD(
            [{"params": weights, "weight_decay": decay}, {"params": biases}],
            lr=RATE,
            momentum=MOMENTUM,
        )
        for _ in range(epochs):
            for rows in torch.randperm(len(X)).split(batch_size):
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(net(inputs[rows]), labels[rows]).backward()
                optimizer.step()

    return run


def training_rows(repeats: int) -> list[dict]:
    """One row per architecture and float type: ours against scikit-learn, the limit and PyTorch."""
    data = datasets.digits()
    return [
        training_row(name, data.X_train.astype(dtype), data.y_train, *shape, repeats)
        for dtype in (np.float64, np.float32)
        for name, shape in ARCHITECTURES.items()
    ]


def training_row(name, X, y, hidden, batch_size, epochs, repeats) -> dict:
    """Median seconds of every contestant for one architecture."""
    common = settings(hidden, batch_size, epochs)
    sgd = {"solver": "sgd", "nesterovs_momentum": False}
    contestants = {
        "ours": lambda: MLPClassifier(**common).fit(X, y),
        "scikit-learn": lambda: SklearnClassifier(**sgd, **common).fit(X, y),
        "products": bare_products(X, hidden, batch_size, epochs),
    }
    if importlib.util.find_spec("torch"):
        contestants["PyTorch"] = torch_fit(X, y, hidden, batch_size, epochs)
    return {"name": f"{name}, {X.dtype.name}", **medians(contestants, repeats)}


def other_rows(repeats: int) -> list[dict]:
    """Networks that scikit-learn does not have: seconds of ours, of its products and of PyTorch."""
    data = datasets.digits()
    y, rng = data.y_train, np.random.default_rng(0)
    images = data.X_train.reshape(-1, 8, 8, 1).repeat(3, axis=1).repeat(3, axis=2)
    sequences = data.X_train.reshape(-1, 8, 8).repeat(4, axis=1)
    convolution = [
        layers.Conv2D(8, 5, stride=2),
        layers.Activation("relu"),
        layers.Conv2D(16, 5, stride=2),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dense(10),
    ]
    recurrence = [layers.Recurrent(32, "tanh"), layers.Dense(10)]
    rows = []
    for name, inputs, chain, products in (
        (
            "2 convolutions, 24 × 24",
            images,
            convolution,
            [(100, 25, 8), (9, 200, 16), (1, 144, 10)],
        ),
        ("recurrence, 32 steps, 32 units", sequences, recurrence, [(32, 8, 32), (32, 32, 32)]),
    ):
        for dtype in (np.float64, np.float32):
            X = np.ascontiguousarray(inputs, dtype)
            net = Network(chain, X.shape[1:], rng=0, dtype=dtype)
            contestants = {
                "ours": lambda net=net, X=X: net.fit(
                    X, y, epochs=1, batch_size=BATCH, learning_rate=RATE, momentum=MOMENTUM
                ),
                "products": products_of(len(X), products, rng, dtype),
            }
            if importlib.util.find_spec("torch"):
                contestants["PyTorch"] = torch_twin(net, X, y)
            times = medians(contestants, repeats)
            rows.append({"name": f"{name}, batch {BATCH}, {np.dtype(dtype).name}", **times})
    return rows


def products_of(n: int, shapes: list[tuple], rng, dtype) -> Callable[[], None]:
    """The matrix products of an epoch: for each (places, n_in, n_out), forward and back."""
    batch = [
        [rng.normal(size=size).astype(dtype) for size in ((BATCH * p, a), (a, b), (BATCH * p, b))]
        for p, a, b in shapes
    ]

    def run() -> None:
        for _ in range(-(-n // BATCH)):
            for k, (x, W, d) in enumerate(batch):
                x @ W
                x.T @ d
                if k:
                    d @ W.T

    return run


def torch_twin(net: Network, X, y) -> Callable[[], None]:
    """An epoch of the same training in PyTorch."""
    import torch

    class Recurrent(torch.nn.Module):
        def __init__(self, n_in, n_out):
            super().__init__()
            self.rnn = torch.nn.RNN(n_in, n_out, batch_first=True, bias=True)

        def forward(self, x):
            return self.rnn(x)[1][0]

    parts = []
    for layer in net.layers:
        if isinstance(layer, layers.Conv2D):
            parts += [torch.nn.Conv2d(layer.shape[-1], layer.n_out, layer.kernel, layer.stride)]
        elif isinstance(layer, layers.Recurrent):
            parts += [Recurrent(layer.shape[-1], layer.n_out)]
        elif isinstance(layer, layers.Dense):
            parts += [torch.nn.Linear(layer.shape[-1], layer.n_out)]
        else:
            parts += [torch.nn.Flatten() if isinstance(layer, layers.Flatten) else torch.nn.ReLU()]
    twin = torch.nn.Sequential(*parts).to(torch.from_numpy(X).dtype)
    optimizer = torch.optim.SGD(twin.parameters(), lr=RATE, momentum=MOMENTUM)
    channels_first = np.moveaxis(X, -1, 1) if X.ndim == 4 else X
    inputs, labels = torch.from_numpy(np.ascontiguousarray(channels_first)), torch.from_numpy(y)

    def run() -> None:
        for rows in torch.randperm(len(inputs)).split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(twin(inputs[rows]), labels[rows]).backward()
            optimizer.step()

    return run


def other_lines(rows: list[dict]) -> list[str]:
    """The table of the networks that scikit-learn does not have, as text."""
    with_torch = "PyTorch" in rows[0]
    head = f"{'network':52} {'ours':>6}" + (f" {'PyTorch':>8}" if with_torch else "")
    lines = ["Training, other layers: time in units of the bare matrix products", "", head]
    lines += ["-" * len(head)]
    for row in rows:
        line = f"{row['name']:52} {row['ours'] / row['products']:6.2f}"
        if with_torch:
            line += f" {row['PyTorch'] / row['products']:8.2f}"
        lines.append(line)
    return lines


def stack_row(repeats: int) -> dict:
    """A stack of networks in one call against as many scikit-learn fits."""
    data = datasets.digits()
    X, y = data.X_train, data.y_train
    common = settings(STACK_LAYERS, STACK_BATCH, STACK_EPOCHS)

    def ours() -> None:
        net = MLP([X.shape[1], *STACK_LAYERS, 10], rng=range(STACK))
        net.fit(
            X,
            y,
            epochs=STACK_EPOCHS,
            batch_size=STACK_BATCH,
            learning_rate=RATE,
            momentum=MOMENTUM,
            weight_decay=ALPHA / STACK_BATCH,
            rng=range(STACK),
        )

    def theirs() -> None:
        for seed in range(STACK):
            SklearnClassifier(
                solver="sgd", nesterovs_momentum=False, **{**common, "random_state": seed}
            ).fit(X, y)

    times = medians({"ours": ours, "scikit-learn": theirs}, repeats)
    return {"name": f"stack of {STACK} networks, 8 × 16, batch {STACK_BATCH}", **times}


def activation_rows(repeats: int) -> list[dict]:
    """Value and backward slope of every activation, in units of np.tanh on the same array."""
    z = np.random.default_rng(0).normal(size=(256, 256))
    functions = {name: activations.get(name) for name in activations.names()}
    contestants: dict[str, Callable[[], object]] = {"np.tanh": lambda: np.tanh(z)}
    for name, f in functions.items():
        a = f.value(z)
        contestants[f"{name} value"] = lambda f=f: f.value(z)
        contestants[f"{name} slope"] = lambda f=f, a=a: f.slope(z, a)
    times = medians(contestants, 20 * repeats)
    unit = times["np.tanh"]
    return [
        {
            "name": name,
            "value": times[f"{name} value"] / unit,
            "slope": times[f"{name} slope"] / unit,
        }
        for name in functions
    ]


IMPORT = """
import sys, time
before, start = set(sys.modules), time.process_time()
import {}
print(time.process_time() - start, *sorted(set(sys.modules) - before))
"""


def import_lines(repeats: int = 5) -> list[str]:
    """CPU seconds of the two imports, each time in a new interpreter, and what ours loads."""
    seconds: dict[str, list[float]] = {"numpy": [], "rectified": []}
    for _ in range(repeats):
        for name, times in seconds.items():
            command = [sys.executable, "-c", IMPORT.format(name)]
            spent, *modules = subprocess.check_output(command, text=True).split()
            times.append(float(spent))
    packages = {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names)
    limit, ours = (float(np.median(times)) for times in seconds.values())
    return [
        f"import rectified: {ours:.2f} s of CPU, {ours / limit:.1f} times that of import numpy",
        f"packages that it loads: {', '.join(sorted(packages))}",
    ]


def report(training: list[dict], stack: dict, units: list[dict]) -> str:
    """The table, as text."""
    lines = ["Training, digits: how many times faster than scikit-learn (same settings)", ""]
    with_torch = "PyTorch" in training[0]
    head = f"{'network':38} {'ours':>6} {'limit':>6}" + (f" {'PyTorch':>8}" if with_torch else "")
    lines += [head, "-" * len(head)]
    for row in training:
        ratio = row["scikit-learn"] / row["ours"]
        line = f"{row['name']:38} {ratio:6.2f} {row['scikit-learn'] / row['products']:6.2f}"
        if with_torch:
            line += f" {row['scikit-learn'] / row['PyTorch']:8.2f}"
        lines.append(line)
    ratios = [row["scikit-learn"] / row["ours"] for row in training]
    lines += [
        f"{'geometric mean':38} {np.exp(np.mean(np.log(ratios))):6.2f}",
        f"{stack['name'] + ', per network':38} {stack['scikit-learn'] / stack['ours']:6.2f}",
        "",
        "limit: the bare matrix products of the same run, the time nobody can undercut",
        "",
        "Activations, 256 × 256 float64: time in units of np.tanh",
        "",
        f"{'activation':12} {'value':>6} {'slope':>6}",
        "-" * 26,
    ]
    lines += [f"{row['name']:12} {row['value']:6.2f} {row['slope']:6.2f}" for row in units]
    return "\n".join(lines)


def draw(training: list[dict], stack: dict, path: Path) -> None:
    """Bars: speed relative to scikit-learn, with the limit of the bare products as a tick."""
    from matplotlib.figure import Figure

    rows = [*training, stack]
    figure = Figure(figsize=(7.5, 4.2), layout="constrained")
    ax = figure.subplots()
    ratios = [row["scikit-learn"] / row["ours"] for row in rows]
    bars = ax.barh([row["name"] for row in rows], ratios, color="#0072b2")
    ax.bar_label(bars, [f"{r:.2f}×" for r in ratios], label_type="center", color="white")
    for i, row in enumerate(training):
        ax.plot([row["scikit-learn"] / row["products"]] * 2, [i - 0.4, i + 0.4], "k--", lw=1.5)
    ax.axvline(1, color="gray", lw=1)
    ax.invert_yaxis()
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_xlabel("times as fast as scikit-learn (dashed: bare matrix products)")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7, help="interleaved runs per row")
    parser.add_argument("--picture", type=Path, default=Path("_build/bench.svg"))
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # neither side is asked to converge
    training = training_rows(arguments.repeats)
    stack = stack_row(arguments.repeats)
    print(report(training, stack, activation_rows(arguments.repeats)))
    print("", *other_lines(other_rows(arguments.repeats)), sep="\n")
    print("", *import_lines(), sep="\n")
    draw(training, stack, arguments.picture)
    print(f"\npicture: {arguments.picture}")


if __name__ == "__main__":
    main()

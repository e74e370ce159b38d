"""Small, readable neural networks in NumPy: the helper package of the Rectified course.

`import rectified` loads NumPy and no other library. What needs one (the estimators scikit-learn,
the figures Matplotlib, the sweeps joblib) or is large comes when its name is first used.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rectified import (
    activations,
    datasets,
    diagnostics,
    initializers,
    layers,
    losses,
    perceptron,
    separability,
    speech,
    training,
)
from rectified.network import MLP, Network
from rectified.training import DivergenceError

if TYPE_CHECKING:  # for editors, which do not run the function below
    from rectified import claims, exercises, experiments, figures, sweeps
    from rectified.estimators import Autoencoder, MLPClassifier, MLPRegressor, Perceptron

__all__ = [
    "MLP",
    "Autoencoder",
    "DivergenceError",
    "MLPClassifier",
    "MLPRegressor",
    "Network",
    "Perceptron",
    "activations",
    "claims",
    "datasets",
    "diagnostics",
    "exercises",
    "experiments",
    "figures",
    "initializers",
    "layers",
    "losses",
    "perceptron",
    "separability",
    "speech",
    "sweeps",
    "training",
]
__version__ = "0.1.0"

# Not to every first figure a line about fonts: Matplotlib looks for them once per environment, in a
# browser once per notebook, and says so where the outputs stand.
logging.getLogger("matplotlib.font_manager").addFilter(lambda record: "cache" not in record.msg)

_ON_FIRST_USE = {  # module: what of it is also found here
    "claims": (),
    "estimators": ("Autoencoder", "MLPClassifier", "MLPRegressor", "Perceptron"),
    "exercises": (),
    "experiments": (),
    "figures": (),
    "sweeps": (),
}
_HOME = {name: module for module, names in _ON_FIRST_USE.items() for name in (module, *names)}


def __getattr__(name: str) -> Any:
    """Load what is used for the first time: Python asks here for a name that it does not find."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_HOME[name]}")
    found = module if name in _ON_FIRST_USE else getattr(module, name)
    globals()[name] = found  # from now on Python finds it
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME} - {"TYPE_CHECKING", "Any", "import_module", "logging"})

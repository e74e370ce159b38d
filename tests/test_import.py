"""Promises of `import rectified`: it is quick, and nothing is missed by whoever uses it.

What a program loads shows only in a process of its own: this one has long loaded everything.
"""

from __future__ import annotations

import ast
import logging
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import build_lite
import pytest

import rectified

LARGE = {"IPython", "joblib", "matplotlib", "pandas", "scipy.stats", "sklearn", "tqdm"}


def fresh(program: str, **options) -> str:
    """What a program prints that is run in a Python of its own; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def loaded(program: str) -> set[str]:
    """The modules that a program loads besides those that come with NumPy."""
    after = f"{program}\nprint(*sorted(set(sys.modules) - before))"
    return set(fresh(f"import sys, numpy\nbefore = set(sys.modules)\n{after}").split())


def test_the_package_loads_no_other_library_than_numpy():
    top = {name.partition(".")[0] for name in loaded("import rectified")}
    assert top - set(sys.stdlib_module_names) - {"numpy"} == {"rectified"}


def test_what_needs_only_numpy_loads_nothing_large():
    program = """
import rectified
dir(rectified)
hasattr(rectified, "figure")
from rectified import MLP, activations, datasets, diagnostics, initializers, perceptron
datasets.digits()
MLP([2, 3, 1], "relu", rng=0).forward([[0.0, 1.0]])
"""
    assert loaded(program) & LARGE == set()


@pytest.mark.parametrize("name", rectified._ON_FIRST_USE)
def test_a_module_and_its_names_work_at_their_first_use(name):
    """One process for each module, which loads it in the way of its first name."""
    names = [*rectified._ON_FIRST_USE[name], name]
    program = f"""
import rectified
for name in {names}:
    found = getattr(rectified, name)
    print(*filter(None, (getattr(found, "__module__", ""), found.__name__)))
"""
    home = f"rectified.{name}"
    assert fresh(program).splitlines() == [*(f"{home} {n}" for n in names[:-1]), home]


@pytest.mark.parametrize(
    "program",
    [
        "from rectified import exercises; print(exercises.get('1.1'))",
        "from rectified.exercises import perceptrons as ch1; print(ch1.weighted_sum)",
        "from rectified.figures import say, show; print(say, show)",
        "from rectified import sweeps; print(sweeps.run(lambda seed: seed, {}, [1], n_jobs=1))",
    ],
)
def test_every_spelling_works_in_a_new_process(program):
    assert fresh(program)


def test_names_are_offered_and_explained_before_they_are_used_and_a_star_brings_them():
    program = """
import pydoc, sys
import rectified
print(*dir(rectified))
assert "sklearn" not in sys.modules
from rectified import *
print(*(name for name in dir() if name[0] != "_" and name not in ("pydoc", "sys", "rectified")))
print(pydoc.render_doc("rectified", renderer=pydoc.plaintext))
"""
    offered, brought, text = fresh(program).split("\n", 2)
    assert {*rectified.__all__, "estimators", "network", "__version__"} <= set(offered.split())
    assert brought.split() == sorted(rectified.__all__)
    assert "class MLPClassifier(" in text
    assert "class Perceptron(" in text


@pytest.mark.parametrize("unpacked", [True, False])
def test_the_wheel_holds_its_data(tmp_path, unpacked):
    place = build_lite.build_rectified(tmp_path)
    if unpacked:
        with zipfile.ZipFile(place) as archive:
            archive.extractall(tmp_path)
        place = tmp_path
    program = "import rectified as r; print(r.__file__, len(r.datasets.digits('raw').y_test))"
    found, n = fresh(program, env=os.environ | {"PYTHONPATH": str(place)}).rsplit(" ", 1)
    assert Path(found).is_relative_to(place)
    assert int(n) == 450


def test_a_wrong_name_is_an_error_as_in_every_module():
    with pytest.raises(AttributeError, match=r"^module 'rectified' has no attribute 'Perzeptron'$"):
        rectified.Perzeptron  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'Perzeptron' from 'rectified'"):
        from rectified import Perzeptron  # noqa: F401


def test_no_line_about_fonts_stands_between_the_outputs(caplog):
    fonts = logging.getLogger("matplotlib.font_manager")
    fonts.warning("Matplotlib is building the font cache; this may take a moment.")
    fonts.warning("findfont: Font family 'Helvetica' not found.")
    assert [record.msg[:8] for record in caplog.records] == ["findfont"]


def test_the_class_is_never_looked_for_in_a_file_that_might_be_the_module():
    # Where upper and lower case are the same to the disk, Perceptron.py would be perceptron.py.
    program = """
import sys
asked = []
class Spy:
    def find_spec(name, path=None, target=None):
        asked.append(name)
sys.meta_path.insert(0, Spy)
from rectified import Perceptron, perceptron
assert "rectified.perceptron" in asked
assert "rectified.Perceptron" not in asked
print(Perceptron.__module__, perceptron.__name__)
"""
    assert fresh(program) == "rectified.estimators rectified.perceptron"


def test_a_pickled_model_is_read_where_nothing_is_loaded(tmp_path):
    X, y = rectified.datasets.gate("and")
    file = tmp_path / "model"
    file.write_bytes(pickle.dumps(rectified.Perceptron().fit(X, y)))
    program = f"import pickle; print(pickle.load(open({str(file)!r}, 'rb')).predict([[1, 1]]))"
    assert fresh(program) == "[1]"


def test_editors_are_told_of_every_name_that_comes_later():
    tree = ast.parse(Path(rectified.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {alias.name for line in block.body for alias in line.names}
    assert told == set(rectified.__all__) & set(rectified._HOME)

"""Promises about the repository itself: what a contributor or a packager would trip over."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import build_lite
import pytest
import yaml

import rectified

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "code" / "rectified"
FLOORS = {
    0: ["_bar", "_checks", "_forward", "_precision", "_store"],
    1: ["_activation", "_blocks", "_collected", "_softmax"],
    2: ["activations", "initializers", "datasets", "separability", "speech"],
    3: ["layers", "losses", "training", "perceptron"],
    4: ["_inputs", "_parameters", "record"],
    5: ["_learner"],
    6: ["network"],
    7: ["diagnostics"],
    8: ["estimators", "sweeps"],
    9: ["claims", "exercises", "experiments", "figures"],  # they forward to the book's package
}
FLOOR = {module: floor for floor, modules in FLOORS.items() for module in modules}
PROMISED = [
    "README.md",
    "LICENSE",
    "LICENSE-TEXT",
    "LICENSE-DATA",
    "CITATION.cff",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    "_config.yml",
    "_toc.yml",
    "requirements.txt",
    "requirements.lock",
    "code/pyproject.toml",
    "book/index.md",
    "book/notation.md",
    "book/glossary.md",
    "book/bibliography.md",
    "book/references.bib",
    ".ci/run",
    ".binder/requirements.txt",
    ".binder/postBuild",
    ".devcontainer/devcontainer.json",
    ".github/workflows/test.yml",
    ".github/workflows/weekly.yml",
    ".github/dependabot.yml",
]


def files() -> list[Path]:
    """What belongs to the repository: no environment, build or cache."""
    hidden = {".binder", ".ci", ".devcontainer", ".github", ".gitignore"}
    made = {"_build", "__pycache__", "dist", "build"}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            n for n in folders if (not n.startswith(".") or n in hidden) and n not in made
        ]
        found += [Path(folder, n) for n in names if not n.startswith(".") or n in hidden]
    return found


def texts() -> list[tuple[str, str]]:
    """Paths and contents of all text files of the repository."""
    found = []
    for path in files():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:  # a picture
            continue
    return found


def run(*command: str, **options) -> str:
    """Run a command at the root; return what it printed, fail the test if it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pins(lock: str) -> dict[str, str]:
    """Versions that a lock file names; a package may have several, for different platforms."""
    found = {}
    for name, number in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, flags=re.M):
        found.setdefault(name, set()).add(number)
    return found


@pytest.mark.parametrize("name", PROMISED)
def test_the_house_has_what_it_promises(name):
    assert (ROOT / name).is_file()


# ---------------------------------------------------------------- Python


def test_code_never_hides_the_standard_library():
    assert not (ROOT / "code" / "__init__.py").exists()
    program = "import pdb, code; print(code.InteractiveConsole.__name__)"
    assert run(sys.executable, "-c", program).strip() == "InteractiveConsole"


def test_every_module_has_a_floor():
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    modules |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules - {"__init__", "__main__"} <= set(FLOOR)


def imported(source: str) -> set[str]:
    """The package's own modules that a module's source imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if not node.level and base.split(".")[0] != "rectified":
                continue
            path = base.removeprefix("rectified").strip(".")
            found |= {path.split(".")[0]} if path else {name.name for name in node.names}
        elif isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            found |= {name[1] for name in names if name[0] == "rectified" and name[1:]}
    return found & set(FLOOR)


LIBRARY = [m for m in FLOOR if m not in FLOORS[9]]


@pytest.mark.parametrize("module", LIBRARY)
def test_a_module_imports_only_from_floors_below(module):
    files = [PACKAGE / f"{module}.py", *(PACKAGE / module).glob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in files if path.exists()]
    assert sources
    below = {other for other in FLOOR if FLOOR[other] < FLOOR[module]}
    upstairs = set().union(*map(imported, sources)) - below - {module}
    assert not upstairs, f"{module} (floor {FLOOR[module]}) imports {sorted(upstairs)}"


@pytest.mark.parametrize(
    "line",
    [
        "from rectified import network",
        "from rectified.network import MLP",
        "import rectified.network",
        "from . import network",
        "from .network import MLP",
        "def f():\n    from .network import MLP",
    ],
)
def test_no_way_to_import_a_module_is_overlooked(line):
    assert imported(line) == {"network"}


# ---------------------------------------------------------------- the three parts

MAY_IMPORT = {"checker": set(), "rectified": set(), "rectified_book": {"checker", "rectified"}}
FORWARDS = {f"rectified/{name}.py" for name in ("_forward", *FLOORS[9])}


def parts_imported(source: str) -> set[str]:
    """The parts of the project that a module's source imports by name, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
    return found & set(MAY_IMPORT)


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_the_parts_that_it_may(part):
    found = []
    for path in sorted((ROOT / "code" / part).rglob("*.py")):
        others = parts_imported(path.read_text(encoding="utf-8")) - {part} - MAY_IMPORT[part]
        name = path.relative_to(ROOT / "code").as_posix()
        found += [f"{name} imports {other}" for other in sorted(others)]
    assert found == []


def test_the_library_names_the_book_only_where_it_forwards():
    for part in ("checker", "rectified"):
        for path in (ROOT / "code" / part).rglob("*.py"):
            name = path.relative_to(ROOT / "code").as_posix()
            named = "rectified_book" in path.read_text(encoding="utf-8")
            assert named == (name in FORWARDS), name


@pytest.mark.parametrize(
    "line",
    [
        "import rectified_book",
        "import rectified_book.exercises as e",
        "from rectified_book import exercises",
        "def f():\n    from rectified_book.exercises import get",
    ],
)
def test_no_way_to_import_a_part_is_overlooked(line):
    assert parts_imported(line) == {"rectified_book"}


def test_the_checker_runs_without_the_library_and_the_book():
    program = "import checker, sys; print({'rectified', 'rectified_book'} & {*sys.modules})"
    assert run(sys.executable, "-c", program).strip() == "set()"


def test_the_wheel_holds_all_that_the_parts_consist_of(tmp_path):
    with zipfile.ZipFile(build_lite.build_rectified(tmp_path)) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    files = (path for part in MAY_IMPORT for path in (ROOT / "code" / part).rglob("*"))
    there = {path for path in files if path.is_file() and path.parent.name != "__pycache__"}
    assert packed == {path.relative_to(ROOT / "code").as_posix() for path in there}


def test_the_wheel_carries_its_licenses(tmp_path):
    with zipfile.ZipFile(build_lite.build_rectified(tmp_path)) as wheel:
        (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
        for name in ("LICENSE", "LICENSE-DATA"):
            assert wheel.read(f"{info}/licenses/{name}") == (ROOT / name).read_bytes()


def test_the_project_has_no_other_parts():
    folders = {path.name for path in (ROOT / "code").iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} == set(MAY_IMPORT)


LONGEST = {"code": 500, "tools": 500, "tests": 500, "book/_ext": 150}  # lines of a file


@pytest.mark.parametrize("folder", LONGEST)
def test_no_file_is_too_long_to_be_read_at_once(folder):
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST[folder]} == {}


def test_every_file_of_the_extensions_is_in_the_settings():
    sphinx = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]
    files = {path.stem for path in (ROOT / "book" / "_ext").glob("*.py")}
    assert files == set(sphinx["local_extensions"]) == files & set(sphinx["config"]["extensions"])


with_the_locked_ruff = pytest.mark.skipif(
    f"ruff=={version('ruff')} " not in (ROOT / "requirements.lock").read_text(encoding="utf-8"),
    reason="another version of ruff than the locked one has other rules",
)


@with_the_locked_ruff
def test_ruff_finds_nothing():
    run(sys.executable, "-m", "ruff", "check", "--no-cache", ".")


@with_the_locked_ruff
def test_ruff_would_format_nothing():
    run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".")


# ---------------------------------------------------------------- what a repository must not hold

HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org"]
HOST = re.compile("|".join(map(re.escape, HOSTS)))
HOME = re.compile(r"(?<![\w.])(?:/(?:home|Users|root|work)/\w|[A-Z]:\\+Users)")


def test_no_file_names_the_host_of_a_package_registry():
    assert [name for name, text in texts() if HOST.search(text)] == []


def test_no_file_names_a_home_folder():
    found = [f"{name}: {m.group()}" for name, text in texts() if (m := HOME.search(text))]
    assert found == []


def test_the_locks_hold_hashes_and_no_address():
    for name in ("requirements.lock", ".binder/requirements.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*--(?!hash=)", text, flags=re.M), "an option besides --hash"
        entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)


# ---------------------------------------------------------------- dependencies


def test_binder_uses_the_versions_of_the_lock():
    lock = pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    binder = pins((ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8"))
    assert binder
    assert {name: versions for name, versions in binder.items() if lock.get(name) != versions} == {}


def test_the_lock_answers_every_requirement():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^([\w-]+)[<>=]", text, flags=re.M))
    assert wanted
    assert wanted <= set(pins((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def test_the_package_asks_for_the_ranges_of_the_project():
    project = tomllib.loads((ROOT / "code" / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert set(project["project"]["dependencies"]) <= set(lines)


# ---------------------------------------------------------------- papers


def test_citation_and_changes_name_the_version_of_the_package():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == rectified.__version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", changes, flags=re.M)[0] == rectified.__version__
    assert citation["authors"] == [{"name": "The Rectified contributors"}]


def test_the_licenses_are_whole():
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    text = (ROOT / "LICENSE-TEXT").read_text(encoding="utf-8")
    assert text.startswith("Attribution 4.0 International")
    assert re.findall(r"^Section (\d) --", text, flags=re.M) == list("12345678")


def test_every_data_set_has_an_origin_and_a_license():
    text = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    entries = re.split(r"^(\S+)\n-{3,}$", text, flags=re.M)[1:]
    told = dict(zip(entries[::2], entries[1::2], strict=True))
    data = [path for path in (PACKAGE / "data").rglob("*") if path.suffix in (".npz", ".tsv")]
    packed = sorted(path.relative_to(ROOT).as_posix() for path in data)
    assert sorted(told) == packed, "LICENSE-DATA must have an entry for each file of data"
    for path in data:
        entry = told[path.relative_to(ROOT).as_posix()]
        for word in ("Authors", "Origin", "License", "Changes"):
            assert re.search(rf"^{word} +\S", entry, flags=re.M), f"{path.name}: {word}"


def test_the_readme_names_the_two_commands_on_its_first_screen():
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]
    assert {"make book", "make test"} <= {line.split("#")[0].strip() for line in screen}


def test_the_example_of_the_readme_runs_without_a_warning():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)
    assert 0.9 < float(run(sys.executable, "-W", "error::UserWarning", "-c", example)) <= 1


def test_make_explains_each_of_its_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY:(.*)$", makefile, flags=re.M).group(1).split()
    explained = re.findall(r"^([a-z]+):.*## \w+", makefile, flags=re.M)
    assert sorted(explained) == sorted(phony)


@pytest.mark.parametrize("name", [".ci/run", ".binder/postBuild"])
def test_scripts_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)
    run("bash", "-n", name)


def test_the_container_is_made_from_the_files_of_binder():
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    container = json.loads(text)
    version = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert container["image"].endswith(version.replace("-", ":"))
    for name in re.findall(r"\.binder/[\w.]+", container["postCreateCommand"]):
        assert (ROOT / name).is_file()

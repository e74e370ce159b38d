"""Put what the live cells need beside the pages: Python for the browser, and the course's package.

With a folder of Pyodide in the variable PYODIDE_DIR, the site holds a copy of what it needs from
there, compiled, and no other host is asked for anything. Without, `python/python.json` names
Pyodide's own address, which a page asks once its reader runs a cell.

Files that were made from the same ones are left as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

import build_lite
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from pages import ROOT

ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
PACKAGES = ("numpy", "matplotlib", "scipy", "scikit-learn", "joblib", "fonttools")
# What Matplotlib's package names and the course's figures do not need: it comes when asked for.
NOT_AT_ONCE = {"matplotlib": ("fonttools", "matplotlib-pyodide", "pytz")}
PACKED = ("tqdm",)
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
RECORD = "made-from.txt"  # the fingerprint of these files' sources, written last

COMPILER = [ROOT / "tools" / name for name in ("compile_packages.js", "compile_wheel.py")]
# What was compiled once, by the checksum of what it was made from.
PACKS = ROOT / "_build" / "packs"
SNAPSHOT = "snapshot.gz"
# The modules of Python's own library that stand in the memory of the snapshot: what shell.py and
# the packages load first.
IMPORTED = (
    "argparse", "ast", "asyncio", "base64", "bz2", "csv", "ctypes", "dataclasses", "datetime",
    "gzip", "html", "importlib.machinery", "inspect", "io", "json", "linecache", "locale",
    "logging", "pathlib", "pickle", "pprint", "random", "shutil", "subprocess", "sysconfig",
    "tempfile", "textwrap", "traceback", "uuid", "zipfile",
)  # fmt: skip


def fingerprint(pyodide: Path | None) -> str:
    """A hash of all that the files are made from; those of Pyodide by name, size and time."""
    lines = [f"Python {sys.version}", f"tqdm {metadata.version('tqdm')}"]
    files = [path for path in build_lite.sources() if (ROOT / "code") in path.parents]
    for path in (*files, *COMPILER, Path(__file__), Path(build_lite.__file__)):
        lines.append(f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    for path in sorted(pyodide.iterdir()) if pyodide is not None else ():
        state = path.stat()
        lines.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() + "\n"


def lock_of(source: Path) -> dict[str, Any]:
    """The lock of a folder of Pyodide, with the packages that pages need, as far as they are there.

    Raises FileNotFoundError when the folder lacks one of PACKAGES.
    """
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    there = {
        name: entry
        for name, entry in lock["packages"].items()
        if (source / entry["file_name"]).is_file()
    }
    if missing := sorted(set(PACKAGES) - set(there)):
        raise FileNotFoundError(f"PYODIDE_DIR must hold {', '.join(missing)}, got {source}")
    for name, left_out in NOT_AT_ONCE.items():
        depends = map(build_lite.canonical, there[name]["depends"])
        there[name]["depends"] = [other for other in depends if other not in left_out]
    kept = {name: there[name] for name in build_lite.needed(there, PACKAGES)}
    return {"info": lock["info"], "packages": kept}


def compile_all(pyodide: Path, wheels: list[Path], target: Path) -> list[Path]:
    """Make packs of wheels, and a snapshot of Pyodide, in `target`; return the packs.

    What was made before is taken from PACKS. Raises ValueError when it does not succeed.
    """
    PACKS.mkdir(parents=True, exist_ok=True)
    made_with = b"".join(path.read_bytes() for path in COMPILER)
    made_with += (pyodide / "pyodide-lock.json").read_bytes() + " ".join(IMPORTED).encode()

    def place(data: bytes) -> Path:
        return PACKS / hashlib.sha256(made_with + data).hexdigest()

    snapshot = place(b"")
    places = {wheel: place(wheel.read_bytes()) for wheel in wheels}
    job = {
        "pyodide": str(pyodide.resolve()),
        "wheels": [
            {"from": str(wheel), "to": str(to), "keep": wheel.name.startswith("rectified-")}
            for wheel, to in places.items()
            if not to.exists()
        ],
        "snapshot": None if snapshot.exists() else str(snapshot),
        "imports": IMPORTED,
    }
    if job["wheels"] or job["snapshot"]:
        run_compiler(job)
    shutil.copyfile(snapshot, target / SNAPSHOT)
    packs = [target / f"{wheel.stem}.pack" for wheel in wheels]
    for pack, made in zip(packs, places.values(), strict=True):
        shutil.copyfile(made, pack)
    return packs


def run_compiler(job: dict[str, Any]) -> None:
    """Let deno do a job, whose type compile_packages.js describes."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "job.json")
        file.write_text(json.dumps(job), encoding="utf-8")
        command = [Path(sys.executable).with_name("deno"), "run", "--allow-all", "--no-remote"]
        command += ["--no-config", "--quiet", COMPILER[0], file]
        environment = os.environ | {"DENO_DIR": name, "NO_COLOR": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"the packages were not compiled: {done.stderr[-2000:]}")


def add_pyodide(source: Path, target: Path, wheels: list[Path]) -> list[Path]:
    """Put Pyodide and packs of its packages beside the pages; return the packs of `wheels`."""
    for name in CORE:
        shutil.copyfile(source / name, target / name)
    lock = lock_of(source)
    entries = lock["packages"].values()
    packs = compile_all(source, [*(source / e["file_name"] for e in entries), *wheels], target)
    for entry, pack in zip(entries, packs, strict=False):
        entry["file_name"] = pack.name
    for wheel in wheels:
        wheel.unlink()
    text = json.dumps(lock, indent=1, sort_keys=True)
    (target / "pyodide-lock.json").write_text(text + "\n", encoding="utf-8")
    return packs[len(entries) :]


def build(site: Path, pyodide: Path | None = None) -> None:
    """Build `site`/python.

    pyodide: a folder with Pyodide to copy from; None for Pyodide's own address.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name, "python")
        work.mkdir()
        wheels = [build_lite.pack_installed(name, work) for name in PACKED]
        wheels.append(build_lite.build_rectified(work))
        build_lite.move_data_out(wheels[-1])
        if pyodide is not None:
            wheels = add_pyodide(pyodide, work, wheels)
        digests = [hashlib.sha256(path.read_bytes()).digest() for path in sorted(work.glob("*.*"))]
        settings = {
            "version": hashlib.sha256(b"".join(digests)).hexdigest()[:16],
            "pyodide": "./" if pyodide is not None else ADDRESS,
            "ours": pyodide is not None,
            "wheels": [path.name for path in wheels],
            "snapshot": SNAPSHOT if pyodide is not None else None,
        }
        text = json.dumps(settings, indent=1)
        (work / "python.json").write_text(text + "\n", encoding="utf-8")
        target = site / "python"
        site.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(work, target)


def main(site: Path) -> int:
    """Build `site`/python unless it is there as it would be built; return 0 when that went well."""
    pyodide = Path(os.environ["PYODIDE_DIR"]) if os.environ.get("PYODIDE_DIR") else None
    record, inputs = site / "python" / RECORD, fingerprint(pyodide)
    if record.is_file() and record.read_text(encoding="utf-8") == inputs:
        return 0
    try:
        build(site, pyodide)
    except (OSError, ValueError) as error:
        print(f"The Python of the live cells was not built: {error}", file=sys.stderr)
        return 1
    record.write_text(inputs, encoding="utf-8")
    return 0

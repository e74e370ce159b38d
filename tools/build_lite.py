"""Put a JupyterLab beside the book that runs in the browser, without a server: `make lite`.

Every notebook under book/, at the path that it has in the repository; the kernel is Pyodide, Python
for the browser, with NumPy, scikit-learn, Matplotlib and `rectified` already loaded. Pyodide comes
from its own address, or, with the variable PYODIDE_DIR, from a folder: then the site holds a copy
of what it needs from there, and no other host is asked for anything.

A site that was made from the same files and versions is left as it is.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from pages import ROOT, notebook_files

SITE = ROOT / "_build" / "html"

EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "jupyterlab-myst")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}

# Compiled for the browser in Pyodide. What they depend on comes with them.
PRELOADED = ("numpy", "scikit-learn", "matplotlib")
# What the kernel asks for by itself when it starts.
ASKED_FOR = ("micropip", "ssl", "sqlite3", "jedi", "ipython")
# Pure Python that the folder of Pyodide need not have: packed from what is installed here.
PACKED = ("comm", "tqdm")
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")

# Of the data in the wheel, what stays there; the rest is fetched when it is needed.
DATA = "rectified/data/"
KEPT = (f"{DATA}digits.npz", f"{DATA}SHA256SUMS")

PICTURES = Path("book", "exercises", "pictures")
# What the course adds: scripts, and the tags by which the page of JupyterLab asks for them.
SCRIPTS = ROOT / "tools" / "jupyterlite"
TAGS = """<head>
    <script src="../course/gate.js"></script>
    <link rel="stylesheet" href="../course/look.css">
    <script type="module" src="../course/start.js"></script>"""
# What the site's files come from, besides the repository.
MADE_WITH = ("hatchling", "jupyterlab_myst", "jupyterlite-core", "jupyterlite-pyodide-kernel")
MADE_WITH += ("nbformat", *PACKED)
RECORD = "made-from.txt"  # the fingerprint of these, beside what was made: written last

# JupyterLite's program without a grammar that jsonschema would compile and nobody asks for.
LITE = "import sys; sys.modules['rfc3987_syntax'] = None\n"
LITE += "from jupyterlite_core.app import main; main()"

EPOCH = 315532800  # 1980-01-01, the first day a zip file can name: the same bytes on every day


# ---------------------------------------------------------------- wheels


def pack(files: Iterable[tuple[str, bytes]], path: Path) -> None:
    """Write a zip file whose bytes depend on its contents alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)


def unpack(path: Path) -> dict[str, bytes]:
    """The files in a zip file, by their names."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_record(files: dict[str, bytes], info: str) -> dict[str, bytes]:
    """The files of a wheel with the list of them that its folder `info` has to hold."""
    record = []
    for inside, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{inside},sha256={digest},{len(data)}\n")
    return files | {f"{info}/RECORD": "".join([*record, f"{info}/RECORD,,\n"]).encode()}


def pack_installed(name: str, folder: Path) -> Path:
    """Make a wheel again of an installed package of pure Python; return its path.

    Raises ValueError for a package with compiled parts.
    """
    package = metadata.distribution(name)
    if "py3-none-any" not in (package.read_text("WHEEL") or ""):
        raise ValueError(f"{name} must be pure Python to run in every browser")
    info = f"{name}-{package.version}.dist-info"
    files = {}
    for path in package.files:
        inside = path.parts[0] in (name, info) and "__pycache__" not in path.parts
        if inside and path.name not in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"):
            files[path.as_posix()] = Path(package.locate_file(path)).read_bytes()
    wheel = folder / f"{name}-{package.version}-py3-none-any.whl"
    pack(with_record(files, info).items(), wheel)
    return wheel


def build_rectified(folder: Path) -> Path:
    """Build the wheel of the course's own package; return its path."""
    from hatchling import build

    before, epoch = Path.cwd(), os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(EPOCH)
    os.chdir(ROOT / "code")  # where the back end looks for it
    try:
        return folder / build.build_wheel(str(folder))
    finally:
        os.chdir(before)
        os.environ.pop("SOURCE_DATE_EPOCH")
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def move_data_out(wheel: Path) -> None:
    """Put the data sets of the course's wheel beside it, but for those that it keeps.

    There a notebook fetches what it needs: the wheel is loaded at the start of every one.
    """
    files = unpack(wheel)
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    del files[record]
    for name in [name for name in files if name.startswith(DATA) and name not in KEPT]:
        target = wheel.parent / "data" / name.removeprefix(DATA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files.pop(name))
    pack(with_record(files, record.removesuffix("/RECORD")).items(), wheel)


# ---------------------------------------------------------------- Pyodide in a folder


def needed(packages: dict[str, dict], names: Iterable[str]) -> list[str]:
    """The names of the given packages and of all they depend on, as far as the lock has them."""
    found, open_names = set(), list(names)
    while open_names:
        name = open_names.pop()
        if name in packages and name not in found:
            found.add(name)
            open_names += map(canonical, packages[name]["depends"])
    return sorted(found)


def canonical(name: str) -> str:
    """A package's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def copy_pyodide(source: Path, target: Path) -> None:
    """Copy Pyodide and the packages that the notebooks need, with a lock that names only those.

    Raises FileNotFoundError when `source` lacks a part of Pyodide itself or one of PRELOADED.
    """
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    there = {
        name: entry
        for name, entry in lock["packages"].items()
        if (source / entry["file_name"]).is_file()
    }
    if missing := sorted({*PRELOADED, *ASKED_FOR} - set(there)):
        raise FileNotFoundError(f"PYODIDE_DIR must hold {', '.join(missing)}, got {source}")
    kept = {name: there[name] for name in needed(there, (*PRELOADED, *ASKED_FOR))}
    for entry in kept.values():
        entry["depends"] = [name for name in map(canonical, entry["depends"]) if name in kept]
    target.mkdir(parents=True)
    for name in (*CORE, *(entry["file_name"] for entry in kept.values())):
        shutil.copyfile(source / name, target / name)
    text = json.dumps({"info": lock["info"], "packages": kept}, indent=1, sort_keys=True)
    (target / "pyodide-lock.json").write_text(text + "\n", encoding="utf-8")


# ---------------------------------------------------------------- the site


def settings(wheels: Iterable[str], pyodide: bool) -> dict:
    """The contents of jupyter-lite.json."""
    # The kernel resolves these from where its own script stands; Pyodide has no setting for it.
    above = "/".join([".."] * (len(EXTENSIONS[0].split("/")) + 2))
    packages = [*PRELOADED, *(f"{above}/wheels/{wheel}" for wheel in wheels)]
    kernel = {"loadPyodideOptions": {"packages": packages}}
    if pyodide:
        kernel["pyodideUrl"] = "./static/pyodide/pyodide.js"
        kernel["disablePyPIFallback"] = True
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Rectified",
            "disabledExtensions": ["@jupyterlab/terminal-extension"],  # there is none here
            "exposeAppInBrowser": True,  # to the scripts of the course
            "litePluginSettings": {KERNEL: kernel},
        },
    }


# How an extension names the version of a part of JupyterLab that it was built with: ^4.5.9.
REQUIRED = re.compile(r'("@jupyterlab/[a-z]+",(?:!\d,)?\[1,\d+),\d+,\d+\]')


def add_own_parts(lite: Path) -> None:
    """Put the scripts of the course into a built JupyterLab, and let its extensions ask for it.

    An extension is built with a newer JupyterLab than this one, whose parts it takes all the same,
    each with a warning. It asks for any of the same major version instead.
    """
    shutil.copytree(SCRIPTS, lite / "course")
    page = lite / "lab" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<head>", TAGS, 1), encoding="utf-8")
    for script in lite.glob("extensions/jupyterlab-myst/static/remoteEntry.*.js"):
        text = REQUIRED.sub(r"\1,0,0]", script.read_text(encoding="utf-8"))
        script.write_text(text, encoding="utf-8")


def sources() -> list[Path]:
    """All files of the repository that the site is made from."""
    inside = (path for folder in ("code", PICTURES) for path in sorted((ROOT / folder).rglob("*")))
    files = [path for path in inside if path.is_file() and path.parent.name != "__pycache__"]
    return [*notebook_files(), *files, *sorted(SCRIPTS.iterdir()), Path(__file__).resolve()]


def fingerprint(pyodide: Path | None) -> str:
    """A hash of all that the site is made from: files, versions, and what Pyodide's folder holds.

    The files of Pyodide are told by name, size and time: there are 100 MB of them.
    """
    lines = [f"Python {sys.version}", *(f"{name} {metadata.version(name)}" for name in MADE_WITH)]
    for path in sources():
        lines.append(f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    for path in sorted(pyodide.iterdir()) if pyodide is not None else ():
        state = path.stat()
        lines.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() + "\n"


def build(site: Path, pyodide: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Build `site`/lite; return how that ended, with all that was printed.

    pyodide: a folder with Pyodide to copy from; None for Pyodide's own address.
    """
    import nbformat  # which takes longer to load than to find that nothing has changed

    target = site.resolve() / "lite"
    shutil.rmtree(target, ignore_errors=True)
    site.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for path in notebook_files():
            copy = work / "contents" / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            # JupyterLite takes a text for one string, where files have a list of lines.
            notebook = nbformat.read(path, as_version=4)
            for cell in notebook.cells:
                cell.metadata["trusted"] = True  # so that its figures show before it is run
            notebook.metadata["kernelspec"] = KERNELSPEC
            copy.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        shutil.copytree(ROOT / PICTURES, work / "contents" / PICTURES)
        wheels = work / "static" / "wheels"
        wheels.mkdir(parents=True)
        made = [*(pack_installed(name, wheels) for name in PACKED), build_rectified(wheels)]
        move_data_out(made[-1])
        if pyodide is not None:
            copy_pyodide(pyodide, work / "static" / "static" / "pyodide")
        text = json.dumps(settings([path.name for path in made], pyodide is not None))
        (work / "jupyter-lite.json").write_text(text, encoding="utf-8")

        labextensions = Path(sysconfig.get_path("data"), "share", "jupyter", "labextensions")
        config = {
            "output_dir": str(work / "out"),
            "contents": [str(work / "contents")],
            "apps": ["lab"],
            "federated_extensions": [str(labextensions / name) for name in EXTENSIONS],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_libarchive": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "source_date_epoch": EPOCH,
        }
        text = json.dumps({"LiteBuildConfig": config})
        (work / "jupyter_lite_config.json").write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", LITE, "build"]
        done = subprocess.run(
            command,
            cwd=work,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode == 0:
            shutil.copytree(work / "out", target)
            shutil.copytree(work / "static", target, dirs_exist_ok=True)
            add_own_parts(target)
    return done


def main(site: Path = SITE) -> int:
    """Build `site`/lite unless it is there as it would be built; return 0 when that went well."""
    pyodide = Path(os.environ["PYODIDE_DIR"]) if os.environ.get("PYODIDE_DIR") else None
    record, inputs = site / "lite" / RECORD, fingerprint(pyodide)
    if record.is_file() and record.read_text(encoding="utf-8") == inputs:
        return 0
    done = build(site, pyodide)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        print("JupyterLite was not built: see the messages above.", file=sys.stderr)
    else:
        record.write_text(inputs, encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=SITE, help="the folder of the built book")
    folder = parser.parse_args().site
    if code := main(folder):
        sys.exit(code)
    print(f"The notebooks for the browser: {folder / 'lite'}")
    print(f"See them with: {sys.executable} -m http.server --directory {folder}")
    print("and open http://localhost:8000/lite/lab/index.html there.")

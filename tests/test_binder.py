"""Promises about the environment of Binder, tested as far as that goes without a container.

repo2docker must understand the files of .binder/; a fresh environment made from exactly those files
must run every notebook on a Jupyter server, in a real browser. The latter installs some hundred
packages: it is done where the variable BINDER_DIR names a folder for it, as `make binder` does.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import in_jupyterlab
import pytest
from in_jupyterlab import ROOT, every_notebook

FOLDER = os.environ.get("BINDER_DIR")
MEGABYTES = 750  # of the environment: what a reader waits for, when Binder has to fetch it


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A copy of the repository as Binder finds it, without what was built in it."""
    tree = tmp_path_factory.mktemp("binder") / "tree"
    made = shutil.ignore_patterns(
        ".venv*", "_build", ".git", "*_cache", ".hypothesis", "__pycache__", ".ipynb_checkpoints"
    )
    shutil.copytree(ROOT, tree, ignore=made)
    return tree


# ---------------------------------------------------------------- what repo2docker makes of it


@pytest.fixture
def pack(tree, monkeypatch):
    """The build pack of repo2docker that takes the repository."""
    app = pytest.importorskip("repo2docker.app", reason="repo2docker is not installed")
    monkeypatch.chdir(tree)
    application = app.Repo2Docker()
    for kind in application.buildpacks:
        pack = kind(application.base_image)
        pack.platform = "linux/amd64"
        if pack.detect():
            return pack
    raise AssertionError("repo2docker finds nothing that it knows")


def test_repo2docker_takes_it_for_what_it_is(pack):
    assert type(pack).__name__ == "PythonBuildPack"
    assert pack.binder_dir == ".binder"
    assert pack.python_version == (ROOT / ".binder" / "runtime.txt").read_text()[7:].strip()


def test_the_image_gets_the_locked_versions_and_nothing_else(pack):
    steps = pack.render({}).splitlines()
    installed = [step for step in steps if "pip install" in step]
    assert len(installed) == 1
    assert installed[0].endswith('/bin/pip install --no-cache-dir -r ".binder/requirements.txt"')
    copied = next(k for k, step in enumerate(steps) if re.match(r"COPY .* src/ ", step))
    assert steps.index("RUN ./.binder/postBuild") > copied > steps.index(installed[0])


def test_what_the_image_needs_before_the_repository_is_there_is_in_the_lock(pack):
    text = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(-e|\.|/)", text, re.M)


# ---------------------------------------------------------------- the environment itself

needs_a_folder = pytest.mark.skipif(
    not FOLDER,
    reason="THE ENVIRONMENT OF BINDER WAS NOT MADE. Run `make binder`",
)
needs_a_browser = pytest.mark.skipif(
    not in_jupyterlab.CHROMIUM, reason="NO NOTEBOOK WAS RUN ON A SERVER. Install Chromium"
)


def megabytes(folder: Path) -> int:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return round(sum(path.stat().st_size for path in files) / 1e6)


def python() -> str:
    """The Python that .binder/runtime.txt names, or the one that runs the tests."""
    name = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip().replace("-", "")
    if found := shutil.which(name):
        done = subprocess.run([found, "--version"], capture_output=True, check=False)
        if done.returncode == 0:
            return found
    return sys.executable


@pytest.fixture(scope="module")
def made(tree) -> dict:
    """The environment in a fresh folder: where it is, and what it took."""
    folder = Path(FOLDER, "environment")
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([python(), "-m", "venv", str(folder)], check=True)
    state = Path(FOLDER, "state")  # nothing of this computer's user is seen, or changed
    shutil.rmtree(state, ignore_errors=True)
    environment = dict(os.environ, PATH=f"{folder / 'bin'}:{os.environ['PATH']}")
    for program in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        environment[program] = str(state / program.lower())
    install = ["python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--no-cache-dir", "-r", ".binder/requirements.txt"]
    start = time.time()
    for command in (install, ["./.binder/postBuild"]):
        done = subprocess.run(
            command,
            cwd=tree,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout
    seconds = time.time() - start
    return {
        "folder": folder,
        "environment": environment,
        "seconds": seconds,
        "size": megabytes(folder),
    }


@needs_a_folder
def test_the_environment_keeps_its_size(made, record_property):
    line = f"environment: {made['size']} MB, made in {made['seconds']:.0f} s"
    record_property("notebooks in the environment of Binder", line)
    assert made["size"] < MEGABYTES


@needs_a_folder
def test_the_environment_is_consistent(made):
    command = [made["folder"] / "bin" / "python", "-m", "pip", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def server(made, tree):
    """The address of a Jupyter server in that environment, in the copy of the repository."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [made["folder"] / "bin" / "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
    ]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    log = Path(FOLDER, "server.log")
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=tree, env=made["environment"], stdout=file, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def browser():
    with in_jupyterlab.chromium() as browser:
        yield browser


@needs_a_folder
@needs_a_browser
@every_notebook
def test_a_notebook_is_drawn_and_gives_its_stored_outputs(browser, server, name, record_property):
    context = in_jupyterlab.new_context(browser)
    requests = []
    context.on("request", lambda request: requests.append(request.url))
    start = time.time()
    page = in_jupyterlab.open_notebook(context, f"{server}/lab/tree/{name}?reset", name)
    assert in_jupyterlab.undrawn(name, page.evaluate(in_jupyterlab.SEEN)) == []
    page.evaluate(in_jupyterlab.NO_PROGRESS)
    notebook, took = in_jupyterlab.run_all(page, start)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    record_property("notebooks in the environment of Binder", f"{name}: {took}")
    assert in_jupyterlab.differences(name, notebook, ("text/", "image/")) == {}
    assert [url for url in requests if not url.startswith((server, "data:", "blob:"))] == []
    context.close()

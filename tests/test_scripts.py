"""Promises about the scripts: their types fit, no linter finds a fault, they are laid out alike.

deno does all three; nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [ROOT / "book" / "assets", ROOT / "book" / "_ext", ROOT / "tools"]
OTHERS = ROOT / "book" / "assets" / "katex"  # as its makers built it
SCRIPTS = [
    path for folder in FOLDERS for path in folder.rglob("*.js") if OTHERS not in path.parents
]

with_the_locked_deno = pytest.mark.skipif(
    f"deno=={version('deno')} " not in (ROOT / "requirements.lock").read_text(encoding="utf-8"),
    reason="another version of deno than the locked one has other rules",
)


def deno(tmp_path: Path, *command: str) -> None:
    environment = os.environ | {"DENO_DIR": str(tmp_path), "NO_COLOR": "1"}
    program = Path(sys.executable).with_name("deno")
    done = subprocess.run(
        [program, *command, *SCRIPTS], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@with_the_locked_deno
def test_the_types_of_the_scripts_fit(tmp_path):
    deno(tmp_path, "check", "--no-remote")


@with_the_locked_deno
def test_the_scripts_have_no_fault_that_a_linter_finds(tmp_path):
    deno(tmp_path, "lint")


@with_the_locked_deno
def test_the_scripts_are_laid_out_alike(tmp_path):
    deno(tmp_path, "fmt", "--check")


def test_every_script_is_checked_for_its_types():
    for script in SCRIPTS:
        assert script.read_text(encoding="utf-8").startswith("// @ts-check\n"), script

"""Firefox and WebKit, as Debian has them: a page is opened, and a script asks it.

Both are driven as their makers have it: Firefox by Marionette, over a socket; WebKit by WebDriver,
over HTTP. Neither needs more than Python.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver")
SCREEN = shutil.which("Xvfb")  # WebKit wants one
WAIT = 600  # seconds

Ask = Callable[[str], Any]
"""The value that a script in the open page returns, or promises."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def until(attempt: Callable[[], Any]) -> Any:
    """What `attempt` returns once it raises no error of a connection any more."""
    end = time.monotonic() + 60
    while True:
        try:
            return attempt()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def program(*command: str, **variables: str) -> Iterator[None]:
    environment = os.environ | variables
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env=environment, **quiet)
    try:
        yield
    finally:
        running.terminate()
        running.wait(timeout=30)


# The last argument of an asynchronous script is what it calls with its value.
ASYNC = """const done = arguments[arguments.length - 1];
(async () => { %s })().then(done, error => done(String(error)));"""


@contextmanager
def firefox(address: str) -> Iterator[Ask]:
    """The page at `address` in Firefox."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        with (
            program(FIREFOX, "--headless", "--marionette", "--profile", folder, HOME=folder),
            until(lambda: socket.create_connection(("127.0.0.1", port))) as connection,
            connection.makefile("rb") as answers,
        ):
            connection.settimeout(WAIT)

            def answer() -> Any:
                length = b""
                while (sign := answers.read(1)) != b":":
                    length += sign
                return json.loads(answers.read(int(length)))

            def command(name: str, **parameters: Any) -> Any:
                message = json.dumps([0, 1, f"WebDriver:{name}", parameters]).encode()
                connection.sendall(b"%d:%b" % (len(message), message))
                _, _, error, result = answer()
                assert error is None, error
                return result

            answer()  # what Marionette says of itself
            command("NewSession")
            command("SetTimeouts", script=WAIT * 1000)
            command("Navigate", url=address)
            yield lambda script: command("ExecuteAsyncScript", script=ASYNC % script, args=[])[
                "value"
            ]


@contextmanager
def webkit(address: str) -> Iterator[Ask]:
    """The page at `address` in WebKit's small browser."""
    port, display = free_port(), f":{90 + os.getpid() % 1000}"
    with (
        program(SCREEN, display, "-screen", "0", "1280x900x24"),
        program(WEBKIT, f"--port={port}", DISPLAY=display),
    ):

        def request(method: str, path: str, **parameters: Any) -> Any:
            data = json.dumps(parameters).encode() if method == "POST" else None
            asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, method=method)
            with urllib.request.urlopen(asked, timeout=WAIT) as answer:
                return json.load(answer)["value"]

        until(lambda: request("GET", "/status"))
        session = f"/session/{request('POST', '/session', capabilities={})['sessionId']}"
        try:
            request("POST", f"{session}/timeouts", script=WAIT * 1000)
            request("POST", f"{session}/url", url=address)
            yield lambda script: request(
                "POST", f"{session}/execute/async", script=ASYNC % script, args=[]
            )
        finally:
            request("DELETE", session)

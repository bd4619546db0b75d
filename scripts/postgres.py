"""A PostgreSQL of our own for tests, on loopback and in a scratch folder, where Debian's package can be had."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.say import say


def binaries() -> Path | None:
    """The folder with initdb and postgres of the newest version that Debian's package put there."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def install() -> None:
    """Only in CI and only as root: nobody's machine is changed by running tests."""
    if os.environ.get("CI") and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing PostgreSQL for the tests …")
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of a running server, ended afterwards; None, and said so, where there is none to be had."""
    given = os.environ.get("SHOPDESK_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    if binaries() is None:
        install()
    folder = binaries()
    if folder is None:
        say("no PostgreSQL here: the tests that need it are skipped.")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="shopdesk-pg-") as scratch:
        server = _start(folder, Path(scratch))
        try:
            yield server[1] if server else None
        finally:
            if server:
                server[0].terminate()
                server[0].wait(timeout=20)


def _start(folder: Path, scratch: Path) -> tuple[subprocess.Popen[bytes], str] | None:
    """PostgreSQL refuses to run as root: there the user `postgres` of Debian's package runs it."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(scratch, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = scratch / "data"
    made = subprocess.run(
        [*as_user, str(folder / "initdb"), "-D", str(data), "-U", "shop", "-A", "trust"], capture_output=True, text=True
    )
    if made.returncode != 0:
        say(f"PostgreSQL could not be set up, its tests are skipped: {made.stderr.strip()[-200:]}")
        return None
    options = [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        f"port={port}",
        "-c",
        f"unix_socket_directories={scratch}",
        "-c",
        "fsync=off",
    ]
    server = subprocess.Popen(
        [*as_user, str(folder / "postgres"), "-D", str(data), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"postgresql+psycopg2://shop@127.0.0.1:{port}/postgres"
        time.sleep(0.2)
    server.terminate()
    say("PostgreSQL did not start: the tests that need it are skipped.")
    return None

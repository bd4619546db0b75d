"""A PostgreSQL of our own for tests, on loopback and in a scratch folder, where Debian's package can be had."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.say import say

GIVEN = "SHOPDESK_TEST_POSTGRES_URL"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl of the newest version that Debian's package put there."""
    found = [
        path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb") if (path.parent / "pg_ctl").exists()
    ]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def install() -> None:
    """Only in CI and only as root: nobody's machine is changed by running tests."""
    if os.environ.get("CI") and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing PostgreSQL for the tests …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
            subprocess.run(
                ["apt-get", *command], env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False
            )


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of a running server, ended afterwards; None, and said so, where there is none to be had."""
    if os.environ.get(GIVEN):
        yield os.environ[GIVEN]
        return
    if binaries() is None:
        install()
    folder = binaries()
    if folder is None:
        say("no PostgreSQL here (on Debian: apt-get install postgresql): the tests that need it are skipped.")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="shopdesk-pg-") as scratch:
        server = Server(folder, Path(scratch))
        url = server.start()
        try:
            yield url
        finally:
            server.stop()


class Server:
    """PostgreSQL refuses to run as root: there the user `postgres` of Debian's package runs it."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder, self.scratch = folder, scratch
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def start(self) -> str | None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={self.scratch} -c fsync=off"
        )
        try:
            if self.user:
                shutil.chown(self.scratch, "postgres")
            self._call("initdb", "-U", "shop", "-A", "trust", "-E", "UTF8", "--no-locale")
            self._call("pg_ctl", "-w", "-t", "30", "-l", str(self.scratch / "log"), "-o", settings, "start")
        except (LookupError, OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            say(f"PostgreSQL could not be started, the tests that need it are skipped: {said.strip()[-300:]}")
            return None
        return f"postgresql+psycopg2://shop@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        if (self.scratch / "data" / "postmaster.pid").exists():
            self._call("pg_ctl", "-w", "-m", "immediate", "stop")

    def _call(self, program: str, *options: str) -> None:
        """With its output in a file: a server that inherited a pipe would keep us waiting for its end."""
        command = [*self.user, str(self.folder / program), "-D", str(self.scratch / "data"), *options]
        with (self.scratch / "said").open("w+", encoding="utf-8") as said:
            ended = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=self.scratch, timeout=90
            )
            said.seek(0)
            if ended.returncode != 0:
                raise subprocess.CalledProcessError(ended.returncode, program, stderr=said.read())

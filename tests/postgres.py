"""A PostgreSQL of our own for the tests: started in a temporary folder, ended with the session."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BIN_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def binary(name: str) -> str:
    found = shutil.which(name) or next((str(b / name) for b in BIN_FOLDERS if (b / name).exists()), None)
    if found is None:
        raise RuntimeError(f"PostgreSQL's {name} is missing: run bin/setup --tests")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL cluster's database `postgres`; it refuses root, so then it runs as `postgres`."""
    as_root = os.geteuid() == 0
    runner = ["runuser", "-u", "postgres", "--"] if as_root else []
    user = "postgres" if as_root else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="bussola-pg-"))
    if as_root:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": "/"}
    subprocess.run(
        [
            *runner,
            binary("initdb"),
            "-D",
            f"{folder}/data",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-U",
            user,
        ],
        **run,
    )
    settings = [f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1", "fsync=off", "max_connections=200"]
    options = f"-p {port} " + " ".join(f"-c {setting}" for setting in settings)
    pg_ctl = [*runner, binary("pg_ctl"), "-D", f"{folder}/data", "-w"]
    subprocess.run([*pg_ctl, "-l", f"{folder}/log", "-o", options, "start"], **run)
    try:
        yield f"postgresql+psycopg://{user}@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)

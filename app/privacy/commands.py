"""bussola privacy …, backup and restore."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import URL, make_url

from app.certificates.render import papers
from app.db import db, transaction
from app.lib.files import make_private
from app.privacy.forget import forget as forget_expired
from app.web.commands import wrong_input

group = AppGroup("privacy", help="Conservazione dei dati.")

DATABASE, FILES = "database", "files"
BEGINS = {"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}  # what a copy of each database begins with
UNREADABLE = (tarfile.TarError, OSError, EOFError, zlib.error)


@group.command("forget")
def forget() -> None:
    """Cancella ciò che ha superato il suo tempo di conservazione."""
    with transaction():
        counts = forget_expired()
    click.echo(str(counts))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Mette in FILE (.tar.gz) una copia coerente del database e dei documenti emessi."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _dump(_database(), copy)
        make_private(unfinished)
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(copy, DATABASE)
            if papers().exists():
                archive.add(papers(), FILES)
    unfinished.replace(file)
    click.echo(f"Copia in {file}")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Sostituisce i dati che ci sono.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Rimette al loro posto il database e i documenti di una copia fatta con backup."""
    if not replace:
        wrong_input(["I dati di adesso andrebbero persi: ferma il sito e ripeti con --replace."])
    db.engine.dispose()
    with tempfile.TemporaryDirectory() as folder:
        if not _is_unpacked(file, Path(folder)):
            wrong_input([f"{file} non è una copia di questo database fatta con backup: non è cambiato niente."])
        _load(_database(), Path(folder) / DATABASE)
        if (Path(folder) / FILES).exists():
            shutil.copytree(Path(folder) / FILES, papers(), dirs_exist_ok=True)
    with transaction():
        forget_expired()  # what was deleted since the copy was made must not come back
    click.echo(f"Ripristinato da {file}")


def _is_unpacked(file: Path, folder: Path) -> bool:
    """Unpack the copy into ``folder``; whether it holds a database that this installation can load."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        with (folder / DATABASE).open("rb") as copy:
            return copy.read(16).startswith(BEGINS[_database().get_backend_name()])
    except UNREADABLE:
        return False


def _dump(url: URL, copy: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, target = sqlite3.connect(str(url.database)), sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
    else:
        address, environ = libpq(url)
        subprocess.run(["pg_dump", "--format=custom", f"--file={copy}", address], env=environ, check=True)


def _load(url: URL, copy: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, target = sqlite3.connect(copy), sqlite3.connect(str(url.database))
        source.backup(target)
        source.close()
        target.close()
    else:
        address, environ = libpq(url)
        restore = ["pg_restore", "--clean", "--if-exists", f"--dbname={address}", str(copy)]
        subprocess.run(restore, env=environ, check=True)


def _database() -> URL:
    return make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])


def libpq(url: URL) -> tuple[str, dict[str, str]]:
    """The address for PostgreSQL's commands, and the environment that holds its password: all may list commands."""
    address = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    return address.render_as_string(), os.environ | password

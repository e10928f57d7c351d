"""bussola privacy …, backup and restore."""

import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import URL, make_url

from app.certificates.render import papers
from app.db import db, transaction
from app.privacy.forget import forget as forget_expired
from app.web.commands import wrong_input

group = AppGroup("privacy", help="Conservazione dei dati.")

DATABASE, FILES = "database", "files"


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
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _dump(_database(), copy)
        with tarfile.open(file, "w:gz") as archive:
            archive.add(copy, DATABASE)
            if papers().exists():
                archive.add(papers(), FILES)
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
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
        _load(_database(), Path(folder) / DATABASE)
        if (Path(folder) / FILES).exists():
            shutil.copytree(Path(folder) / FILES, papers(), dirs_exist_ok=True)
    with transaction():
        forget_expired()  # what was deleted since the copy was made must not come back
    click.echo(f"Ripristinato da {file}")


def _dump(url: URL, copy: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, target = sqlite3.connect(str(url.database)), sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
    else:
        subprocess.run(["pg_dump", "--format=custom", f"--file={copy}", _libpq(url)], check=True)


def _load(url: URL, copy: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, target = sqlite3.connect(copy), sqlite3.connect(str(url.database))
        source.backup(target)
        source.close()
        target.close()
    else:
        subprocess.run(["pg_restore", "--clean", "--if-exists", f"--dbname={_libpq(url)}", str(copy)], check=True)


def _database() -> URL:
    return make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])


def _libpq(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)

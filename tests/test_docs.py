"""The documents say what is there: every command, every setting, every capability, every period."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from config import OFFICE_SETTINGS
from tests.test_architecture import ORDER

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parent.parent
SETTINGS = {"DATABASE_URL", "QUEUE_URL", "INSTANCE_PATH", "MAIL_URL", "MAIL_FROM", "PUBLIC_URL", "SECRET_KEY"}
FLASKS_OWN = {"db", "run", "shell", "routes", "welcome"}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def commands(app: Flask) -> set[str]:
    named = set()
    for name, command in app.cli.commands.items():
        if name not in FLASKS_OWN:
            inner = command.commands if isinstance(command, click.Group) else {"": command}
            named |= {f"bin/bussola {name} {sub}".strip() for sub in inner}
    return named


def test_the_readme_names_every_command(app: Flask) -> None:
    missing = [command for command in commands(app) if command not in read("README.md")]

    assert not missing


def test_the_operations_page_names_every_setting() -> None:
    missing = [name for name in SETTINGS | set(OFFICE_SETTINGS) if f"`{name}`" not in read("docs/operations.md")]

    assert not missing


def test_the_readme_shows_the_line_of_capabilities() -> None:
    line = read("README.md")
    built = [name for names in ORDER for name in names if (ROOT / "app" / name).is_dir()]

    assert all(name in line for name in built)


def test_every_picture_and_page_that_is_linked_is_there() -> None:
    wrong = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                wrong.append(f"{page.name}: {target}")

    assert not wrong


def test_the_locks_name_no_host() -> None:
    for lock in ("requirements.lock", "requirements-node.lock", "package-lock.json"):
        assert not re.search(
            r"https?://(?!(www\.)?(patreon|github|opencollective|tidelift|buymeacoffee))", read(lock)
        ), lock

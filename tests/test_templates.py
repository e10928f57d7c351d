"""Templates are lists of parts: no behaviour and no style inside, and every message has its three parts."""

import re
from pathlib import Path

import pytest
from flask import Flask

pytestmark = pytest.mark.one_database

TEMPLATES = Path(__file__).parent.parent / "templates"
PAGES = [path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] not in {"emails", "pdf"}]
INLINE = re.compile(r"<script(?![^>]*(src=|application/ld\+json))|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)


def test_pages_hold_no_script_and_no_style() -> None:
    wrong = [str(path.relative_to(TEMPLATES)) for path in PAGES if INLINE.search(path.read_text(encoding="utf-8"))]

    assert not wrong


def test_every_template_compiles(app: Flask) -> None:
    for path in TEMPLATES.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".txt"}:
            app.jinja_env.get_template(str(path.relative_to(TEMPLATES)))


def test_every_message_has_its_three_parts() -> None:
    folders = [folder for folder in (TEMPLATES / "emails").iterdir() if folder.is_dir()]

    assert folders
    for folder in folders:
        parts = {path.name for path in folder.iterdir()}
        assert parts >= {"subject.txt", "body.txt", "body.html"}, folder.name


def test_every_message_is_promised_by_the_function_or_the_kind_of_its_name() -> None:
    promises = "\n".join(file.read_text(encoding="utf-8") for file in (TEMPLATES.parent / "app").rglob("*.py"))
    messages = [folder.name for folder in (TEMPLATES / "emails").iterdir() if folder.is_dir()]

    assert [one for one in messages if f"def {one}(" not in promises and f'"{one}"' not in promises] == []

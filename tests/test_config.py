"""Settings: sensible by default, and one sentence naming the variable when a value makes no sense."""

import subprocess
import sys
from pathlib import Path

import pytest

import config
from tests.servers import ROOT

pytestmark = pytest.mark.one_database

PRODUCTION = {"PUBLIC_URL": "https://bussola.example.org", "SECRET_KEY": "sixteen letters or more"}


def load(folder: Path, **environ: str) -> dict[str, object]:
    return config.load({"INSTANCE_PATH": str(folder), **environ})


def test_on_ones_own_machine_nothing_is_required(tmp_path: Path) -> None:
    settings = load(tmp_path)

    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert settings["MAIL_URL"] == "file:" and settings["IS_PRODUCTION"] is False


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first, again = load(tmp_path)["SECRET_KEY"], load(tmp_path)["SECRET_KEY"]

    assert first == again
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_is_an_address_that_is_not_loopback(tmp_path: Path) -> None:
    settings = load(tmp_path, **PRODUCTION)

    assert settings["IS_PRODUCTION"] and settings["SESSION_COOKIE_SECURE"]


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"PUBLIC_URL": "bussola.example.org"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://bussola.example.org", "SECRET_KEY": "x" * 16}, "PUBLIC_URL"),
        ({"HOST": "0.0.0.0"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://bussola.example.org"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"QUEUE_URL": "amqp://x"}, "QUEUE_URL"),
        ({"MAIL_URL": "pigeon:"}, "MAIL_URL"),
        ({"INBOX_URL": "pop3://a:b@mail.example.org"}, "INBOX_URL"),
        ({"INBOX_URL": "imaps://mail.example.org/INBOX"}, "INBOX_URL"),
        ({"INBOX_URL": "imaps://a:b@mail.example.org:99999"}, "INBOX_URL"),
        ({"INBOX_URL": "imaps://a:b@[mail.example.org"}, "INBOX_URL"),
        ({"INBOX_URL": "imaps://a:b#c@mail.example.org"}, "INBOX_URL"),
        ({"INBOX_URL": "imaps://a:b?c@mail.example.org/INBOX?x"}, "INBOX_URL"),
        ({"INBOX_URL": "imap://a:b@mail.example.org/INBOX"}, "INBOX_URL"),
        ({"BUSSOLA_NOW": "domani"}, "BUSSOLA_NOW"),
        (PRODUCTION | {"BUSSOLA_NOW": "2027-01-14T09:00+01:00"}, "BUSSOLA_NOW"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(tmp_path: Path, environ: dict[str, str], named: str) -> None:
    with pytest.raises(config.WrongSetting, match=rf"^{named}"):
        load(tmp_path, **environ)


def test_the_program_refuses_to_start_with_that_one_sentence(tmp_path: Path) -> None:
    environ = {"INSTANCE_PATH": str(tmp_path), "FLASK_APP": str(ROOT / "wsgi.py"), "PORT": "eighty", "PATH": "/usr/bin"}

    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"], env=environ, cwd=ROOT, capture_output=True, text=True
    )

    assert started.returncode == 1
    assert started.stderr.strip() == "PORT='eighty' non è una porta: scrivi un numero da 1 a 65535."


def test_the_password_of_the_mailbox_is_not_repeated(tmp_path: Path) -> None:
    for url in ("pop3://a:secret@mail.example.org", "imap://a:secret@mail.example.org", "imaps://a:secret@[x"):
        with pytest.raises(config.WrongSetting) as complaint:
            load(tmp_path, INBOX_URL=url)
        assert "secret" not in str(complaint.value)


@pytest.mark.parametrize(
    "url",
    [
        "imaps://ufficio%40example.org:segn%23o@imap.example.org:993/INBOX",
        "imap+starttls://a:b@imap.example.org",
        "imap://a:b@127.0.0.1:1143/INBOX",
    ],
)
def test_a_mailbox_is_reached_in_cipher_or_on_this_machine(tmp_path: Path, url: str) -> None:
    assert load(tmp_path, INBOX_URL=url)["INBOX_URL"] == url

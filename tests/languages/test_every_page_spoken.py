"""Every page of the public, every step of its forms, every message and every refusal, in each language: no sentence is
left in Italian."""

import inspect
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.db import db
from app.errors import Refused
from app.languages.sentences import is_public
from app.lib import clock
from app.lib.languages import ALL, SOURCE, direction
from app.outbox import render
from app.outbox.models import OutboxMessage
from tests import half_year_sample
from tests.browser.conftest import Site
from tests.browser.visit import HALF_YEAR, Visit
from tests.browser.visits import VISITS
from tests.journeys.half_year import OUR_OWN_CLOCK, fresh_database
from tests.languages.listening import listening

pytestmark = pytest.mark.one_database

SPOKEN = [language for language in ALL if language != SOURCE]
NOT_THE_PUBLICS = ("/ufficio", "/accoglienza", "/posta-di-prova")
FILES = [
    f"{HALF_YEAR}.ics",
    f"{HALF_YEAR}/anteprima.png",
    f"{HALF_YEAR}/manifesto.pdf",
    f"{HALF_YEAR}/volantino.pdf",
    "/iscrizioni/{token}/biglietto.pdf",
    "/iscrizioni/{token}/invito.ics",
]
MOST_OF_A_KIND = 6  # messages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, dict[str, str]]]:
    """The sample with every language on, and what the addresses of its pages are made of."""
    with fresh_database("sqlite", "", tmp_path_factory.mktemp("spoken") / "instance") as environ:
        sample = half_year_sample.load(environ)
        app = create_app(environ=environ | OUR_OWN_CLOCK, TESTING=True, WTF_CSRF_ENABLED=False)
        with clock.at(datetime.fromisoformat(half_year_sample.NOW)):
            yield app, sample
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(autouse=True)
def as_it_was(site: tuple[Flask, dict[str, str]]) -> None:
    """Each language finds the sample as it was: what the forms of another one did is gone."""
    app, _sample = site
    path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    kept = path.with_suffix(".kept")
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    shutil.copy(*((kept, path) if kept.exists() else (path, kept)))


@pytest.mark.parametrize("language", SPOKEN)
def test_every_page_is_spoken(site: tuple[Flask, dict[str, str]], language: str) -> None:
    app, sample = site
    with listening(language) as missed:
        for visit in [visit for visit in VISITS if not visit.address.startswith(NOT_THE_PUBLICS)]:
            answer = opened(app, visit, sample, language)
            assert answer.status_code == visit.status, visit
            assert f'<html lang="{language}" dir="{direction(language)}">' in answer.text, visit
        for address in FILES:
            assert app.test_client().get(address.format(**sample), query_string={"lang": language}).status_code == 200

    assert not missed


@pytest.mark.parametrize("language", SPOKEN)
def test_every_message_is_spoken(site: tuple[Flask, dict[str, str]], language: str) -> None:
    app, _sample = site
    with app.app_context(), listening(language) as missed:
        for message in a_few_of_each_kind():
            letter = render.letter(message.kind, message.facts, language)
            assert f'dir="{direction(language)}"' in letter.html
            render.subject(message.kind, message.facts, language)
        db.session.remove()

    assert not missed


@pytest.mark.parametrize("language", SPOKEN)
def test_every_refusal_of_the_public_is_spoken(site: tuple[Flask, dict[str, str]], language: str) -> None:
    app, _sample = site
    with app.app_context(), listening(language) as missed, force_locale(language):
        for refusal in refusals(Refused):
            str(refusal.message)

    assert not missed


def opened(app: Flask, visit: Visit, sample: dict[str, str], language: str) -> TestResponse:
    """The page of a visit, after its form is sent when it has one."""
    client = app.test_client()
    for cookie in Site("", sample).cookies(visit.who):
        client.set_cookie(cookie["name"], cookie["value"], path=cookie["path"])
    address = visit.address.format(**sample)
    page = client.get(address, query_string=None, headers={"Accept-Language": language})
    if visit.press is None:
        return page
    action, held = form_of(page, visit.press)
    return client.post(
        action or address, data=held | dict(visit.typed), headers={"Accept-Language": language}, follow_redirects=True
    )


def form_of(page: TestResponse, press: str) -> tuple[str, dict[str, Any]]:
    """Where the last form goes that has the button ``press``, and what it sends before anybody types."""
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    form, button = next(
        (form, button)
        for form in reversed(list(tree.find("body").iter("form")))
        for button in form.iter("button")
        if form.get("method") == "post" and is_pressed(form, button, press)
    )
    sent = [button, *(field for field in form.iter("input") if field.get("type") == "hidden")]
    return form.get("action", ""), {one.get("name"): one.get("value", "") for one in sent if one.get("name")}


def is_pressed(form: Any, button: Any, press: str) -> bool:
    """Whether ``press``, one of the few selectors that the visits write, means this button of this form."""
    classes = re.findall(r" \.([\w-]+)$", press)
    wanted = re.findall(r"button\[(\w+)=(\w+)\]", press)
    ends = re.findall(r"form\[action\$='?([^'\]]+)", press)
    return (
        all(name in button.get("class", "").split() for name in classes)
        and all(button.get(name) == value for name, value in wanted)
        and all(form.get("action", "").partition("?")[0].endswith(end) for end in ends)
    )


def a_few_of_each_kind() -> list[OutboxMessage]:
    found: dict[str, list[OutboxMessage]] = defaultdict(list)
    for message in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())):
        if message.facts and len(found[message.kind]) < MOST_OF_A_KIND:
            found[message.kind].append(message)
    return [message for messages in found.values() for message in messages]


def refusals(kind: type[Refused]) -> Iterator[type[Refused]]:
    """The refusals that stand in files of the public."""
    for refusal in kind.__subclasses__():
        file = inspect.getfile(refusal)
        if "/app/" in file and is_public("app/" + file.rpartition("/app/")[2]):
            yield refusal
        yield from refusals(refusal)

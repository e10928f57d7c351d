"""How many registrations one person may keep open: a rule of the half-year, for the public alone."""

from datetime import date, datetime, time
from html import unescape
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import db, transaction
from app.errors import Refused
from app.lib import clock
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.models import Registration, Source
from app.registration.refusals import TooManyOpen
from app.registration.sign_up import Person, sign_up
from tests.conftest import A_DAY_IN_THE_SEASON
from tests.world import World


@pytest.fixture
def labs(world: World) -> list[Edition]:
    """Three labs on three days, of a half-year in which one keeps two places at most."""
    half_year = world.programme()
    with transaction():
        half_year.most_open_registrations = 2
    days = [date(2027, 1, 14), date(2027, 1, 21), date(2027, 1, 28)]
    return [
        world.edition(code=f"CV-{number}", title=f"Laboratorio {number}", meetings=[(day, time(9), time(12))])
        for number, day in enumerate(days, start=1)
    ]


def how_many() -> int:
    return db.session.scalar(select(func.count(Registration.id)).where(Registration.status != "cancelled")) or 0


def test_the_third_is_refused(world: World, labs: list[Edition]) -> None:
    world.sign_up(labs[0])
    world.sign_up(labs[1])

    with pytest.raises(TooManyOpen):
        world.sign_up(labs[2])
    world.sign_up(labs[2], "grace")

    assert how_many() == 3


def test_the_sentence_names_no_lab(world: World, labs: list[Edition], client: FlaskClient) -> None:
    """Who knows a name and an address must not learn where that person goes."""
    world.sign_up(labs[0])
    world.sign_up(labs[1])
    ada = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "invia"}

    answer = client.post("/programmi/2027-1/cv-3/iscrizione", data=ada)

    assert answer.status_code == 409 and "prima annullane una" in unescape(answer.text)
    assert "Laboratorio 1" not in answer.text and "Laboratorio 2" not in answer.text
    assert "CV-1" not in answer.text and "CV-2" not in answer.text


def test_a_place_in_a_queue_counts(world: World, labs: list[Edition]) -> None:
    with transaction():
        Edition.locked(labs[0].id).seats = 0
    world.sign_up(labs[0])
    world.sign_up(labs[1])

    with pytest.raises(TooManyOpen):
        world.sign_up(labs[2])


def test_what_was_given_up_called_off_or_is_over_does_not_count(world: World, labs: list[Edition]) -> None:
    first, second = world.sign_up(labs[0]), world.sign_up(labs[1])
    with transaction():
        cancel(first)
    world.sign_up(labs[2])
    with pytest.raises(TooManyOpen):
        world.sign_up(labs[0])
    with transaction():
        second.edition.cancelled_at = clock.now()
    world.sign_up(labs[0])
    with clock.at(datetime(2027, 1, 15, 9, tzinfo=clock.ROME)):
        fourth = world.edition(code="CV-4", meetings=[(date(2027, 2, 4), time(9), time(12))])
        world.sign_up(fourth)


def test_staff_may_go_over_it(world: World, labs: list[Edition]) -> None:
    for lab in labs:
        world.sign_up(lab, source=Source.STAFF)

    assert how_many() == 3


def test_another_half_year_counts_by_itself(world: World, labs: list[Edition]) -> None:
    world.sign_up(labs[0])
    world.sign_up(labs[1])
    autumn = world.edition(programme="2027-2", code="CV-1", meetings=[(date(2027, 9, 14), time(9), time(12))])

    world.sign_up(autumn)

    assert how_many() == 3


def test_a_family_on_one_address_is_several_people(world: World, labs: list[Edition]) -> None:
    for lab in labs[:2]:
        world.sign_up(lab, "nicolo")
    with transaction():
        sign_up(labs[2].id, Person("Anna", "D’Angelo", email="famiglia@example.org"))

    assert how_many() == 3


def test_two_forms_sent_at_once_do_not_both_take_the_last_place(app: Flask, world: World, labs: list[Edition]) -> None:
    world.sign_up(labs[0])
    numbers, start, refused = [lab.id for lab in labs[1:]], Barrier(2), []
    ada = world.person("ada")
    db.session.remove()

    def send(number: int) -> None:
        with app.app_context(), clock.at(A_DAY_IN_THE_SEASON):
            start.wait()
            try:
                with transaction():
                    sign_up(number, ada)
            except Refused as refusal:
                refused.append(type(refusal))
            finally:
                db.session.remove()

    threads = [Thread(target=send, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == [TooManyOpen] and how_many() == 2

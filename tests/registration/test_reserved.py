"""A place held for a named person until a day: staff hold it, hold it longer, and answer on the telephone."""

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db, transaction
from app.lib import clock
from app.programme.models import Edition
from app.registration import reserved
from app.registration.models import Registration
from app.staff.models import Role
from tests.world import World

NEW = "/ufficio/programmi/2027-1/web-1/posti-riservati/nuovo"  # WEB-1 begins on Tuesday 26 January at 9:30
OLGA = {"first_name": "Olga", "last_name": "Bianchi", "phone": "051 123456", "language": "it", "until": "2027-01-14"}


def holds(staff: FlaskClient, **typed: str) -> TestResponse:
    return staff.post(NEW, data=OLGA | typed, follow_redirects=True)


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=clock.ROME)


def olga() -> Registration:
    db.session.expire_all()
    return db.session.scalars(select(Registration).where(Registration.phone == "+39051123456")).one()


def test_a_place_is_held_until_six_in_the_evening_and_the_person_is_told(world: World) -> None:
    edition = world.three_meetings(seats=1)
    office = world.signed_in()

    assert 'value="2027-01-14"' in office.get(NEW).text
    page = holds(office)

    assert olga().is_offered and olga().offer_until == at(14, 18) and edition.free_places == 0
    assert "Posto tenuto fino a giovedì 14 gennaio, ore 18:00" in page.text
    assert [mail.kind for mail in world.mails()] == ["reserved_for_you"]
    assert "Olga" in office.get("/ufficio/programmi/2027-1/web-1?stato=offerte").text


@pytest.mark.parametrize("day", ["2027-01-25", "2027-01-10", ""])
def test_neither_beyond_two_days_before_nor_in_the_past(world: World, day: str) -> None:
    world.three_meetings()

    assert holds(world.signed_in(), until=day).status_code in (409, 422)
    assert not db.session.scalars(select(Registration)).all()


def test_never_past_the_close_of_sign_up(world: World) -> None:
    edition = world.three_meetings(sign_up_closes_on=date(2027, 1, 13))

    assert reserved.usual_day(edition) == date(2027, 1, 13)
    assert holds(world.signed_in(), until="2027-01-13").status_code == 200 and olga().offer_until == at(13, 18)


def test_in_the_last_two_days_a_place_is_given_not_held(world: World) -> None:
    edition = world.three_meetings()

    with clock.at(at(25, 9)):
        page = holds(world.signed_in(), until="2027-01-25")

    assert page.status_code == 409 and "meno di 48 ore" in page.text and edition.offered_count == 0


def test_no_place_is_held_while_others_wait_unless_the_office_wants_so(world: World) -> None:
    edition = world.three_meetings(seats=0)
    world.sign_up(edition, "ada")

    assert holds(world.signed_in(), until="2027-01-14").status_code == 409
    assert holds(world.signed_in(Role.DESK), over_seats="y").status_code == 409
    assert holds(world.signed_in(), over_seats="y").status_code == 200 and olga().is_offered


def test_the_desk_says_yes_for_who_answers_on_the_telephone(world: World) -> None:
    edition = world.three_meetings()
    desk = world.signed_in(Role.DESK)
    holds(desk)

    page = desk.post(f"/ufficio/iscrizioni/{olga().id}/posto-riservato/accettazione", follow_redirects=True)

    assert "Olga Bianchi ha il posto" in page.text and olga().is_confirmed
    assert (edition.offered_count, edition.confirmed_count) == (0, 1)


def test_a_no_on_the_telephone_frees_the_place(world: World) -> None:
    edition = world.three_meetings(seats=1)
    office = world.signed_in()
    holds(office)
    ada = world.sign_up(edition, "ada")

    office.post(f"/ufficio/iscrizioni/{olga().id}/posto-riservato/rinuncia")

    db.session.expire_all()
    assert olga().is_cancelled and ada.is_confirmed


def test_holding_it_longer_tells_the_person_again(world: World) -> None:
    world.three_meetings()
    office = world.signed_in()
    holds(office)
    longer = f"/ufficio/iscrizioni/{olga().id}/posto-riservato/proroga"

    for _time in range(2):
        office.post(longer, data={"giorno": "2027-01-20"})

    assert olga().offer_until == at(20, 18)
    assert [mail.facts["last_useful_at"][:10] for mail in world.mails("reserved_for_you")][-1] == "2027-01-20"
    assert "Scrivi il giorno" in office.post(longer, data={"giorno": "mai"}, follow_redirects=True).text
    page = office.post(longer, data={"giorno": "2027-01-25"}, follow_redirects=True).text
    assert "al massimo fino a" in page and olga().offer_until == at(20, 18)


def test_it_is_not_the_desk_s_to_answer_for_whom_others_invited(world: World) -> None:
    world.three_meetings()
    holds(world.signed_in())
    desk = world.signed_in(Role.DESK)

    for answer in ("accettazione", "rinuncia", "proroga"):
        assert desk.post(f"/ufficio/iscrizioni/{olga().id}/posto-riservato/{answer}").status_code == 404


def test_what_is_not_held_cannot_be_held_longer(world: World) -> None:
    edition: Edition = world.three_meetings()
    ada = world.sign_up(edition, "ada")

    with pytest.raises(reserved.NothingOffered), transaction():
        reserved.hold_longer(ada, clock.today() + timedelta(days=1), by="x")

"""A networking morning of twenty-eight bodies and forty people, from the invitation to who came, over HTTP alone."""

from datetime import datetime
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib import clock
from app.networking import links
from app.networking.ask_names import ask_names
from app.networking.models import Invitation
from app.programme.models import Edition
from app.registration.models import Registration, Status
from app.registration.units import position
from tests.checkin.conftest import door_of
from tests.world import World

DAY = "/ufficio/programmi/2027-1/net-1"
BODIES = [f"Ente {number:02}" for number in range(1, 29)]
COUPLES = BODIES[:12]  # two people each: with sixteen alone they are forty
SEATS = 41


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=clock.ROME)


class Bodies:
    """The twenty-eight, each with its link and a browser without scripts."""

    def __init__(self, world: World) -> None:
        self.browser = world.app.test_client()
        found = db.session.scalars(select(Invitation))
        self.pages = {one.organisation.name: f"/inviti/{links.token_of(one)}" for one in found}

    def look(self, body: str) -> str:
        answer = self.browser.get(self.pages[body])
        assert answer.status_code == 200
        return answer.text

    def enrols(self, body: str, *names: str, unnamed: int = 0) -> None:
        data: dict[str, object] = {"unnamed": unnamed}
        for number, name in enumerate(names):
            data |= {f"people-{number}-first_name": name, f"people-{number}-last_name": body.replace(" ", "")}
        answer = self.browser.post(f"{self.pages[body]}/delegati", data=data)
        assert answer.status_code == 303, answer.text

    def changes(self, body: str, who: Registration, name: str, **more: str) -> int:
        data = {"first_name": name, "last_name": body} | more
        return self.browser.post(self._one(body, who), data=data).status_code

    def withdraws(self, body: str, who: Registration) -> int:
        return self.browser.post(f"{self._one(body, who)}/rinuncia").status_code

    def _one(self, body: str, who: Registration) -> str:
        return f"{self.pages[body]}/delegati/{who.public_id.lower()}"


def of(body: str, *statuses: Status) -> list[Registration]:
    """The body's people with this status, in order of arrival; those with a place if none is said."""
    db.session.expire_all()
    found = select(Registration).join(Registration.organisation).order_by(Registration.id)
    return [
        one
        for one in db.session.scalars(found)
        if one.organisation and one.organisation.name == body and one.status in (statuses or (Status.CONFIRMED,))
    ]


def counters_are_rows() -> bool:
    db.session.expire_all()
    edition = db.session.scalars(select(Edition)).one()
    rows = db.session.execute(select(Registration.status, func.count()).group_by(Registration.status))
    counted = dict(rows.all())  # type: ignore[arg-type]
    kept = (edition.confirmed_count, edition.waiting_count, edition.offered_count)
    return kept == tuple(counted.get(status, 0) for status in ("confirmed", "waiting", "offered"))


@pytest.fixture
def bodies(world: World) -> Bodies:
    """Invited, answered, enrolled: forty people with a place, and two beyond their body's cap."""
    world.edition(code="NET-1", title="Mattinata di networking", networking=True, seats=SEATS, most_delegates=2)
    office = world.signed_in()
    lines = "\n".join(f"{body}; {body.replace(' ', '').lower()}@example.org" for body in BODIES)
    assert office.post(f"{DAY}/invitati/nuovi", data={"lines": lines}).status_code == 303
    assert office.post(f"{DAY}/invitati/spedizione", data={"di_nuovo": "no"}).status_code == 303
    assert len(world.mails("invitation")) == len(BODIES)
    bodies = Bodies(world)
    for body in BODIES:
        people = {"answer": "yes", "delegates": "2" if body in COUPLES else "1"}
        assert bodies.browser.post(bodies.pages[body], data=people).status_code == 303
    for body in COUPLES[:2]:
        bodies.enrols(body, "Ada", "Eva", "Ugo")
    for body in COUPLES[2:6]:
        bodies.enrols(body, "Ada", unnamed=1)
    for body in COUPLES[6:]:
        bodies.enrols(body, "Ada", "Eva")
    for body in BODIES[12:]:
        bodies.enrols(body, "Ada")
    return bodies


def test_forty_people_have_a_place_and_who_is_beyond_the_cap_is_told_why(world: World, bodies: Bodies) -> None:
    edition = db.session.scalars(select(Edition)).one()

    assert (edition.confirmed_count, edition.waiting_count) == (40, 2) and counters_are_rows()
    assert [position(one) for body in COUPLES[:2] for one in of(body, Status.WAITING)] == [1, 2]
    page = bodies.look("Ente 01")
    assert "Numero 1 in lista." in page and "L’ente ha già tutti i suoi posti." in page
    assert "(nome da dare)" in bodies.look("Ente 03") and "Ente 04" not in bodies.look("Ente 03")
    office = world.signed_in()
    assert "Ugo" in office.get(f"{DAY}/invitati/1/delegati").text
    assert "28 enti, 40 persone" in " ".join(office.get(f"{DAY}/invitati/foglio").text.split())


def test_a_withdrawal_promotes_the_next_of_the_same_body_and_nobody_else(world: World, bodies: Bodies) -> None:
    (first, _second), (ugo,) = of("Ente 01"), of("Ente 01", Status.WAITING)
    (other,) = of("Ente 02", Status.WAITING)

    assert bodies.withdraws("Ente 28", of("Ente 28")[0]) == 303  # a seat that neither fits: their bodies have theirs
    assert of("Ente 01", Status.WAITING) == [ugo] and of("Ente 02", Status.WAITING) == [other]
    assert bodies.withdraws("Ente 01", first) == 303

    assert ugo in of("Ente 01") and of("Ente 02", Status.WAITING) == [other] and counters_are_rows()
    assert [mail.about for mail in world.mails("promoted")] == [ugo.about]
    assert bodies.look("Ente 01").count("Ha il posto") == 2


def test_a_swap_needs_no_staff_and_a_foreign_one_is_not_there(world: World, bodies: Bodies) -> None:
    ada = of("Ente 07")[0]
    assert bodies.changes("Ente 08", ada, "Lea") == 404
    assert bodies.withdraws("Ente 08", ada) == 404

    assert bodies.changes("Ente 07", ada, "Lea", email="lea@example.org") == 303

    (gone,), people = of("Ente 07", Status.CANCELLED), of("Ente 07")
    assert gone == ada and {one.participant.first_name for one in people} == {"Eva", "Lea"}
    assert "Biglietto annullato" in bodies.browser.get(f"/t/{ada.ticket_code}").text
    mails = [(mail.kind, mail.calendar_method) for mail in world.mails() if mail.about in (ada.about, people[1].about)]
    assert mails[-2:] == [("cancelled", "CANCEL"), ("confirmed", "REQUEST")] and counters_are_rows()


def test_names_are_asked_for_given_the_day_before_and_refused_afterwards(world: World, bodies: Bodies) -> None:
    nameless = {body: next(one for one in of(body) if one.is_unnamed) for body in COUPLES[2:6]}
    for moment in (at(11, 9, 10), at(11, 9, 20), at(13, 8, 59), at(13, 9, 0), at(13, 9, 10)):
        with clock.at(moment):
            ask_names()
    asked = [(mail.about, mail.created_at) for mail in world.mails("names_missing")]
    assert len(asked) == 4 and {moment for _about, moment in asked} == {at(13, 9)}

    with clock.at(at(13, 23, 59)):
        for body in list(nameless)[:3]:
            assert bodies.changes(body, nameless[body], "Ivo") == 303
    with clock.at(at(14, 0, 1)):
        late = list(nameless)[3]
        assert bodies.changes(late, nameless[late], "Ivo") == 409
        assert "solo per telefono" in bodies.look(late) and "Iscrivi altre persone" not in bodies.look(late)
        number = db.session.scalars(select(Invitation.id).order_by(Invitation.id)).all()[BODIES.index(late)]
        written = {"first_name": "Ivo", "last_name": "Rossi"}
        page = f"{DAY}/invitati/{number}/delegati/{nameless[late].id}"
        assert world.signed_in().post(page, data=written).status_code == 303

    assert [one for body in nameless for one in of(body) if one.is_unnamed] == [] and counters_are_rows()


def test_the_contact_sees_who_came_and_nothing_else(world: World, bodies: Bodies) -> None:
    edition = db.session.scalars(select(Edition)).one()
    with clock.at(at(14, 9, 20)):
        door = door_of(world, edition)
        nameless = next(one for one in of("Ente 03") if one.is_unnamed)
        for one in [*of("Ente 01"), *of("Ente 02")[:1], nameless]:
            scanned(door, one.ticket_code)
        assert "Delegato/a di Ente 03" in door.get("/accoglienza/?cerca=ente+03").text
    with clock.at(at(14, 18)):
        page = bodies.look("Ente 02")
        assert page.count("È venuto") == 1 and page.count("Non è venuto") == 2 and "Chi è venuto" in page
        table = bodies.browser.get(f"{bodies.pages['Ente 02']}/delegati.csv").get_data(as_text=True)
        assert [line.rsplit(";", 1)[1] for line in table.splitlines()] == ["È venuto?", "sì", "no", "no"]
        assert "<li><strong>4</strong>venute</li>" in world.signed_in().get(f"{DAY}/invitati").text
        assert bodies.withdraws("Ente 02", of("Ente 02")[1]) == 303  # over: nothing changes
    assert len(of("Ente 02")) == 2 and counters_are_rows()


def scanned(door: FlaskClient, code: str) -> None:
    data = {"read": code, "scan_id": str(uuid4()), "means": "camera"}
    answer = door.post("/accoglienza/letture", data=data, headers={"Accept": "application/json"})
    assert answer.json and answer.json["outcome"] == "admitted"


def test_a_cell_of_the_contacts_list_cannot_run(world: World, bodies: Bodies) -> None:
    bodies.enrols("Ente 09", "=HYPERLINK(1)a")

    table = bodies.browser.get(f"{bodies.pages['Ente 09']}/delegati.csv").get_data(as_text=True)

    assert ";=HYPERLINK" not in table and "HYPERLINK" in table


def test_nobody_is_enrolled_twice_by_two_at_once(world: World, bodies: Bodies) -> None:
    key = {"request_key": "k", "unnamed": "1"}
    for _time in range(2):
        assert bodies.browser.post(f"{bodies.pages['Ente 28']}/delegati", data=key).status_code == 303

    assert len(of("Ente 28")) == 2 and counters_are_rows()
    with transaction():
        assert Edition.locked(1).confirmed_count == SEATS

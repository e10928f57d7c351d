"""A corrected sheet when people have places: whoever is concerned is told, or the sheet is refused whole."""

from datetime import date, time

import pytest

from app.attendance.models import Attendance
from app.db import transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.outbox.models import Delivery
from app.programme.models import Edition, Meeting
from tests.programme.office import Office, edition, how_many, people, the_only
from tests.programme.sheets import HEADINGS, OTHER, ROOM, three_meetings
from tests.world import World


def test_a_moved_date_is_told_to_who_is_confirmed_and_to_who_waits(office: Office, world: World) -> None:
    office.publishes({"Posti": 1})
    for who in ("ada", "grace"):
        world.sign_up(edition(), who)
    before = edition().calendar_sequence

    said = office.imports({"Posti": 1, "Data": "15/01/2027", "Iscrizioni entro": None})

    place = "Sala incontri, Sportello Lavoro"
    assert f"CV-1: incontro: 14/01/2027 9:30–12:30, {place} → 15/01/2027 9:30–12:30, {place}" in said
    assert "CV-1: avvisate 2 persone" in said
    assert [mail.to_email for mail in world.mails("changed")] == ["ada@example.org", "grace@example.org"]
    assert edition().calendar_sequence == before + 1
    assert [one.calendar_sequence for one in people()] == [1, 0]
    assert how_many(Meeting) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"Dalle": "10.00"},
        {"Alle": "13.00"},
        {"Sala": "Aula grande"},
        {"Sede": "Biblioteca", "Indirizzo": "Piazza 1", "Sala": None},
        {"Indirizzo": "Via Nuova 7"},
    ],
)
def test_another_hour_room_venue_or_address_is_told(office: Office, world: World, change: dict) -> None:
    office.publishes({})
    world.sign_up(edition(), "ada")

    assert "CV-1: avvisata 1 persona" in office.imports(change)
    assert [mail.to_email for mail in world.mails("changed")] == ["ada@example.org"]


def test_another_link_is_told_to_those_who_have_one(office: Office, world: World) -> None:
    online = {"Sede": "Online", "Sala": None, "Indirizzo": None, "Comune": None, "Posti": 1}
    headings = [*HEADINGS, "Collegamento"]
    office.publishes(online | {"Collegamento": "https://example.org/a"}, headings=headings)
    for who in ("ada", "grace"):
        world.sign_up(edition(), who)

    office.imports(online | {"Collegamento": "https://example.org/b"}, headings=headings)

    assert [mail.to_email for mail in world.mails("changed")] == ["ada@example.org"]
    assert world.mails("changed")[0].facts["online_url"] == "https://example.org/b"


def test_steps_where_none_were_said_to_be_are_told(office: Office, world: World) -> None:
    office.publishes({}, venues=[ROOM])
    world.sign_up(edition(), "ada")

    office.imports({}, venues=[ROOM | {"Posti": 31}])
    assert world.mails("changed") == []
    office.imports({}, venues=[ROOM | {"Senza barriere": "no"}])

    assert len(world.mails("changed")) == 1


@pytest.mark.parametrize("change", [{"Descrizione": "Altra"}, {"Iscrizioni entro": date(2027, 1, 12)}, {"Posti": 20}])
def test_what_sends_nobody_elsewhere_disturbs_nobody(office: Office, world: World, change: dict) -> None:
    office.publishes({})
    world.sign_up(edition(), "ada")

    office.imports(change)

    assert world.mails("changed") == []


def test_a_vanished_meeting_is_told_and_the_others_stay_the_same(office: Office, world: World) -> None:
    office.publishes(*three_meetings())
    world.sign_up(edition("web-1"), "ada")
    kept = [meeting.id for meeting in edition("web-1").meetings]
    first, _second, third = three_meetings()

    said = office.imports(first, third)

    assert "WEB-1: incontro tolto: 28/01/2027" in said and "avvisata 1 persona" in said
    assert [meeting.id for meeting in edition("web-1").meetings] == [kept[0], kept[2]]


def test_a_meeting_moved_past_the_others_keeps_their_rows(office: Office) -> None:
    office.publishes(*three_meetings())
    first, second, third = [meeting.id for meeting in edition("web-1").meetings]
    rows = three_meetings()
    rows[0] = {**rows[0], "Data": date(2027, 2, 9), "Iscrizioni entro": None}

    office.imports(*rows)

    assert [meeting.id for meeting in edition("web-1").meetings] == [second, third, first]


def test_an_added_meeting_is_told(office: Office, world: World) -> None:
    office.publishes(*three_meetings())
    world.sign_up(edition("web-1"), "ada")
    fourth = {**three_meetings()[2], "Incontro": "4/4", "Data": date(2027, 2, 4)}

    assert "WEB-1: incontro aggiunto: 04/02/2027" in office.imports(*three_meetings(), fourth)
    assert len(edition("web-1").meetings) == 4 and len(world.mails("changed")) == 1


def test_a_meeting_with_presences_is_never_deleted(office: Office, world: World) -> None:
    office.publishes(*three_meetings())
    ada = world.sign_up(edition("web-1"), "ada")
    with transaction() as session:
        meeting = edition("web-1").meetings[1]
        session.add(
            Attendance(
                registration_id=ada.id, meeting_id=meeting.id, minutes=180, recorded_by="ufficio", recorded_at=now()
            )
        )
    first, _second, third = three_meetings()

    said = office.imports(first, third, status=1)

    assert "WEB-1: l'incontro del 28/01/2027 ha già ingressi o presenze" in said
    assert len(edition("web-1").meetings) == 3 and world.mails("changed") == []


def test_a_moved_meeting_keeps_its_presences(office: Office, world: World) -> None:
    office.publishes(*three_meetings())
    ada = world.sign_up(edition("web-1"), "ada")
    with transaction() as session:
        meeting = edition("web-1").meetings[1].id
        session.add(
            Attendance(
                registration_id=ada.id, meeting_id=meeting, minutes=180, recorded_by="ufficio", recorded_at=now()
            )
        )
    rows = three_meetings()
    rows[1] = {**rows[1], "Data": date(2027, 1, 29)}

    office.imports(*rows)

    assert the_only(Attendance).meeting.starts_at == from_rome(date(2027, 1, 29), time(9, 30))


def test_closed_registers_cannot_be_moved(office: Office, world: World) -> None:
    office.publishes({})
    with transaction():
        Edition.locked(edition().id).closed_at = now()

    assert "CV-1: i registri sono chiusi" in office.imports({"Dalle": "10.00"}, status=1)


def test_a_correction_after_the_fact_disturbs_nobody(office: Office, world: World) -> None:
    office.publishes({})
    world.sign_up(edition(), "ada")

    with clock.at(from_rome(date(2027, 1, 20), time(9))):
        office.imports({"Alle": "13.00"})

    assert world.mails("changed") == [] and edition().ends_at == from_rome(date(2027, 1, 14), time(13))


def test_fewer_seats_than_people_are_warned_of_and_throw_nobody_out(office: Office, world: World) -> None:
    office.publishes({"Posti": 2}, OTHER)
    world.sign_up(edition(), "ada")
    world.sign_up(edition(), "grace")

    said = office.imports({"Posti": 1}, OTHER | {"Posti": 30})

    assert "CV-1: 2 persone hanno il posto, e i posti sono 1. Nessuno lo perde" in said
    assert (edition().seats, edition().confirmed_count, edition("col-1").seats) == (1, 2, 30)


def test_all_reasons_to_refuse_are_said_at_once(office: Office, world: World) -> None:
    office.publishes({"Posti": 2}, OTHER)
    for who in ("ada", "grace"):
        world.sign_up(edition(), who)
        world.sign_up(edition("col-1"), who)

    said = office.imports({"Data": "07/01/2027", "Iscrizioni entro": None}, status=1).splitlines()

    assert [sentence.split()[0] for sentence in said] == ["CV-1", "COL-1"]


def test_more_seats_are_handed_to_the_queue_at_once(office: Office, world: World) -> None:
    office.publishes({"Posti": 1})
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition(), who)

    said = office.imports({"Posti": 2})

    assert "CV-1: posti 1 → 2 (1 persona passa dalla lista d'attesa)" in said
    assert [one.status for one in people()] == ["confirmed", "confirmed", "waiting"]
    assert [mail.to_email for mail in world.mails("promoted")] == ["grace@example.org"]


def test_who_is_promoted_by_a_moved_and_grown_edition_hears_the_new_date(office: Office, world: World) -> None:
    office.publishes({"Posti": 1})
    world.sign_up(edition(), "ada")
    world.sign_up(edition(), "grace")

    office.imports({"Posti": 2, "Data": "15/01/2027", "Iscrizioni entro": None})

    (promoted,) = [mail for mail in world.mails("changed") if mail.facts["news"] == "promoted"]
    assert promoted.facts["meetings"][0]["starts_at"].startswith("2027-01-15")
    assert promoted.facts["changes"][0]["before"]["starts_at"].startswith("2027-01-14")
    theirs = [mail for mail in world.mails() if mail.about == promoted.about and mail.status != Delivery.DROPPED]
    assert theirs == [promoted], "the one message that says all of it"

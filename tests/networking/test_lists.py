"""Delegates on the lists: the register's sheet, the door, the files, the office's page of the day."""

from app.attendance.register_sheet import register_sheet
from app.certificates.issue import issue
from app.checkin import roster
from app.db import transaction
from app.lib import clock
from app.networking.invited import figures, invited_to
from app.programme.models import Edition
from app.programme.office.exports import WORDS
from app.registration.correct_person import rename
from app.registration.list_of_people import people_of
from app.reports.presences import presences_of
from tests.checkin.conftest import door_of, on_the_day
from tests.networking.conftest import BY, Morning, person
from tests.papers import text
from tests.world import World

DAY = "/ufficio/programmi/2027-1/net-1"


def test_the_sheet_names_the_body_of_a_place_without_a_name(morning: Morning) -> None:
    morning.enrols(morning.invited("Oasi"), person("Ada"), None)

    sheet = text(register_sheet(morning.edition.meetings[0]))

    assert "Rossi Ada" in sheet and "(nome da dare) · Oasi" in sheet


def test_the_door_finds_delegates_by_their_body(morning: Morning) -> None:
    oasi, gi = morning.invited("Oasi Formazione"), morning.invited("Gi")
    ada, nameless = morning.enrols(oasi, person("Ada"), None)
    morning.enrols(gi, person("Lea"))

    found = roster.search(morning.edition, "oasi", None)

    assert {line.registration for line in found} == {ada, nameless}
    with clock.at(on_the_day(9, 10)):
        page = door_of(morning.world, morning.edition).get("/accoglienza/?cerca=oasi").text
    assert "(nome da dare)" in page and page.count("Delegato/a di Oasi Formazione") == 2


def test_files_say_which_body_a_delegate_acts_for(morning: Morning) -> None:
    morning.enrols(morning.invited("Oasi"), person("Ada"), None)

    headings, rows = people_of(morning.edition, WORDS)
    people = [dict(zip(headings, row, strict=True)) for row in rows]

    assert {(one["Nome"], one["Ente"]) for one in people} == {("Ada", "Oasi"), ("(nome da dare)", "Oasi")}
    headings, rows = presences_of(morning.edition)
    assert {row[headings.index("Ente")] for row in rows} == {"Oasi"}


def test_the_office_counts_enrolled_waiting_named_and_came(world: World) -> None:
    morning = Morning(world, most=2)
    oasi = morning.invited("Oasi")
    ada, _nameless, _third = morning.enrols(oasi, person("Ada"), None, None)
    with transaction():
        ada.admitted_at = clock.now()

    (one,) = invited_to(morning.edition)
    counted = figures([one])

    assert (one.signed_up, one.waiting, one.named, one.came) == (3, 1, 1, 1)
    assert (counted.signed_up, counted.waiting, counted.unnamed, counted.expected) == (3, 1, 2, 3)


def test_nobody_without_a_name_gets_a_certificate(morning: Morning) -> None:
    people = morning.enrols(morning.invited("Oasi"), person("Ada"), None)
    with clock.at(on_the_day(9, 20)):
        door = door_of(morning.world, morning.edition)
        for number, one in enumerate(people):
            scan_id = f"00000000-0000-4000-8000-00000000000{number}"
            door.post("/accoglienza/letture", data={"read": one.ticket_code, "scan_id": scan_id, "means": "camera"})
    with clock.at(on_the_day(18)):
        office = morning.world.signed_in()
        assert office.post(f"{DAY}/presenze/chiusura").status_code == 303
        with transaction():
            issued = issue(Edition.locked(morning.edition.id), by=BY)

    assert [one.registration_id for one in issued] == [people[0].id]


def test_a_name_that_the_office_writes_on_the_persons_file_counts(morning: Morning) -> None:
    (place,) = morning.enrols(morning.invited("Oasi"), None)

    with transaction():
        rename(place.participant, "Ada", "Rossi", by=BY)

    assert not place.is_unnamed


def test_the_cap_is_written_on_the_days_form(world: World) -> None:
    morning = Morning(world, most=None)
    _ada, _eva = morning.enrols(morning.invited("Oasi"), person("Ada"), person("Eva"))
    office = world.signed_in()
    page = office.get(f"{DAY}/modifica").text
    assert "Posti per ogni ente" in page

    sent = office.post(
        f"{DAY}/modifica",
        data={"code": "NET-1", "activity": "1", "seats": "10", "most_delegates": "1", "conferma": "si"},
    )

    with transaction():
        assert sent.status_code == 303 and Edition.locked(morning.edition.id).most_delegates == 1
    assert "Posti per ogni ente" not in office.get(f"/ufficio/programmi/2027-1/{lab(world)}/modifica").text


def lab(world: World) -> str:
    return world.edition(code="CV-9").slug

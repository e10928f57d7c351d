from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.checkin.models import Device, Outcome, Scan
from app.checkin.refusals import DoorClosed, ScanIdTaken, TooLateToUndo
from app.checkin.scan import undo
from app.checkin.verdict import verdict
from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.lib.codes import minted_code, voice
from app.programme.models import Edition
from app.registration import links
from app.registration.cancel import cancel
from tests.checkin.conftest import QUARTER_PAST_NINE, on_the_day, phone_of, read
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _at_the_door(at_the_door: None) -> None:
    """Every test here happens at a quarter past nine of the day, unless it moves the clock."""


def test_who_has_a_place_is_admitted(world: World, edition: Edition) -> None:
    with clock.at(on_the_day(9, day=12)):
        ada = world.sign_up(edition)
    scan = read(phone_of(edition), links.ticket_url(ada.ticket_code))
    assert scan.outcome == Outcome.ADMITTED
    assert scan.meeting == edition.first_meeting
    assert ada.admitted_at == QUARTER_PAST_NINE
    assert db.session.scalar(select(func.count()).where(Entry.what == "scan.admitted")) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "HTTPS://BUSSOLA.EXAMPLE.ORG/T/{code}",
        "https://bussola.example.org/t/{lower}?lang=en",
        "httpsç--bussola.example.org-t-{lower}",
        "{code}",
        "{groups}",
        " {lower} ",
        "{voice}",
        "{first_nine}",
    ],
)
def test_a_ticket_is_known_however_it_is_read_or_typed(world: World, edition: Edition, typed: str) -> None:
    code = world.sign_up(edition).ticket_code
    groups = " - ".join(code[i : i + 4] for i in range(0, 16, 4))
    text = typed.format(code=code, lower=code.lower(), groups=groups, voice=voice(code), first_nine=code[:9])
    assert read(phone_of(edition), text).outcome == Outcome.ADMITTED


def test_the_second_time_is_already_in_and_says_since_when(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    read(device, ada.ticket_code)
    with clock.at(on_the_day(9, 40)):
        again = read(device, ada.ticket_code)
        assert again.outcome == Outcome.ALREADY_IN
        assert verdict(again).admitted_at == QUARTER_PAST_NINE


def test_two_phones_admit_one_ticket_once(world: World, edition: Edition) -> None:
    ada = world.sign_up(edition)
    first = read(phone_of(edition, "Telefono di Marta"), ada.ticket_code)
    second = read(phone_of(edition, "Telefono di Luca"), ada.ticket_code)
    assert [first.outcome, second.outcome] == [Outcome.ADMITTED, Outcome.ALREADY_IN]


def test_the_same_id_is_given_the_same_answer(world: World, edition: Edition) -> None:
    ada, device, scan_id = world.sign_up(edition), phone_of(edition), str(uuid4())
    assert [read(device, ada.ticket_code, scan_id).outcome for _ in range(2)] == [Outcome.ADMITTED] * 2
    assert db.session.scalar(select(func.count(Scan.id))) == 1


def test_an_id_belongs_to_the_phone_it_was_born_on(world: World, edition: Edition) -> None:
    ada, scan_id = world.sign_up(edition), str(uuid4())
    read(phone_of(edition), ada.ticket_code, scan_id)
    with pytest.raises(ScanIdTaken):
        read(phone_of(edition), ada.ticket_code, scan_id)


def test_who_waits_is_told_their_place(world: World, edition: Edition) -> None:
    for who in ("ada", "grace", "alan", "olena"):
        last = world.sign_up(edition, who)
    scan = read(phone_of(edition), last.ticket_code)
    assert (scan.outcome, verdict(scan).position) == (Outcome.WAITING, 2)
    assert last.admitted_at is None


def test_a_cancelled_ticket_opens_nothing(world: World, edition: Edition) -> None:
    ada = world.sign_up(edition)
    with transaction():
        cancel(ada)
    assert read(phone_of(edition), ada.ticket_code).outcome == Outcome.CANCELLED


def test_a_ticket_of_another_lab_is_sent_to_it(world: World, edition: Edition) -> None:
    other = world.three_meetings()
    ada = world.sign_up(other)
    scan = read(phone_of(edition), ada.ticket_code)
    said = verdict(scan)
    assert (scan.outcome, said.other, said.when) == (Outcome.OTHER_EDITION, other, other.first_meeting)
    assert said.name is None


def test_a_ticket_of_another_half_year_names_no_lab(world: World, edition: Edition) -> None:
    then = (date(2027, 9, 14), time(9, 30), time(12, 30))
    ada = world.sign_up(world.edition(programme="2027-2", meetings=[then]))
    scan = read(phone_of(edition), ada.ticket_code)
    assert (scan.outcome, verdict(scan).other) == (Outcome.OTHER_EDITION, None)


def test_the_first_letters_find_nobody_of_another_lab(world: World, edition: Edition) -> None:
    ada = world.sign_up(world.three_meetings())
    assert read(phone_of(edition), ada.ticket_code[:6]).outcome == Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("K7QM3F2PK7QM3F2P", "forged"),
        ("K7Q M3F", "no_such_start"),
        ("K7Q", "no_ticket"),
        ("https://example.org/menu.pdf", "no_ticket"),
        ("WIFI:S:biblioteca;;\x00" + "x" * 3000, "no_ticket"),
        ("", "no_ticket"),
    ],
)
def test_what_is_no_ticket_of_ours_is_kept_and_explained(edition: Edition, text: str, why: str) -> None:
    scan = read(phone_of(edition), text)
    assert (scan.outcome, verdict(scan).why_unknown) == (Outcome.UNKNOWN, why)


def test_a_genuine_code_that_nobody_holds_is_not_called_forged(edition: Edition) -> None:
    scan = read(phone_of(edition), minted_code(edition.ticket_key))
    assert (scan.outcome, verdict(scan).why_unknown) == (Outcome.UNKNOWN, "not_in_list")


def test_on_another_day_the_door_says_when_the_meeting_is(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    with clock.at(on_the_day(9, 15, day=13)):
        scan = read(device, ada.ticket_code)
        assert (scan.outcome, verdict(scan).when) == (Outcome.NO_MEETING, edition.first_meeting)


def test_closed_registers_take_nobody_in(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    with transaction():
        edition.closed_at = clock.now()
    assert read(device, ada.ticket_code).outcome == Outcome.NO_MEETING


@pytest.mark.parametrize(
    ("moment", "expected"),
    [((7, 0), 0), ((9, 30), 0), ((12, 10), 0), ((12, 31), 1), ((14, 30), 1), ((17, 30), 1)],
)
def test_the_scan_finds_its_meeting_by_the_time(world: World, moment: tuple[int, int], expected: int) -> None:
    thursday = date(2027, 1, 14)
    edition = world.edition(meetings=[(thursday, time(9, 30), time(12, 30)), (thursday, time(14), time(17))])
    scan = read(phone_of(edition), world.sign_up(edition).ticket_code, at=on_the_day(*moment))
    assert scan.meeting == edition.meetings[expected]


def test_each_meeting_of_a_lab_has_its_own_admission(world: World) -> None:
    edition = world.three_meetings()
    ada = world.sign_up(edition)
    for day in (26, 28):
        with clock.at(on_the_day(9, 20, day=day)):
            assert read(phone_of(edition), ada.ticket_code).outcome == Outcome.ADMITTED
    assert ada.admitted_at == on_the_day(9, 20, day=26)


def test_the_fire_limit_stops_even_who_has_a_place(world: World, edition: Edition) -> None:
    ada, grace, device = world.sign_up(edition), world.sign_up(edition, "grace"), phone_of(edition)
    with transaction():
        edition.meetings[0].room.fire_limit = 1
    assert read(device, ada.ticket_code).outcome == Outcome.ADMITTED
    assert read(device, grace.ticket_code).outcome == Outcome.FULL


def test_an_admission_can_be_taken_back_and_given_again(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    scan = read(device, ada.ticket_code)
    for _ in range(2):
        with transaction():
            assert undo(device, scan).outcome == Outcome.UNDONE
    assert ada.admitted_at is None
    assert read(device, ada.ticket_code).outcome == Outcome.ADMITTED


def test_taking_back_the_second_day_leaves_the_first(world: World) -> None:
    edition = world.three_meetings()
    ada = world.sign_up(edition)
    with clock.at(on_the_day(9, 20, day=26)):
        read(phone_of(edition), ada.ticket_code)
    with clock.at(on_the_day(9, 20, day=28)):
        device = phone_of(edition)
        second = read(device, ada.ticket_code)
        with transaction():
            undo(device, second)
    assert ada.admitted_at == on_the_day(9, 20, day=26)


def test_after_a_quarter_of_an_hour_an_admission_stays(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    scan = read(device, ada.ticket_code)
    with clock.at(QUARTER_PAST_NINE + timedelta(minutes=16)), pytest.raises(TooLateToUndo), transaction():
        undo(device, scan)
    assert scan.is_admission


def test_a_closed_door_reads_nothing(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    with transaction():
        device.revoked_at = clock.now()
    with pytest.raises(DoorClosed):
        read(device, ada.ticket_code)


def test_phones_that_read_one_ticket_at_the_same_instant_admit_it_once(world: World, edition: Edition) -> None:
    code = world.sign_up(edition).ticket_code
    phones = [phone_of(edition, f"Telefono {number}").id for number in range(8)]
    db.session.rollback()

    def read_on(device_id: int) -> str:
        with world.app.app_context(), clock.at(QUARTER_PAST_NINE):
            return read(db.session.get_one(Device, device_id), code).outcome

    with ThreadPoolExecutor(len(phones)) as threads:
        outcomes = sorted(threads.map(read_on, phones))
    assert outcomes == ["admitted"] + ["already_in"] * 7

"""Moving an edition with thirty people in it and ten who wait, while the worker dies: forty messages, each once."""

import signal
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import db
from app.lib import clock
from app.lib.clock import from_rome, now
from app.outbox.deliver import deliver_due
from app.outbox.models import Announcement, Delivery
from app.outbox.reached import Reach, counts_of
from tests.lib.libical import entries_read_by_libical, faults_found_by_libical, instants_read_by_libical
from tests.lib.readers import Khal, read_by_ical_js
from tests.outbox.postman import Postman
from tests.outbox.workers import Workers, statuses, wait_for
from tests.registration.changing import move
from tests.world import World

SEATS, PEOPLE = 30, 40
FIRST = (from_rome(date(2027, 2, 10), hour(9, 30)), from_rome(date(2027, 2, 10), hour(12, 30)))
MOVED = (from_rome(date(2027, 2, 17), hour(11, 30)), from_rome(date(2027, 2, 17), hour(14, 30)))
AFTER_THE_LEASE = timedelta(minutes=3)
STUCK = 4  # seconds that the post keeps a worker waiting


@pytest.mark.parametrize(("stage", "deaths"), [("RCPT", 2), ("TEXT", 1)])
def test_forty_people_are_told_once_though_the_worker_dies(
    world: World, postman: Postman, workers: Workers, tmp_path: Path, stage: str, deaths: int
) -> None:
    edition = world.edition(seats=SEATS, meetings=[(date(2027, 2, 10), hour(9, 30), hour(12, 30))])
    for number in range(PEOPLE):
        world.sign_up(edition, f"persona{number}")
    deliver_due()
    before, moved_at = {mail["To"]: mail for mail in postman.taken}, now()
    assert len(before) == PEOPLE
    postman.taken.clear()

    move(edition, days=7, hours=2)

    promised = Counter(message.status for message in world.mails("changed"))
    assert promised == {Delivery.QUEUED: PEOPLE}
    with clock.at(moved_at + timedelta(minutes=9)):
        deliver_due()
    assert postman.taken == [], "other changes may join it"
    for death in range(1, deaths + 1):
        worker = workers.start(at=moved_at + timedelta(minutes=8) + AFTER_THE_LEASE * death)
        enough = death * 8
        wait_for(lambda enough=enough: len(postman.taken) >= enough, "some mails")
        postman.pauses[stage] = STUCK
        time.sleep(STUCK / 4)
        workers.stop(worker, signal.SIGKILL)  # in the hands of a server that has not answered
        postman.pauses.clear()
    last = workers.start(at=moved_at + timedelta(minutes=8) + AFTER_THE_LEASE * 5)
    wait_for(lambda: set(statuses()) <= {Delivery.SENT, Delivery.PARKED}, "all mails to be settled")
    workers.stop(last, signal.SIGTERM)

    copies = postman.copies()
    assert len(copies) == PEOPLE and {mail["To"] for mail in postman.taken} == set(before)
    if stage == "RCPT":
        assert set(copies.values()) == {1}
    else:  # taken, but the worker died before it was told: once more, with the same Message-ID, so that it is dropped
        assert max(copies.values()) <= 2
    db.session.expire_all()
    act = db.session.scalars(select(Announcement)).one()
    assert counts_of([act])[act.id][Reach.REACHED] == PEOPLE
    after = {mail["To"]: mail for mail in postman.taken}
    each_says_old_and_new(after, [one for one in before if calendar_of(before[one])])
    calendars_show_one_event_at_the_new_hour(before, after, tmp_path)


def each_says_old_and_new(after: dict[str, EmailMessage], with_place: list[str]) -> None:
    assert len(with_place) == SEATS
    for address, mail in after.items():
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "PRIMA: mercoledì 10 febbraio 2027, dalle 9:30 alle 12:30" in text
        assert "ADESSO: mercoledì 17 febbraio 2027, dalle 11:30 alle 14:30" in text
        assert "/annullamento?motivo=data" in text
        has_a_place = address in with_place
        assert ("Il tuo posto resta tuo" in text) == has_a_place
        assert (calendar_of(mail) is not None) == has_a_place, "who waits gets nothing for the calendar"


def calendars_show_one_event_at_the_new_hour(
    before: dict[str, EmailMessage], after: dict[str, EmailMessage], folder: Path
) -> None:
    pairs = [(first, calendar_of(after[to])) for to, mail in before.items() if (first := calendar_of(mail))]
    olds, news = [old for old, _new in pairs], [new for _old, new in pairs if new]
    assert len(olds) == len(news) == SEATS
    for old, new in zip(olds, news, strict=True):
        assert faults_found_by_libical(new) == []
        assert instants_read_by_libical(old) == [FIRST] and instants_read_by_libical(new) == [MOVED]
        ((old_uid, old_sequence),), ((uid, sequence),) = entries_read_by_libical(old), entries_read_by_libical(new)
        assert uid == old_uid and sequence == old_sequence + 1
    for (old_event,), (event,) in zip(read_by_ical_js(olds), read_by_ical_js(news), strict=True):
        assert event["uid"] == old_event["uid"] and int(event["sequence"]) == int(old_event["sequence"]) + 1
        assert (event["method"], event["status"]) == ("REQUEST", "CONFIRMED")
        assert (instant(event["starts"]), instant(event["ends"])) == MOVED
        assert (instant(old_event["starts"]), instant(old_event["ends"])) == FIRST
    khal = Khal(folder / "khal")
    khal.take(olds[:3])
    assert khal.shows("2027-02-01", "2027-02-28") == ["2027-02-10 09:30 Il curriculum che si fa leggere"] * 3
    khal.take(news[:3])
    assert khal.shows("2027-02-01", "2027-02-28") == ["2027-02-17 11:30 Il curriculum che si fa leggere"] * 3


def instant(said: str | int) -> datetime:
    return datetime.fromisoformat(str(said)).astimezone(UTC)


def calendar_of(mail: EmailMessage) -> bytes | None:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content
    return None

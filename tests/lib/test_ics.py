"""Calendars, read by libical (which also judges them as iTIP messages) and by vobject."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from app.lib import ics
from tests.lib.libical import faults_found_by_libical, instants_read_by_libical

ROME = ZoneInfo("Europe/Rome")
OFFICE = ics.Mailbox("bussola@example.org", "Bussola del lavoro")
ADA = ics.Mailbox("ada@example.org")
STAMP = datetime(2027, 1, 11, 8, tzinfo=UTC)


def entry(**facts: object) -> ics.Entry:
    usual = {
        "uid": "r-1@bussola.example.org",
        "stamp": STAMP,
        "starts_at": datetime(2027, 1, 14, 8, 30, tzinfo=UTC),
        "ends_at": datetime(2027, 1, 14, 11, 30, tzinfo=UTC),
        "summary": "Il curriculum, che si fa leggere",
        "description": "Porta un documento.\nEntrata libera; primo piano",
        "location": "Sala incontri, Sportello Lavoro, Vicolo Bolognetti 2, Bologna",
        "geo": (44.4949, 11.3426),
        "url": "https://bussola.example.org/programmi/2027-1/cv-1",
        "reminder": True,
    }
    return ics.Entry(**(usual | facts))  # type: ignore[arg-type]


def lines(content: bytes) -> list[str]:
    return re.sub(r"\r\n[ \t]", "", content.decode()).split("\r\n")


def a_feed(*entries: ics.Entry) -> bytes:
    where = "https://bussola.example.org/programmi/2027-1/"
    return ics.feed(
        entries or (entry(),), name="Bussola, 2027; 1", description="Laboratori", url=where, changed_at=STAMP
    )


def test_the_same_facts_always_make_the_same_bytes() -> None:
    first = [ics.request(entry(), OFFICE, ADA), ics.publish([entry()], OFFICE), a_feed()]
    ics.feed.cache_clear()

    assert first == [ics.request(entry(), OFFICE, ADA), ics.publish([entry()], OFFICE), a_feed()]


@pytest.mark.parametrize(
    "content",
    [
        ics.request(entry(), OFFICE, ADA),
        ics.cancel(entry(sequence=1, cancelled=True), OFFICE, ADA),
        ics.publish([entry(), entry(uid="r-2@x", cancelled=True)], OFFICE),
        a_feed(),
    ],
    ids=["REQUEST", "CANCEL", "PUBLISH", "feed"],
)
def test_libical_finds_nothing_wrong(content: bytes) -> None:
    assert faults_found_by_libical(content) == []
    vobject.readOne(content.decode()).validate(raiseException=True)


def test_libical_would_find_a_request_without_organizer_wrong() -> None:
    orphan = b"".join(
        line for line in ics.request(entry(), OFFICE, ADA).splitlines(keepends=True) if b"ORGANIZER" not in line
    )

    assert faults_found_by_libical(orphan)


def test_a_request_asks_one_person_and_a_cancel_does_not_ask() -> None:
    asked, told = lines(ics.request(entry(), OFFICE, ADA)), lines(ics.cancel(entry(cancelled=True), OFFICE, ADA))

    assert "METHOD:REQUEST" in asked and "METHOD:CANCEL" in told
    assert [line for line in asked if line.startswith("ATTENDEE")] == [
        "ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ada@example.org"
    ]
    assert "RSVP" not in "".join(told)
    assert "STATUS:CANCELLED" in told and "TRANSP:TRANSPARENT" in told
    assert "SUMMARY:ANNULLATO: Il curriculum\\, che si fa leggere" in told
    assert "BEGIN:VALARM" in asked and "BEGIN:VALARM" not in told


def test_what_is_published_names_no_attendee() -> None:
    assert "ATTENDEE" not in ics.publish([entry()], OFFICE).decode()


def test_a_feed_has_no_method_no_uid_of_its_own_and_says_how_often_to_come_back() -> None:
    found = lines(a_feed(entry(), entry(uid="other@x")))

    assert not any(line.startswith("METHOD") for line in found)
    assert not any(line.startswith("UID") for line in found[: found.index("BEGIN:VEVENT")])
    assert len([line for line in found if line.startswith("UID:")]) == 2
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in found and "X-PUBLISHED-TTL:PT6H" in found
    assert "NAME:Bussola\\, 2027\\; 1" in found


def test_the_zone_is_the_one_of_the_time_zone_database_around_every_change() -> None:
    wrong = []
    for year in range(2026, 2038):
        for month in (3, 10):
            last = date(year, month, 31)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            hour = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC) - timedelta(hours=5)
            hours = [hour + timedelta(hours=step) for step in range(14)]
            expected = [instant.astimezone(ROME).utcoffset() for instant in hours]
            wrong += [
                instant
                for instant, offset in zip(hours, expected, strict=True)
                if offset != offset_by_our_zone(instant)
            ]
    assert wrong == []


def offset_by_our_zone(instant: datetime) -> timedelta:
    """What the rules that we send out say: from the last Sunday of March to that of October, both at 01:00 UTC."""
    rules = dict(re.findall(rb"BEGIN:(DAYLIGHT|STANDARD)\r\n(.*?)END:", ics.ROME_ZONE, re.S))
    began = {
        name: onset(instant.year, int(re.search(rb"BYMONTH=(\d+)", rule)[1]), rule)  # type: ignore[index]
        for name, rule in rules.items()
    }
    name = b"DAYLIGHT" if began[b"DAYLIGHT"] <= instant < began[b"STANDARD"] else b"STANDARD"
    return offset(re.search(rb"TZOFFSETTO:([+-]\d{4})", rules[name])[1])  # type: ignore[index]


def onset(year: int, month: int, rule: bytes) -> datetime:
    hour = int(re.search(rb"DTSTART:\d{8}T(\d\d)", rule)[1])  # type: ignore[index]
    last = date(year, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    local = datetime(sunday.year, sunday.month, sunday.day, hour, tzinfo=UTC)
    return local - offset(re.search(rb"TZOFFSETFROM:([+-]\d{4})", rule)[1])  # type: ignore[index]


def offset(text: bytes) -> timedelta:
    return (1 if text[:1] == b"+" else -1) * timedelta(hours=int(text[1:3]), minutes=int(text[3:]))


def test_libical_reads_the_instants_we_meant_also_across_a_change_of_the_clocks() -> None:
    meant = [
        (datetime(2027, 1, 14, 8, 30, tzinfo=UTC), datetime(2027, 1, 14, 11, 30, tzinfo=UTC)),
        (datetime(2027, 7, 14, 7, 30, tzinfo=UTC), datetime(2027, 7, 14, 10, 30, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, 0, tzinfo=UTC), datetime(2026, 10, 25, 4, 0, tzinfo=UTC)),
        (datetime(2028, 3, 25, 22, 0, tzinfo=UTC), datetime(2028, 3, 26, 3, 0, tzinfo=UTC)),
    ]
    entries = [entry(uid=f"{n}@x", starts_at=start, ends_at=end) for n, (start, end) in enumerate(meant)]

    content = ics.publish(entries, OFFICE)

    assert instants_read_by_libical(content) == meant
    assert [
        (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC))
        for event in vobject.readOne(content.decode()).vevent_list
    ] == meant


@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2027, 1, 14, 9, 30),
        datetime(2026, 10, 25, 2, 30, tzinfo=ROME, fold=1),
        datetime(2027, 1, 14, 23, 30, tzinfo=UTC),
    ],
    ids=["naive", "the second half past two of a change", "after its end"],
)
def test_an_instant_that_a_calendar_cannot_state_is_refused(starts_at: datetime) -> None:
    with pytest.raises((ValueError, TypeError)):
        ics.publish([entry(starts_at=starts_at)], OFFICE)


@pytest.mark.parametrize("breaker", ["\r\n", "\n", "\r", "\u2028", "\x00\n", "\x85"])
def test_nobody_can_write_a_line_of_their_own(breaker: str) -> None:
    evil = f"Lab{breaker}ATTENDEE:mailto:x@evil.example{breaker}END:VEVENT"
    content = ics.request(
        entry(summary=evil, description=evil, location=evil, categories=(evil,), cancelled_word=evil),
        ics.Mailbox("bussola@example.org", evil + '";CN=x^'),
        ics.Mailbox("ada@example.org", evil),
    )

    assert next(line for line in lines(content) if line.startswith("ATTENDEE")).endswith(":mailto:ada@example.org")
    assert sum(line.startswith("ATTENDEE") for line in lines(content)) == 1
    assert sum(line == "END:VEVENT" for line in lines(content)) == 1
    assert faults_found_by_libical(content) == []


def test_a_link_that_is_no_web_address_is_refused() -> None:
    for link in ("https://example.org/\r\nATTENDEE:mailto:x", "javascript:alert(1)", "https://a b"):
        with pytest.raises(ValueError):
            ics.publish([entry(url=link)], OFFICE)


def test_names_and_descriptions_of_a_feed_cannot_break_its_lines_either() -> None:
    content = ics.feed((entry(),), name="A\nB\rC", description="D\r\nE", url="https://x.example/", changed_at=STAMP)

    assert {"NAME:A B C", "X-WR-CALDESC:D E"} <= set(lines(content))

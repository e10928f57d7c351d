"""The same feed in four calendars: the same events at the same instants, winter and summer."""

from datetime import date, time
from pathlib import Path

from flask.testing import FlaskClient

from app.db import transaction
from app.lib.clock import now
from app.programme.models import Edition
from tests.lib.calendar_readers import Seen, seen_by_ical_js, seen_by_khal, seen_by_vobject
from tests.lib.libical import faults_found_by_libical, instants_read_by_libical
from tests.world import World


def a_season(world: World) -> list[Edition]:
    """A lab of three meetings, one across the change of the clocks, one cancelled, one put off."""
    days = [(date(2027, 3, 27), time(9), time(11)), (date(2027, 3, 29), time(9), time(11))]
    spring, off = world.edition(title="Primavera; «due»", meetings=days), world.edition(title="Saltato")
    later = world.edition(title="Spostato", meetings=[(date(2027, 6, 3), time(18), time(20))])
    with transaction():
        off.cancelled_at = later.postponed_at = now()
    return [world.three_meetings(), spring, off, later]


def test_four_calendars_show_the_same_events(world: World, client: FlaskClient, tmp_path: Path) -> None:
    titles = {"Saltato": "ANNULLATO: Saltato", "Spostato": "RINVIATO: Spostato"}
    meant = sorted(
        Seen(
            f"e-{edition.calendar_uid}-{meeting.id}@127.0.0.1",
            meeting.starts_at,
            meeting.ends_at,
            titles.get(edition.title, edition.title),
        )
        for edition in a_season(world)
        for meeting in edition.meetings
    )

    content = client.get("/programmi/2027-1.ics").data

    assert len(meant) == 7
    assert seen_by_ical_js(content) == meant
    assert seen_by_khal(content, tmp_path) == meant
    assert seen_by_vobject(content) == meant
    assert sorted(instants_read_by_libical(content)) == sorted((one.starts_at, one.ends_at) for one in meant)
    assert faults_found_by_libical(content) == []

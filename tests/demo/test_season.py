"""The demo is alive on any day: in August, at Christmas, at New Year, when the clocks change."""

from datetime import datetime

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from app.certificates.models import Certificate
from app.checkin.models import Outcome, Scan
from app.db import db
from app.demo.commands import LOGINS
from app.lib import clock
from app.programme.models import Edition, ProgrammeStatus
from app.registration.models import Registration
from tests.world import World

DAYS = {
    "august": "2026-08-15T10:00+02:00",
    "christmas, near midnight": "2026-12-25T23:58+01:00",
    "new year, after midnight": "2027-01-01T00:10+01:00",
    "clocks go back": "2026-10-25T02:30+01:00",
    "clocks go forward": "2027-03-28T03:10+02:00",
}


@pytest.mark.one_database
@pytest.mark.parametrize("day", DAYS)
def test_there_is_a_past_a_today_and_a_future(world: World, runner: FlaskCliRunner, day: str) -> None:
    now = datetime.fromisoformat(DAYS[day])
    with clock.at(now):
        loaded = runner.invoke(args=["demo", "load"])
        editions = db.session.scalars(select(Edition)).all()
        today = [edition for edition in editions for meeting in edition.meetings if meeting.day == clock.today()]

        assert loaded.exit_code == 0, loaded.output
        assert all(edition.programme.status == ProgrammeStatus.PUBLISHED for edition in editions)
        assert [edition.code for edition in today] == ["UFF-1"]
        assert today[0].has_begun(clock.now()) and not today[0].has_ended(clock.now())
        assert {"CV-2"} <= {edition.code for edition in editions if edition.waiting_count}
        assert any(edition.is_online for edition in editions)
        assert any(edition.agenda for edition in editions if edition.activity.is_networking)
        assert sum(edition.has_ended(clock.now()) for edition in editions) >= 4
        assert sum(not edition.has_begun(clock.now()) for edition in editions) >= 6
    arrived = select(func.count()).where(Scan.edition_id == today[0].id, Scan.outcome == Outcome.ADMITTED)
    assert db.session.scalar(arrived) == 7
    assert (db.session.scalar(select(func.count(Certificate.id))) or 0) > 20


@pytest.mark.one_database
def test_everybody_is_plainly_made_up(world: World, runner: FlaskCliRunner) -> None:
    runner.invoke(args=["demo", "load"])

    for registration in db.session.scalars(select(Registration)):
        assert (registration.email or "@example.org").endswith("@example.org")
        assert (registration.phone or "+39333000").startswith("+39333000")
    assert all(email.endswith("@example.org") for email in LOGINS)


@pytest.mark.one_database
def test_a_database_with_something_in_it_is_left_alone(world: World, runner: FlaskCliRunner) -> None:
    world.edition()

    assert runner.invoke(args=["demo", "load"]).exit_code == 1
    assert runner.invoke(args=["demo", "load", "--if-empty"]).exit_code == 0
    assert db.session.scalar(select(func.count(Edition.id))) == 1


@pytest.mark.one_database
def test_the_demo_never_enters_production(world: World, runner: FlaskCliRunner) -> None:
    world.app.config["IS_PRODUCTION"] = True
    try:
        refused = runner.invoke(args=["demo", "load"])
    finally:
        world.app.config["IS_PRODUCTION"] = False

    assert refused.exit_code == 1 and "produzione" in refused.stderr
